/**
 * The home screen as a text, which is on the terminal before React, Ink and the flows are loaded. Ink then draws the same over it
 * (`ink-output.ts`): were it not the same, it would be replaced.
 */
import { printable } from '../printable.js';
import { homeExplanation, homeMenu, homeQuestion, homeWayOut } from './flows/home/words.js';
import type { ConnectionAnswers } from './flows/opening/state.js';
import { hintLine, menuHints } from './hints.js';
import { layoutOf } from './layout.js';
import { type Symbols, spelled } from './symbols.js';
import { inTone, type Tone } from './theme.js';

export interface TerminalStreams {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
}

export interface FirstFrameOptions {
  readonly columns: number;
  readonly rows: number;
  readonly symbols: Symbols;
  readonly hasColours: boolean;
  readonly isSandbox: boolean;
  readonly connection: ConnectionAnswers;
}

/** The lines of the frame, each with its line feed; undefined where there is no room for them as they are. */
export function firstFrame(options: FirstFrameOptions): string | undefined {
  const { symbols, isSandbox, connection } = options;
  const { columns, size, isTooSmall } = layoutOf(options.columns, options.rows);
  const explanation = inTwoRows(homeExplanation(connection, isSandbox), columns - 2);
  if (isTooSmall || explanation === undefined) return undefined;
  const styled = (tone: Tone, text: string): string => (options.hasColours ? inTone(tone, text) : text);
  const gap = size === 'small' ? [] : [''];
  const menu = homeMenu(isSandbox);
  const width = Math.max(...menu.map(({ label }) => label.length)) + 3;
  const rows = menu.map(({ label, about }, index) => {
    const [mark, tone] = index === 0 ? ([` ${symbols.pointer}`, 'focus'] as const) : (['  ', 'body'] as const);
    const row = `${styled('focus', mark)} ${styled(tone, label)}`;
    return size === 'small' ? row : `${row}${' '.repeat(width - label.length)}${styled('muted', about)}`;
  });
  const name = ' ssm-patch-wizard';
  const badge = isSandbox ? `${' '.repeat(columns - name.length - 'SANDBOX'.length)}${styled('badge', 'SANDBOX')}` : '';
  const lines = [
    `${styled('heading', name)}${badge}`,
    ...[...gap, styled('heading', ` ${homeQuestion}`), ...gap, ...rows, ...gap],
    ...explanation.map((row) => (row === '' ? '' : ` ${spelled(printable(row), symbols)}`)),
    styled('muted', hintLine([...menuHints, homeWayOut], columns, symbols)),
  ];
  return lines.map((line) => `${line.trimEnd()}\n`).join('');
}

/** A text in two rows; undefined where it has no room in them, or is not broken at a space. */
function inTwoRows(text: string, columns: number): readonly [string, string] | undefined {
  if (text.length <= columns) return [text, ''];
  const end = text.lastIndexOf(' ', columns);
  return end > 0 && text.length - end - 1 <= columns ? [text.slice(0, end), text.slice(end + 1)] : undefined;
}

/** Whether the terminal says what is pasted: else its line feeds would be keys. */
const pasteMode = { on: '\x1b[?2004h', off: '\x1b[?2004l' };

/** Takes over the terminal, with a frame on it if there is one, and returns what gives it back. */
export function takeTerminal({ stdin, stdout }: TerminalStreams, frame = ''): () => void {
  // Ink does so after its first frame, into which a key that is pressed at once would still be echoed.
  stdin.setRawMode(true);
  stdout.write(pasteMode.on + frame);
  return () => {
    stdout.write(pasteMode.off);
  };
}
