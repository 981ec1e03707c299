/** Colours by meaning. Only ANSI names, so that the terminal's own palette decides; no colour says anything alone. */
import type { TextProps } from 'ink';

type Style = Pick<TextProps, 'color' | 'bold' | 'dimColor' | 'inverse'>;

export const theme = {
  /** The product's name and where one is. */
  heading: { bold: true },
  body: {},
  muted: { dimColor: true },
  /** The row under the cursor. */
  focus: { color: 'cyan', bold: true },
  /** What is ticked, marked or chosen. */
  accent: { color: 'cyan' },
  success: { color: 'green' },
  warning: { color: 'yellow' },
  danger: { color: 'red' },
  /** The word SANDBOX in the header. */
  badge: { color: 'yellow', bold: true },
} as const satisfies Readonly<Record<string, Style>>;

export type Tone = keyof typeof theme;
