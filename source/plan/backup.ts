/** The backup: everything needed to re-create what a clean-up takes away, as one JSON document. */
import { UserError } from '../errors.js';
import { type BaselineDefinition, type OperatingSystem, operatingSystems } from './baseline.js';
import type { CleanupChoice } from './cleanup-choice.js';
import type { CleanupItem } from './cleanup-items.js';
import type { AccountIdentity, InventoryWindow, Members } from './inventory.js';

interface BackedUpPart {
  /** In the account that was cleaned up. */
  readonly id: string;
  readonly members: Members;
}

export interface BackedUpWindow extends BackedUpPart {
  readonly tags: Readonly<Record<string, string>>;
  /** Those that go with the window, or none where only tasks go. */
  readonly targets: readonly BackedUpPart[];
  readonly tasks: readonly BackedUpPart[];
  /** What the clean-up did: deleted all of it, deregistered the tasks, or switched it off. */
  readonly fate: 'deleted' | 'tasks-deregistered' | 'disabled';
}

export interface BackedUpBaseline {
  readonly id: string;
  readonly members: BaselineDefinition;
  readonly tags: Readonly<Record<string, string>>;
}

export interface BackedUpRegistration {
  readonly patchGroup: string;
  readonly baselineId: string;
  readonly operatingSystem: OperatingSystem;
}

export interface Backup {
  readonly format: 'ssm-patch-wizard backup';
  readonly version: 1;
  readonly account: string;
  readonly region: string;
  readonly createdAt: string;
  readonly windows: readonly BackedUpWindow[];
  readonly baselines: readonly BackedUpBaseline[];
  readonly registrations: readonly BackedUpRegistration[];
  /** Baselines that were the default of their operating system. */
  readonly defaults: readonly { readonly operatingSystem: OperatingSystem; readonly baselineId: string }[];
}

/** The lists of a backup; each entry carries a checksum of its own, so that an edited one can be named. */
const lists = ['windows', 'baselines', 'registrations', 'defaults'] as const;

/** What a choice takes away, as it is now. */
export function buildBackup(
  items: readonly CleanupItem[],
  choice: CleanupChoice,
  { account, region }: Pick<AccountIdentity, 'account' | 'region'>,
  now: Date,
): Backup {
  const chosen = items.filter(({ id }) => choice.has(id));
  const mixed = new Map<string, { window: InventoryWindow; tasks: BackedUpPart[] }>();
  for (const item of chosen) {
    if (item.kind !== 'task') continue;
    const entry = mixed.get(item.window.id) ?? { window: item.window, tasks: [] };
    entry.tasks.push({ id: item.task.id, members: item.task.members ?? {} });
    mixed.set(item.window.id, entry);
  }
  return {
    format: 'ssm-patch-wizard backup',
    version: 1,
    account,
    region,
    createdAt: now.toISOString(),
    windows: [
      ...chosen.flatMap((item) =>
        item.kind === 'window' ? [wholeWindow(item.window, choice.get(item.id) === 'disable')] : [],
      ),
      ...[...mixed.values()].map(({ window, tasks }) => ({
        ...wholeWindow(window),
        tasks,
        fate: 'tasks-deregistered' as const,
      })),
    ],
    baselines: chosen.flatMap((item) =>
      item.kind === 'baseline' && item.baseline.definition
        ? [{ id: item.baseline.id, members: item.baseline.definition, tags: item.baseline.tags }]
        : [],
    ),
    registrations: chosen.flatMap((item) => {
      if (item.kind !== 'registration') return [];
      const { patchGroup, baselineId, operatingSystem } = item.registration;
      return [{ patchGroup, baselineId, operatingSystem }];
    }),
    defaults: chosen.flatMap((item) =>
      item.kind === 'default' ? [{ operatingSystem: item.baseline.operatingSystem, baselineId: item.baseline.id }] : [],
    ),
  };
}

function wholeWindow(window: InventoryWindow, isDisabled = false): BackedUpWindow {
  const { id, members = {}, tags, targets, tasks } = window;
  const part = (of: { readonly id: string; readonly members?: Members | undefined }): BackedUpPart => ({
    id: of.id,
    members: of.members ?? {},
  });
  return {
    id,
    members,
    tags,
    targets: targets.map(part),
    tasks: tasks.map(part),
    fate: isDisabled ? 'disabled' : 'deleted',
  };
}

/** A hash of a text, in hexadecimal; handed in, because pure rooms use no platform's crypto. */
export type Digest = (text: string) => string;

/** The backup as text, every entry with its checksum. */
export function serializeBackup(backup: Backup, digest: Digest): string {
  const sealed = Object.fromEntries(
    lists.map((list) => [list, backup[list].map((entry) => ({ ...entry, checksum: digest(JSON.stringify(entry)) }))]),
  );
  const { format, version, account, region, createdAt } = backup;
  const head = { format, version, account, region, createdAt };
  return `${JSON.stringify({ ...head, checksum: digest(JSON.stringify(head)), ...sealed }, null, 2)}\n`;
}

/**
 * Reads a backup.
 * @throws UserError for what is malformed, truncated or was changed by hand, with the place named
 */
export function parseBackup(text: string, fileName: string, digest: Digest): Backup {
  const refuse = (place: string, why: string): UserError =>
    new UserError(`The backup ${fileName} cannot be used: ${place} ${why}.`, {
      code: 'invalid-backup',
      detail: 'Nothing was created.',
      nextSteps: ['Use the file as the clean-up wrote it; if it is damaged, take a copy of it.'],
    });
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (error) {
    throw refuse('the text', `is not complete JSON (${error instanceof Error ? error.message : error})`);
  }
  if (!isRecord(document) || document.format !== 'ssm-patch-wizard backup') {
    throw refuse('it', 'is not a backup of ssm-patch-wizard');
  }
  if (document.version !== 1)
    throw refuse('its version', `is ${JSON.stringify(document.version)}; this program reads 1`);
  const { format, version, account, region, createdAt, checksum } = document;
  if (digest(JSON.stringify({ format, version, account, region, createdAt })) !== checksum) {
    throw refuse('its head (account, region, date)', 'was changed after it was written');
  }
  for (const list of lists) {
    const entries = document[list];
    if (!Array.isArray(entries)) throw refuse(list, 'is missing');
    entries.forEach((sealed: unknown, index) => {
      const place = `${list}[${index}]`;
      if (!isRecord(sealed)) throw refuse(place, 'is not an object');
      const { checksum: seal, ...entry } = sealed;
      if (digest(JSON.stringify(entry)) !== seal) throw refuse(place, 'was changed after it was written');
      const system = list === 'registrations' || list === 'defaults' ? entry.operatingSystem : 'WINDOWS';
      if (!operatingSystems.some((os) => os === system))
        throw refuse(`${place}.operatingSystem`, 'is not one that is known');
    });
  }
  return document as unknown as Backup;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
