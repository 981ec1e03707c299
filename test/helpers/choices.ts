/** Choices of a clean-up as flags make them. */
import { type CleanupChoice, type CleanupSelection, selected } from '../../source/plan/cleanup/choice.js';
import type { CleanupItem } from '../../source/plan/cleanup/items.js';

/** Without flags: every plan of the wizard. */
export const everyPlan: CleanupSelection = { isAllPatching: false, only: [], isDisabling: false };

/** What the wizard has made, of one plan or of all. */
export function ownChoice(items: readonly CleanupItem[], plan?: string): CleanupChoice {
  return selected(items, { ...everyPlan, plan });
}

/** The same and what patches and others have made. */
export function patchingChoice(items: readonly CleanupItem[], plan?: string): CleanupChoice {
  return selected(items, { ...everyPlan, plan, isAllPatching: true });
}

/** What is named, of one plan or of all. */
export function namedChoice(items: readonly CleanupItem[], only: readonly string[], plan?: string): CleanupChoice {
  return selected(items, { ...everyPlan, plan, only });
}
