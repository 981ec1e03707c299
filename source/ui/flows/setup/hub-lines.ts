/** The hub as lines: its rows, and below them what will be done, what is in the way, and the same thing as a command. */
import { isBlocking } from '../../../plan/account/finding.js';
import { changesOf } from '../../../plan/setup/changes.js';
import type { SetupPlan } from '../../../plan/setup/setup-plan.js';
import { counted } from '../../../plan/text/plural.js';
import { brokenAtSpaces, clip } from '../../clip.js';
import { commandRows, stepLines } from '../../command-lines.js';
import type { Symbols } from '../../symbols.js';
import type { Tone } from '../../theme.js';
import type { HubRowWords } from './hub-rows.js';
import type { HubRow } from './steps.js';

export interface HubPart {
  readonly tone: Tone;
  readonly text: string;
}

export interface HubLine {
  /** The row that it belongs to; undefined below the rows. */
  readonly row: HubRow | undefined;
  /** In front of the first line of a row. */
  readonly label: string;
  readonly parts: readonly HubPart[];
  /** It is about something that goes. */
  readonly isDeletion?: boolean;
}

/** Columns that pointer and label take. */
export const labelColumns = 14;

export interface HubText {
  readonly rows: readonly HubRowWords[];
  readonly plan: SetupPlan;
  /** What does the same without a screen. */
  readonly commands: readonly string[];
  readonly columns: number;
  /** Little room: what decides comes before what is long. */
  readonly isSmall: boolean;
  readonly symbols: Symbols;
}

/** All lines, none longer than the columns. */
export function hubLines({ rows, plan, commands, columns, isSmall, symbols }: HubText): HubLine[] {
  const width = columns - labelColumns - 1;
  const below = columns - 4;
  return [
    ...rows.flatMap((row) => rowLines(row, { width, isSmall, symbols })),
    blank,
    ...changeLines(plan, below),
    ...findingLines(plan, below, symbols),
    blank,
    line({ tone: 'muted', text: 'To do the same in a script:' }),
    ...commands.flatMap((command) => commandRows(command, below)).map((text) => line({ tone: 'body', text })),
  ];
}

const blank: HubLine = { row: undefined, label: '', parts: [] };

function line(...parts: readonly HubPart[]): HubLine {
  return { row: undefined, label: '', parts };
}

/** Where there is little room, so many lines of these rows, so that what a window does is always seen below them. */
const mostLines: Partial<Record<HubRow, number>> = { baseline: 2, schedule: 4 };

/** In one line where that is wide enough; else words, warning and flags below each other. */
function rowLines(
  { row, label, words, warning, given }: HubRowWords,
  {
    width,
    isSmall,
    symbols: { warning: mark, dot, ellipsis },
  }: Pick<HubText, 'isSmall' | 'symbols'> & { width: number },
): HubLine[] {
  const most = isSmall ? (mostLines[row] ?? Infinity) : Infinity;
  const flags = isSmall && given !== '' ? 'from flags' : given;
  const pieces: readonly HubPart[] = [
    { tone: 'body' as const, text: words },
    { tone: 'warning' as const, text: warning === '' ? '' : `${mark} ${warning}` },
    { tone: 'muted' as const, text: flags },
  ].filter(({ text }) => text !== '');
  const between = ` ${dot} `;
  const length = pieces.reduce((sum, { text }) => sum + text.length, 0) + between.length * (pieces.length - 1);
  const lines =
    length <= width
      ? [pieces.flatMap((piece, index) => (index === 0 ? [piece] : [{ tone: 'muted' as const, text: between }, piece]))]
      : pieces.flatMap(({ tone, text }) =>
          broken(text, width, text === words ? most : Infinity, ellipsis).map((part) => [{ tone, text: part }]),
        );
  return lines.map((parts, index) => ({ row, label: index === 0 ? label : '', parts }));
}

/** Broken behind a dot rather than before it, and never between a number and its unit; no more lines than there is room for. */
function broken(text: string, columns: number, most: number, ellipsis: string): string[] {
  const fixed = '\u00a0';
  const whole = text
    .replaceAll(' · ', `${fixed}· `)
    .replaceAll(/(\d) (?=(?:h|minutes?|hours?|days?|weeks?)\b)/g, `$1${fixed}`);
  return clip(whole, columns, most, ellipsis).map((line) => line.replaceAll(fixed, ' '));
}

/** How long calls take, by their number: about eight a second. */
function durationWords(calls: number): string {
  const seconds = Math.ceil(calls / 8);
  return seconds < 90 ? `about ${seconds} s` : `about ${Math.round(seconds / 60)} min`;
}

/** `+ 4 baselines  + 32 registrations   61 calls, about 8 s`, then what goes and what changes. */
function changeLines(plan: SetupPlan, columns: number): HubLine[] {
  const { operations, kept } = plan;
  const { created, lines } = changesOf(plan);
  const keeps = kept === 0 ? [] : [line({ tone: 'muted', text: `= ${kept} already as planned` })];
  if (operations.length === 0) return keeps;
  const calls = `${counted(operations.length, 'call')}, ${durationWords(operations.length)}`;
  const made = brokenAtSpaces(created.map((what) => `+ ${what}`).join('  '), columns).map(
    (text): HubPart => ({ tone: 'success', text }),
  );
  const last = made.at(-1)?.text ?? '';
  const isBeside = made.length > 0 && last.length + callGap.length + calls.length <= columns;
  const beside: readonly HubPart[] = isBeside ? [{ tone: 'muted', text: callGap + calls }] : [];
  return [
    ...made.map((part, index) => line(part, ...(index === made.length - 1 ? beside : []))),
    ...lines.flatMap(({ sign, what, words }) => {
      const isDeletion = sign === '-';
      const text = brokenAtSpaces(`${what}${words === '' ? '' : `  ${words}`}`, columns - 2);
      return text.map((part, index) => ({
        ...line({ tone: isDeletion ? 'danger' : 'accent', text: `${index === 0 ? sign : ' '} ${part}` }),
        isDeletion,
      }));
    }),
    ...keeps,
    ...(isBeside ? [] : [line({ tone: 'muted', text: calls })]),
  ];
}

const callGap = '     ';

/** What the rows say in their own words. */
const toldByRows = ['no-tagged-nodes', 'empty-patch-groups', 'no-longer-wanted', 'paused', 'plan-not-known'];

function findingLines({ findings }: SetupPlan, columns: number, symbols: Symbols): HubLine[] {
  return findings
    .filter(({ code }) => !toldByRows.includes(code))
    .flatMap((finding) => {
      const isBad = isBlocking(finding);
      const mark = isBad ? symbols.failed : symbols.warning;
      const text = brokenAtSpaces(`${mark} ${finding.message}`, columns);
      const steps = isBad ? finding.nextSteps : [];
      return [
        ...text.map((part) => line({ tone: isBad ? 'danger' : 'warning', text: part })),
        ...steps.flatMap((step) =>
          stepLines(step, columns - 4).map((part, index) =>
            line({ tone: 'body', text: index === 0 ? `  ${symbols.step} ${part}` : `    ${part}` }),
          ),
        ),
      ];
    });
}

/** What of the lines is seen: from which on, and how much is hidden below. */
export interface HubView {
  readonly first: number;
  readonly last: number;
  /** Lines that are hidden below; the row that says so takes the place of one. */
  readonly below: number;
  readonly hasDeletionsBelow: boolean;
}

/**
 * The part of the lines that there is room for: with the row under the cursor in it, or, after Page Down, from another line on.
 * @param top where Page Up and Page Down have led to
 */
export function hubView(
  lines: readonly HubLine[],
  row: HubRow | undefined,
  top: number | undefined,
  rows: number,
): HubView {
  if (lines.length <= rows) return { first: 0, last: lines.length, below: 0, hasDeletionsBelow: false };
  const room = Math.max(1, rows - 1);
  const most = lines.length - room;
  const end = lines.findLastIndex((each) => each.row !== undefined && each.row === row) + 1;
  const first = Math.max(0, Math.min(most, top ?? end - room));
  const last = first + room;
  const hidden = lines.slice(last);
  return {
    first,
    last,
    below: hidden.length,
    hasDeletionsBelow: hidden.some(({ isDeletion }) => isDeletion === true),
  };
}
