/** The set-up's screens: which belongs to which step. */
import type { ReactNode } from 'react';
import { type SetupPlaceEnd, setupJob } from '../../../jobs/setup.js';
import { patchGroupsOf } from '../../../plan/account/inventory.js';
import { defaultQuotas } from '../../../plan/account/quotas.js';
import { othersBeside } from '../../../plan/setup/desired.js';
import { formerDocument, setBackCommand } from '../../../plan/setup/set-back.js';
import { useJob } from '../../hooks/use-job.js';
import type { FlowProps } from '../../outside.js';
import { OpeningScreens } from '../opening/screens.js';
import { connectionOf, readAccountOf } from '../opening/state.js';
import { ScheduleScreens } from '../schedule/screens.js';
import { scheduleAnswers } from '../schedule/state.js';
import { type Way, WorkScreens, waysOn } from '../work-screens.js';
import { asksPlan, intentOfAnswers } from './answering.js';
import { BaselineScreens } from './baseline-screens.js';
import { DoneScreen } from './done-screen.js';
import { HubScreens } from './hub-screens.js';
import { OptionsScreen } from './options-screen.js';
import { PlanScreen } from './plan-screen.js';
import { onlyPlan } from './plans.js';
import type { SetupEvent } from './state.js';
import { type Counts, type DraftName, type SetupState, stepOf } from './steps.js';
import { useFilterValues, useNodeCounts } from './use-node-counts.js';

export type SetupScreensProps = FlowProps<SetupState, SetupEvent>;

export function SetupScreens(props: SetupScreensProps) {
  const { state, dispatch, outside, leave } = props;
  const onRead = (counts: Counts): void => dispatch({ type: 'counted', ...counts });
  useNodeCounts(state, onRead);
  useFilterValues(state, onRead);
  // The plan is made question by question, from the account that was read in the beginning.
  const job = setupJob({ request: state.answering.request, writeBackup: outside.writeBackup });
  useJob(job, state, outside, dispatch);
  switch (state.step) {
    case 'opening':
      return (
        <OpeningScreens
          {...questionOf(props)}
          opening={state.opening}
          others={state.answering.others ?? []}
          outside={outside}
          promise={`${nextWords(state)} Nothing is changed until you confirm the plan.`}
          dispatch={(event) => dispatch({ type: 'opening', event })}
          onYes={() => dispatch({ type: 'answered', step: 'account' })}
        />
      );
    case 'plan':
    case 'baseline':
    case 'schedule':
    case 'options':
    case 'name':
      return <QuestionScreens {...props} state={state} />;
    case 'hub':
      return <HubScreens {...props} state={state} />;
    case 'progress':
    case 'refused':
      return (
        <WorkScreens
          state={state}
          words={words}
          now={outside.clock.now}
          onAgain={() => dispatch({ type: 'again' })}
          onLeave={leave}
          Done={DoneScreen}
        />
      );
    case 'done': {
      const { end, durationMs } = state;
      return (
        <DoneScreen
          end={end}
          seconds={durationMs / 1000}
          now={props.now}
          ways={waysFrom(end, props)}
          onLeave={leave}
          setBack={setBackCommand(end.plan, { ...outside.connection, ...connectionOf(state) })}
        />
      );
    }
    default:
      return state satisfies never;
  }
}

/** Back to the answers before where a plan was changed; on with what is not done; to what there is now. */
function waysFrom({ plan, isComplete }: SetupPlaceEnd, { dispatch, onStatus }: SetupScreensProps): readonly Way[] {
  const help = 'open the plan with its previous answers';
  const back = { key: 'undo', does: 'previous answers', help, go: () => dispatch({ type: 'set-back' }) } as const;
  const onAgain = isComplete ? undefined : () => dispatch({ type: 'again' });
  const nodes = {
    key: 'nodes',
    does: 'nodes',
    help: 'put nodes into patch groups',
    go: () => dispatch({ type: 'nodes' }),
  } as const;
  return [...waysOn({ onAgain, onStatus }), nodes, ...(formerDocument(plan) ? [back] : [])];
}

/** Which questions follow the account. */
function nextWords({ opening, answering }: Extract<SetupState, { readonly step: 'opening' }>): string {
  const opened = readAccountOf(opening);
  if (opened && asksPlan(answering, opened.inventory)) return 'Next: choose a plan.';
  return opened && onlyPlan(opened.inventory) !== undefined
    ? 'Next: the plan.'
    : 'Next: operating systems, dates, then the plan.';
}

/** Enter and Escape at the question on the screen. */
function questionOf({ state, dispatch }: SetupScreensProps) {
  const step = stepOf(state);
  return {
    onAnswer: () => dispatch({ type: 'answered', step }),
    onBack: () => dispatch({ type: 'back', step }),
  };
}

type QuestionScreensProps = SetupScreensProps & {
  readonly state: Extract<SetupState, { readonly step: 'plan' | DraftName }>;
};

function QuestionScreens(props: QuestionScreensProps): ReactNode {
  const { state, current, dispatch, outside, now } = props;
  const question = questionOf(props);
  const { inventory } = state.opened;
  const { document, takenOver } = intentOfAnswers(state.answering);
  switch (state.step) {
    case 'plan': {
      return (
        <PlanScreen
          inventory={inventory}
          target={state.answering.target}
          codec={outside.clock.codec}
          now={now}
          onChoose={(target) => dispatch({ type: 'chose-plan', target })}
          onBack={question.onBack}
        />
      );
    }
    case 'baseline':
      return (
        <BaselineScreens
          {...question}
          {...state}
          nodes={inventory.nodes}
          readBaselineFile={outside.readBaselineFile}
          dispatch={(event) => dispatch({ type: 'baseline', event })}
        />
      );
    case 'schedule':
      return (
        <ScheduleScreens
          {...question}
          {...state}
          plan={document.plan}
          nodesByGroup={inventory.nodesByGroup}
          isInUse={(group) =>
            (inventory.nodesByGroup?.get(group)?.length ?? 0) > 0 ||
            inventory.windows.some((window) => patchGroupsOf(window).includes(group))
          }
          task={document.task}
          others={othersBeside({ ...document, ...scheduleAnswers(state.draft) }, inventory, takenOver)}
          windowQuota={inventory.raisedQuotas?.windows ?? defaultQuotas.windows}
          now={now}
          nextWords={state.from ? 'use these' : 'next'}
          dispatch={(event) => dispatch({ type: 'schedule', event })}
        />
      );
    case 'options':
    case 'name':
      return (
        <OptionsScreen
          key={state.step}
          {...question}
          {...state}
          question={
            state.step === 'options'
              ? 'How should the windows patch?'
              : 'What is the plan called, and which tags does it use?'
          }
          current={() => {
            const at = current();
            return at.flow === 'setup' && at.step === state.step ? at.draft : state.draft;
          }}
          inventory={inventory}
          dispatch={(event) => dispatch({ type: state.step, event })}
        />
      );
    default:
      return state satisfies never;
  }
}

const words = {
  calling: 'Setting up patching.',
  stopping: 'Ctrl-C stops after the calls in progress. Run it again later to continue.',
  checking: {
    question: "Comparing AWS's own schedule with the preview.",
    label: 'DescribeMaintenanceWindowSchedule of every window',
  },
  refused: 'Nothing was changed.',
};
