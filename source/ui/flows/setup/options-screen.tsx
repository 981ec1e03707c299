/** The options: how the windows patch; everything is prefilled, Enter passes it by. */
import { Box } from 'ink';
import type { Inventory } from '../../../plan/account/inventory.js';
import { List } from '../../components/list.js';
import { Screen } from '../../components/screen.js';
import { Text } from '../../components/text.js';
import { useFrame } from '../../frame.js';
import type { KeyHint } from '../../hints.js';
import { useScreenKeys } from '../../hooks/use-keys.js';
import { listMove } from '../../hooks/use-menu.js';
import { editOf } from '../../keys.js';
import { textMoves } from '../../lists/list.js';
import type { QuestionProps } from '../session.js';
import { type Field, fields } from './options-fields.js';
import { fieldAt, type OptionsForm, type OptionsFormEvent } from './options-form.js';

export type OptionsScreenProps = QuestionProps<OptionsForm, OptionsFormEvent> & {
  /** The form after all keys, even those that are not drawn yet. */
  readonly current: () => OptionsForm;
  readonly inventory: Pick<Inventory, 'nodesByGroup'>;
  readonly question: string;
};

const hints: readonly KeyHint[] = [
  { key: 'move', does: 'move' },
  { key: 'column', does: 'change', help: 'change the value under the cursor' },
  { key: 'type', does: 'a value', help: 'type a name, tag or ARN; ctrl-u clears it' },
  { key: 'submit', does: 'use these' },
  { key: 'back', does: 'back' },
];

/**
 * ```
 *  How should the windows patch?
 *
 *  ❯ Operation           ‹ install ›
 *    Reboot              if-needed
 *    Duration (hours)    1
 * ```
 */
export function OptionsScreen(props: OptionsScreenProps) {
  const { draft, current, problem, inventory, dispatch } = props;
  const { bodyRows } = useFrame();
  const rows = Math.min(bodyRows, draft.names.length);
  const { kind, explain } = fields[fieldAt(draft)];
  const largestGroup = Math.max(0, ...[...(inventory.nodesByGroup?.values() ?? [])].map(({ length }) => length));
  useScreenKeys(
    (action, press) => {
      const edit = editOf(press);
      const isText = fields[fieldAt(current())].kind === 'text';
      const move = isText ? textMoves.find((each) => each === action) : listMove(action);
      if (move) dispatch({ type: 'move', move, visible: rows });
      else if (!isText && action === 'left') dispatch({ type: 'change', by: -1 });
      else if (!isText && action === 'right') dispatch({ type: 'change', by: 1 });
      else if (action === 'back') props.onBack();
      else if (action === 'submit') props.onAnswer();
      else if (edit) dispatch(edit);
    },
    () => (fields[fieldAt(current())].kind === 'text' ? 'text' : 'commands'),
  );
  return (
    <Screen
      question={props.question}
      explanation={explain(draft.values, largestGroup)}
      problem={problem}
      keys={hints.filter(({ key }) => key !== (kind === 'text' ? 'column' : 'type'))}
    >
      <List
        items={draft.names}
        cursor={draft.cursor}
        rows={rows}
        renderItem={(name, isUnderCursor) => (
          <Row field={fields[name]} value={draft.values[name]} caret={draft.caret} isUnderCursor={isUnderCursor} />
        )}
      />
    </Screen>
  );
}

type RowProps = {
  readonly field: Field;
  readonly value: string;
  readonly caret: number;
  readonly isUnderCursor: boolean;
};

function Row({ field, value, caret, isUnderCursor }: RowProps) {
  const { symbols } = useFrame();
  const isTyped = field.kind === 'text';
  const end = isUnderCursor && isTyped ? caret : value.length;
  return (
    <>
      <Box width={18} flexShrink={0}>
        <Text tone={isUnderCursor ? 'focus' : 'body'}>{field.label}</Text>
      </Box>
      <Text>
        {isUnderCursor && !isTyped ? `${symbols.before} ${value} ${symbols.after}` : value.slice(0, end)}
        {isUnderCursor && isTyped ? <Text tone="accent">{symbols.caret}</Text> : null}
        {value.slice(end)}
        {isTyped && value === '' ? <Text tone="muted">{field.placeholder}</Text> : null}
      </Text>
    </>
  );
}
