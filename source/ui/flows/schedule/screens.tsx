/** The schedule question: weeks, days and hours beside the dates that follow from them, at every key. */
import { useState } from 'react';
import { columns as aligned } from '../../../plan/text/text-table.js';
import { factLines } from '../../components/insight-lines.js';
import { type Line, LinesScreen, linesIndent } from '../../components/lines-screen.js';
import { Screen } from '../../components/screen.js';
import { useFrame } from '../../frame.js';
import type { KeyHint } from '../../hints.js';
import { useScreenKeys } from '../../hooks/use-keys.js';
import { listMove } from '../../hooks/use-menu.js';
import type { Action } from '../../keys.js';
import { dateCells } from '../../words/dates.js';
import type { QuestionProps } from '../session.js';
import { mostScheduleRows, ScheduleBody, type ScheduleBodyProps } from './body.js';
import type { ScheduleChoice, ScheduleChoiceEvent } from './state.js';
import { type Dates, type DatesOptions, useDates } from './use-dates.js';
import { explainRow } from './words.js';
import { ZoneScreen } from './zone-screen.js';

export type ScheduleScreensProps = DatesOptions &
  QuestionProps<ScheduleChoice, ScheduleChoiceEvent> & {
    /** What Enter does: `next`, or where the dates lead to. */
    readonly nextWords: string;
  };

/** The question with its two side screens: time zones, and all that is worth knowing about the dates. */
export function ScheduleScreens(props: ScheduleScreensProps) {
  const { draft: choice, now, dispatch } = props;
  const dates = useDates(choice, props);
  const [aside, setAside] = useState<'zone' | 'facts'>();
  const close = (): void => setAside(undefined);
  if (aside === undefined) return <ScheduleScreen {...props} dates={dates} onAside={setAside} />;
  if (aside === 'facts') return <FactsScreen choice={choice} dates={dates} now={now} onBack={close} />;
  return (
    <ZoneScreen
      timeZone={choice.timeZone}
      now={now}
      onPick={(timeZone) => {
        dispatch({ type: 'zone', timeZone });
        close();
      }}
      onBack={close}
    />
  );
}

const events: Readonly<Partial<Record<Action, ScheduleChoiceEvent>>> = {
  left: { type: 'column', by: -1 },
  right: { type: 'column', by: 1 },
  toggle: { type: 'toggle' },
  later: { type: 'shift', by: 1 },
  earlier: { type: 'shift', by: -1 },
  all: { type: 'toggle-all' },
  'patch-tuesday': { type: 'toggle-patch-tuesday' },
};

type ScheduleScreenProps = ScheduleScreensProps & {
  readonly dates: Dates;
  readonly onAside: (screen: 'zone' | 'facts') => void;
};

/** See {@link ScheduleBody} for the picture. */
function ScheduleScreen(props: ScheduleScreenProps) {
  const { draft: choice, dates, problem, now, dispatch } = props;
  const { bodyRows } = useFrame();
  useScreenKeys((action) => {
    const move = listMove(action);
    const event = action && events[action];
    if (move) dispatch({ type: 'move', move, visible: 6 });
    else if (event) dispatch(event);
    else if (action === 'zone' || action === 'facts') props.onAside(action);
    else if (action === 'back') props.onBack();
    else if (action === 'submit') props.onAnswer();
  });
  return (
    <Screen
      question="When may nodes be patched?"
      aside={`times in ${choice.timeZone}`}
      explanation={explainRow(choice, now)}
      problem={problem}
      keys={hints(props.nextWords)}
      bodyRows={Math.min(bodyRows, mostScheduleRows)}
    >
      <ScheduleBody choice={choice} dates={dates} now={now} />
    </Screen>
  );
}

const hints = (nextWords: string): readonly KeyHint[] => [
  { key: 'move', does: 'move' },
  { key: 'column', does: 'column' },
  { key: 'toggle', does: 'toggle', help: 'tick or untick the row under the cursor' },
  { key: 'later', does: 'later', help: 'move the tick under the cursor one row on; - moves it back' },
  { key: 'submit', does: nextWords },
  { key: 'back', does: 'back' },
  { key: 'zone', does: 'zone', help: 'choose the time zone of the hours' },
  {
    key: 'patch-tuesday',
    does: 'Patch Tue',
    help: 'days after Patch Tuesday in place of weeks and weekdays, and back',
  },
  { key: 'all', does: 'all', help: 'tick all rows of the column, or none' },
  { key: 'facts', does: 'facts', help: 'all that is worth knowing about these dates, and more of them' },
];

type FactsScreenProps = ScheduleBodyProps & { readonly onBack: () => void };

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
function FactsScreen({ choice: { timeZone }, dates, now, onBack }: FactsScreenProps) {
  const { columns, symbols } = useFrame();
  const rows = dates.occurrences
    .map((occurrence) => dateCells(occurrence, timeZone, now, symbols))
    .map(({ date, time, utc, day, until, clock }) => [date, time, ...(utc === '' ? [] : [utc]), day, until, clock]);
  const lines: readonly Line[] = [
    ...factLines(dates, columns - linesIndent, symbols),
    { tone: 'body', text: '' },
    ...aligned(rows).map((text) => ({ tone: 'body' as const, text })),
  ];
  return (
    <LinesScreen
      question="What is worth knowing about these dates"
      aside={`times in ${timeZone}`}
      lines={lines}
      backWords="back to the schedule"
      onBack={onBack}
    />
  );
}
