/** The shape of `task`, of a plan and of a wave, in the words of the flags. */
import { choice, number, object, optional, type Shape, text } from '../text/shape.js';
import { flagWords } from './task-flags.js';

function taskShape(serviceRoleArn: Shape) {
  return object({
    operation: optional(choice(...Object.values(flagWords.operation))),
    reboot: optional(choice(...Object.values(flagWords.reboot))),
    durationHours: optional(number(1, 24)),
    cutoffHours: optional(number(0, 23)),
    onCutoff: optional(choice(...Object.values(flagWords.onCutoff))),
    maxConcurrency: optional(text(1, 7)),
    maxErrors: optional(text(1, 7)),
    serviceRoleArn: optional(serviceRoleArn),
  });
}

export const planTaskShape = taskShape(text(1, 2048));
/** A wave without a role, in a plan that has one, says so by an empty text. */
export const waveTaskShape = taskShape(text(0, 2048));
