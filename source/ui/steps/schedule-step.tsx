/** The schedule question: weeks, days and hours beside the dates that follow from them, at every key. */
import { Box } from 'ink';
import { useEffect, useState } from 'react';
import { type Answers, slotsOf } from '../../plan/spec/answers.js';
import {
  type ColumnName,
  columnRows,
  columnsOf,
  initialScheduleChoice,
  reduceScheduleChoice,
  type ScheduleChoice,
  scheduleAnswers,
} from '../../wizard/schedule-choice.js';
import { explainRow } from '../../wizard/words.js';
import type { KeyHint } from '../components/key-hints.js';
import { Screen } from '../components/screen.js';
import { useFrame } from '../frame.js';
import { useDates } from '../hooks/use-dates.js';
import { useScreenKeys } from '../hooks/use-keys.js';
import { useLiveReducer } from '../hooks/use-live-reducer.js';
import { listMove } from '../hooks/use-menu.js';
import { mostScheduleRows, ScheduleBody } from './schedule-body.js';
import { FactsScreen } from './schedule-facts.js';
import { ZonePicker } from './zone-picker.js';

export type ScheduleStepProps = {
  readonly answers: Answers;
  /** Windows that the account has besides this plan's. */
  readonly windowsInUse: number;
  readonly windowQuota: number;
  readonly now: Date;
  /** What Enter does: `next`, or where the dates lead to. */
  readonly nextWords: string;
  readonly onAnswer: (answers: Partial<Answers>) => void;
  readonly onBack: (answers: Partial<Answers>) => void;
  /** Hears of every change. */
  readonly onDraft: (answers: Partial<Answers>) => void;
};

/** See {@link ScheduleBody} for the picture. */
export function ScheduleStep({ answers, nextWords, onAnswer, onBack, onDraft, ...known }: ScheduleStepProps) {
  const { state, current, dispatch } = useLiveReducer(reduceScheduleChoice, () => initialScheduleChoice(answers));
  useEffect(() => {
    const chosen = scheduleAnswers(state);
    onDraft(slotsOf(chosen).length === 0 ? {} : chosen);
  });
  const [aside, setAside] = useState<'zone' | 'facts'>();
  const close = (): void => setAside(undefined);
  if (aside === 'facts') {
    return <FactsScreen choice={state} durationHours={answers.task.durationHours} {...known} onBack={close} />;
  }
  if (aside === 'zone') {
    return (
      <ZonePicker
        timeZone={state.timeZone}
        now={known.now}
        onPick={(timeZone) => {
          dispatch({ type: 'zone', timeZone });
          close();
        }}
        onBack={close}
      />
    );
  }
  return (
    <ScheduleScreen
      choice={state}
      current={current}
      dispatch={dispatch}
      durationHours={answers.task.durationHours}
      {...known}
      nextWords={nextWords}
      onAside={setAside}
      onAnswer={() => onAnswer(scheduleAnswers(current()))}
      onBack={() => {
        const chosen = scheduleAnswers(current());
        // Back may lead to the review, where days without hours would be a plan of nothing.
        onBack(slotsOf(chosen).length === 0 ? { timeZone: chosen.timeZone } : chosen);
      }}
    />
  );
}

type ScheduleScreenProps = {
  readonly choice: ScheduleChoice;
  readonly current: () => ScheduleChoice;
  readonly dispatch: (event: Parameters<typeof reduceScheduleChoice>[1]) => void;
  readonly durationHours: number;
  readonly windowsInUse: number;
  readonly windowQuota: number;
  readonly now: Date;
  readonly nextWords: string;
  readonly onAside: (screen: 'zone' | 'facts') => void;
  readonly onAnswer: () => void;
  readonly onBack: () => void;
};

function ScheduleScreen(props: ScheduleScreenProps) {
  const { choice, current, dispatch, windowsInUse, windowQuota, now } = props;
  const { bodyRows } = useFrame();
  const [isRefused, setRefused] = useState(false);
  const { windows, occurrences, insights } = useDates(choice, props);

  useScreenKeys((action) => {
    setRefused(false);
    const move = listMove(action);
    if (move) dispatch({ type: 'move', move, visible: 6 });
    else if (action === 'left') dispatch({ type: 'column', by: -1 });
    else if (action === 'right') dispatch({ type: 'column', by: 1 });
    else if (action === 'toggle') dispatch({ type: 'toggle' });
    else if (action === 'all') dispatch({ type: 'toggle-all' });
    else if (action === 'patch-tuesday') dispatch({ type: 'toggle-patch-tuesday' });
    else if (action === 'zone' || action === 'facts') props.onAside(action);
    else if (action === 'back') props.onBack();
    else if (action === 'submit') {
      if (slotsOf(scheduleAnswers(current())).length === 0) setRefused(true);
      else props.onAnswer();
    }
  });

  return (
    <Screen
      question="When may nodes be patched?"
      aside={`times in ${choice.timeZone}`}
      explanation={explainRow(choice, now)}
      problem={isRefused ? nothingTicked(choice) : undefined}
      keys={hints(props.nextWords)}
      bodyRows={Math.min(bodyRows, mostScheduleRows)}
    >
      <Box flexDirection="column">
        <ScheduleBody
          choice={choice}
          occurrences={occurrences}
          insights={insights}
          windows={windows.length}
          windowsInUse={windowsInUse}
          windowQuota={windowQuota}
          now={now}
        />
      </Box>
    </Screen>
  );
}

const hints = (nextWords: string): readonly KeyHint[] => [
  { key: 'move', does: 'move' },
  { key: 'column', does: 'column' },
  { key: 'toggle', does: 'toggle', help: 'tick or untick the row under the cursor' },
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

const columnNouns: Readonly<Record<ColumnName, string>> = {
  weeks: 'week',
  weekdays: 'day',
  after: 'day after Patch Tuesday',
  hours: 'hour',
};

function nothingTicked(choice: ScheduleChoice): string {
  const empty = columnsOf(choice).filter((column) => !columnRows(choice, column).some(({ isTicked }) => isTicked));
  return `Tick at least one ${empty.map((column) => columnNouns[column]).join(' and one ')} with space first.`;
}
