/** What the flags of `nodes` ask for: loaded when the command begins its work. */
import { UserError } from '../errors.js';
import type { Instruction } from '../plan/nodes/instruction.js';
import { parsers } from '../plan/nodes/instruction-text.js';

/** An instruction as it was given; the order of all of them counts, whichever their flags. */
export interface GivenInstruction {
  readonly kind: Instruction['kind'];
  readonly text: string;
  readonly at: number;
}

/**
 * What all of them say.
 * @throws UserError for one that says nothing
 */
export function instructionsIn(
  given: Readonly<Record<Instruction['kind'], readonly GivenInstruction[]>>,
): Instruction[] {
  return [...given.assign, ...given.spread, ...given.unassign]
    .sort((a, b) => a.at - b.at)
    .map(({ kind, text }) => {
      const parsed = parsers[kind](text);
      if (!('problem' in parsed)) return parsed;
      throw new UserError(`--${kind}: ${parsed.problem}.`.replace(/\?\.$/, '?'), {
        code: 'usage',
        nextSteps: [
          'Select nodes by an id, name:PATTERN (with *), tag:KEY=VALUE, os:NAME, ungrouped or all. Conditions joined by + must all match.',
          'See ssm-patch-wizard nodes --help',
        ],
      });
    });
}
