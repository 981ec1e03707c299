/** A text in as many rows as it takes. */
import { clip } from '../clip.js';
import { useFrame } from '../frame.js';
import type { Tone } from '../theme.js';
import { Text } from './text.js';

export interface MarkedLine {
  /** The rows below the first begin beside it. */
  readonly mark?: string;
  readonly tone?: Tone;
  readonly text: string;
}

type MarkedProps = MarkedLine & { readonly columns: number };

export function Marked({ mark, tone = 'body', text, columns }: MarkedProps) {
  const { symbols } = useFrame();
  const before = mark === undefined ? '' : `${mark} `;
  const indent = before.length;
  return clip(text, columns - indent, mostRows, symbols.ellipsis).map((row, index) => (
    <Text key={row} tone={tone}>{`${index === 0 ? before : ' '.repeat(indent)}${row}`}</Text>
  ));
}

const mostRows = 12;
