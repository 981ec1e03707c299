/** The baseline question: which operating systems are patched, and which patches are approved. */
import { Box } from 'ink';
import { useState } from 'react';
import { describeError, type ErrorDescription } from '../../../errors.js';
import type { InventoryNode } from '../../../plan/account/inventory.js';
import type { BaselineDefinition } from '../../../plan/baseline/baseline.js';
import { filterHint } from '../../components/filter-line.js';
import { FilteredList } from '../../components/filtered.js';
import { Problem } from '../../components/problem.js';
import { Screen } from '../../components/screen.js';
import { Text } from '../../components/text.js';
import { TextLine } from '../../components/text-line.js';
import { useFrame } from '../../frame.js';
import type { KeyHint } from '../../hints.js';
import { useFilteredList } from '../../hooks/use-filtered-list.js';
import { useTextEntry } from '../../hooks/use-picker.js';
import type { Action } from '../../keys.js';
import { rowOf } from '../../lists/list.js';
import type { QuestionProps } from '../session.js';
import {
  type BaselineQuestion,
  type BaselineQuestionEvent,
  type BaselineRow,
  baselineRows,
  explainBaseline,
} from './baseline-question.js';

export type BaselineScreensProps = QuestionProps<BaselineQuestion, BaselineQuestionEvent> & {
  readonly nodes: readonly InventoryNode[];
  /** Throws a UserError for a file that cannot be used. */
  readonly readBaselineFile: (fileName: string) => BaselineDefinition;
};

/** The question, and beside it the file that rules are taken from. */
export function BaselineScreens(props: BaselineScreensProps) {
  const [isEnteringFile, setEnteringFile] = useState(false);
  return isEnteringFile ? (
    <FileScreen {...props} onClose={() => setEnteringFile(false)} />
  ) : (
    <BaselineScreen {...props} onFile={() => setEnteringFile(true)} />
  );
}

const hints: readonly KeyHint[] = [
  { key: 'move', does: 'move' },
  { key: 'toggle', does: 'toggle', help: 'patch this operating system or not' },
  { key: 'column', does: 'rules', help: 'choose other rules; digits set the approval delay in days' },
  { key: 'submit', does: 'next' },
  { key: 'back', does: 'back' },
  { key: 'file', does: 'JSON file', help: 'read a baseline from a JSON file' },
  filterHint,
];

const events: Readonly<Partial<Record<Action, BaselineQuestionEvent>>> = {
  toggle: { type: 'toggle' },
  left: { type: 'rules', by: -1 },
  right: { type: 'rules', by: 1 },
};

/**
 * ```
 *  Which operating systems, and which patches?
 *
 *  ❯ ◼ Windows Server           AWS's rules, after 7 days        5 nodes
 *    ◼ Amazon Linux 2023        AWS's rules, but after 3 days    4 nodes
 *    ◻ Ubuntu Server            AWS's rules, immediately
 *
 *  Approves: Critical and security updates (severity Critical, Important), 7 days after release.
 * ```
 */
function BaselineScreen(props: BaselineScreensProps & { readonly onFile: () => void }) {
  const { draft, problem, nodes, dispatch } = props;
  const { bodyRows } = useFrame();
  const all = baselineRows(draft, nodes);
  const list = useFilteredList({
    items: all,
    textOf: ({ label, rules }) => `${label} ${rules}`,
    visible: bodyRows - 1,
    startAt: rowOf(all, ({ os }) => os === draft.at),
    onPick: props.onAnswer,
    onBack: props.onBack,
    onMove: ({ os }) => dispatch({ type: 'at', os }),
    onKey: (action, press, under) => {
      const event = action && events[action];
      if (action === 'file') props.onFile();
      else if (under === undefined) return;
      else if (event) dispatch(event);
      else if (press.kind === 'text' && /\d/.test(press.text)) dispatch({ type: 'digit', digit: press.text });
    },
  });
  return (
    <Screen
      question="Which operating systems, and which patches?"
      explanation={explainBaseline(draft)}
      problem={problem}
      keys={hints}
    >
      <FilteredList
        list={list}
        empty="No operating system matches the filter."
        renderItem={(row, isUnderCursor) => <Row {...row} isUnderCursor={isUnderCursor} />}
      />
    </Screen>
  );
}

function Row({ label, isChosen, rules, nodes, isUnderCursor }: BaselineRow & { readonly isUnderCursor: boolean }) {
  const { symbols, size } = useFrame();
  return (
    <>
      <Box flexShrink={0}>
        <Text tone={isChosen ? 'accent' : 'muted'}>{isChosen ? symbols.on : symbols.off}</Text>
      </Box>
      <Box width={size === 'small' ? 19 : 29} flexShrink={0}>
        <Text tone={isUnderCursor ? 'focus' : 'body'}>{label}</Text>
      </Box>
      <Box width={size === 'small' ? 25 : 33} flexShrink={0}>
        <Text tone={isChosen ? 'body' : 'muted'}>
          {size === 'small' ? rules.replace("AWS's rules, but", "AWS's, but") : rules}
        </Text>
      </Box>
      <Text tone="muted">{nodes}</Text>
    </>
  );
}

type FileScreenProps = Pick<BaselineScreensProps, 'readBaselineFile' | 'dispatch'> & { readonly onClose: () => void };

/**
 * Says what is wrong with a file that cannot be used.
 * ```
 *  Which JSON file is the baseline in?
 *  File: baselines/linux.json▏
 * ```
 */
function FileScreen({ readBaselineFile, dispatch, onClose }: FileScreenProps) {
  const [error, setError] = useState<ErrorDescription>();
  const line = useTextEntry({
    onSubmit: (fileName) => {
      try {
        dispatch({ type: 'file', fileName, definition: readBaselineFile(fileName) });
        onClose();
      } catch (reason) {
        setError(describeError(reason));
      }
    },
    onBack: onClose,
  });
  return (
    <Screen
      question="Which JSON file is the baseline in?"
      explanation="Use the format that CreatePatchBaseline accepts or that aws ssm get-patch-baseline prints."
      keys={[
        { key: 'type', does: 'a path', help: 'the path of the file; ctrl-u clears it' },
        { key: 'submit', does: 'read' },
        { key: 'back', does: 'back' },
      ]}
    >
      <TextLine label="File:" line={line} placeholder="path to a JSON file" />
      {error && <Problem error={error} />}
    </Screen>
  );
}
