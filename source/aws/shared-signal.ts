/** The signal that many calls at a time listen to. */
import { setMaxListeners } from 'node:events';

/**
 * The signal for many calls at a time. Each call listens to it, and Node warns on the screen of a leak from the
 * eleventh listener on.
 */
export function sharedSignal(signal: AbortSignal | undefined): AbortSignal | undefined {
  if (signal === undefined) return undefined;
  const shared = AbortSignal.any([signal]);
  setMaxListeners(0, shared);
  return shared;
}
