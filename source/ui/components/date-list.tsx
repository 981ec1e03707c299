/** The next patch dates, a line each. */
import { Box } from 'ink';
import type { Occurrence } from '../../schedule/occurrences.js';
import { useFrame } from '../frame.js';
import { dateCells } from '../words/dates.js';
import { Text } from './text.js';

export type DateListProps = {
  readonly occurrences: readonly Occurrence[];
  readonly timeZone: string;
  readonly now: Date;
  /** Lines that the list takes, with its title. */
  readonly rows: number;
};

type Column = { readonly width: number; readonly title: string; readonly cell: keyof ReturnType<typeof dateCells> };

/**
 * ```
 * Next patch dates                                     in
 * Tue  1 Dec 2026  03:00–04:00  1st Tue                8 days
 * Tue  8 Dec 2026  03:00–04:00  2nd Tue ●              15 days
 * ```
 */
export function DateList({ occurrences, timeZone, now, rows }: DateListProps) {
  const { size, symbols } = useFrame();
  const cells = occurrences.slice(0, rows - 1).map((occurrence) => dateCells(occurrence, timeZone, now, symbols));
  const hasUtc = timeZone !== 'UTC' && size !== 'small';
  const utcWidth = Math.max(6, ...cells.map(({ utc }) => utc.length));
  const columns: readonly Column[] = [
    { width: 15, title: 'Next patch dates', cell: 'date' },
    { width: 11, title: '', cell: 'time' },
    ...(hasUtc ? ([{ width: utcWidth, title: 'UTC', cell: 'utc' }] as const) : []),
    { width: 14, title: '', cell: 'day' },
    { width: 10, title: 'in', cell: 'until' },
  ];
  return (
    <Box flexDirection="column" height={rows} overflow="hidden">
      <Text tone="muted">{titleLine(columns)}</Text>
      {cells.map((row, line) => (
        <Box key={`${line}${row.date}`} gap={2}>
          {columns.map(({ width, cell }) => (
            <Box key={cell} width={width} flexShrink={0}>
              <Text tone={cell === 'until' ? 'muted' : 'body'}>{row[cell]}</Text>
            </Box>
          ))}
          {row.clock !== '' && <Text tone="warning">{`${symbols.warning} ${row.clock}`}</Text>}
        </Box>
      ))}
    </Box>
  );
}

/** The titles over their columns; a title may reach over a column that has none. */
function titleLine(columns: readonly Column[]): string {
  let line = '';
  let at = 0;
  for (const { width, title } of columns) {
    if (title !== '') line = line.padEnd(at) + title;
    at += width + 2;
  }
  return line;
}
