/** What is checked before the first write of a set-up. */
import type { Operation } from '../account/operations.js';
import type { OwnedInventory } from '../account/ownership.js';
import type { CleanupItem } from '../cleanup/items.js';
import type { Consent } from './consent.js';
import type { DesiredResources } from './desired.js';
import type { LeftAlone } from './left-alone.js';
import type { Staying } from './leftovers.js';

/** A plan that is about to be carried out, with what it is about. */
export interface Planned {
  readonly desired: DesiredResources;
  readonly account: OwnedInventory;
  readonly operations: readonly Operation[];
  readonly leftovers: readonly CleanupItem[];
  /** What is a leftover too and cannot go. */
  readonly staying: readonly Staying[];
  /** What taking over has left alone. */
  readonly leftAlone: readonly LeftAlone[];
  readonly consent: Consent;
  readonly keepsRecord: boolean;
  readonly now: Date;
  /** For commands to copy. */
  readonly region?: string | undefined;
}
