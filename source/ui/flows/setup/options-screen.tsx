/** The options: how the windows patch; everything is prefilled, Enter passes it by. */
import { Box } from 'ink';
import type { Inventory } from '../../../plan/account/inventory.js';
import type { KeyHint } from '../../components/key-hints.js';
import { List } from '../../components/list.js';
import { Screen } from '../../components/screen.js';
import { Text } from '../../components/text.js';
import { useFrame } from '../../frame.js';
import { useScreenKeys } from '../../hooks/use-keys.js';
import { listMove } from '../../hooks/use-menu.js';
import { editOf } from '../../keys.js';
import { explainOption, type OptionRow, type OptionsForm, type OptionsFormEvent, optionRows } from './options-form.js';

export type OptionsScreenProps = {
  readonly form: OptionsForm;
  /** The form after all keys, even those that are not drawn yet. */
  readonly current: () => OptionsForm;
  readonly problem: string | undefined;
  readonly inventory: Pick<Inventory, 'nodesByGroup'>;
  readonly dispatch: (event: OptionsFormEvent) => void;
  readonly onAnswer: () => void;
  readonly onBack: () => void;
};

const hints: readonly KeyHint[] = [
  { key: 'move', does: 'move' },
  { key: 'column', does: 'change', help: 'change the value under the cursor' },
  { key: 'type', does: 'a value', help: 'numbers, percentages, tags and names can be typed; ctrl-u clears' },
  { key: 'submit', does: 'next' },
  { key: 'back', does: 'back' },
];

/**
 * ```
 *  How should the windows patch? Enter takes these.
 *
 *  ❯ Operation           ‹ Install ›
 *    Reboot              if needed
 *    Duration, hours     1
 * ```
 */
export function OptionsScreen(props: OptionsScreenProps) {
  const { form, current, problem, inventory, dispatch } = props;
  const { bodyRows } = useFrame();
  const items = optionRows(form);
  const rows = Math.min(bodyRows, items.length);
  const largestGroup = Math.max(0, ...[...(inventory.nodesByGroup?.values() ?? [])].map(({ length }) => length));
  useScreenKeys(
    (action, press) => {
      const edit = editOf(press);
      const move = listMove(action);
      if (move) dispatch({ type: 'move', move, visible: rows });
      else if (action === 'left') dispatch({ type: 'change', by: -1 });
      else if (action === 'right') dispatch({ type: 'change', by: 1 });
      else if (action === 'back') props.onBack();
      else if (action === 'submit') props.onAnswer();
      else if (edit) dispatch(edit);
    },
    { isTyping: () => optionRows(current())[current().cursor]?.kind === 'text' },
  );
  return (
    <Screen
      question="How should the windows patch?"
      aside="enter takes these"
      explanation={explainOption(form, largestGroup)}
      problem={problem}
      keys={hints.filter(({ key }) => key !== (items[form.cursor]?.kind === 'text' ? 'column' : 'type'))}
      bodyRows={rows}
    >
      <List
        items={items}
        cursor={form.cursor}
        rows={rows}
        renderItem={(row, isUnderCursor) => <Row {...row} isUnderCursor={isUnderCursor} />}
      />
    </Screen>
  );
}

function Row({ label, value, placeholder, kind, isUnderCursor }: OptionRow & { readonly isUnderCursor: boolean }) {
  const { symbols } = useFrame();
  return (
    <>
      <Box width={18} flexShrink={0}>
        <Text tone={isUnderCursor ? 'focus' : 'body'}>{label}</Text>
      </Box>
      <Text>
        {isUnderCursor && kind !== 'text' ? `${symbols.left} ${value} ${symbols.right}` : value}
        {value === '' && !isUnderCursor ? <Text tone="muted">{placeholder}</Text> : null}
      </Text>
      {isUnderCursor && kind === 'text' && (
        <Text>
          <Text tone="accent">{symbols.caret}</Text>
          {value === '' ? <Text tone="muted">{placeholder}</Text> : null}
        </Text>
      )}
    </>
  );
}
