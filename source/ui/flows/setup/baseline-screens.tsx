/** The baseline question: which operating systems are patched, and which patches are approved. */
import { Box } from 'ink';
import { useState } from 'react';
import { describeError } from '../../../errors.js';
import type { InventoryNode } from '../../../plan/account/inventory.js';
import { type BaselineDefinition, operatingSystems } from '../../../plan/baseline/baseline.js';
import type { KeyHint } from '../../components/key-hints.js';
import { List } from '../../components/list.js';
import { Screen } from '../../components/screen.js';
import { Text } from '../../components/text.js';
import { useFrame } from '../../frame.js';
import { useScreenKeys } from '../../hooks/use-keys.js';
import { listMove } from '../../hooks/use-menu.js';
import type { Action } from '../../keys.js';
import {
  type BaselineQuestion,
  type BaselineQuestionEvent,
  type BaselineRow,
  baselineRows,
  explainBaseline,
} from './baseline-question.js';
import { FileScreen } from './file-screen.js';

export type BaselineScreensProps = {
  readonly question: BaselineQuestion;
  /** Enter was pressed, and no system is ticked. */
  readonly isRefused: boolean;
  readonly nodes: readonly InventoryNode[];
  /** Throws a UserError for a file that cannot be used. */
  readonly readBaselineFile: (fileName: string) => BaselineDefinition;
  readonly dispatch: (event: BaselineQuestionEvent) => void;
  readonly onAnswer: () => void;
  readonly onBack: () => void;
};

/** The question, and beside it the file that rules are taken from. */
export function BaselineScreens(props: BaselineScreensProps) {
  const [isEnteringFile, setEnteringFile] = useState(false);
  if (!isEnteringFile) return <BaselineScreen {...props} onFile={() => setEnteringFile(true)} />;
  return (
    <FileScreen
      onSubmit={(fileName) => {
        try {
          props.dispatch({ type: 'file', fileName, definition: props.readBaselineFile(fileName) });
          setEnteringFile(false);
          return undefined;
        } catch (error) {
          return describeError(error);
        }
      }}
      onBack={() => setEnteringFile(false)}
    />
  );
}

const hints: readonly KeyHint[] = [
  { key: 'move', does: 'move' },
  { key: 'toggle', does: 'toggle', help: 'patch this operating system, or not' },
  { key: 'column', does: 'rules', help: 'other rules; digits set the approval delay in days' },
  { key: 'submit', does: 'next' },
  { key: 'back', does: 'back' },
  { key: 'file', does: 'JSON file', help: 'take a baseline from a JSON file' },
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
 *  ❯ ◉ Windows Server           AWS's rules, after 7 days        5 nodes
 *    ◉ Amazon Linux 2023        AWS's rules, but after 3 days    4 nodes
 *    ◯ Ubuntu Server            AWS's rules, at once
 *
 *  Approves: Critical and security updates (severity Critical, Important), 7 days after release.
 * ```
 */
function BaselineScreen(props: BaselineScreensProps & { readonly onFile: () => void }) {
  const { question, isRefused, nodes, dispatch } = props;
  const { bodyRows } = useFrame();
  const rows = Math.min(bodyRows, operatingSystems.length);
  useScreenKeys((action, press) => {
    const move = listMove(action);
    const event = action && events[action];
    if (move) dispatch({ type: 'move', move, visible: rows });
    else if (event) dispatch(event);
    else if (action === 'file') props.onFile();
    else if (action === 'submit') props.onAnswer();
    else if (action === 'back') props.onBack();
    else if (press.kind === 'text' && /\d/.test(press.text)) dispatch({ type: 'digit', digit: press.text });
  });
  return (
    <Screen
      question="Which operating systems, and which patches?"
      explanation={explainBaseline(question)}
      problem={isRefused ? 'Tick at least one operating system with space first.' : undefined}
      keys={hints}
      bodyRows={rows}
    >
      <List
        items={baselineRows(question, nodes)}
        cursor={question.cursor}
        rows={rows}
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
      <Box width={size === 'small' ? 25 : 36} flexShrink={0}>
        <Text tone={isChosen ? 'body' : 'muted'}>{rules}</Text>
      </Box>
      <Text tone="muted">{nodes}</Text>
    </>
  );
}
