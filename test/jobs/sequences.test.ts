/**
 * Random sequences of set-up, change, drift, pause, nodes, clean-up, restore and time that passes, any command of them disturbed by faults and
 * run again: after each step the account holds what the model says, and nothing else. A few by chance, unless all are asked for: `npm run faults`.
 */
import { it } from 'vitest';
import { isWhole, seed, tell } from '../helpers/faults.js';
import { forSome } from '../helpers/properties.js';
import { sequences } from './sequences/steps.js';
import { taken } from './sequences/taken.js';

const numRuns = isWhole ? 200 : 6;

it('after each step of a sequence the account holds what the model says', { timeout: 1_800_000 }, async () => {
  tell(`Sequences: ${numRuns} (FAULT_SEED=${seed}).`);
  let steps = 0;
  await forSome(
    numRuns,
    [sequences(isWhole ? 8 : 3)],
    async (each) => {
      steps += each.length;
      await taken(each, isWhole);
    },
    seed,
  );
  tell(`Sequences: ${numRuns} of ${numRuns} held, ${steps} steps (FAULT_SEED=${seed}).`);
});
