/** The screens of a pause: until when, which runs are skipped, a typed yes, the work, its end. */
import { Box } from 'ink';
import { useMemo, useState } from 'react';
import type { PausePlaceEnd } from '../../../jobs/pause.js';
import { filterHint } from '../../components/filter-line.js';
import { FilteredTable } from '../../components/filtered.js';
import { type Choice, MenuScreen } from '../../components/menu-screen.js';
import { Problem } from '../../components/problem.js';
import { Screen } from '../../components/screen.js';
import { Spinner } from '../../components/spinner.js';
import { Text } from '../../components/text.js';
import { TextLine } from '../../components/text-line.js';
import { TypedScreen } from '../../components/typed-screen.js';
import { useFrame } from '../../frame.js';
import { useFilteredList } from '../../hooks/use-filtered-list.js';
import { useJob } from '../../hooks/use-job.js';
import { useScreenKeys } from '../../hooks/use-keys.js';
import { useTextEntry } from '../../hooks/use-picker.js';
import { useShownColumns } from '../../hooks/use-shown-columns.js';
import { positionWords } from '../../lists/table.js';
import type { FlowOutside } from '../../outside.js';
import type { Clock } from '../../words/dates.js';
import { UndoneLines } from '../undone-lines.js';
import { type DoneScreenProps, EndScreen, WorkScreens } from '../work-screens.js';
import {
  daysAhead,
  type PauseAnswer,
  type PausingEvent,
  type PausingStep,
  pausingJob,
  planZone,
  typedDate,
} from './pausing.js';
import {
  agreeQuestion,
  doneTitle,
  pauseConfirmation,
  runColumns,
  runRows,
  runsTitle,
  untilText,
} from './pausing-words.js';

export type PausingScreensProps = {
  readonly state: PausingStep;
  readonly outside: FlowOutside;
  readonly now: Date;
  readonly dispatch: (event: PausingEvent) => void;
};

export function PausingScreens(props: PausingScreensProps) {
  const { state, outside, now, dispatch } = props;
  const { step, opened, paused: plan } = state;
  const answer = 'answer' in state ? state.answer : undefined;
  const job = pausingJob(plan, answer ?? { kind: 'next' });
  const work = step === 'progress' ? { plan: state.plan } : {};
  useJob(job, { step: step === 'weighing' ? 'reading' : step, opened, ...work }, outside, dispatch);
  const onBack = (): void => dispatch({ type: 'back', step });
  const clock = { timeZone: planZone(state.shown, plan), now };
  switch (state.step) {
    case 'until':
      return <UntilScreen {...{ state, clock, onBack }} onAnswer={(to) => dispatch({ type: 'until', answer: to })} />;
    case 'weighing':
    case 'unweighed':
      return <WeighingScreen error={'error' in state ? state.error : undefined} onBack={onBack} />;
    case 'agree':
      return (
        <AgreeScreens
          {...{ state, clock, onBack }}
          onConfirm={() => dispatch({ type: 'confirmed', at: outside.clock.now() })}
        />
      );
    case 'progress':
    case 'refused':
    case 'done': {
      const words = {
        calling: state.answer.kind === 'resume' ? 'Resuming the windows.' : 'Pausing the windows.',
        stopping: 'Ctrl-C stops after the calls in progress.',
        refused: 'Nothing was changed.',
      };
      return (
        <WorkScreens
          state={state}
          words={words}
          now={outside.clock.now}
          leaveWords="back to status"
          onLeave={onBack}
          Done={DoneScreen}
        />
      );
    }
    default:
      return state satisfies never;
  }
}

type UntilScreenProps = {
  readonly state: Extract<PausingStep, { readonly step: 'until' }>;
  readonly clock: Clock;
  readonly onAnswer: (answer: PauseAnswer) => void;
  readonly onBack: () => void;
};

/**
 * ```
 *  How long should plan web be paused?
 *
 *  ❯ The next run    each window skips one run
 *    A week          until Thu 3 Dec 22:15 London
 *    Another date    type a date
 * ```
 */
function UntilScreen({ state, clock, onAnswer, onBack }: UntilScreenProps) {
  const [isTyping, setTyping] = useState(false);
  const { paused: plan, shown } = state;
  if (isTyping) return <DateScreen {...{ plan, clock, onAnswer }} onBack={() => setTyping(false)} />;
  const own = shown.facts.account.windows.filter(({ owner }) => owner?.plan === plan);
  const isPaused = own.some(({ enabled, startDate }) => !enabled || (startDate && new Date(startDate) > clock.now));
  const span = (label: string, days: number): Choice => {
    const local = daysAhead(days, clock.now, clock.timeZone);
    const until = untilText(local, clock);
    return {
      label,
      about: until,
      explanation: `No runs ${until}. ${promise}`,
      choose: () => onAnswer({ kind: 'until', local }),
    };
  };
  const choices: readonly Choice[] = [
    ...(isPaused
      ? [
          {
            label: 'Resume now',
            about: 'the pause ends',
            explanation: 'Next, you see which runs are no longer skipped.',
            choose: () => onAnswer({ kind: 'resume' }),
          },
        ]
      : []),
    { label: 'The next run', about: 'each window skips one run', choose: () => onAnswer({ kind: 'next' }) },
    span('A week', 7),
    span('Two weeks', 14),
    span('Four weeks', 28),
    { label: 'Another date', about: 'type a date', choose: () => setTyping(true) },
  ];
  return (
    <MenuScreen
      question={`How long should plan ${plan} be paused?`}
      explanation={promise}
      choices={choices}
      onBack={onBack}
    />
  );
}

const promise = 'Next, you see which runs are skipped. A pause ends by itself.';

type DateScreenProps = Omit<UntilScreenProps, 'state'> & { readonly plan: string };

function DateScreen({ plan, clock, onAnswer, onBack }: DateScreenProps) {
  const [wrong, setWrong] = useState<string>();
  const line = useTextEntry({
    onSubmit: (text) => {
      const local = typedDate(text);
      if (local === undefined) setWrong(text);
      else onAnswer({ kind: 'until', local });
    },
    onBack,
    accepts: /[\d:T -]/,
  });
  return (
    <Screen
      question={`Until when should plan ${plan} be paused?`}
      aside={clock.timeZone}
      explanation="A date, or a date and time, in the plan's time zone."
      problem={
        wrong === line.text.trim() ? `${wrong} is not a date. Write it as 2027-01-05 or 2027-01-05 08:00.` : undefined
      }
      keys={[
        { key: 'type', does: 'a date' },
        { key: 'submit', does: 'continue' },
        { key: 'back', does: 'back' },
      ]}
    >
      <TextLine label="Until:" line={line} placeholder="2027-01-05 or 2027-01-05 08:00" />
    </Screen>
  );
}

type WeighingScreenProps = {
  readonly error: Parameters<typeof Problem>[0]['error'] | undefined;
  readonly onBack: () => void;
};

function WeighingScreen({ error, onBack }: WeighingScreenProps) {
  useScreenKeys((action) => {
    if (action === 'back') onBack();
  });
  return (
    <Screen
      question={error ? 'This could not be planned.' : 'Finding the runs that this affects.'}
      explanation={error ? 'Nothing was changed.' : 'Reading only. Nothing is changed.'}
      keys={[{ key: 'back', does: 'back' }]}
    >
      {error ? <Problem error={error} /> : <Spinner label="reading the account again" />}
    </Screen>
  );
}

type AgreeScreensProps = {
  readonly state: Extract<PausingStep, { readonly step: 'agree' }>;
  readonly clock: Clock;
  readonly onConfirm: () => void;
  readonly onBack: () => void;
};

/**
 * ```
 *  Pause 2 windows in plan web until Tue 5 Jan 00:00 London?
 *
 *  These runs will be skipped:
 *    RUN                       IN        WINDOW
 *  ❯ Sat 19 Dec 22:00 Paris    23 days   web-dev
 * ```
 */
function AgreeScreens({ state, clock, onConfirm, onBack }: AgreeScreensProps) {
  const { isSandbox } = useFrame();
  const [isTyping, setTyping] = useState(false);
  const { plan, paused, answer, opened } = state;
  if (!isTyping)
    return <AgreeScreen {...{ state, clock, onBack }} onConfirm={() => (isSandbox ? onConfirm() : setTyping(true))} />;
  const words = pauseConfirmation(paused, answer, plan, opened.open.place);
  return <TypedScreen {...words} onConfirm={onConfirm} onBack={() => setTyping(false)} />;
}

function AgreeScreen({ state, clock, onConfirm, onBack }: AgreeScreensProps) {
  const { bodyRows } = useFrame();
  const { plan, paused, answer } = state;
  const rows = useMemo(() => runRows(plan, clock.now), [plan, clock.now]);
  const shown = useShownColumns(runColumns, rows);
  const hasCalls = plan.operations.length > 0;
  const height = bodyRows - 1;
  const list = useFilteredList({
    items: rows,
    textOf: ({ cells }) => cells.map(({ text }) => text).join(' '),
    visible: height - 2,
    onPick: () => {},
    onBack,
    onKey: (action) => {
      if (action === 'create' && hasCalls) onConfirm();
    },
  });
  const verb = answer.kind === 'resume' ? 'resume' : 'pause';
  return (
    <Screen
      question={agreeQuestion(paused, answer, plan, clock)}
      aside={positionWords(list.cursor, list.items.length)}
      explanation={plan.findings.map(({ message }) => message).join(' ')}
      keys={[
        ...(hasCalls ? [{ key: 'create', does: verb } as const] : []),
        ...(rows.length > 1 ? [{ key: 'move', does: 'move' } as const, filterHint] : []),
        { key: 'back', does: 'back' },
      ]}
    >
      <Text>{` ${runsTitle(plan, answer)}`}</Text>
      {rows.length > 0 && (
        <FilteredTable
          list={list}
          rows={height}
          columns={runColumns}
          shown={shown}
          empty="No run matches the filter."
        />
      )}
    </Screen>
  );
}

/** What is paused now, or resumed, and what is not. */
function DoneScreen({ end, ways, onLeave }: DoneScreenProps<PausePlaceEnd>) {
  return (
    <EndScreen
      question={doneTitle(end)}
      explanation="Enter goes back to the status and refreshes it."
      ways={ways ?? []}
      leaveWords="back to status"
      onLeave={onLeave}
    >
      <Box flexDirection="column" paddingLeft={2}>
        <UndoneLines outcomes={end.state.outcomes} verbs={['is unchanged', 'are unchanged']} indent={2} />
      </Box>
    </EndScreen>
  );
}
