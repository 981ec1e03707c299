/** How the status on the screen has ended, and what it leaves behind in the terminal. */
import { type EndText, nothingChanged, outText } from '../end-text.js';

/** It only looks. */
export interface StatusEnd {
  readonly type: 'left';
}

/** That nothing was changed. */
export function statusEndText(_end: StatusEnd): EndText {
  return outText(nothingChanged);
}
