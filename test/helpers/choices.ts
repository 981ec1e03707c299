/** What a clean-up finds in an account made by hand, choices as flags make them, and the backup of one. */
import type { Inventory } from '../../source/plan/account/inventory.js';
import type { OwnedInventory } from '../../source/plan/account/ownership.js';
import { type Backup, buildBackup } from '../../source/plan/cleanup/backup.js';
import {
  type CleanupAction,
  type CleanupChoice,
  type CleanupSelection,
  selected,
} from '../../source/plan/cleanup/choice.js';
import { type CleanupItem, cleanupItems } from '../../source/plan/cleanup/items.js';
import { inventory, now } from './inventory.js';

/** What is in an account of these parts, AWS's own baselines among it. */
export function itemsOf(parts: Partial<Inventory>): CleanupItem[] {
  return itemsIn(inventory(parts));
}

/** What is in an account that was read. */
export function itemsIn(account: OwnedInventory): CleanupItem[] {
  return cleanupItems(account, now);
}

/** Where clean-ups take place. */
export const place = { account: '123456789012', region: 'eu-west-1' };

/** The backup of what goes, by ids. */
export function backupOf(
  items: readonly CleanupItem[],
  choice: CleanupChoice | Readonly<Record<string, CleanupAction>>,
): Backup {
  return buildBackup(items, choice instanceof Map ? choice : new Map(Object.entries(choice)), place, now);
}

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
