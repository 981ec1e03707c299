/** Months side by side with the patch days marked. */
import { Box } from 'ink';
import { daysInMonth, localText, weekdayOf } from '../../schedule/calendar.js';
import { useFrame } from '../frame.js';
import { Text } from './text.js';

export type CalendarProps = {
  /** The months shown, counted from January 1970. */
  readonly months: readonly number[];
  /** Marked days as `2026-12-01`. */
  readonly marked: ReadonlySet<string>;
};

/** Rows that a calendar takes: title, weekdays and six weeks. */
export const calendarRows = 8;

/**
 * ```
 * December 2026
 * Mo Tu We Th Fr Sa Su
 *     ■  ■  3  4  5  6
 *  7  ■  ■ 10 11 12 13
 * ```
 */
export function Calendar({ months, marked }: CalendarProps) {
  return (
    <Box gap={4}>
      {months.map((month) => (
        <Month key={month} month={month} marked={marked} />
      ))}
    </Box>
  );
}

/** Takes a while to make. */
let title: Intl.DateTimeFormat | undefined;
const weeks = [0, 7, 14, 21, 28, 35];
const weekdays = [1, 2, 3, 4, 5, 6, 7];

function Month({ month, marked }: { readonly month: number } & Pick<CalendarProps, 'marked'>) {
  const { symbols } = useFrame();
  const first = Date.UTC(1970, month);
  title ??= new Intl.DateTimeFormat('en', { month: 'long', year: 'numeric', timeZone: 'UTC' });
  // Weeks begin on Monday.
  const lead = (weekdayOf(first) + 6) % 7;
  const cell = (day: number) => {
    if (day < 1 || day > daysInMonth(month)) return <Text> </Text>;
    const isMarked = marked.has(localText(Date.UTC(1970, month, day)).slice(0, 10));
    return isMarked ? <Text tone="accent">{symbols.block}</Text> : <Text tone="muted">{String(day)}</Text>;
  };
  return (
    <Box flexDirection="column" width={20} flexShrink={0} height={calendarRows}>
      <Text>{title.format(first)}</Text>
      <Text tone="muted">Mo Tu We Th Fr Sa Su</Text>
      {weeks.map((week) => (
        <Box key={week} gap={1}>
          {weekdays.map((weekday) => (
            <Box key={weekday} width={2} flexShrink={0} justifyContent="flex-end">
              {cell(week + weekday - lead)}
            </Box>
          ))}
        </Box>
      ))}
    </Box>
  );
}
