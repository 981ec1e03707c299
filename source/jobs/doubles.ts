/** What two set-ups at once have made twice: found by listing again after the last call, and taken away, so that they end as one. */
import { executePlan } from '../execute/execute-plan.js';
import type { ExecutionState, Outcome } from '../plan/account/events.js';
import type { InventoryWindow } from '../plan/account/inventory.js';
import type { Operation } from '../plan/account/operations.js';
import { type Backup, buildBackup } from '../plan/cleanup/backup.js';
import { type CleanupItem, canGo, cleanupItems } from '../plan/cleanup/items.js';
import { teardown } from '../plan/cleanup/teardown.js';
import { recordName } from '../plan/intent/names.js';
import { type DesiredResources, desiredResources } from '../plan/setup/desired.js';
import { leftoversChoice } from '../plan/setup/leftovers.js';
import type { SetupPlan } from '../plan/setup/setup-plan.js';
import { surplusItems } from '../plan/setup/surplus.js';
import { counted } from '../plan/text/plural.js';
import type { JobContext, Planned } from './job.js';
import { lookAgain } from './look-again.js';
import { readAccount } from './read-account.js';
import type { ListedWindows } from './windows-listed.js';

/** What was there twice by the end of a set-up. */
export interface Doubles {
  /** Calls that have taken away what was too much. */
  readonly takenAway: readonly Operation[];
  /** What could not be taken away. */
  readonly left: readonly Operation[];
  readonly backupFile: string;
}

/**
 * Takes away what is there twice since the account was read; undefined where nothing is. Of two complete things for one wave the one
 * that was made first stays, else the first by its id, so that two set-ups agree, whoever made it; what is not complete is left to its maker.
 * Rejects where the account cannot be listed.
 */
export async function takeDoublesAway(
  planned: Planned<SetupPlan>,
  { outcomes, listed }: ExecutionState & { readonly listed: Promise<ListedWindows | undefined> },
  writeBackup: (backup: Backup) => string,
  context: JobContext,
): Promise<Doubles | undefined> {
  const made = outcomes.filter(({ type, operation }) => type === 'succeeded' && isMaking(operation));
  if (made.length === 0 || !(await mayBeTwice(made, planned, listed))) return undefined;
  const { manager, place, plan } = planned;
  const account = await listedWith(made, planned, context);
  const desired = desiredResources(plan.document, account, context.codec);
  const items = [...cleanupItems(account, context.now()), ...surplusItems(desired)];
  const going = items.filter(isGoing(desired, new Set(plan.account.windows.flatMap(idsOf))));
  if (going.length === 0) return undefined;
  const choice = leftoversChoice(going);
  const backupFile = writeBackup(buildBackup(items, choice, place, context.now()));
  const operations = teardown(going, choice);
  const done = new Set<Operation>();
  for await (const event of executePlan(operations, { ...context, manager, afterFailure: 'go-on' }))
    if (event.type === 'succeeded') done.add(event.operation);
  const [takenAway, left] = [true, false].map((isDone) => operations.filter((each) => done.has(each) === isDone));
  return { takenAway: takenAway ?? [], left: left ?? [], backupFile };
}

/** Whether a second call would make a second thing. */
function isMaking({ kind }: Operation): boolean {
  return (
    kind === 'CreateMaintenanceWindow' ||
    kind === 'RegisterTargetWithMaintenanceWindow' ||
    kind === 'RegisterTaskWithMaintenanceWindow'
  );
}

/**
 * The cheap look: whether anything was made in windows that others may know, there are windows that nobody knew, those that were made are not
 * all listed, or another set-up has begun since, which writes the record first.
 */
async function mayBeTwice(
  made: readonly Outcome[],
  { manager, plan: { account, operations, document, keepsRecord } }: Planned<SetupPlan>,
  listing: Promise<ListedWindows | undefined>,
): Promise<boolean> {
  const [record] = operations;
  const isElsewhere = made.some(
    ({ operation: { input } }) => 'WindowId' in input && typeof input.WindowId === 'string',
  );
  if (isElsewhere || !keepsRecord || record?.kind !== 'PutParameter') return true;
  const [listed, written] = await Promise.all([
    listing,
    manager.look({ kind: 'record', name: recordName(document.plan) }),
  ]);
  const ids = [...(listed?.keys() ?? [])];
  const own = new Set(idsMade(made.filter(({ operation }) => operation.kind === 'CreateMaintenanceWindow')));
  const known = new Set(account.windows.map(({ id }) => id));
  const isAllListed = [...own].every((id) => ids.includes(id));
  const isStrange = ids.some((id) => !known.has(id) && !own.has(id));
  return isStrange || !isAllListed || written?.Version !== record.input.ExpectedVersion;
}

function idsMade(made: readonly Outcome[]): string[] {
  return made.flatMap((outcome) => ('resourceId' in outcome && outcome.resourceId ? [outcome.resourceId] : []));
}

/** What is there twice, and was not when the account was read. */
function isGoing({ windows }: DesiredResources, known: ReadonlySet<string>): (item: CleanupItem) => boolean {
  // A window without a task is being made, or was left so: it patches nothing.
  const second = windows.flatMap(({ surplus }) => surplus.filter(({ tasks }) => tasks.length > 0).map(({ id }) => id));
  return (item) => {
    const id = item.kind === 'target' ? item.target.id : item.id;
    return canGo(item) && !known.has(id) && (item.isSecond === true || second.includes(id));
  };
}

function idsOf({ id, targets, tasks }: InventoryWindow): string[] {
  return [id, ...targets.map((target) => target.id), ...tasks.map((task) => task.id)];
}

/** The windows in which something was made, and those that nobody knew, as soon as all of it is listed, or after a few looks. */
function listedWith(
  made: readonly Outcome[],
  { manager, plan }: Planned<SetupPlan>,
  { codec, now, signal, wait }: JobContext,
) {
  const touched = new Set<unknown>(made.map(({ operation: { input } }) => 'WindowId' in input && input.WindowId));
  const windowsBut = new Set(plan.account.windows.flatMap(({ id }) => (touched.has(id) ? [] : [id])));
  // Until what was made is listed, others' things may be missing from the lists too.
  return lookAgain(
    () => readAccount(manager, { codec, now }, { signal, windowsBut }),
    ({ windows }) => {
      const ids = new Set(windows.flatMap(idsOf));
      return idsMade(made).every((id) => ids.has(id));
    },
    { signal, wait },
  );
}

/** `Another set-up … 8 windows.` */
export function doublesWords({ takenAway, left }: Doubles, plan: string): string {
  const stayed = left.length === 0 ? '' : `; could not be deleted: ${partsWords(left)}`;
  return `Another set-up of plan ${plan} ran at the same time or just before this one. Duplicates deleted: ${partsWords(takenAway) || 'none'}${stayed}.`;
}

/** `2 windows, 1 task`: what goes with its window is not counted. */
function partsWords(operations: readonly Operation[]): string {
  const isWindow = ({ kind }: Operation): boolean => kind === 'DeleteMaintenanceWindow';
  const idOf = ({ input }: Operation) => ('WindowId' in input ? input.WindowId : undefined);
  const windows = new Set(operations.filter(isWindow).map(idOf));
  const others = operations.filter((each) => !windows.has(idOf(each)));
  const of = (kind: string): number => others.filter((each) => each.kind.startsWith(`Deregister${kind}`)).length;
  const counts = [
    [windows.size, 'window'],
    [of('Target'), 'target'],
    [of('Task'), 'task'],
  ] as const;
  return counts
    .filter(([count]) => count > 0)
    .map(([count, noun]) => counted(count, noun))
    .join(', ');
}
