/** How the schedule question looks in a large, a medium and a small terminal. */
import { Box } from 'ink';
import { defaultTask } from '../../../plan/intent/document.js';
import { scheduledWindow } from '../../../plan/intent/waves.js';
import type { Insight } from '../../../schedule/insight-kinds.js';
import { type Occurrence, planOccurrences } from '../../../schedule/occurrences.js';
import { toWallClock } from '../../../schedule/zone.js';
import { Calendar, calendarRows } from '../../components/calendar.js';
import { CheckColumn } from '../../components/check-column.js';
import { DateList } from '../../components/date-list.js';
import { InsightLines } from '../../components/insight-lines.js';
import { Text } from '../../components/text.js';
import { useFrame } from '../../frame.js';
import { type ColumnName, columnRows, columnsOf, type ScheduleChoice, scheduleAnswers } from './state.js';

export type ScheduleBodyProps = {
  readonly choice: ScheduleChoice;
  readonly occurrences: readonly Occurrence[];
  readonly insights: readonly Insight[];
  readonly windows: number;
  readonly windowsInUse: number;
  readonly windowQuota: number;
  readonly now: Date;
};

const titles: Readonly<Record<ColumnName, { readonly title: string; readonly width: number }>> = {
  weeks: { title: 'Week', width: 13 },
  weekdays: { title: 'Weekday', width: 17 },
  after: { title: 'After Patch Tuesday', width: 30 },
  hours: { title: 'Hour', width: 22 },
};

/**
 * Large:
 * ```
 *    Week        Weekday         Hour              │  Next patch dates                       in
 *    ◉ 1st       ◯ Monday        ◉ 03:00           │  Tue  1 Dec 2026  03:00–04:00  1st Tue  8 days
 *  ❯ ◉ 2nd       ◉ Tuesday       ◯ 04:00  ▾ 17 more│  …
 *                                                  │
 *    December 2026          January 2027           │  8 windows; the region takes 50
 *    Mo Tu We Th Fr Sa Su   Mo Tu We Th Fr Sa Su   │  ! In 8 of the next 60 months …
 * ```
 */
export function ScheduleBody(props: ScheduleBodyProps) {
  const { size } = useFrame();
  if (size === 'large') return <LargeBody {...props} />;
  return size === 'medium' ? <MediumBody {...props} /> : <SmallBody {...props} />;
}

/** Rows that the body takes at the most: beyond them the keys would be far from what they do. */
export const mostScheduleRows = 27;

const leftWidth = 53;

function LargeBody(props: ScheduleBodyProps) {
  const { bodyRows: available, columns } = useFrame();
  const bodyRows = Math.min(available, mostScheduleRows);
  const listRows = bodyRows - calendarRows - 1;
  const { occurrences, choice, now } = props;
  return (
    <Box>
      <Box flexDirection="column" width={leftWidth} flexShrink={0}>
        <Columns choice={choice} visible={listRows - 1} />
        <Box marginTop={1} paddingLeft={3}>
          <Calendar months={2} {...calendarOf(props)} />
        </Box>
      </Box>
      <Divider rows={bodyRows} />
      <Box flexDirection="column" width={columns - leftWidth - 3}>
        <DateList occurrences={occurrences} timeZone={choice.timeZone} now={now} rows={listRows} />
        <Box marginTop={1}>
          <InsightLines {...props} columns={columns - leftWidth - 3} rows={calendarRows} />
        </Box>
      </Box>
    </Box>
  );
}

function MediumBody(props: ScheduleBodyProps) {
  const { bodyRows: available, columns } = useFrame();
  const bodyRows = Math.min(available, mostScheduleRows);
  const { occurrences, choice, now } = props;
  const width = columnsOf(choice).reduce((sum, column) => sum + titles[column].width, 0);
  return (
    <Box flexDirection="column">
      <Box>
        <Columns choice={choice} visible={7} />
        <Box width={columns - width}>
          <InsightLines {...props} columns={columns - width} rows={8} />
        </Box>
      </Box>
      <Box marginTop={1} paddingLeft={1}>
        <DateList occurrences={occurrences} timeZone={choice.timeZone} now={now} rows={bodyRows - 9} />
      </Box>
    </Box>
  );
}

function SmallBody(props: ScheduleBodyProps) {
  const { bodyRows: available, columns } = useFrame();
  const bodyRows = Math.min(available, mostScheduleRows);
  const { occurrences, choice, now } = props;
  const dates = 3;
  return (
    <Box flexDirection="column">
      <Box>
        <Columns choice={choice} visible={bodyRows - dates - 1} only={choice.column} />
        <Box width={columns - titles[choice.column].width}>
          <InsightLines {...props} columns={columns - titles[choice.column].width} rows={bodyRows - dates} />
        </Box>
      </Box>
      <Box paddingLeft={1}>
        <DateList occurrences={occurrences} timeZone={choice.timeZone} now={now} rows={dates} />
      </Box>
    </Box>
  );
}

type ColumnsProps = {
  readonly choice: ScheduleChoice;
  readonly visible: number;
  /** The one column to show where there is no room for more. */
  readonly only?: ColumnName;
};

function Columns({ choice, visible, only }: ColumnsProps) {
  const columns = columnsOf(choice).filter((column) => only === undefined || column === only);
  return (
    <Box flexShrink={0}>
      {columns.map((column) => (
        <CheckColumn
          key={column}
          title={titles[column].title}
          width={titles[column].width}
          rows={columnRows(choice, column)}
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
function calendarOf({ choice, occurrences, now }: ScheduleBodyProps): { from: Date; marked: ReadonlySet<string> } {
  const { year, month } = toWallClock(occurrences[0]?.start ?? now, choice.timeZone);
  const from = new Date(Date.UTC(year, month - 1, 1));
  const { waves, timeZone } = scheduleAnswers({ ...choice, times: choice.times.slice(0, 1) });
  const until = new Date(Date.UTC(year, month + 1, 2));
  const windows = waves.map((wave) => scheduledWindow({ timeZone, task: defaultTask }, wave));
  const days = planOccurrences(windows, { from: now, until });
  return { from, marked: new Set(days.map(({ local }) => local.slice(0, 10))) };
}
