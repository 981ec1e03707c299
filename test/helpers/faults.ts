/** Faults by chance: which there are, and a generator of chance that a seed repeats. */

/** What the sandbox does to a call. */
export const faultKinds = [
  'throttle',
  'error500',
  'reset-before',
  'reset-after',
  'hang',
  'expired-token',
  'access-denied',
] as const;

/** `npm run faults`: everything, not a sample. */
export const isWhole = process.env.MODE === 'faults';

/** What chance begins with: FAULT_SEED; else the same in every `npm test`, and another in each `npm run faults`. */
export const seed = Number(process.env.FAULT_SEED ?? (isWhole ? Math.floor(Math.random() * 1_000_000) : 527_943));

/** Chance that is the same for the same seed: whole numbers from 0 to below the given one (mulberry32). */
export function chance(from: number): (below: number) => number {
  let state = from;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * below);
  };
}

/** One of them, by chance. */
export function oneOf<Item>(random: (below: number) => number, items: readonly Item[]): Item {
  return items[random(items.length)] as Item;
}

/** Says a line of figures, also where tests are silent. */
export function tell(line: string): void {
  process.stdout.write(`${line}\n`);
}
