/** What follows a restore: the new ids against the old ones. */

import type { Outcome } from '../plan/account/events.js';
import type { RestorePlan } from '../plan/restore/restore.js';

export type RestoredId = RestorePlan['renamed'][number] & {
  /** An earlier restore has made it. */
  readonly isThereAlready: boolean;
};

/** Everything that has a new id: what earlier restores have made, then what this one has created. */
export function restoredIds({ renamed }: Pick<RestorePlan, 'renamed'>, outcomes: readonly Outcome[]): RestoredId[] {
  const created = outcomes.flatMap((outcome) => {
    const { id, name } = outcome.operation;
    const [kind, before] = id.split('/');
    const isCreation = kind === 'window' || kind === 'target' || kind === 'task' || kind === 'baseline';
    if (outcome.type !== 'succeeded' || !isCreation || !before || !outcome.resourceId) return [];
    return [{ before, after: outcome.resourceId, name, isThereAlready: false }];
  });
  return [...renamed.map((each) => ({ ...each, isThereAlready: true })), ...created];
}

/** `mw-0123 → mw-4567 (already there)` */
export function restoredIdWords({ before, after, isThereAlready }: RestoredId): string {
  return `${before} → ${after}${isThereAlready ? ' (already there)' : ''}`;
}
