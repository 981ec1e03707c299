/** The schedule question: weeks, days and hours beside the dates that follow from them, at every key. */
import { useState } from 'react';
import type { NodesByGroup } from '../../../plan/account/inventory.js';
import { Screen } from '../../components/screen.js';
import { useFrame } from '../../frame.js';
import type { KeyHint } from '../../hints.js';
import { useScreenKeys } from '../../hooks/use-keys.js';
import { listMove } from '../../hooks/use-menu.js';
import type { Action } from '../../keys.js';
import { cityWords } from '../../words/dates.js';
import type { QuestionProps } from '../session.js';
import { ScheduleBody } from './body.js';
import { FactsScreen } from './facts-screen.js';
import { type ScheduleChoice, type ScheduleChoiceEvent, scheduleAnswers } from './state.js';
import { type Dates, type DatesOptions, useDates } from './use-dates.js';
import { todayIn, useDayOpen } from './use-pictures.js';
import type { IsInUse } from './waves.js';
import { WavesScreen } from './waves-screen.js';
import { explainDay, explainRow } from './words.js';
import { ZoneScreen } from './zone-screen.js';

export type ScheduleScreensProps = DatesOptions &
  QuestionProps<ScheduleChoice, ScheduleChoiceEvent> & {
    /** The plan's name. */
    readonly plan: string;
    readonly nodesByGroup?: NodesByGroup | undefined;
    readonly isInUse: IsInUse;
    /** What Enter does: `next`, or where the dates lead to. */
    readonly nextWords: string;
  };

/** The question with its side screens: waves by name, time zones, and all that is worth knowing about the dates. */
export function ScheduleScreens(props: ScheduleScreensProps) {
  const { draft: choice, now, dispatch } = props;
  const dates = useDates(choice, props);
  const [aside, setAside] = useState<Aside>();
  const close = (): void => setAside(undefined);
  if (aside === undefined) return <ScheduleScreen {...props} dates={dates} onAside={setAside} />;
  if (aside === 'facts') return <FactsScreen choice={choice} dates={dates} now={now} onBack={close} />;
  if (aside === 'waves') {
    return (
      <WavesScreen
        {...props}
        start={{ waves: scheduleAnswers(choice).waves, approvals: choice.approvals }}
        dates={dates}
        onChange={(changed) => dispatch({ type: 'waves', ...changed })}
        onBack={close}
      />
    );
  }
  return (
    <ZoneScreen
      timeZone={choice.timeZone}
      others={dates.foreign}
      now={now}
      onPick={(timeZone) => {
        dispatch({ type: 'zone', timeZone });
        close();
      }}
      onBack={close}
    />
  );
}

type Aside = 'waves' | 'zone' | 'facts';

const events: Readonly<Partial<Record<Action, ScheduleChoiceEvent>>> = {
  toggle: { type: 'toggle' },
  later: { type: 'shift', by: 1 },
  earlier: { type: 'shift', by: -1 },
  all: { type: 'toggle-all' },
  'patch-tuesday': { type: 'toggle-patch-tuesday' },
};

type ScheduleScreenProps = ScheduleScreensProps & {
  readonly dates: Dates;
  readonly onAside: (screen: Aside) => void;
};

/** See {@link ScheduleBody} for the picture. */
function ScheduleScreen(props: ScheduleScreenProps) {
  const { draft: choice, dates, problem, now, dispatch } = props;
  const { locale } = useFrame();
  const open = useDayOpen(choice, dates, now);
  const { timeZone, isOnDays } = choice;
  useScreenKeys((action) => {
    const shown = { days: dates.days.map(({ day }) => day), today: todayIn(timeZone, now) };
    const move = listMove(action);
    const event = action && events[action];
    if (move) dispatch({ type: 'move', move, visible: 6, shown });
    else if (action === 'left' || action === 'right')
      dispatch({ type: 'column', by: action === 'left' ? -1 : 1, shown });
    else if (action === 'dates') dispatch({ type: 'look', isOnDays: !isOnDays });
    else if (event) dispatch(event);
    else if (action === 'zone' || action === 'facts' || action === 'waves') props.onAside(action);
    else if (action === 'back' && isOnDays) dispatch({ type: 'look', isOnDays: false });
    else if (action === 'back') props.onBack();
    else if (action === 'submit') props.onAnswer();
  });
  return (
    <Screen
      question="When may nodes be patched?"
      aside={`times in ${cityWords(timeZone)}`}
      explanation={isOnDays ? explainDay(open, { timeZone, now, ownZone: locale.timeZone }) : explainRow(choice, now)}
      problem={problem}
      keys={isOnDays ? dayHints(props.nextWords) : hints(props.nextWords)}
    >
      <ScheduleBody choice={choice} dates={dates} open={open} now={now} />
    </Screen>
  );
}

const zoneHint: KeyHint = { key: 'zone', does: 'zone', help: 'choose the time zone' };
const factsHint: KeyHint = {
  key: 'facts',
  does: 'facts',
  help: 'warnings, twelve months at a glance, and more dates',
};

const hints = (nextWords: string): readonly KeyHint[] => [
  { key: 'move', does: 'move' },
  { key: 'column', does: 'column' },
  { key: 'toggle', does: 'toggle', help: 'tick or untick the row under the cursor' },
  { key: 'later', does: 'later', help: 'move the tick under the cursor down a row; - moves it up' },
  { key: 'submit', does: nextWords },
  { key: 'back', does: 'back' },
  { key: 'dates', does: 'days', help: 'look at other days, and which windows are open on them' },
  { key: 'waves', does: 'waves', help: 'name the waves, such as dev, test and prod, and set the days between them' },
  zoneHint,
  {
    key: 'patch-tuesday',
    does: 'Patch Tue',
    help: 'switch between weekdays and days after Patch Tuesday',
  },
  { key: 'all', does: 'all', help: 'tick all rows of the column, or none' },
  factsHint,
];

const dayHints = (nextWords: string): readonly KeyHint[] => [
  { key: 'move', does: 'patch date', help: 'previous or next patch date; home goes to the first' },
  { key: 'column', does: 'day', help: 'previous or next day; page up and page down move four weeks' },
  { key: 'dates', does: 'back to ticks' },
  { key: 'submit', does: nextWords },
  zoneHint,
  factsHint,
];
