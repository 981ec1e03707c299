/** The next patch dates, a day each line. */
import { Box } from 'ink';
import { memo } from 'react';
import type { RunDay } from '../../schedule/picture/days.js';
import { offsetMinutes } from '../../schedule/zone.js';
import { useFrame } from '../frame.js';
import { firstVisible } from '../lists/list.js';
import { cityWords, dayCells, otherClock } from '../words/dates.js';
import { Text } from './text.js';

export type DateListProps = {
  readonly title: string;
  readonly days: readonly RunDay[];
  readonly timeZone: string;
  readonly now: Date;
  /** The day under the cursor, if the keys move among days. */
  readonly cursor: number | undefined;
  readonly columns: number;
  /** Lines that the list takes, with its title. */
  readonly rows: number;
};

const gap = 2;
/** Pointer, date, place in the month and time until then, with what is between them. */
const widths = { pointer: 3, date: 10, day: 13, until: 10 } as const;
const timeWidth = 'hh:mm '.length;
/** `Tue 08:00` */
const clockWidth = 9;
/** With fewer columns, a day's times are worth more than the first one on another clock. */
const leastWithClock = 66;

/**
 * ```
 *   Next dates of 8 windows  UTC                       in
 * ❯ Tue  1 Dec  03:00 04:00  08:00      1st Tue        4 days
 *   Tue  8 Dec  03:00 04:00  08:00      2nd Tue PT     11 days
 * ```
 */
export const DateList = memo(function DateList(props: DateListProps) {
  const { title, days, timeZone, now, cursor, columns, rows } = props;
  const { symbols, locale } = useFrame();
  const under = days.findIndex(({ day }) => day === cursor);
  const first = firstVisible(Math.max(0, under), days.length, rows - 1);
  const shown = days.slice(first, first + rows - 1);
  const clocks = clocksFor(props, locale.timeZone);
  const fixed = widths.pointer + widths.date + widths.day + widths.until + clocks.length * (clockWidth + gap) + 3 * gap;
  const times = Math.max(1, Math.min(8, Math.floor((columns - fixed + 1) / timeWidth)));
  const cells = shown.map((day) => dayCells(day, { timeZone, now }, times));
  const clocksOf = ({ first: { start }, starts }: RunDay): string[] =>
    clocks.map((clock) => otherClock(starts[0] ?? start, timeZone, clock));
  const others = shown.map(clocksOf);
  const dateWidth = Math.max(widths.date, ...cells.map(({ date }) => date.length));
  const timesWidth = Math.max(...[11, ...cells.map((cell) => cell.times.length)].filter((each) => each < columns));
  const line = (date: string, time: string, shown: readonly string[], day: string): string =>
    [
      ...[date.padEnd(dateWidth), time.padEnd(timesWidth)],
      ...[...shown.map((each) => each.padEnd(clockWidth)), day.padEnd(widths.day)],
    ].join(' '.repeat(gap));
  return (
    <Box flexDirection="column" height={rows} overflow="hidden" flexShrink={0}>
      <Text tone="muted">{`   ${heading(title, line('', '', clocks.map(clockTitle), ''))}  in`}</Text>
      {cells.map((cell, index) => {
        const isUnder = first + index === under && cursor !== undefined;
        return (
          <Text key={shown[index]?.day} tone={isUnder ? 'focus' : 'body'}>
            {isUnder ? ` ${symbols.pointer} ` : '   '}
            {line(cell.date, cell.times, others[index] ?? [], cell.day)}
            <Text tone="muted">{`  ${cell.until}`}</Text>
            {cell.clock !== '' && <Text tone="warning">{`  ${symbols.warning} ${cell.clock}`}</Text>}
          </Text>
        );
      })}
    </Box>
  );
});

/** Clocks beside the plan's, as there is room: UTC, and the reader's own where it shows something else than both. */
function clocksFor({ timeZone, days, columns }: DateListProps, ownZone: string): string[] {
  const dates = [days[0], days.at(-1)].flatMap((day) => day?.starts.slice(0, 1) ?? []);
  const isOther = (zone: string): boolean =>
    dates.some((date) => offsetMinutes(zone, date) !== offsetMinutes(ownZone, date));
  const utc = timeZone === 'UTC' ? [] : ['UTC'];
  const own = [timeZone, ...utc].every(isOther) ? [ownZone] : [];
  const room = Math.floor((columns - leastWithClock) / (clockWidth + gap)) + 1;
  return [...utc, ...own].slice(0, Math.max(0, room));
}

/** As much of the city as its column has room for. */
function clockTitle(zone: string): string {
  const city = cityWords(zone);
  return city.length <= clockWidth ? city : `${city.slice(0, clockWidth - 1)}…`;
}

/** A title over columns of which the first ones have none. */
function heading(title: string, line: string): string {
  return title + line.slice(title.length);
}
