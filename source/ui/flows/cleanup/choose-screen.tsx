/** What may go: everything about patching in the account, with whose it is, why, and what happens if it goes. */
import { Box } from 'ink';
import { type CleanupItem, canGo, classTitles } from '../../../plan/cleanup/items.js';
import { List } from '../../components/list.js';
import { Screen } from '../../components/screen.js';
import { Text } from '../../components/text.js';
import { TextLine } from '../../components/text-line.js';
import { useFrame } from '../../frame.js';
import type { KeyHint } from '../../hints.js';
import { useScreenKeys } from '../../hooks/use-keys.js';
import { listMove } from '../../hooks/use-menu.js';
import { type Action, editOf, type KeyPress } from '../../keys.js';
import { type ChooseEvent, type ChooseState, itemAt } from './choose.js';
import { type DrawnRow, drawnList, itemsInView, partWords } from './rows.js';
import { itemDetails, itemFacts } from './words.js';

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

export type ChooseScreenProps = {
  readonly list: ChooseState;
  /** The list after all keys, even those that are not drawn yet. */
  readonly current: () => ChooseState;
  readonly now: Date;
  readonly dispatch: (event: ChooseEvent) => void;
  readonly onChoose: () => void;
  readonly onBack: () => void;
};

/**
 * ```
 *  What may go?   9 of 31 chosen
 *
 *    Made by this wizard
 *    ◼ Week1Day2Unattended0300   window · next run Tue 1 Dec 03:00 London (in 8 days) · 1 target · 1 task
 *        target  PatchGroup = Week 1 Day 2 - Unattended - 03:00
 *        task    AWS-RunPatchBaseline · Install · priority 1
 *  ❯ ◼ Windows-0day-Important    baseline · 8 groups
 *    Protected
 *    – AWS-DefaultPatchBaseline  AWS's own
 *
 *  8 patch groups lose it; their nodes fall back to AWS-DefaultPatchBaseline.
 * ```
 */
export function ChooseScreen(props: ChooseScreenProps) {
  const { list, current, now } = props;
  const { bodyRows, size } = useFrame();
  // On a small screen the rows are for the items; on a medium one what is in a window stands in the list alone.
  const hasParts = size !== 'small';
  const detailRows = { small: 0, medium: 5, large: 7 }[size];
  const rows = bodyRows - detailRows - 1;
  useScreenKeys(
    (action, press) => {
      const move = listMove(action);
      const isForCaret = current().isFiltering && (move === 'first' || move === 'last');
      if (move && !isForCaret)
        props.dispatch({ type: 'move', move, visible: itemsInView(drawnList(current(), hasParts), rows) });
      else if (current().isFiltering) filterKey(action, press, props);
      else chooseKey(action, props);
    },
    () => (current().isFiltering ? 'text' : 'answers'),
  );
  const item = itemAt(list);
  const drawn = drawnList(list, hasParts);
  return (
    <Screen
      question="What may go?"
      aside={`${list.choice.size} of ${list.items.length} chosen`}
      explanation={item && (canGo(item) ? item.consequence(list.choice) : `Stays: ${item.reason}.`)}
      problem={list.refusal}
      keys={list.isFiltering ? filterHints : hints}
    >
      <FilterLine {...list} />
      <List
        items={drawn.rows}
        cursor={drawn.cursor}
        rows={rows}
        empty="Nothing here matches."
        renderItem={(row, isUnderCursor) => <Row row={row} list={list} now={now} isUnderCursor={isUnderCursor} />}
      />
      {detailRows > 0 && <Details item={item} rows={detailRows - 1} hasParts={size === 'medium'} />}
    </Screen>
  );
}

function filterKey(action: Action | undefined, press: KeyPress, { dispatch }: ChooseScreenProps): void {
  const edit = editOf(press);
  if (action === 'submit' || action === 'back') dispatch({ type: 'filtering', isFiltering: false });
  if (action === 'back') dispatch({ type: 'cleared' });
  else if (edit) dispatch({ type: 'filter', edit });
}

const events: Readonly<Partial<Record<Action, ChooseEvent>>> = {
  toggle: { type: 'toggle', action: 'delete' },
  disable: { type: 'toggle', action: 'disable' },
  all: { type: 'toggle-kind' },
  filter: { type: 'filtering', isFiltering: true },
};

function chooseKey(action: Action | undefined, { current, dispatch, onChoose, onBack }: ChooseScreenProps): void {
  const event = action && events[action];
  if (event) dispatch(event);
  else if (action === 'submit') onChoose();
  else if (action === 'back') {
    if (current().filter.text === '') onBack();
    else dispatch({ type: 'cleared' });
  }
}

function FilterLine({ filter, isFiltering }: Pick<ChooseState, 'filter' | 'isFiltering'>) {
  if (!isFiltering && filter.text === '') return <Text> </Text>;
  return <TextLine label="Filter:" line={filter} placeholder="a part of a name or id" isActive={isFiltering} />;
}

type DetailsProps = {
  readonly item: CleanupItem | undefined;
  readonly rows: number;
  /** What is in a window is listed above. */
  readonly hasParts: boolean;
};

function Details({ item, rows, hasParts }: DetailsProps) {
  return (
    <Box flexDirection="column" marginTop={1} paddingLeft={3} height={rows} overflow="hidden">
      {item && <FactLines lines={[...itemDetails(item, hasParts), `Why       ${item.reason}`]} />}
    </Box>
  );
}

/** What is known of an item, a line each. */
export function FactLines({ lines }: { readonly lines: readonly string[] }) {
  return lines.map((line) => (
    <Text key={line} tone="muted">
      {line}
    </Text>
  ));
}

type RowProps = {
  readonly row: DrawnRow;
  readonly list: ChooseState;
  readonly now: Date;
  readonly isUnderCursor: boolean;
};

function Row({ row, list, now, isUnderCursor }: RowProps) {
  const { symbols, size } = useFrame();
  if (row.kind === 'heading') return <Text tone="heading">{classTitles[row.itemClass]}</Text>;
  if (row.kind !== 'item') return <Text tone="muted">{`    ${partWords(row)}`}</Text>;
  const { item } = row;
  const action = list.choice.get(item.id);
  const mark = canGo(item) ? (action === undefined ? symbols.off : symbols.on) : symbols.skipped;
  return (
    <>
      <Box flexShrink={0}>
        <Text tone={action === undefined ? 'muted' : 'accent'}>{mark}</Text>
      </Box>
      <Box width={size === 'large' ? 40 : 34} flexShrink={0}>
        <Text tone={isUnderCursor ? 'focus' : canGo(item) ? 'body' : 'muted'} wrap="truncate-middle">
          {item.name}
        </Text>
      </Box>
      <Text tone={action === 'disable' ? 'warning' : 'muted'}>
        {action === 'disable' ? 'switched off, not deleted' : canGo(item) ? itemFacts(item, now) : item.reason}
      </Text>
    </>
  );
}
