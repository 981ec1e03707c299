/** Why a thing is in its class, in words: what is said beside whose it is. */
import { type InventoryBaseline, type InventoryWindow, stackWords } from '../account/inventory.js';

/** A stack wants what its template says, so that what it has made only goes where somebody names it. */
export function madeByStack(resource: InventoryWindow | InventoryBaseline): {
  readonly stack?: string;
  readonly heldBy?: string;
} {
  const stack = stackWords(resource);
  return stack === undefined ? {} : { stack, heldBy: `it is ${stack}` };
}

/** Those that there are, with semicolons. */
export function joined(...reasons: readonly (string | undefined)[]): string {
  return reasons.filter((reason) => reason !== undefined).join('; ');
}
