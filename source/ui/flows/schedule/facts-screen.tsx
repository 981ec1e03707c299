/** The schedule's side screen: all that is worth knowing about the dates, and more of them. */
import { columns as aligned } from '../../../plan/text/text-table.js';
import { factLines } from '../../components/insight-lines.js';
import { type Line, LinesScreen, linesIndent } from '../../components/lines-screen.js';
import { useFrame } from '../../frame.js';
import { dateCells } from '../../words/dates.js';
import type { ScheduleChoice } from './state.js';
import { type DatesOptions, useDates } from './use-dates.js';

export type FactsScreenProps = DatesOptions & { readonly choice: ScheduleChoice; readonly onBack: () => void };

/**
 * ```
 *  What is worth knowing about these dates                                   times in UTC
 *
 *  ❯ 8 windows; the region takes 50
 *    · Longest gap between two runs: 27 days, Wed 9 Dec 2026 to Tue 5 Jan 2027.
 *
 *    Tue  1 Dec 2026  03:00–04:00  1st Tue    8 days
 *    Tue  8 Dec 2026  03:00–04:00  2nd Tue ●  15 days
 * ```
 */
export function FactsScreen({ choice, onBack, ...options }: FactsScreenProps) {
  const { columns, symbols } = useFrame();
  const { windows, occurrences, insights } = useDates(choice, options);
  const dates = aligned(
    occurrences
      .map((occurrence) => dateCells(occurrence, choice.timeZone, options.now))
      .map(({ date, start, end, utc, day, isPatchTuesday, until, clock }) => [
        date,
        `${start}${symbols.dash}${end}`,
        ...(utc === '' ? [] : [utc]),
        isPatchTuesday ? `${day} ${symbols.bullet}` : day,
        until,
        clock,
      ]),
  );
  const lines: readonly Line[] = [
    ...factLines({ ...options, windows: windows.length, insights }, columns - linesIndent, symbols),
    { tone: 'body', text: '' },
    ...dates.map((text) => ({ tone: 'body' as const, text })),
  ];
  return (
    <LinesScreen
      question="What is worth knowing about these dates"
      aside={`times in ${choice.timeZone}`}
      lines={lines}
      backWords="back to the schedule"
      onBack={onBack}
    />
  );
}
