/** Confirms what goes: each thing by name with its consequence, then all of it once, by typing where it is grave. */
import { Box } from 'ink';
import type { CleanupItem } from '../../../plan/cleanup/items.js';
import { clip } from '../../clip.js';
import { MenuScreen } from '../../components/menu-screen.js';
import { Screen } from '../../components/screen.js';
import { Text } from '../../components/text.js';
import { TypedScreen } from '../../components/typed-screen.js';
import { useFrame } from '../../frame.js';
import { useScreenKeys } from '../../hooks/use-keys.js';
import type { Action } from '../../keys.js';
import { FactLines } from './choose-screen.js';
import {
  type Answer,
  alikeAhead,
  type ConfirmEvent,
  type ConfirmState,
  foreignWords,
  questionNumber,
} from './confirm.js';
import { choiceWords, firstMissedWords, itemDetails, itemQuestion, kindWords } from './words.js';

export type ConfirmScreensProps = {
  readonly asked: ConfirmState;
  readonly now: Date;
  /** Twelve digits, to be typed. */
  readonly account: string;
  readonly hasBackup: boolean;
  readonly dispatch: (event: ConfirmEvent) => void;
  readonly onConfirm: () => void;
  /** Takes the last answer back; before the first, back to choosing. */
  readonly onBack: () => void;
};

export function ConfirmScreens(props: ConfirmScreensProps) {
  const { isSandbox } = useFrame();
  const { asked, account, onConfirm, onBack } = props;
  const [item] = asked.ahead;
  if (item) return <ItemScreen {...props} item={item} />;
  // Once more before the first call: the account's id typed by hand, where anything is real.
  if (isSandbox || asked.choice.size === 0) return <YesScreen {...props} />;
  return (
    <TypedScreen
      question={`Type the account id to ${choiceWords(asked)}.`}
      explanation={lastWords(props)}
      expected={account}
      onConfirm={onConfirm}
      onBack={onBack}
    />
  );
}

/** What is to be known before the last yes, most important first. */
function lastWords({ asked, now, hasBackup }: ConfirmScreensProps): string {
  const backup = backupWords(asked, hasBackup);
  const rest = [firstMissedWords(asked, now), foreignWords(asked)];
  return (hasBackup ? [...rest, backup] : [backup, ...rest]).filter(Boolean).join(' ');
}

const answers: Readonly<Partial<Record<Action, Answer>>> = { yes: 'yes', no: 'no', all: 'all-of-kind', stop: 'stop' };

/**
 * ```
 *  Delete window Week1Day2Unattended0400 with its 1 target and 1 task?                             3 of 9
 *
 *    2 nodes will no longer be patched. Its next run would be Tue 1 Dec 04:00 London.
 *
 *    Why       created by this wizard, plan default
 *    …
 *  Nothing is changed until you answer the last question.
 *  y yes   n no   s keep the rest   a all 6 like it   esc back   ? help
 * ```
 */
function ItemScreen({ asked, item, now, dispatch, onBack }: ConfirmScreensProps & { readonly item: CleanupItem }) {
  useScreenKeys(
    (action) => {
      const answer = action && answers[action];
      if (answer) dispatch({ id: item.id, answer });
      else if (action === 'back') onBack();
    },
    () => 'answers',
  );
  const action = asked.choice.get(item.id) ?? 'delete';
  const alike = alikeAhead(asked).length;
  const again = action === 'disable' ? ' You can switch it on again at any time.' : '';
  return (
    <Screen
      question={itemQuestion(item, action)}
      aside={`${questionNumber(asked)} of ${asked.total}`}
      explanation="Nothing is changed until you answer the last question."
      keys={[
        { key: 'yes', does: 'yes' },
        { key: 'no', does: 'no', help: 'keep it, and what must stay with it' },
        { key: 'stop', does: 'keep the rest', help: 'answer no to this and everything after it' },
        ...(alike > 1
          ? [
              {
                key: 'all' as const,
                does: `all ${alike} like it`,
                help: `answer yes to all ${alike} ${kindWords(item)}`,
              },
            ]
          : []),
        { key: 'back', does: 'back', help: 'undo the last answer' },
      ]}
    >
      <About item={item} now={now} consequence={`${item.consequence(asked.choice)}${again}`} />
    </Screen>
  );
}

type AboutProps = { readonly item: CleanupItem; readonly now: Date; readonly consequence: string };

function About({ item, now, consequence }: AboutProps) {
  const { size, columns, symbols } = useFrame();
  const indent = size === 'small' ? 1 : 3;
  return (
    <Box flexDirection="column" flexShrink={0} paddingLeft={indent}>
      {clip(consequence, columns - indent - 1, 5, symbols.ellipsis).map((row) => (
        <Text key={row}>{row}</Text>
      ))}
      <Box flexDirection="column" marginTop={size === 'small' ? 0 : 1}>
        <FactLines lines={[`Why       ${item.reason}`, ...itemDetails(item, now)]} columns={columns - indent - 1} />
      </Box>
    </Box>
  );
}

function YesScreen(props: ConfirmScreensProps) {
  const { asked, onConfirm, onBack } = props;
  const isNothing = asked.choice.size === 0;
  return (
    <MenuScreen
      question={isNothing ? 'Everything is kept: you confirmed no item.' : `Go ahead and ${choiceWords(asked)}?`}
      explanation={isNothing ? 'Nothing was changed. Press Ctrl-C to quit.' : lastWords(props)}
      choices={[
        ...(isNothing ? [] : [{ label: 'Yes', choose: onConfirm }]),
        { label: 'Go back, nothing has been changed', choose: onBack },
      ]}
      onBack={onBack}
    />
  );
}

function backupWords({ items, choice }: ConfirmState, hasBackup: boolean): string {
  const isDeleting = [...choice.values()].includes('delete');
  const wayBack = hasBackup
    ? `A backup is written first.${isDeleting ? ' Restored items get new ids.' : ''}`
    : 'No backup is written, so this cannot be undone.';
  const isUnread = items.some(({ kind }) => kind === 'unread');
  return isUnread ? `${wayBack} Plan records are kept, because they could not be read.` : wayBack;
}
