/** What is checked before the first write of a set-up. */
import type { Operation } from '../account/operations.js';
import type { OwnedInventory } from '../account/ownership.js';
import type { CleanupItem } from '../cleanup/items.js';
import type { Intent } from './adoption.js';
import type { Consent } from './consent.js';
import type { DesiredResources } from './desired.js';
import type { Staying } from './leftovers.js';

/** How a plan is made, apart from what it is for. */
export interface PlanOptions {
  readonly now: Date;
  readonly consent: Consent;
  /** False where the account is not to keep the document. */
  readonly keepsRecord: boolean;
}

/** A plan that is about to be carried out, with what it is about. */
export interface Planned extends PlanOptions, Intent {
  readonly desired: DesiredResources;
  readonly account: OwnedInventory;
  readonly operations: readonly Operation[];
  /** What carries the plan's tag and is not in its document; among the operations only with consent. */
  readonly leftovers: readonly CleanupItem[];
  /** What is a leftover too and cannot go. */
  readonly staying: readonly Staying[];
}
