/** The schedule question: weeks, days and hours beside the dates that follow from them, at every key. */
import { Box } from 'ink';
import { useState } from 'react';
import type { TaskSpec } from '../../../plan/intent/document.js';
import type { KeyHint } from '../../components/key-hints.js';
import { Screen } from '../../components/screen.js';
import { useFrame } from '../../frame.js';
import { useScreenKeys } from '../../hooks/use-keys.js';
import { listMove } from '../../hooks/use-menu.js';
import type { Action } from '../../keys.js';
import { mostScheduleRows, ScheduleBody } from './body.js';
import { FactsScreen } from './facts-screen.js';
import type { ScheduleChoice, ScheduleChoiceEvent } from './state.js';
import { useDates } from './use-dates.js';
import { explainRow, nothingTicked } from './words.js';
import { ZoneScreen } from './zone-screen.js';

export type ScheduleScreensProps = {
  readonly choice: ScheduleChoice;
  /** Enter was pressed, and something is not ticked. */
  readonly isRefused: boolean;
  /** Of the plan so far. */
  readonly task: TaskSpec;
  /** Windows that the account has besides this plan's. */
  readonly windowsInUse: number;
  readonly windowQuota: number;
  readonly now: Date;
  /** What Enter does: `next`, or where the dates lead to. */
  readonly nextWords: string;
  readonly dispatch: (event: ScheduleChoiceEvent) => void;
  readonly onAnswer: () => void;
  readonly onBack: () => void;
};

/** See {@link ScheduleBody} for the picture. */
export function ScheduleScreens(props: ScheduleScreensProps) {
  const { choice, now, dispatch } = props;
  const [aside, setAside] = useState<'zone' | 'facts'>();
  const close = (): void => setAside(undefined);
  if (aside === undefined) return <ScheduleScreen {...props} onAside={setAside} />;
  if (aside === 'facts') return <FactsScreen {...props} onBack={close} />;
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
  all: { type: 'toggle-all' },
  'patch-tuesday': { type: 'toggle-patch-tuesday' },
};

type ScheduleScreenProps = ScheduleScreensProps & { readonly onAside: (screen: 'zone' | 'facts') => void };

function ScheduleScreen(props: ScheduleScreenProps) {
  const { choice, isRefused, windowsInUse, windowQuota, now, dispatch } = props;
  const { bodyRows } = useFrame();
  const { windows, occurrences, insights } = useDates(choice, props);
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
