/** How the schedule question looks in a large, a medium and a small terminal. */
import { Box } from 'ink';
import { memo, useMemo } from 'react';
import { counted } from '../../../plan/text/plural.js';
import { piece } from '../../../schedule/picture/piece.js';
import { clocksBeside, stripPicture } from '../../../schedule/picture/strip.js';
import { yearOf, yearPicture } from '../../../schedule/picture/year.js';
import { Calendar } from '../../components/calendar.js';
import { CheckColumn } from '../../components/check-column.js';
import { DateList } from '../../components/date-list.js';
import { InsightLines } from '../../components/insight-lines.js';
import { PictureRows } from '../../components/picture.js';
import { Text } from '../../components/text.js';
import { useFrame } from '../../frame.js';
import { columnWidth, dividerWidth, type ScheduleLayout, scheduleLayout } from './layout.js';
import { type ColumnName, columnsOf, type ScheduleChoice } from './state.js';
import type { Dates } from './use-dates.js';
import { type DayOpen, useMonths } from './use-pictures.js';
import { dayTitle, explainDay, othersWords, yearLabel } from './words.js';

export type ScheduleBodyProps = {
  readonly choice: ScheduleChoice;
  readonly dates: Dates;
  /** The day that is looked at. */
  readonly open: DayOpen;
  readonly now: Date;
};

const titles: Readonly<Record<ColumnName, string>> = {
  weeks: 'Week',
  weekdays: 'Weekday',
  after: 'After Patch Tuesday',
  hours: 'Hour',
};

type PartsProps = ScheduleBodyProps & { readonly layout: ScheduleLayout };

/**
 * Large:
 * ```
 *    Week        Weekday         Hour      │  Next dates of 8 windows                   in
 *    ◼ 1st       ◻ Monday        ◼ 03:00   │  Tue  1 Dec  03:00 04:00  1st Tue          4 days
 *  ❯ ◼ 2nd       ◼ Tuesday       ◻ 04:00   │  8 windows and 6 others: 14 (AWS default limit: 50)
 *                                          │  Tue 1 Dec  00    06    12    18
 *                                          │  this plan  ···██···················
 *
 *  November 2026                 December 2026          PT 8
 *   Mo  Tu  We  Th  Fr  Sa  Su    Mo  Tu  We  Th  Fr  Sa  Su
 * ```
 */
export function ScheduleBody(props: ScheduleBodyProps) {
  const { size, columns, bodyRows, symbols } = useFrame();
  const widthOf = (column: ColumnName): number => columnWidth(column, symbols.on.length, size);
  const lists = columnsOf(props.choice).reduce((sum, column) => sum + widthOf(column), 0);
  const layout = scheduleLayout({ columns, rows: bodyRows, lists, size });
  const Body = { large: LargeBody, medium: MediumBody, small: SmallBody }[size];
  return <Body {...props} layout={layout} />;
}

/** What the list of dates has before each of them. */
const listIndent = 3;

function LargeBody(props: PartsProps) {
  const { layout, dates } = props;
  return (
    <Box flexDirection="column">
      <Box>
        <Columns {...props} />
        <Divider rows={layout.lists} />
        <Box flexDirection="column" width={layout.beside}>
          <Days {...props} columns={layout.beside} />
          <Box flexDirection="column" paddingLeft={listIndent} paddingTop={1} gap={1}>
            <InsightLines {...dates} columns={layout.beside - listIndent} rows={layout.facts} />
            <Day {...props} columns={layout.beside - listIndent - 1} hasWords />
            {layout.year > 0 && <Year {...props} columns={layout.beside - listIndent - 1} />}
          </Box>
        </Box>
      </Box>
      <Box marginTop={1} paddingLeft={1}>
        <Months {...props} />
      </Box>
    </Box>
  );
}

function MediumBody(props: PartsProps) {
  const { layout, dates } = props;
  const { columns } = useFrame();
  return (
    <Box flexDirection="column">
      <Box height={layout.lists}>
        <Columns {...props} />
        <Box paddingLeft={1}>
          {layout.months > 0 ? (
            <Months {...props} />
          ) : (
            <InsightLines {...dates} columns={layout.beside} rows={layout.lists} />
          )}
        </Box>
      </Box>
      <Box paddingLeft={1}>
        <InsightLines {...dates} columns={columns - 1} rows={layout.facts} />
      </Box>
      <Days {...props} columns={columns} />
      <Box paddingLeft={1}>
        <Day {...props} columns={columns - 2} />
      </Box>
    </Box>
  );
}

function SmallBody(props: PartsProps) {
  const { layout, dates, choice } = props;
  const { columns } = useFrame();
  return (
    <Box flexDirection="column">
      {choice.isOnDays && layout.strip > 0 ? (
        <Box paddingLeft={1} height={layout.lists}>
          <Day {...props} columns={columns - 2} />
        </Box>
      ) : (
        <Columns {...props} />
      )}
      {layout.facts > 0 && (
        <Box paddingLeft={1}>
          <InsightLines {...dates} columns={columns - 1} rows={layout.facts} />
        </Box>
      )}
      <Days {...props} columns={columns} />
    </Box>
  );
}

function Columns({ choice, layout }: PartsProps) {
  const { size, symbols } = useFrame();
  return (
    <Box flexShrink={0} height={layout.lists}>
      {columnsOf(choice).map((column) => (
        <CheckColumn
          key={column}
          title={titles[column]}
          width={columnWidth(column, symbols.on.length, size)}
          rows={choice.rows[column]}
          cursor={choice.cursors[column]}
          visible={layout.lists - 1}
          isFocused={column === choice.column && !choice.isOnDays}
        />
      ))}
    </Box>
  );
}

const Divider = memo(function Divider({ rows }: { readonly rows: number }) {
  const { symbols } = useFrame();
  return (
    <Box flexDirection="column" width={dividerWidth} flexShrink={0} aria-hidden>
      {Array.from({ length: rows }, (_, row) => (
        <Text key={String(row)} tone="muted">
          {symbols.divider}
        </Text>
      ))}
    </Box>
  );
});

type WideProps = PartsProps & { readonly columns: number };

function Days({ choice, dates, open, now, layout, columns }: WideProps) {
  const { windows, days } = dates;
  return (
    <DateList
      title={`Next dates of ${counted(windows, 'window')}`}
      days={days}
      timeZone={choice.timeZone}
      now={now}
      cursor={choice.isOnDays ? open.day : undefined}
      columns={columns}
      rows={layout.dates}
    />
  );
}

function Months({ choice, dates, now, layout }: PartsProps) {
  const options = useMonths(choice, dates, now, layout.monthsBeside);
  return <Calendar {...options} hasLegend={layout.months > 8} />;
}

function Day({
  choice,
  dates,
  open,
  now,
  layout,
  columns,
  hasWords = false,
}: WideProps & { readonly hasWords?: boolean }) {
  const { locale } = useFrame();
  const { timeZone } = choice;
  const rows = layout.strip - (hasWords ? 1 : 0);
  const names = useMemo(() => dates.foreign.map(({ name }) => name), [dates.foreign]);
  const picture = useMemo(
    () => [
      ...stripOf(open, { names, timeZone, ownZone: locale.timeZone, now, columns, rows }),
      ...(hasWords ? [wordsRow(open, timeZone)] : []),
    ],
    [open, names, timeZone, locale, now, columns, rows, hasWords],
  );
  const spoken = explainDay(open, { timeZone, now, ownZone: locale.timeZone });
  return <PictureRows picture={picture} rows={layout.strip} spoken={spoken} />;
}

interface StripRoom {
  /** Of all windows of others. */
  readonly names: readonly string[];
  readonly timeZone: string;
  readonly ownZone: string;
  readonly now: Date;
  readonly columns: number;
  readonly rows: number;
}

function stripOf({ day, plan, others }: DayOpen, { names, timeZone, ownZone, now, columns, rows }: StripRoom) {
  const title = dayTitle(day, timeZone, now);
  return stripPicture({
    ...{ day, timeZone, title, plan, others, names, columns, rows },
    clocks: clocksBeside(day, timeZone, ownZone),
  });
}

/** Whether others have a window open at the plan's hours. */
function wordsRow(open: DayOpen, timeZone: string) {
  const { isWarning, text } = othersWords(open, timeZone);
  return [isWarning ? piece(`! ${text}`, 'warning') : piece(text, 'faint')];
}

function Year({ choice, dates, now, layout, columns }: WideProps) {
  const picture = useMemo(
    () =>
      yearPicture(yearOf(dates.scheduled, now, choice.timeZone), {
        labelOf: (row) => yearLabel(row, choice.kept),
        rows: layout.year,
        columns,
      }),
    [dates.scheduled, now, choice.timeZone, choice.kept, layout.year, columns],
  );
  return <PictureRows picture={picture} rows={layout.year} />;
}
