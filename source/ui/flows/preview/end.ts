/** What a preview on the screen leaves behind in the terminal. */
import { previewCommand } from '../../../plan/intent/command-line.js';
import { printable } from '../../../printable.js';
import { type FlowEnd, nothingChanged, outText } from '../end-text.js';
import { answeredSchedule } from '../schedule/state.js';
import type { PreviewState } from './state.js';

/** The command that says the same dates: with what is ticked, where that makes any date. */
export function previewEnd({ session, choice }: PreviewState): FlowEnd {
  const command = previewCommand({ ...session.answering.document, ...answeredSchedule(choice) });
  return outText(nothingChanged, ...(command ? [`The same dates again: ${printable(command)}`] : []));
}
