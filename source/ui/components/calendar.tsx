/** Months side by side with the patch days marked. */
import { Box } from 'ink';
import { useFrame } from '../frame.js';
import { Text } from './text.js';

export type CalendarProps = {
  /** First month shown, as the first of that month in UTC. */
  readonly from: Date;
  readonly months: number;
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
export function Calendar({ from, months, marked }: CalendarProps) {
  const starts = Array.from({ length: months }, (_, index) => addMonths(from, index));
  return (
    <Box gap={4}>
      {starts.map((start) => (
        <Month key={start.toISOString()} start={start} marked={marked} />
      ))}
    </Box>
  );
}

const title = new Intl.DateTimeFormat('en', { month: 'long', year: 'numeric', timeZone: 'UTC' });

function Month({ start, marked }: { readonly start: Date; readonly marked: ReadonlySet<string> }) {
  const { symbols } = useFrame();
  return (
    <Box flexDirection="column" width={20} flexShrink={0} height={calendarRows}>
      <Text>{title.format(start)}</Text>
      <Text tone="muted">Mo Tu We Th Fr Sa Su</Text>
      {weeksOf(start).map((week) => (
        <Box key={week.find(Boolean)?.toISOString()} gap={1}>
          {week.map((day, index) => (
            <Box key={`${index}${day?.toISOString()}`} width={2} flexShrink={0} justifyContent="flex-end">
              {day === undefined ? (
                <Text> </Text>
              ) : marked.has(day.toISOString().slice(0, 10)) ? (
                <Text tone="accent">{symbols.block}</Text>
              ) : (
                <Text tone="muted">{String(day.getUTCDate())}</Text>
              )}
            </Box>
          ))}
        </Box>
      ))}
    </Box>
  );
}

/** The month's days in weeks from Monday to Sunday; undefined outside the month. */
function weeksOf(start: Date): (Date | undefined)[][] {
  const lead = (start.getUTCDay() + 6) % 7;
  const days = addMonths(start, 1).getTime() - start.getTime();
  const count = days / (24 * 60 * 60 * 1000);
  return Array.from({ length: Math.ceil((lead + count) / 7) }, (_, week) =>
    Array.from({ length: 7 }, (_, weekday) => {
      const day = week * 7 + weekday - lead;
      return day >= 0 && day < count ? new Date(start.getTime() + day * 24 * 60 * 60 * 1000) : undefined;
    }),
  );
}

function addMonths(start: Date, months: number): Date {
  return new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + months, 1));
}
