/** How the schedule question looks in a large, a medium and a small terminal. */
import { Box } from 'ink';
import { defaultTask } from '../../../plan/intent/document.js';
import { scheduledWindow } from '../../../plan/intent/waves.js';
import { monthOf } from '../../../schedule/calendar.js';
import { planOccurrences } from '../../../schedule/occurrences.js';
import { clockAt } from '../../../schedule/zone.js';
import { Calendar, type CalendarProps, calendarRows } from '../../components/calendar.js';
import { CheckColumn } from '../../components/check-column.js';
import { DateList } from '../../components/date-list.js';
import { InsightLines } from '../../components/insight-lines.js';
import { Text } from '../../components/text.js';
import { useFrame } from '../../frame.js';
import { type ColumnName, columnsOf, type ScheduleChoice, scheduleAnswers } from './state.js';
import type { Dates } from './use-dates.js';

export type ScheduleBodyProps = {
  readonly choice: ScheduleChoice;
  readonly dates: Dates;
  readonly now: Date;
};

const titles: Readonly<Record<ColumnName, { readonly title: string; readonly width: number }>> = {
  weeks: { title: 'Week', width: 13 },
  weekdays: { title: 'Weekday', width: 17 },
  after: { title: 'After Patch Tuesday', width: 30 },
  hours: { title: 'Hour', width: 22 },
};

/** Rows that the body takes at the most: beyond them the keys would be far from what they do. */
export const mostScheduleRows = 27;

/**
 * Large:
 * ```
 *    Week        Weekday         Hour              │  Next patch dates                       in
 *    ◼ 1st       ◻ Monday        ◼ 03:00           │  Tue  1 Dec 2026  03:00–04:00  1st Tue  8 days
 *  ❯ ◼ 2nd       ◼ Tuesday       ◻ 04:00  ▾ 17 more│  …
 *                                                  │
 *    December 2026          January 2027           │  8 windows; the region takes 50
 *    Mo Tu We Th Fr Sa Su   Mo Tu We Th Fr Sa Su   │  ! In 8 of the next 60 months …
 * ```
 */
export function ScheduleBody(props: ScheduleBodyProps) {
  return useFrame().size === 'large' ? <WideBody {...props} /> : <NarrowBody {...props} />;
}

const leftWidth = 53;

function WideBody(props: ScheduleBodyProps) {
  const { bodyRows: available, columns } = useFrame();
  const bodyRows = Math.min(available, mostScheduleRows);
  const listRows = bodyRows - calendarRows - 1;
  const { choice, dates, now } = props;
  return (
    <Box>
      <Box flexDirection="column" width={leftWidth} flexShrink={0}>
        <Columns choice={choice} shown={columnsOf(choice)} visible={listRows - 1} />
        <Box marginTop={1} paddingLeft={3}>
          <Calendar {...calendarOf(props)} />
        </Box>
      </Box>
      <Divider rows={bodyRows} />
      <Box flexDirection="column" width={columns - leftWidth - 3}>
        <DateList occurrences={dates.occurrences} timeZone={choice.timeZone} now={now} rows={listRows} />
        <Box marginTop={1}>
          <InsightLines {...dates} columns={columns - leftWidth - 3} rows={calendarRows} />
        </Box>
      </Box>
    </Box>
  );
}

/** The dates below the columns; a small terminal has room for one column and a few dates. */
function NarrowBody({ choice, dates, now }: ScheduleBodyProps) {
  const { bodyRows: available, columns, size } = useFrame();
  const bodyRows = Math.min(available, mostScheduleRows);
  const isSmall = size === 'small';
  const gap = isSmall ? 0 : 1;
  const rows = isSmall ? bodyRows - 3 : 8;
  const shown = isSmall ? [choice.column] : columnsOf(choice);
  const beside = columns - shown.reduce((sum, column) => sum + titles[column].width, 0);
  return (
    <Box flexDirection="column">
      <Box>
        <Columns choice={choice} shown={shown} visible={rows - 1} />
        <Box width={beside}>
          <InsightLines {...dates} columns={beside} rows={rows} />
        </Box>
      </Box>
      <Box marginTop={gap} paddingLeft={1}>
        <DateList occurrences={dates.occurrences} timeZone={choice.timeZone} now={now} rows={bodyRows - rows - gap} />
      </Box>
    </Box>
  );
}

type ColumnsProps = {
  readonly choice: ScheduleChoice;
  readonly shown: readonly ColumnName[];
  readonly visible: number;
};

function Columns({ choice, shown, visible }: ColumnsProps) {
  return (
    <Box flexShrink={0}>
      {shown.map((column) => (
        <CheckColumn
          key={column}
          {...titles[column]}
          rows={choice.rows[column]}
          cursor={choice.cursors[column]}
          visible={visible}
          isFocused={column === choice.column}
        />
      ))}
    </Box>
  );
}

function Divider({ rows }: { readonly rows: number }) {
  const { symbols } = useFrame();
  return (
    <Box flexDirection="column" width={3} flexShrink={0}>
      {Array.from({ length: rows }, (_, row) => (
        <Text key={String(row)} tone="muted">
          {symbols.divider}
        </Text>
      ))}
    </Box>
  );
}

/** Two months from that of the first date, with every patch day marked; hours of a day share its mark. */
function calendarOf({ choice, dates, now }: ScheduleBodyProps): CalendarProps {
  const month = monthOf(clockAt(dates.occurrences[0]?.start ?? now, choice.timeZone).getTime());
  const hours = choice.rows.hours.filter(({ isTicked }) => isTicked).slice(0, 1);
  const { waves, timeZone } = scheduleAnswers({ ...choice, rows: { ...choice.rows, hours } });
  const until = new Date(Date.UTC(1970, month + 2, 2));
  const windows = waves.map((wave) => scheduledWindow({ timeZone, task: defaultTask }, wave));
  const days = planOccurrences(windows, { from: now, until });
  return { months: [month, month + 1], marked: new Set(days.map(({ local }) => local.slice(0, 10))) };
}
