/** How a preview on the screen has ended, and what it leaves behind in the terminal. */

import { previewCommand } from '../../../plan/intent/command-line.js';
import type { PlanDocument } from '../../../plan/intent/document.js';
import { printable } from '../../../printable.js';
import { type EndText, nothingChanged, outText } from '../end-text.js';
import { answeredSchedule } from '../schedule/state.js';
import type { PreviewState } from './state.js';

export interface PreviewEnd {
  readonly type: 'previewed';
  readonly document: PlanDocument;
}

/** With what is ticked, where that makes any date. */
export function previewEnd({ session, choice }: PreviewState): PreviewEnd {
  return { type: 'previewed', document: { ...session.answering.document, ...answeredSchedule(choice) } };
}

/** The command that says the same dates. */
export function previewEndText({ document }: PreviewEnd): EndText {
  const command = previewCommand(document);
  return outText(nothingChanged, ...(command ? [`The same dates again: ${printable(command)}`] : []));
}
