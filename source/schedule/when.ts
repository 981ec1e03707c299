/** When a wave's nodes are patched: a slot of the month, or an SSM schedule that was taken over as it is. */
import type { Slot, WindowSchedule } from './slot.js';

/** A schedule of Systems Manager in its own words, which no slot says. */
export interface TakenOverSchedule extends WindowSchedule {
  readonly kind: 'schedule';
}

export type When = Slot | TakenOverSchedule;
