/** The screens about nodes: which belongs to which step. */
import { Box } from 'ink';
import type { ReactNode } from 'react';
import { type NodesPlaceEnd, nodesJob } from '../../../jobs/nodes.js';
import { counted } from '../../../plan/text/plural.js';
import { Marked } from '../../components/marked.js';
import { useFrame } from '../../frame.js';
import { useJob } from '../../hooks/use-job.js';
import type { FlowProps } from '../../outside.js';
import { ArrivalScreens } from '../opening/screens.js';
import { UndoneLines } from '../undone-lines.js';
import { type DoneScreenProps, EndScreen, WorkScreens } from '../work-screens.js';
import { GroupScreen } from './group-screen.js';
import { ReviewScreen } from './review-screen.js';
import { SpreadScreen } from './spread-screen.js';
import { jobInstructions, type NodesEvent, type NodesState } from './state.js';
import { TableScreen } from './table-screen.js';
import { KeyScreen, ValuesScreen } from './tag-screens.js';
import { changeLines, doneTitle } from './words.js';

export function NodesScreens(props: FlowProps<NodesState, NodesEvent>): ReactNode {
  const { state, current, dispatch, outside, now, onStatus, leave } = props;
  const { step, request } = state;
  const writeBackup = request.hasBackup ? outside.writeBackup : undefined;
  useJob(nodesJob({ ...jobInstructions(state), writeBackup }), state, outside, dispatch);
  const onBack = (): void => dispatch({ type: 'back', step });
  const onTake = (): void => dispatch({ type: 'taken' });
  const onGroup = (group: string | null): void => dispatch({ type: 'grouped', group });
  switch (state.step) {
    case 'region':
    case 'account':
    case 'reading':
    case 'unread':
      return (
        <ArrivalScreens
          state={state}
          outside={outside}
          promise="Nothing is changed until you confirm the review."
          reading="Reading the nodes and their tags."
          dispatch={dispatch}
        />
      );
    case 'table': {
      const viewNow = () => {
        const at = current();
        return at.flow === 'nodes' && 'view' in at ? at.view : state.view;
      };
      return <TableScreen {...{ state, viewNow, now, dispatch }} />;
    }
    case 'group': {
      const question = `Which group should ${counted(state.ids.length, 'node')} be in?`;
      return <GroupScreen {...{ question, now, onBack }} sight={state.sight} onPick={onGroup} />;
    }
    case 'tag':
      return <KeyScreen {...{ state, onBack }} onPick={(key) => dispatch({ type: 'keyed', key })} />;
    case 'values': {
      const question = `Which group should nodes with ${state.choice.key} = ${state.at} be in?`;
      return state.isChoosing ? (
        <GroupScreen {...{ question, now, onBack }} sight={state.sight} onPick={onGroup} />
      ) : (
        <ValuesScreen {...{ state, onTake, onBack }} onPick={(value) => dispatch({ type: 'choosing', value })} />
      );
    }
    case 'spread':
      return (
        <SpreadScreen {...{ state, now, onTake, onBack }} onTick={(groups) => dispatch({ type: 'tick', groups })} />
      );
    case 'review':
      return (
        <ReviewScreen
          {...{ state, onBack }}
          onConfirm={() => dispatch({ type: 'confirmed', at: outside.clock.now() })}
        />
      );
    case 'progress':
    case 'refused':
    case 'done':
      return (
        <WorkScreens
          state={state}
          words={words}
          now={outside.clock.now}
          onAgain={() => dispatch({ type: 'again' })}
          onStatus={onStatus}
          waysFrom={() => [
            { key: 'nodes', does: 'nodes', help: 'show the nodes as they are now', go: () => dispatch({ type: 'on' }) },
          ]}
          onLeave={leave}
          Done={DoneScreen}
        />
      );
    default:
      return state satisfies never;
  }
}

const words = {
  calling: 'Putting nodes into their groups.',
  stopping: 'Ctrl-C stops after the calls in progress. Run it again to continue where it stopped.',
  checking: { question: 'Reading the tags again.', label: 'tag:GetResources' },
  refused: 'Nothing was changed.',
};

/** What is as decided, and what is not and why. */
function DoneScreen({ end, seconds, ways, onLeave }: DoneScreenProps<NodesPlaceEnd>) {
  const { columns, symbols } = useFrame();
  const { isComplete, unchanged, state, plan, backupFile } = end;
  const failed = unchanged ?? [];
  const summary = isComplete
    ? ({ mark: symbols.done, tone: 'success', text: 'Verified: the tags are as planned.' } as const)
    : unchanged
      ? ({ mark: symbols.failed, tone: 'danger', text: `Not changed: ${counted(failed.length, 'node')}` } as const)
      : ({
          mark: symbols.warning,
          tone: 'warning',
          text: 'The tags could not be read again, so the result is not verified.',
        } as const);
  return (
    <EndScreen
      question={doneTitle(end, seconds)}
      explanation={
        isComplete
          ? `Enter quits and prints ${backupFile === undefined ? 'this again' : 'the command that restores the previous tags'}.`
          : 'Enter quits and prints the command to continue, and commands for someone who can tag these nodes.'
      }
      ways={ways ?? []}
      onLeave={onLeave}
    >
      <Box flexDirection="column" paddingLeft={2}>
        <UndoneLines outcomes={state.outcomes} verbs={['is unchanged', 'are unchanged']} indent={2} />
        <Marked {...summary} columns={columns - 3} />
        {changeLines(isComplete ? plan.changes : failed).map((text) => (
          <Marked key={text} mark=" " tone="muted" text={text} columns={columns - 3} />
        ))}
      </Box>
    </EndScreen>
  );
}
