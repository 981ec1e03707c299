/** How what pictures of time mark looks. */
import { printable } from '../printable.js';
import type { Mark, Piece } from '../schedule/picture/piece.js';
import { inTone, type Tone } from './theme.js';

export const toneOf: Readonly<Record<Mark, Tone>> = {
  title: 'heading',
  faint: 'muted',
  run: 'run',
  open: 'accent',
  others: 'others',
  today: 'today',
  'patch-tuesday': 'patch-tuesday',
  'clock-change': 'clock-change',
  cursor: 'focus',
  warning: 'warning',
};

/** A piece with its colours, for a terminal that Ink does not draw on. */
export function painted({ text, marks }: Piece): string {
  return marks.reduce((shown, mark) => inTone(toneOf[mark], shown), printable(text));
}
