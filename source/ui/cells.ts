/** Cells of a table as the terminal shows them. */
import stringWidth from 'string-width';
import { printable } from '../printable.js';
import { type Cell, type Column, cutEnd, cutMiddle, padded } from './lists/table.js';
import { type Symbols, spelled } from './symbols.js';

export interface TableRow {
  /** What the cursor stays on. */
  readonly id: string;
  readonly cells: readonly Cell[];
}

/** The whole text of a cell, with its mark. */
export function textOf({ mark, text }: Cell, symbols: Symbols): string {
  const words = spelled(printable(text), symbols);
  return mark === undefined ? words : `${symbols[mark]} ${words}`.trimEnd();
}

/** Columns of what the short form leaves out, and its ellipsis, below which they are of no use. */
const leastRest = 4;

/** A cell that fills its column, and no more than that. */
export function inColumn(cell: Cell, width: number, column: Column | undefined, symbols: Symbols): string {
  const { short } = cell;
  const whole = textOf(cell, symbols);
  const brief = short === undefined ? undefined : textOf({ ...cell, text: short }, symbols);
  // Where a part of the rest fits at the end, that is cut instead: one row must not look as if it had no rest.
  const rest = column?.cut === 'end' ? leastRest : Number.POSITIVE_INFINITY;
  const isBrief = brief !== undefined && widthOf(whole) > width && width < widthOf(brief) + rest;
  const text = isBrief ? brief : whole;
  const cut = column?.cut === 'end' ? cutEnd : cutMiddle;
  return padded(cut(text, width, symbols.ellipsis, widthOf), width, column?.isNumber ?? false, widthOf);
}

/** The columns that a text takes. ASCII takes one a character; to ask for more costs more. */
export function widthOf(text: string): number {
  return /^[\x20-\x7e]*$/.test(text) ? text.length : stringWidth(text);
}
