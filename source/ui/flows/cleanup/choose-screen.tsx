/** What may go: everything about patching in the account, with whose it is, why, and what happens if it goes. */
import { Box } from 'ink';
import { type CleanupItem, canGo } from '../../../plan/cleanup/items.js';
import { counted } from '../../../plan/text/plural.js';
import { widthOf } from '../../cells.js';
import { filteringHints, filterKey } from '../../components/filter-line.js';
import { List } from '../../components/list.js';
import { Marked } from '../../components/marked.js';
import { Screen } from '../../components/screen.js';
import { Text } from '../../components/text.js';
import { TextLine } from '../../components/text-line.js';
import { useFrame } from '../../frame.js';
import type { KeyHint } from '../../hints.js';
import { useScreenKeys } from '../../hooks/use-keys.js';
import { listMove } from '../../hooks/use-menu.js';
import type { Action } from '../../keys.js';
import type { Tone } from '../../theme.js';
import { type ChooseEvent, type ChooseState, rowsInView } from './choose.js';
import type { Row } from './groups.js';
import { countWords, itemDetails, itemFacts } from './words.js';

const hints: readonly KeyHint[] = [
  { key: 'move', does: 'move' },
  { key: 'toggle', does: 'choose', help: 'delete it, or keep it; on a heading: everything below it' },
  { key: 'submit', does: 'next', help: 'confirm the chosen items one by one' },
  { key: 'back', does: 'back', help: 'go back; clears a filter or view first' },
  { key: 'chosen', does: 'only chosen', help: 'show only chosen items, or all items again' },
  { key: 'filter', does: 'filter', help: 'type part of a name or id; enter keeps the filter, esc clears it' },
  { key: 'disable', does: 'switch off', help: 'switch a window off instead of deleting it' },
  { key: 'all', does: 'all like it', help: 'choose all items shown that are like this one, or none' },
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
 *  What should be deleted?                                                                       1 of 57 chosen
 *
 *    ◻ Plan web                  8 windows, 32 registrations, 4 baselines, 1 record · 1 chosen
 *  ❯ ◼ Week1Day2Unattended0300   window · next run Tue 1 Dec 03:00 London (in 8 days)
 *    ◻ Windows-0day-Important    baseline · 8 groups
 *    – Protected                 9 baselines
 *    – AWS-DefaultPatchBaseline  AWS's own
 *
 *    Id        mw-0c50858d01EXAMPLE, made 3 Mar 2026
 *    Targets   tag:PatchGroup = Week 1 Day 2 - Unattended - 03:00
 *    …
 *  2 nodes will no longer be patched.
 * ```
 */
export function ChooseScreen(props: ChooseScreenProps) {
  const { list, current, now } = props;
  const { bodyRows, size } = useFrame();
  // On a small screen the rows are for the items.
  const detailRows = { small: 0, medium: 5, large: 8 }[size];
  const rows = bodyRows - detailRows - 1;
  useScreenKeys(
    (action, press) => {
      const move = listMove(action);
      const isForCaret = current().isFiltering && (move === 'first' || move === 'last');
      if (move && !isForCaret) props.dispatch({ type: 'move', move, visible: rows });
      else if (current().isFiltering) filterKey(action, press, props);
      else chooseKey(action, props);
    },
    () => (current().isFiltering ? 'text' : 'answers'),
  );
  const drawn = rowsInView(list);
  const row = drawn.rows[drawn.cursor];
  return (
    <Screen
      question="What should be deleted?"
      aside={`${list.choice.size} of ${list.items.length} chosen`}
      explanation={row && explanationOf(row, list)}
      problem={list.refusal}
      keys={list.isFiltering ? filteringHints : hints}
    >
      <FilterLine {...list} />
      <List
        items={drawn.rows}
        cursor={drawn.cursor}
        rows={rows}
        empty="Nothing matches the filter."
        renderItem={(each, isUnderCursor) => <ListRow row={each} list={list} now={now} isUnderCursor={isUnderCursor} />}
      />
      {detailRows > 0 && <Details item={row?.kind === 'item' ? row.item : undefined} now={now} rows={detailRows - 1} />}
    </Screen>
  );
}

function explanationOf(row: Row, { choice }: ChooseState): string {
  if (row.kind === 'item') return canGo(row.item) ? row.item.consequence(choice) : `Kept: ${row.item.reason}.`;
  if (row.items.every(({ itemClass }) => itemClass === 'unknown')) return 'Choose each of these by itself.';
  return row.items.some(canGo)
    ? 'Space chooses all of these, or none.'
    : 'None of these can be deleted. Each row says why.';
}

const events: Readonly<Partial<Record<Action, ChooseEvent>>> = {
  toggle: { type: 'toggle', action: 'delete' },
  disable: { type: 'toggle', action: 'disable' },
  all: { type: 'toggle-kind' },
  chosen: { type: 'view' },
  filter: { type: 'filtering', isFiltering: true },
};

function chooseKey(action: Action | undefined, { current, dispatch, onChoose, onBack }: ChooseScreenProps): void {
  const event = action && events[action];
  if (event) dispatch(event);
  else if (action === 'submit') onChoose();
  else if (action === 'back') {
    const { filter, only } = current();
    if (filter.text === '' && only === undefined) onBack();
    else dispatch({ type: 'cleared' });
  }
}

function FilterLine({ filter, isFiltering, only }: Pick<ChooseState, 'filter' | 'isFiltering' | 'only'>) {
  if (isFiltering || filter.text !== '')
    return <TextLine label="Filter:" line={filter} placeholder="part of a name or id" isActive={isFiltering} />;
  return <Text tone="accent">{only ? ' Only chosen items:' : ' '}</Text>;
}

type DetailsProps = { readonly item: CleanupItem | undefined; readonly now: Date; readonly rows: number };

function Details({ item, now, rows }: DetailsProps) {
  return (
    <Box flexDirection="column" marginTop={1} paddingLeft={3} height={rows} overflow="hidden">
      <Box flexDirection="column" flexShrink={0}>
        {item && <FactLines lines={[`Why       ${item.reason}`, ...itemDetails(item, now)]} />}
      </Box>
    </Box>
  );
}

/**
 * What is known of an item, a line each.
 * @param columns in which a line is broken; cut off where none are given
 */
export function FactLines({ lines, columns }: { readonly lines: readonly string[]; readonly columns?: number }) {
  return lines.map((line) => {
    const label = line.slice(0, factLabel);
    const value = line.slice(factLabel);
    return (
      <Box key={line} flexShrink={0}>
        <Text tone="muted">{label}</Text>
        <Box flexDirection="column">
          {columns === undefined ? <Text>{value}</Text> : <Marked text={value} columns={columns - factLabel} />}
        </Box>
      </Box>
    );
  });
}

/** Columns of what stands before a fact. */
const factLabel = 10;

type ListRowProps = {
  readonly row: Row;
  readonly list: ChooseState;
  readonly now: Date;
  readonly isUnderCursor: boolean;
};

function ListRow({ row, list, now, isUnderCursor }: ListRowProps) {
  if (row.kind === 'heading') return <HeadingRow {...row} choice={list.choice} isUnderCursor={isUnderCursor} />;
  const { item } = row;
  const { size } = useFrame();
  const action = list.choice.get(item.id);
  const facts = canGo(item) ? itemFacts(item, now, size !== 'large') : item.reason;
  return (
    <>
      <Mark isPossible={canGo(item)} isOn={action !== undefined} />
      <Name
        name={item.name}
        width={widest(list.items)}
        tone={isUnderCursor ? 'focus' : canGo(item) ? 'body' : 'muted'}
      />
      <Text tone={action === 'disable' ? 'warning' : 'muted'}>
        {action === 'disable' ? 'switched off, not deleted' : facts}
      </Text>
    </>
  );
}

type HeadingRowProps = Omit<Extract<Row, { readonly kind: 'heading' }>, 'kind'> &
  Pick<ChooseState, 'choice'> &
  Pick<ListRowProps, 'isUnderCursor'>;

function HeadingRow({ title, items, choice, isUnderCursor }: HeadingRowProps) {
  const { symbols, size } = useFrame();
  const possible = items.filter(canGo);
  const chosen = items.filter(({ id }) => choice.has(id)).length;
  return (
    <>
      <Mark isPossible={possible.length > 0} isOn={chosen > 0 && chosen === possible.length} />
      <Box flexShrink={0} marginRight={2}>
        <Text tone={isUnderCursor ? 'focus' : 'heading'}>{title}</Text>
      </Box>
      <Text tone="muted">{size !== 'large' && chosen > 0 ? counted(possible.length, 'item') : countWords(items)}</Text>
      {chosen > 0 && <Text tone="accent">{`${symbols.dot} ${chosen} chosen`}</Text>}
    </>
  );
}

function Mark({ isPossible, isOn }: { readonly isPossible: boolean; readonly isOn: boolean }) {
  const { symbols } = useFrame();
  return (
    <Box flexShrink={0} width={symbols.on.length}>
      <Text tone={isOn ? 'accent' : 'muted'}>{isPossible ? (isOn ? symbols.on : symbols.off) : symbols.skipped}</Text>
    </Box>
  );
}

function widest(items: readonly CleanupItem[]): number {
  return Math.max(...items.map(({ name }) => widthOf(name))) + 1;
}

type NameProps = { readonly name: string; readonly width: number; readonly tone: Tone };

/** No wider than the widest of all, so that what is known of them begins close to it. */
function Name({ name, width, tone }: NameProps) {
  const { size } = useFrame();
  return (
    <Box width={Math.min(width, size === 'large' ? 42 : 34)} flexShrink={0}>
      <Text tone={tone} wrap="truncate-middle">
        {name}
      </Text>
    </Box>
  );
}
