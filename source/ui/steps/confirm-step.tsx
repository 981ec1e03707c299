/** Confirms what goes: each thing by name with its consequence, then all of it once, by typing where it is grave. */
import { useState } from 'react';
import { plural } from '../../plan/summary.js';
import {
  askedItem,
  type CleanupPlan,
  type ConfirmState,
  initialConfirm,
  reduceConfirm,
  typedConfirmation,
} from '../../wizard/cleanup.js';
import { itemDetails, itemQuestion, kindWords } from '../../wizard/cleanup-words.js';
import { MenuList } from '../components/menu-list.js';
import { Screen } from '../components/screen.js';
import { Text } from '../components/text.js';
import { TextLine } from '../components/text-line.js';
import { useScreenKeys } from '../hooks/use-keys.js';
import { useLiveReducer } from '../hooks/use-live-reducer.js';
import { useMenu } from '../hooks/use-menu.js';
import { useTextEntry } from '../hooks/use-text-entry.js';

export type ConfirmStepProps = {
  readonly plan: CleanupPlan;
  /** Twelve digits, to be typed where it is grave. */
  readonly account: string;
  readonly hasBackup: boolean;
  readonly onConfirm: (plan: CleanupPlan) => void;
  /** Back to choosing; nothing is lost but the answers. */
  readonly onBack: () => void;
};

const bodyRows = 8;

export function ConfirmStep({ plan, ...props }: ConfirmStepProps) {
  const { state, current, dispatch } = useLiveReducer(reduceConfirm, () => initialConfirm(plan));
  const back = (): void => {
    if (current().index === 0) props.onBack();
    else dispatch({ type: 'back' });
  };
  if (askedItem(state) !== undefined) return <ItemScreen state={state} dispatch={dispatch} onBack={back} />;
  return <FinalScreen {...props} plan={state} onBack={back} />;
}

type ItemScreenProps = {
  readonly state: ConfirmState;
  readonly dispatch: (event: Parameters<typeof reduceConfirm>[1]) => void;
  readonly onBack: () => void;
};

/**
 * ```
 *  3 of 9   Delete window Week1Day2Unattended0400 with its 1 target and 1 task?
 *
 *    2 nodes are no longer patched by it. Its next run would be 2026-12-01 04:00 UTC.
 *
 *  y yes   n no   a all windows made by this wizard   s stop asking   esc back   ? help
 * ```
 */
function ItemScreen({ state, dispatch, onBack }: ItemScreenProps) {
  useScreenKeys((action) => {
    if (action === 'yes') dispatch({ type: 'yes' });
    else if (action === 'no') dispatch({ type: 'no' });
    else if (action === 'all') dispatch({ type: 'all-of-kind' });
    else if (action === 'stop') dispatch({ type: 'stop' });
    else if (action === 'back') onBack();
  });
  const item = askedItem(state);
  if (item === undefined) return null;
  const fate = state.choice.get(item.id) ?? 'delete';
  return (
    <Screen
      question={itemQuestion(item, fate)}
      aside={`${state.index + 1} of ${state.queue.length}`}
      explanation={fate === 'disable' ? 'It can be switched on again at any time.' : item.consequence}
      keys={[
        { key: 'yes', does: 'yes' },
        { key: 'no', does: 'no', help: 'keep it, and what cannot go while it stays' },
        { key: 'all', does: 'all of this kind', help: `yes to this one and all further ${kindWords(item)}` },
        { key: 'stop', does: 'stop asking', help: 'keep everything that has not been asked about' },
        { key: 'back', does: 'back' },
      ]}
      bodyRows={bodyRows}
    >
      {[item.reason, ...itemDetails(item)].map((line) => (
        <Text key={line} tone="muted">{`   ${line}`}</Text>
      ))}
    </Screen>
  );
}

type FinalScreenProps = Omit<ConfirmStepProps, 'plan'> & { readonly plan: CleanupPlan };

/** Asks once more before the first call: a menu, or the account's id typed by hand. */
function FinalScreen(props: FinalScreenProps) {
  if (props.plan.choice.size === 0) return <NothingScreen onBack={props.onBack} />;
  const why = typedConfirmation(props.plan);
  return why === undefined ? <YesScreen {...props} /> : <TypedScreen {...props} why={why} />;
}

function NothingScreen({ onBack }: Pick<FinalScreenProps, 'onBack'>) {
  useScreenKeys((action) => {
    if (action === 'back' || action === 'submit') onBack();
  });
  return (
    <Screen
      question="Nothing is left to go."
      explanation="Nothing was changed."
      keys={[{ key: 'back', does: 'choose again' }]}
      bodyRows={bodyRows}
    >
      <Text> </Text>
    </Screen>
  );
}

function YesScreen({ plan, hasBackup, onConfirm, onBack }: FinalScreenProps) {
  const items = [
    { label: `Yes, ${countWords(plan)}`, about: undefined },
    { label: 'Back', about: 'nothing has been changed' },
  ];
  const cursor = useMenu({
    length: items.length,
    onSubmit: (row) => (row === 0 ? onConfirm(plan) : onBack()),
    onBack,
  });
  return (
    <Screen
      question="Go ahead?"
      explanation={backupWords(hasBackup)}
      keys={[
        { key: 'move', does: 'move' },
        { key: 'submit', does: 'choose' },
        { key: 'back', does: 'back' },
      ]}
      bodyRows={bodyRows}
    >
      <MenuList items={items} cursor={cursor} />
    </Screen>
  );
}

function TypedScreen({
  plan,
  account,
  hasBackup,
  why,
  onConfirm,
  onBack,
}: FinalScreenProps & { readonly why: string }) {
  const [wrong, setWrong] = useState<string>();
  const text = useTextEntry({
    onSubmit: (typed) => {
      if (typed.replaceAll(' ', '') === account) onConfirm(plan);
      else setWrong(typed);
    },
    onBack,
  });
  return (
    <Screen
      question={`To ${countWords(plan)}, type the account's id.`}
      explanation={`${why}. ${backupWords(hasBackup)}`}
      problem={
        wrong !== undefined && wrong === text.trim()
          ? `That is not ${account}, the account at the top of the screen. Nothing was changed.`
          : undefined
      }
      keys={[
        { key: 'type', does: 'the twelve digits' },
        { key: 'submit', does: 'delete' },
        { key: 'back', does: 'back' },
      ]}
      bodyRows={bodyRows}
    >
      <TextLine label="Account:" text={text} placeholder="twelve digits" />
    </Screen>
  );
}

/** `delete 9 things and switch off 1 window` */
function countWords({ choice }: CleanupPlan): string {
  const fates = [...choice.values()];
  const deleted = fates.filter((fate) => fate === 'delete').length;
  const disabled = fates.length - deleted;
  return [
    deleted > 0 && `delete ${deleted} ${plural(deleted, 'thing')}`,
    disabled > 0 && `switch off ${disabled} ${plural(disabled, 'window')}`,
  ]
    .filter(Boolean)
    .join(' and ');
}

function backupWords(hasBackup: boolean): string {
  return hasBackup
    ? 'A backup is written first; restore brings everything back.'
    : 'No backup is written: there is no way back.';
}
