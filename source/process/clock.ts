/** Time and chance, for the rooms that take them as arguments. */
import { setTimeout as delay } from 'node:timers/promises';

export const clock = {
  now: () => new Date(),
  random: Math.random,
  wait: (milliseconds: number, signal?: AbortSignal) => delay(milliseconds, undefined, { signal }).catch(() => {}),
};
