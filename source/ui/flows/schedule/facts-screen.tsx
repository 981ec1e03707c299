/** All that is worth knowing about the dates: warnings, twelve months, and more dates than the schedule has room for. */
import { columns as aligned } from '../../../plan/text/text-table.js';
import { plainLines } from '../../../schedule/picture/piece.js';
import { yearOf, yearPicture } from '../../../schedule/picture/year.js';
import { factLines } from '../../components/insight-lines.js';
import { type Line, LinesScreen, linesIndent } from '../../components/lines-screen.js';
import { useFrame } from '../../frame.js';
import { cityWords, dayCells } from '../../words/dates.js';
import type { ScheduleChoice } from './state.js';
import type { Dates } from './use-dates.js';
import { yearLabel } from './words.js';

type FactsScreenProps = {
  readonly choice: ScheduleChoice;
  readonly dates: Dates;
  readonly now: Date;
  /** What Esc does. @default back to the schedule */
  readonly backWords?: string;
  readonly onBack: () => void;
};

/**
 * ```
 *  Facts about these dates                                   times in UTC
 *
 *  ❯ 8 windows (AWS default limit: 50)
 *    · Longest gap between two runs: 27 days, Wed 9 Dec 2026 to Tue 5 Jan 2027.
 *
 *    2026       Nov  Dec  Jan  Feb
 *    1st Tue      3    1    5    2
 *
 *    Tue  1 Dec  03:00 04:00  1st Tue    in 8 days
 * ```
 */
export function FactsScreen(props: FactsScreenProps) {
  const { choice, dates, now, backWords = 'back to the schedule', onBack } = props;
  const { timeZone } = choice;
  const { columns, symbols } = useFrame();
  const body = (text: string): Line => ({ tone: 'body', text });
  const cells = dates.days.map((day) => dayCells(day, { timeZone, now }, mostTimes));
  const rows = cells.map(({ date, times, utc, day, until, clock }) => [
    ...[date, times, ...(utc === '' ? [] : [`${utc} UTC`]), day, `in ${until}`, clock],
  ]);
  const year = yearPicture(yearOf(dates.scheduled, now, timeZone), {
    labelOf: (row) => yearLabel(row, choice.kept),
    rows: mostYearRows,
    columns,
  });
  const lines: readonly Line[] = [
    ...factLines(dates, columns - linesIndent, symbols),
    body(''),
    { tone: 'heading', text: 'Twelve months (! marks days in the wrong order)' },
    ...plainLines(year).map(body),
    body(''),
    { tone: 'heading', text: 'Next patch dates' },
    ...aligned(rows).map(body),
  ];
  return (
    <LinesScreen
      question="Facts about these dates"
      aside={`times in ${cityWords(timeZone)}`}
      lines={lines}
      backWords={backWords}
      onBack={onBack}
    />
  );
}

/** Times of one day that are named. */
const mostTimes = 6;
/** Each date of the plan has a row up to here; more are one row. */
const mostYearRows = 45;
