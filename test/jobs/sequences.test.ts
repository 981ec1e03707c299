/**
 * Random sequences of set-up, change, drift, pause, nodes, clean-up, restore and time that passes, any command of them disturbed by faults and
 * run again: after each step the account holds what the model says, and nothing else. A few by chance, unless all are asked for: `npm run faults`.
 */
import type fc from 'fast-check';
import { it } from 'vitest';
import { isWhole, seed, tell } from '../helpers/faults.js';
import { forSome } from '../helpers/properties.js';
import { contended, rivals } from './sequences/rivals.js';
import { sequences } from './sequences/steps.js';
import { taken } from './sequences/taken.js';

const timeout = 1_800_000;

/** So many of them, by the seed of the faults. */
async function all<Value>(
  what: string,
  numRuns: number,
  values: fc.Arbitrary<Value>,
  check: (value: Value) => Promise<void>,
): Promise<void> {
  tell(`${what}: ${numRuns} (FAULT_SEED=${seed}).`);
  await forSome(numRuns, [values], check, seed);
  tell(`${what}: ${numRuns} of ${numRuns} held (FAULT_SEED=${seed}).`);
}

it('after each step of a sequence the account holds what the model says', { timeout }, async () => {
  let steps = 0;
  await all('Sequences', isWhole ? 200 : 6, sequences(isWhole ? 8 : 3), async (each) => {
    steps += each.length;
    await taken(each, isWhole);
  });
  tell(`They were ${steps} steps.`);
});

it('of two commands at once nothing remains that a set-up does not bring into order', { timeout }, () =>
  all('Two commands at once', isWhole ? 200 : 4, rivals, contended),
);
