/**
 * The home screen as a text, which is on the terminal before React, Ink and the flows are loaded. Ink then draws the same over it
 * (`ink-output.ts`): were it not the same, it would be replaced.
 */
import { printable } from '../printable.js';
import { homeExplanation, homeMenu, homeQuestion, homeWayOut } from './flows/home/words.js';
import type { ConnectionAnswers } from './flows/opening/state.js';
import { hintGap, hintRows, menuHints, mostHintRows } from './hints.js';
import { keyLabel } from './keys.js';
import { layoutOf, menuColumns, mostSentence } from './layout.js';
import { type Symbols, spelled } from './symbols.js';
import { inTone, type Tone } from './theme.js';

export interface FirstFrameOptions {
  readonly columns: number;
  readonly rows: number;
  readonly symbols: Symbols;
  readonly hasColours: boolean;
  readonly isSandbox: boolean;
  readonly connection: ConnectionAnswers;
}

/** The rows of the frame, as many as the terminal has; undefined where there is no room for them as they are. */
export function firstFrame(options: FirstFrameOptions): string | undefined {
  const { symbols, isSandbox, connection } = options;
  const { columns, size, bodyRows, isTooSmall } = layoutOf(options.columns, options.rows);
  const explanation = inTwoRows(homeExplanation(connection, isSandbox), Math.min(columns - 2, mostSentence));
  const menu = homeMenu(isSandbox);
  if (isTooSmall || explanation === undefined || menu.length > bodyRows) return undefined;
  const styled = (tone: Tone, text: string): string => (options.hasColours ? inTone(tone, text) : text);
  const gap = size === 'small' ? [] : [''];
  const { width, hasAbout } = menuColumns(menu, { columns, size, hasLetters: true });
  const rows = menu.map(({ label, about, action }, index) => {
    const [mark, tone] = index === 0 ? ([` ${symbols.pointer}`, 'focus'] as const) : (['  ', 'body'] as const);
    const key = styled('key', keyLabel(action, symbols));
    const row = `${styled('focus', mark)} ${styled(tone, label)}${' '.repeat(width + 1 - label.length)}${key}`;
    return !hasAbout ? row : `${row}   ${styled('muted', about)}`;
  });
  const empty = Array.from({ length: bodyRows - menu.length }, () => '');
  const name = ' ssm-patch-wizard';
  const badge = isSandbox ? `${' '.repeat(columns - name.length - 'SANDBOX'.length)}${styled('badge', 'SANDBOX')}` : '';
  const keys = hintRows([...menuHints, homeWayOut], columns, symbols).map(
    (row) =>
      ` ${row.map(({ key, does }) => `${styled('key', key)}${styled('muted', ` ${does}`)}`).join(' '.repeat(hintGap))}`,
  );
  const lines = [
    `${styled('heading', name)}${badge}`,
    ...[...gap, styled('heading', ` ${homeQuestion}`), ...gap, ...rows, ...empty, ...gap],
    ...explanation.map((row) => (row === '' ? '' : ` ${spelled(printable(row), symbols)}`)),
    ...Array.from({ length: mostHintRows - keys.length }, () => ''),
    ...keys,
  ];
  return lines.map((line) => line.trimEnd()).join('\n');
}

/** A text in two rows; undefined where it has no room in them, or is not broken at a space. */
function inTwoRows(text: string, columns: number): readonly [string, string] | undefined {
  if (text.length <= columns) return [text, ''];
  const end = text.lastIndexOf(' ', columns);
  return end > 0 && text.length - end - 1 <= columns ? [text.slice(0, end), text.slice(end + 1)] : undefined;
}
