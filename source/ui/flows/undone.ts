/** What work has not done, put together: equal reasons once, with everything that they are about. */
import type { ErrorDescription } from '../../errors.js';
import { undoneOf, whyStayed } from '../../jobs/cleanup-result.js';
import type { Outcome } from '../../plan/account/events.js';

export interface Undone {
  readonly why: string;
  /** Of what was tried, and failed for that reason; undefined for what was not tried. */
  readonly error: ErrorDescription | undefined;
  /** Of the things, each once. */
  readonly names: readonly string[];
}

/** Each reason once; of a thing of which a part has failed, that is the reason. */
export function undoneReasons(outcomes: readonly Outcome[]): readonly Undone[] {
  const byReason = new Map<string, Undone>();
  const failed = new Set(outcomes.flatMap(({ type, operation }) => (type === 'failed' ? operation.name : [])));
  for (const outcome of undoneOf(outcomes)) {
    if (outcome.type === 'skipped' && failed.has(outcome.operation.name)) continue;
    const why = whyStayed(outcome, outcomes, ({ title }) => title) ?? '';
    const error = outcome.type === 'failed' ? outcome.error : undefined;
    const { names = [], ...first } = byReason.get(why) ?? { why, error };
    // Which of some calls ends first is chance.
    byReason.set(why, { ...first, names: [...new Set([...names, outcome.operation.name])].sort() });
  }
  return [...byReason.values()];
}

const mostNames = 6;

/** `Week1Day2Unattended0300, Week1Day2Unattended0400 and 14 more`: what is left in the terminal has all of them. */
export function namesWords(names: readonly string[]): string {
  const more = names.length - mostNames;
  return more > 1 ? `${names.slice(0, mostNames).join(', ')} and ${more} more` : names.join(', ');
}
