/** Colours by meaning. Only ANSI names, so that the terminal's own palette decides; no colour says anything alone. */
import type { TextProps } from 'ink';

export type Style = Pick<TextProps, 'color' | 'bold' | 'dimColor' | 'inverse' | 'underline'>;

export const theme = {
  /** The product's name and where one is. */
  heading: { bold: true },
  body: {},
  muted: { dimColor: true },
  /** A key that can be pressed. */
  key: { bold: true },
  /** The row under the cursor. */
  focus: { color: 'cyan', bold: true },
  /** What is ticked, marked or chosen. */
  accent: { color: 'cyan' },
  success: { color: 'green' },
  warning: { color: 'yellow' },
  danger: { color: 'red' },
  /** The word SANDBOX in the header. */
  badge: { color: 'yellow', bold: true },
  /** The word PRODUCTION in the header, unlike SANDBOX at a glance. */
  production: { color: 'yellow', bold: true, inverse: true },
  /** A day or an hour at which the plan runs; the terminal's own two colours, changed over, can be read on any background. */
  run: { inverse: true },
  /** What other people's windows do; plain magenta is hardly seen on the old palette of Windows. */
  others: { color: 'magentaBright' },
  today: { color: 'green', bold: true },
  'patch-tuesday': { underline: true },
  'clock-change': { color: 'yellow' },
} as const satisfies Readonly<Record<string, Style>>;

export type Tone = keyof typeof theme;

/** What tells a terminal of a style, and of its end. */
const codes: Readonly<Record<string, readonly [on: number, off: number]>> = {
  bold: [1, 22],
  dimColor: [2, 22],
  underline: [4, 24],
  inverse: [7, 27],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  magentaBright: [95, 39],
  cyan: [36, 39],
};

/** A text in a tone, as Ink writes it. */
export function inTone(tone: Tone, text: string): string {
  const { bold, dimColor, underline, inverse, color }: Style = theme[tone];
  const flags = { bold, dimColor, underline, inverse };
  const names = [...Object.entries(flags).flatMap(([name, isOn]) => (isOn ? [name] : [])), color ?? ''];
  const used = names.flatMap((name) => (codes[name] ? [codes[name]] : []));
  const begin = used.map(([on]) => `\x1b[${on}m`);
  const end = used.map(([, off]) => `\x1b[${off}m`).reverse();
  return [...begin, text, ...end].join('');
}
