/** How many days each patch group comes after the first wave of its plan. */
import { daysBetween } from '../../schedule/distance.js';
import type { PlanDocument } from './document.js';

/**
 * Days by patch group; a group of several waves has those of its first. Undefined where dates are not so many days apart in every
 * month, as the 2nd Tuesday and the 2nd Saturday.
 */
export function groupDistances({ waves }: Pick<PlanDocument, 'waves'>): ReadonlyMap<string, number> | undefined {
  const [first] = waves;
  const days = waves.flatMap(({ patchGroup, when }) => {
    const distance = first && daysBetween(first.when, when);
    return distance === undefined ? [] : [[patchGroup, distance] as const];
  });
  if (days.length < waves.length) return undefined;
  const least = Math.min(...days.map(([, distance]) => distance));
  // The first of a group is written last.
  const latestFirst = days.toSorted(([, a], [, b]) => b - a);
  return new Map(latestFirst.map(([group, distance]) => [group, distance - least]));
}
