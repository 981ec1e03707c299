/** Another size for a terminal, and what the program draws in it. */
import type { TestTerminal } from './terminal.js';

export type Size = readonly [columns: number, rows: number];

/** Gives the terminal another size, and the screen that is one whole frame of it: the emulator cuts what is there at once, before the program draws. */
export function resized(terminal: TestTerminal, [columns, rows]: Size): Promise<string> {
  terminal.resize(columns, rows);
  return terminal.waitUntil((screen) => isFrameOf(screen, columns, rows));
}

/** Whether there is one frame: its header reaches from edge to edge where it names a place, and its keys are in the last row. */
function isFrameOf(screen: string, columns: number, rows: number): boolean {
  const lines = screen.split('\n');
  const [header = ''] = lines;
  const isHeader = /^ ssm-patch-wizard( › [\w ]*\w)*$/.test(header) || header.length >= columns - 1;
  const isWhole = isHeader && lines.length === rows && lines.every((line) => line.length <= columns);
  return isWhole && /\? help$|closes help$/.test(lines.at(-1) ?? '');
}
