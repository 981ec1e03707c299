/** What a preview on the screen leaves behind in the terminal. */
import { previewCommand } from '../../../plan/intent/command-line.js';
import { printable } from '../../../printable.js';
import { type FlowEnd, nothingChanged, outText } from '../end-text.js';
import { chosenSchedule } from '../schedule/state.js';
import type { PreviewState } from './state.js';

/** The command that says the same dates: with what is chosen, as far as it is an answer. */
export function previewEnd({ session, draft }: PreviewState): FlowEnd {
  const command = previewCommand({ ...session.answering.document, ...chosenSchedule(draft).answers });
  return outText(nothingChanged, ...(command ? [`To see the same dates again: ${printable(command)}`] : []));
}
