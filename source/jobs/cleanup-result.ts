/** What a clean-up has come to: what is gone, what has stayed and why, and what can be tried again. */
import type { ErrorDescription } from '../errors.js';
import type { ExecuteOptions } from '../execute/execute-plan.js';
import type { PatchManager } from '../execute/patch-manager.js';
import { changedSince, type ExecutionState, type Outcome, waitsFor } from '../plan/account/events.js';
import type { Inventory } from '../plan/account/inventory.js';
import type { Operation } from '../plan/account/operations.js';
import type { CleanupChoice } from '../plan/cleanup/choice.js';
import { defaultId, registrationId } from '../plan/cleanup/items.js';
import { disableId } from '../plan/cleanup/teardown.js';
import { leftAfter } from './look-again.js';

/**
 * Proof by listing the account again, not by the answers of the deletions: what is still there although AWS has confirmed
 * that it is gone; undefined if the account could not be listed. While something is there it is listed again, a few times.
 */
export function listedAgain(
  manager: Pick<PatchManager, 'readInventory'>,
  outcomes: readonly Outcome[],
  options: Pick<ExecuteOptions, 'signal' | 'wait'>,
): Promise<readonly Operation[] | undefined> {
  return leftAfter(async () => stillThere(outcomes, await manager.readInventory({ signal: options.signal })), options);
}

/** The operations that AWS has confirmed but whose subject is still listed as it was. */
function stillThere(outcomes: readonly Outcome[], after: Inventory): Operation[] {
  const present = new Set([
    ...after.windows.flatMap(({ id, enabled, tasks, targets }) => [
      id,
      ...(enabled ? [disableId(id)] : []),
      ...tasks.map((task) => task.id),
      ...targets.map((target) => `${id} ${target.id}`),
    ]),
    ...after.baselines.flatMap(({ id, isDefault, operatingSystem }) => [
      id,
      ...(isDefault ? [defaultId(operatingSystem)] : []),
    ]),
    ...after.patchGroups.map(registrationId),
    ...after.records.map(({ name }) => name),
  ]);
  return outcomes
    .filter(({ type, operation }) => type === 'succeeded' && present.has(operation.id))
    .map(({ operation }) => operation);
}

/**
 * Why something has stayed; undefined for what is gone. A window whose targets and tasks are gone patches nothing any more,
 * although it is there and enabled.
 */
export function whyStayed(
  outcome: Outcome,
  outcomes: readonly Outcome[],
  errorWords: (error: ErrorDescription) => string,
): string | undefined {
  if (outcome.type === 'succeeded') return undefined;
  const why = outcome.type === 'failed' ? errorWords(outcome.error) : outcome.reason;
  const { operation } = outcome;
  if (operation.kind !== 'DeleteMaintenanceWindow') return why;
  const contents = outcomes.filter(
    ({ operation: { kind, input } }) =>
      kind.startsWith('Deregister') && 'WindowId' in input && input.WindowId === operation.input.WindowId,
  );
  const isEmptied = contents.length > 0 && contents.every(({ type }) => type === 'succeeded');
  return isEmptied
    ? `${why.replace(/\.$/, '')} (it no longer patches anything: its targets and tasks are deleted)`
    : why;
}

/**
 * What has not been done, without what only waited for another part of the same thing: of a window that somebody has
 * changed, one line says why.
 */
export function undoneOf(outcomes: readonly Outcome[]): Outcome[] {
  const undone = outcomes.filter(({ type }) => type !== 'succeeded');
  const explained = new Set(undone.filter((outcome) => !isWaiting(outcome)).map(({ operation }) => operation.name));
  return undone.filter((outcome) => !isWaiting(outcome) || !explained.has(outcome.operation.name));
}

function isWaiting(outcome: Outcome): boolean {
  return outcome.type === 'skipped' && outcome.reason.startsWith(waitsFor);
}

/**
 * Everything confirmed is gone, by AWS's answer and by listing again.
 * @param left confirmed by AWS, but listed all the same; undefined where the account could not be listed
 */
export function isDone({ succeeded, total }: ExecutionState, left: readonly Operation[] | undefined): boolean {
  return succeeded === total && left?.length === 0;
}

/** What listing the account again has proved, once {@link isDone}: only what was done. */
export function proofs(outcomes: readonly Outcome[]): string[] {
  const kinds = new Set(outcomes.map(({ operation }) => operation.kind));
  const [isOff, isReset] = [kinds.delete('UpdateMaintenanceWindow'), kinds.delete('RegisterDefaultPatchBaseline')];
  return [
    ...([...kinds].some((kind) => /^De(lete|register)/.test(kind))
      ? ['Verified: AWS no longer lists what was deleted.']
      : []),
    ...(isReset ? ["Verified: AWS's baseline is the default again."] : []),
    ...(isOff ? ['Verified: what was switched off is off.'] : []),
  ];
}

/** What of a choice has not gone, by what can be done about it. */
export interface Left {
  /** Failed, interrupted, or waiting for such: it can be tried again. */
  readonly again: CleanupChoice;
  /** Somebody has changed something, with what waits for that: first it has to be looked at. */
  readonly isChanged: boolean;
}

/** What has not gone of a choice; what is in flight is neither gone nor left. */
export function leftOf(choice: CleanupChoice, { outcomes, running }: ExecutionState): Left {
  const succeeded = new Set(outcomes.flatMap(({ type, operation }) => (type === 'succeeded' ? operation.id : [])));
  const inFlight = new Set(running.map(({ id }) => id));
  const changed = new Set<string>();
  // Outcomes come in dependency order.
  for (const outcome of outcomes) {
    if (outcome.type !== 'skipped') continue;
    const { reason, operation } = outcome;
    if (reason.startsWith(changedSince) || operation.dependsOn.some((id) => changed.has(id))) changed.add(operation.id);
  }
  const again = [...choice].filter(([id, action]) => {
    const last = action === 'disable' ? disableId(id) : id;
    return !succeeded.has(last) && !inFlight.has(last) && !changed.has(last);
  });
  return { again: new Map(again), isChanged: changed.size > 0 };
}
