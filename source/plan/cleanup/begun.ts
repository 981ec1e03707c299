/** A clean-up that was begun and did not come to its end is known by its backup: what it has emptied goes with the next one. */
import { type Finding, warning } from '../account/finding.js';
import { ownerOf, planTag } from '../intent/names.js';
import { type BackedUpRecord, type BackedUpWindow, type Backup, backedUpIds } from './backup.js';
import type { CleanupChoice } from './choice.js';
import { type CleanupItem, defaultId, registrationId } from './items.js';

interface Begun {
  readonly backup: Backup;
  /** What it has begun to take away, by ids. */
  readonly windows: ReadonlyMap<string, BackedUpWindow>;
}

/** The plans of which something was taken away here: their names are not misspelt, though nothing of them is left. */
export function plansTaken(
  backups: KnownBackups,
  { account, region }: Pick<Backup, 'account' | 'region'>,
): ReadonlySet<string> {
  const here = backups.flatMap(({ backup }) => (backup?.account === account && backup.region === region ? backup : []));
  const tagged = here.flatMap(({ windows, baselines }) => [...windows, ...baselines]);
  return new Set([
    ...here.flatMap(({ records }) => records.map(({ plan }) => plan)),
    ...tagged.flatMap(({ tags }) => tags[planTag] ?? []),
  ]);
}

/** The backups of a place, the newest first; one that cannot be read has no contents. */
export type KnownBackups = readonly { readonly at: Date; readonly backup?: Backup }[];

/** The newest clean-up of which a window is left that has lost some of what was in it, and has got nothing since. */
export function begunIn(
  items: readonly CleanupItem[],
  backups: KnownBackups,
  { account, region }: Pick<Backup, 'account' | 'region'>,
): Begun | undefined {
  const windows = new Map(items.flatMap((item) => (item.kind === 'window' ? [[item.id, item.window] as const] : [])));
  for (const { backup } of backups) {
    if (backup?.account !== account || backup.region !== region) continue;
    const begun = backup.windows.filter((backed) => isBegun(backed, windows.get(backed.id)));
    if (begun.length > 0) return { backup, windows: new Map(begun.map((backed) => [backed.id, backed])) };
  }
  return undefined;
}

interface Named {
  readonly id: string;
}

interface Contents {
  readonly tasks: readonly Named[];
  readonly targets: readonly Named[];
}

function isBegun({ change, tasks, targets }: BackedUpWindow, window: Contents | undefined): boolean {
  if (change !== 'deleted' || window === undefined) return false;
  const ids = new Set([...tasks, ...targets].map(({ id }) => id));
  const left = [...window.tasks, ...window.targets];
  return left.length < ids.size && left.every(({ id }) => ids.has(id));
}

/** The things of an account, with what is said of those that were begun; they are about patching, for they were. */
export function withBegun(items: readonly CleanupItem[], begun: Begun | undefined): CleanupItem[] {
  return items.map((item): CleanupItem => {
    const backed = begun?.windows.get(item.id);
    if (begun === undefined || backed === undefined || item.itemClass === 'protected') return item;
    const reason = `partly deleted by the clean-up of ${minuteOf(begun)}, which did not finish`;
    const former = item.plan === undefined ? planMarked(backed) : undefined;
    if (former !== undefined) return { ...item, itemClass: 'own', plan: former, reason, isBegun: true };
    return { ...item, itemClass: item.itemClass === 'empty' ? 'patching' : item.itemClass, reason, isBegun: true };
  });
}

/** The plan that a window without its tag was known by: its target said so, which is gone. */
function planMarked({ targets }: BackedUpWindow): string | undefined {
  const plans = targets.map(({ members: { OwnerInformation } }) => ownerOf(String(OwnerInformation ?? ''))?.plan);
  return plans.find((plan) => plan !== undefined);
}

function minuteOf({ backup: { createdAt } }: Begun): string {
  return `${createdAt.slice(0, 16).replace('T', ' ')} UTC`;
}

/** That a clean-up was begun, and whether this one goes on with it. */
export function begunFindings(items: readonly CleanupItem[], choice: CleanupChoice): Finding[] {
  const begun = items.filter((item) => item.isBegun);
  const [first] = begun;
  if (first === undefined) return [];
  const left = begun.filter(({ id }) => !choice.has(id));
  const names = begun.map(({ name, id }) => `${name} (${id})`).join(', ');
  const message = `${names}: ${first.reason}.`;
  const whatNext =
    left.length === 0 ? [] : [`To finish it: --all-patching, or --only ${left.map(({ id }) => id).join(' ')}`];
  return [warning('cleanup-begun', message, [...whatNext, 'To restore all of it: ssm-patch-wizard restore'])];
}

/**
 * A backup that brings back what an earlier clean-up has taken away too, where this one goes on with it: one restore is enough then.
 * What has the name of something that is there was brought back meanwhile.
 * @param items everything that is there
 */
export function withFormer(backup: Backup, backups: KnownBackups, items: readonly CleanupItem[]): Backup {
  const former = formerOf(backup, backups, items);
  if (former === undefined) return backup;
  const there = new Set(items.flatMap((item) => ('window' in item ? [item.id, item.window.id] : [item.id])));
  const now = backedUpIds(backup);
  const names = new Set(items.flatMap((item) => [`${item.kind} ${'window' in item ? item.window.name : item.name}`]));
  const lost = <Entry extends object>(
    entries: readonly Entry[],
    idOf: (entry: Entry) => string,
    nameOf: (entry: Entry) => string,
  ): Entry[] => entries.filter((each) => !there.has(idOf(each)) && !now.has(idOf(each)) && !names.has(nameOf(each)));
  const merged: Backup = {
    ...backup,
    windows: [
      ...backup.windows.map((window) => fuller(window, former)),
      ...former.windows.filter((window) => !now.has(window.id) && isChanged(window, there)),
      ...lost(
        former.windows.filter(({ change }) => change === 'deleted'),
        ({ id }) => id,
        ({ members }) => `window ${members.Name}`,
      ),
    ],
    baselines: [
      ...backup.baselines,
      ...lost(
        former.baselines,
        ({ id }) => id,
        ({ members }) => `baseline ${members.Name}`,
      ),
    ],
    registrations: [
      ...backup.registrations,
      ...lost(former.registrations, registrationId, ({ patchGroup }) => `registration ${patchGroup}`),
    ],
    records: [
      ...backup.records,
      ...lost(
        former.records,
        ({ name }) => name,
        ({ name }) => `record ${name}`,
      ),
    ],
    defaults: [
      ...backup.defaults,
      ...lost(
        former.defaults,
        (each) => defaultId(each.operatingSystem),
        () => '',
      ),
    ],
    nodes: [
      ...backup.nodes,
      ...former.nodes.filter(
        ({ id, tagKey }) => !backup.nodes.some((node) => node.id === id && node.tagKey === tagKey),
      ),
    ],
  };
  const ids = backedUpIds(merged);
  return { ...merged, stayed: backup.stayed.filter((id) => !ids.has(id)) };
}

/** A window as it was before a clean-up had begun with it. */
function fuller(window: BackedUpWindow, { windows }: Backup): BackedUpWindow {
  const before = windows.find(({ id, change }) => id === window.id && change === window.change);
  return before && isBegun(before, window) ? before : window;
}

/** Whether a window that stays is as a clean-up has left it: switched off, or without its tasks. */
function isChanged({ change, tasks }: BackedUpWindow, there: ReadonlySet<string>): boolean {
  return change === 'disabled' || (change === 'tasks-deregistered' && !tasks.some(({ id }) => there.has(id)));
}

/**
 * The newest backup of which something is still there, and goes now, so that its clean-up has not come to its end: ids are never given again,
 * and a record that nobody has written since is the one that was to go.
 */
function formerOf(
  { account, region, windows, baselines, records }: Backup,
  backups: KnownBackups,
  items: readonly CleanupItem[],
): Backup | undefined {
  const going = new Set([...windows.filter(isDeleted), ...baselines].map(({ id }) => id));
  const written = new Map(items.flatMap((item) => (item.kind === 'record' ? [[item.name, item.record] as const] : [])));
  const isSame = ({ name, value }: BackedUpRecord, createdAt: string): boolean => {
    const { changedAt, value: now } = written.get(name) ?? {};
    return now === value && changedAt !== undefined && changedAt <= new Date(createdAt);
  };
  return backups.find(
    ({ backup }) =>
      backup?.account === account &&
      backup.region === region &&
      ([...backup.windows.filter(isDeleted), ...backup.baselines].some(({ id }) => going.has(id)) ||
        backup.records.some(
          (record) => records.some(({ name }) => name === record.name) && isSame(record, backup.createdAt),
        )),
  )?.backup;
}

function isDeleted({ change }: BackedUpWindow): boolean {
  return change === 'deleted';
}
