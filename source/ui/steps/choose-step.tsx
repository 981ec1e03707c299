/** What may go: everything about patching in the account, with whose it is, why, and what happens if it goes. */
import { Box } from 'ink';
import type { ErrorDescription } from '../../errors.js';
import type { PatchManager } from '../../execute/patch-manager.js';
import { readEverything } from '../../jobs/read-everything.js';
import { type CleanupSelection, consequenceIn, selected } from '../../plan/cleanup/choice.js';
import { canGo, classTitles, cleanupItems } from '../../plan/cleanup/items.js';
import { type ChooseState, type CleanupPlan, initialChoose, itemAt, reduceChoose } from '../../wizard/cleanup.js';
import { type DrawnRow, drawnList, partWords, rowsInView } from '../../wizard/cleanup-rows.js';
import { itemDetails, itemFacts } from '../../wizard/cleanup-words.js';
import type { KeyHint } from '../components/key-hints.js';
import { List } from '../components/list.js';
import { Screen } from '../components/screen.js';
import { Text } from '../components/text.js';
import { TextLine } from '../components/text-line.js';
import { WaitingScreen } from '../components/waiting-screen.js';
import { useFrame } from '../frame.js';
import { useScreenKeys } from '../hooks/use-keys.js';
import { useLiveReducer } from '../hooks/use-live-reducer.js';
import { listMove } from '../hooks/use-menu.js';
import { useReading } from '../hooks/use-reading.js';
import { editOf } from '../keys.js';

export type ChooseStepProps = {
  readonly manager: PatchManager;
  /** What flags have chosen; only the wizard's own without any. */
  readonly selection: CleanupSelection;
  /** What was chosen before, where the question comes up again. */
  readonly chosen: CleanupPlan | undefined;
  readonly now: () => Date;
  readonly onChoose: (plan: CleanupPlan) => void;
  readonly onBack: () => void;
};

export function ChooseStep({ chosen, ...props }: ChooseStepProps) {
  if (chosen) return <ChooseScreen plan={chosen} onChoose={props.onChoose} onBack={props.onBack} />;
  return <FindScreen {...props} />;
}

function FindScreen({ manager, selection, now, onChoose, onBack }: Omit<ChooseStepProps, 'chosen'>) {
  const found = useReading(async (options): Promise<CleanupPlan> => {
    const items = cleanupItems(await readEverything(manager, options), now());
    return { items, choice: selected(items, selection) };
  });
  if (found.status === 'read') return <ChooseScreen plan={found.result} onChoose={onChoose} onBack={onBack} />;
  const isFailed = found.status === 'failed';
  return (
    <WaitingScreen
      question={isFailed ? failureWords(found.error) : 'Finding everything about patching here.'}
      progress={isFailed ? undefined : found.progress}
      error={isFailed ? found.error : undefined}
      onBack={onBack}
    />
  );
}

/** The account may have been read, and what flags have named is not there, or cannot go. */
function failureWords({ exitCode }: ErrorDescription): string {
  return exitCode === 2 ? 'What the flags name cannot be chosen.' : 'This account cannot be read.';
}

const hints: readonly KeyHint[] = [
  { key: 'move', does: 'move' },
  { key: 'toggle', does: 'toggle', help: 'let the item under the cursor go, or keep it' },
  { key: 'submit', does: 'next', help: 'confirm what is chosen, item by item' },
  { key: 'back', does: 'back', help: 'back; a filter is taken off first' },
  { key: 'disable', does: 'switch off instead', help: 'switch a window off in place of deleting it' },
  { key: 'filter', does: 'filter', help: 'type a part of a name or id; enter keeps it, esc not' },
  { key: 'all', does: 'all of this kind', help: 'all in view like the one here, or none' },
];

const filterHints: readonly KeyHint[] = [
  { key: 'type', does: 'filter' },
  { key: 'move', does: 'move' },
  { key: 'submit', does: 'keep the filter' },
  { key: 'back', does: 'take it off' },
];

type ChooseScreenProps = Pick<ChooseStepProps, 'onChoose' | 'onBack'> & { readonly plan: CleanupPlan };

/**
 * ```
 *  What may go?   9 of 31 chosen
 *
 *    Made by this wizard
 *    ◉ Week1Day2Unattended0300   window · next run Tue 1 Dec 2026 03:00 UTC · 1 target · 1 task
 *        target  PatchGroup = Week 1 Day 2 - Unattended - 03:00
 *        task    AWS-RunPatchBaseline · Install · priority 1
 *  ❯ ◉ Windows-0day-Important    baseline · 8 groups
 *    Protected
 *    – AWS-DefaultPatchBaseline  AWS's own
 *
 *  8 patch groups lose it; their nodes fall back to AWS-DefaultPatchBaseline.
 * ```
 */
function ChooseScreen({ plan, onChoose, onBack }: ChooseScreenProps) {
  const { items } = plan;
  const { bodyRows, size } = useFrame();
  const { state, current, dispatch } = useLiveReducer(reduceChoose, () => initialChoose(plan));
  // On a small screen the rows are for the items; on a medium one what is in a window stands in the list alone.
  const hasParts = size !== 'small';
  const detailRows = { small: 0, medium: 5, large: 7 }[size];
  const rows = bodyRows - detailRows - 1;
  useScreenKeys(
    (action, press) => {
      const edit = editOf(press);
      const { isFiltering, choice } = current();
      const move = listMove(action);
      if (move) dispatch({ type: 'move', move, visible: rowsInView(drawnList(current(), hasParts), rows) });
      else if (isFiltering) {
        if (action === 'submit' || action === 'back') dispatch({ type: 'filtering', isFiltering: false });
        if (action === 'back') dispatch({ type: 'cleared' });
        else if (edit) dispatch(edit);
      } else if (action === 'toggle') dispatch({ type: 'toggle', fate: 'delete' });
      else if (action === 'disable') dispatch({ type: 'toggle', fate: 'disable' });
      else if (action === 'all') dispatch({ type: 'toggle-kind' });
      else if (action === 'filter') dispatch({ type: 'filtering', isFiltering: true });
      else if (action === 'back') {
        if (current().filter === '') onBack();
        else dispatch({ type: 'cleared' });
      } else if (action === 'submit') {
        if (choice.size > 0) onChoose({ items, choice });
        else dispatch({ type: 'refused', why: 'Nothing is chosen: space lets the item under the cursor go.' });
      }
    },
    { isTyping: () => current().isFiltering },
  );
  const item = itemAt(state);
  const list = drawnList(state, hasParts);
  return (
    <Screen
      question="What may go?"
      aside={`${state.choice.size} of ${items.length} chosen`}
      explanation={item && (canGo(item) ? consequenceIn(state.choice, item) : `Stays: ${item.reason}.`)}
      problem={state.refusal}
      keys={state.isFiltering ? filterHints : hints}
      bodyRows={bodyRows}
    >
      {state.isFiltering || state.filter !== '' ? (
        <TextLine
          label="Filter:"
          text={state.filter}
          placeholder="a part of a name or id"
          isActive={state.isFiltering}
        />
      ) : (
        <Text> </Text>
      )}
      <List
        items={list.rows}
        cursor={list.cursor}
        rows={rows}
        empty="Nothing here matches."
        renderItem={(row, isUnderCursor) => <Row row={row} state={state} isUnderCursor={isUnderCursor} />}
      />
      {detailRows > 0 && (
        <Box flexDirection="column" marginTop={1} paddingLeft={3} height={detailRows - 1} overflow="hidden">
          {item &&
            [...itemDetails(item, size === 'medium'), `Why       ${item.reason}`].map((line) => (
              <Text key={line} tone="muted">
                {line}
              </Text>
            ))}
        </Box>
      )}
    </Screen>
  );
}

type RowProps = { readonly row: DrawnRow; readonly state: ChooseState; readonly isUnderCursor: boolean };

function Row({ row, state, isUnderCursor }: RowProps) {
  const { symbols, size } = useFrame();
  if (row.kind === 'heading') return <Text tone="heading">{classTitles[row.itemClass]}</Text>;
  if (row.kind !== 'item') return <Text tone="muted">{`    ${partWords(row)}`}</Text>;
  const { item } = row;
  const fate = state.choice.get(item.id);
  const mark = canGo(item) ? (fate === undefined ? symbols.off : symbols.on) : symbols.skipped;
  return (
    <>
      <Box flexShrink={0}>
        <Text tone={fate === undefined ? 'muted' : 'accent'}>{mark}</Text>
      </Box>
      <Box width={size === 'large' ? 40 : 34} flexShrink={0}>
        <Text tone={isUnderCursor ? 'focus' : canGo(item) ? 'body' : 'muted'} wrap="truncate-middle">
          {item.name}
        </Text>
      </Box>
      <Text tone={fate === 'disable' ? 'warning' : 'muted'}>
        {fate === 'disable' ? 'switched off, not deleted' : canGo(item) ? itemFacts(item) : item.reason}
      </Text>
    </>
  );
}
