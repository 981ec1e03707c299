/** The backup: everything needed to re-create what a clean-up takes away, as one JSON document. */

import { UserError } from '../../errors.js';
import type {
  AccountIdentity,
  InventoryBaseline,
  InventoryRecord,
  InventoryTarget,
  InventoryTask,
  InventoryWindow,
  Members,
  PatchGroupRegistration,
} from '../account/inventory.js';
import type { TagChange } from '../account/tagging.js';
import type { BaselineDefinition } from '../baseline/baseline.js';
import type { Codec } from '../intent/codec.js';
import { jsonSyntaxError } from '../text/json-document.js';
import { isObject } from '../text/shape.js';
import { wrongWithEntry, wrongWithHead } from './backup-shape.js';
import type { CleanupChoice } from './choice.js';
import { type CleanupItem, defaultId, type ItemOf, registrationId } from './items.js';

export interface BackedUpPart {
  /** In the account that was cleaned up. */
  readonly id: string;
  readonly members: Members;
}

export interface BackedUpWindow extends BackedUpPart, Pick<InventoryWindow, 'tags'> {
  /** Those that go with the window, or none where only tasks go. */
  readonly targets: readonly BackedUpPart[];
  readonly tasks: readonly BackedUpPart[];
  /** What the clean-up did: deleted all of it, deregistered the tasks, or switched it off. */
  readonly change: 'deleted' | 'tasks-deregistered' | 'disabled';
}

export interface BackedUpBaseline extends Pick<InventoryBaseline, 'id' | 'tags'> {
  readonly members: BaselineDefinition;
}

export type BackedUpRegistration = Pick<PatchGroupRegistration, 'patchGroup' | 'baselineId' | 'operatingSystem'>;
export type BackedUpRecord = Pick<InventoryRecord, 'plan' | 'name' | 'value'>;

export interface Backup {
  readonly format: 'ssm-patch-wizard backup';
  readonly version: 1;
  readonly account: string;
  readonly region: string;
  readonly createdAt: string;
  /** Ids of what stayed: whatever it looks like, none of it is something that a restore has made again. */
  readonly stayed: readonly string[];
  readonly windows: readonly BackedUpWindow[];
  readonly baselines: readonly BackedUpBaseline[];
  readonly registrations: readonly BackedUpRegistration[];
  /** What plans want, written down. */
  readonly records: readonly BackedUpRecord[];
  /** Baselines that were the default of their operating system. */
  readonly defaults: readonly Omit<BackedUpRegistration, 'patchGroup'>[];
  /** Nodes whose patch group was changed, with the tag before and after. */
  readonly nodes: readonly TagChange[];
}

/** The lists of a backup; each entry carries a checksum of its own, so that an edited one can be named. */
const lists = ['windows', 'baselines', 'registrations', 'records', 'defaults', 'nodes'] as const;
type List = (typeof lists)[number];

type Head = Omit<Backup, List>;

function headOf({ format, version, account, region, createdAt, stayed }: Head): Head {
  return { format, version, account, region, createdAt, stayed };
}

/** What a choice takes away, as it is now. */
export function buildBackup(
  items: readonly CleanupItem[],
  choice: CleanupChoice,
  { account, region }: Pick<AccountIdentity, 'account' | 'region'>,
  now: Date,
): Backup {
  const chosen = <Kind extends CleanupItem['kind']>(kind: Kind) =>
    items.filter((item): item is ItemOf<Kind> => item.kind === kind && choice.has(item.id));
  const tasks = chosen('task');
  return {
    format: 'ssm-patch-wizard backup',
    version: 1,
    account,
    region,
    createdAt: now.toISOString(),
    stayed: [...new Set(items.flatMap((item) => stayingIds(item, choice)))],
    windows: [
      ...chosen('window').map(({ id, window }) =>
        backedUp(window, window.tasks, choice.get(id) === 'disable' ? 'disabled' : 'deleted'),
      ),
      ...[...new Set(tasks.map(({ window }) => window))].map((window) => {
        const going = tasks.filter((item) => item.window === window).map(({ task }) => task);
        return backedUp(window, going, 'tasks-deregistered');
      }),
    ],
    baselines: chosen('baseline').flatMap(({ baseline: { id, definition, tags } }) =>
      definition ? [{ id, members: definition, tags }] : [],
    ),
    registrations: chosen('registration').map(({ registration: { patchGroup, baselineId, operatingSystem } }) => ({
      patchGroup,
      baselineId,
      operatingSystem,
    })),
    records: chosen('record').map(({ record: { plan, name, value } }) => ({ plan, name, value })),
    defaults: chosen('default').map(({ baseline: { id, operatingSystem } }) => ({ operatingSystem, baselineId: id })),
    nodes: chosen('tags').flatMap(({ changes }) => changes),
  };
}

/** What a backup brings back, by ids as things of an account have them. */
export function backedUpIds({ windows, baselines, registrations, records, defaults }: Backup): ReadonlySet<string> {
  return new Set([
    ...windows.flatMap(({ id, tasks }) => [id, ...tasks.map((task) => task.id)]),
    ...baselines.map(({ id }) => id),
    ...registrations.map(registrationId),
    ...records.map(({ name }) => name),
    ...defaults.map(({ operatingSystem }) => defaultId(operatingSystem)),
  ]);
}

/** The tags that nodes had before these changes. */
export function nodesBackup(
  changes: readonly TagChange[],
  place: Pick<AccountIdentity, 'account' | 'region'>,
  now: Date,
): Backup {
  const nodes = changes.map(({ id, tagKey, before, after }) => ({ id, tagKey, before, after }));
  return { ...buildBackup([], new Map(), place, now), nodes };
}

/** Of what a restore finds again by what it looks like, if its id is gone. */
function stayingIds(item: CleanupItem, choice: CleanupChoice): string[] {
  const isFound = item.kind === 'window' || item.kind === 'task' || item.kind === 'baseline';
  const own = isFound && !choice.has(item.id) ? [item.id] : [];
  return item.kind === 'task' ? [item.window.id, ...own] : own;
}

function backedUp(
  { id, members = {}, tags, targets }: InventoryWindow,
  tasks: readonly InventoryTask[],
  change: BackedUpWindow['change'],
): BackedUpWindow {
  const part = (of: InventoryTarget | InventoryTask): BackedUpPart => ({ id: of.id, members: of.members ?? {} });
  return { id, members, tags, targets: targets.map(part), tasks: tasks.map(part), change };
}

/**
 * Passes if a backup is of this account and region.
 * @throws UserError if it is not: ids and names of one place say nothing in another
 */
export function requireSamePlace(
  { account, region }: Pick<Backup, 'account' | 'region'>,
  here: Pick<AccountIdentity, 'account' | 'region'>,
): void {
  if (account === here.account && region === here.region) return;
  throw new UserError(
    `The backup is from account ${account}, region ${region}. This is account ${here.account}, region ${here.region}.`,
    {
      code: 'other-account',
      detail: 'Nothing was changed.',
      nextSteps: [
        `Run it again with a profile of account ${account} and --region ${region}.`,
        'To restore it here anyway, add --force.',
      ],
    },
  );
}

type Digest = Codec['digest'];

/** The backup as text: every entry has a checksum, and every list one over those of its entries. */
export function serializeBackup(backup: Backup, digest: Digest): string {
  const head = headOf(backup);
  const sealed = lists.map((list) => {
    const entries: readonly object[] = backup[list];
    return [list, entries.map((entry) => ({ ...entry, checksum: digest(JSON.stringify(entry)) }))] as const;
  });
  const checksums = {
    head: digest(JSON.stringify(head)),
    ...Object.fromEntries(sealed.map(([list, entries]) => [list, listDigest(entries, digest)])),
  };
  return `${JSON.stringify({ ...head, checksums, ...Object.fromEntries(sealed) }, null, 2)}\n`;
}

function listDigest(entries: readonly { readonly checksum?: unknown }[], digest: Digest): string {
  return digest(JSON.stringify(entries.map(({ checksum }) => checksum)));
}

/**
 * Reads a backup.
 * @throws UserError for what is malformed, truncated or was changed by hand, with the place named
 */
export function parseBackup(text: string, fileName: string, digest: Digest): Backup {
  const refuse: Refuse = (...words) =>
    new UserError(`The backup ${fileName} cannot be used: ${words.join(' ')}.`, {
      code: 'invalid-backup',
      detail: 'Nothing was changed.',
      nextSteps: ['Use the file exactly as the wizard wrote it. If it is damaged, use an intact copy.'],
    });
  const mistake = jsonSyntaxError(text);
  if (mistake) throw refuse('it', `is not valid JSON (line ${mistake.line}, column ${mistake.column})`);
  const document: unknown = JSON.parse(text);
  if (!isObject(document) || document.format !== 'ssm-patch-wizard backup') {
    throw refuse('it', 'is not an ssm-patch-wizard backup');
  }
  if (document.version !== 1)
    throw refuse('its version', `is ${JSON.stringify(document.version)}, but this program reads only version 1`);
  const { checksums, ...rest } = document;
  // Whether it has the members of the type is looked at below.
  const head = headOf(rest as unknown as Head);
  const expected = isObject(checksums) ? checksums : {};
  if (digest(JSON.stringify(head)) !== expected.head) {
    throw refuse('its header (account, region, date, what stayed)', 'was changed after it was written');
  }
  const wrong = wrongWithHead(head);
  if (wrong !== undefined) throw refuse(wrong);
  const other = Object.keys(rest).find((key) => !Object.hasOwn(head, key) && !lists.some((list) => list === key));
  if (other !== undefined) throw refuse(`its member ${JSON.stringify(other)}`, 'was added after it was written');
  // The first backups had no nodes.
  const isOld = !('nodes' in document) && !('nodes' in expected);
  const contents = lists.map((list) => [
    list,
    list === 'nodes' && isOld ? [] : readList(list, document[list], expected[list], digest, refuse),
  ]);
  return { ...head, ...(Object.fromEntries(contents) as Pick<Backup, List>) };
}

type Refuse = (...words: readonly [place: string, why?: string]) => UserError;

/** The entries of a list, without their checksums. */
function readList(list: List, entries: unknown, expected: unknown, digest: Digest, refuse: Refuse): object[] {
  if (!Array.isArray(entries)) throw refuse(`its list ${list}`, 'is missing');
  const read = entries.map((sealed: unknown, index) => {
    const place = `${list}[${index}]`;
    if (!isObject(sealed)) throw refuse(place, 'is not an object');
    const { checksum, ...entry } = sealed;
    if (digest(JSON.stringify(entry)) !== checksum) throw refuse(place, 'was changed after it was written');
    const wrong = wrongWithEntry(list, entry, place);
    if (wrong !== undefined) throw refuse(wrong);
    return entry;
  });
  if (listDigest(entries, digest) !== expected)
    throw refuse(`its list ${list}`, 'has missing, added or reordered entries');
  return read;
}
