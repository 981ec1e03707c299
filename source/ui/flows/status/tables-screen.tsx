/** The status: one table at a time. */
import { Box } from 'ink';
import { clip } from '../../clip.js';
import { filteringHints, filterKey } from '../../components/filter-line.js';
import { Screen } from '../../components/screen.js';
import { Table } from '../../components/table.js';
import { Text } from '../../components/text.js';
import { TextLine } from '../../components/text-line.js';
import { useFrame } from '../../frame.js';
import type { KeyHint } from '../../hints.js';
import { useScreenKeys } from '../../hooks/use-keys.js';
import { listMove } from '../../hooks/use-menu.js';
import { useShownColumns } from '../../hooks/use-shown-columns.js';
import type { Action, Letters } from '../../keys.js';
import type { ListMove } from '../../lists/list.js';
import { positionWords } from '../../lists/table.js';
import { statusQuestions } from './status-words.js';
import type { StatusTables } from './tables.js';
import { TabsLine } from './tabs-lines.js';
import { cursorIn, rowsOf, type StatusView, type ViewEvent } from './view.js';

export type TablesScreenProps = {
  /** Where there is one table alone: what is asked about it, and what is said above it. */
  readonly alone?: { readonly question: string; readonly summary: string };
  /** What letters are for while no filter is typed. @default commands */
  readonly letters?: Letters;
  readonly tables: StatusTables;
  readonly view: StatusView;
  /** The view after all keys, even those that are not drawn yet. */
  readonly current: () => StatusView;
  /** When it was read. */
  readonly aside: string;
  /** Why it could not be read again. */
  readonly problem: string | undefined;
  /** The screen's other keys. */
  readonly hints: readonly KeyHint[];
  readonly dispatch: (event: ViewEvent) => void;
  readonly onAction: (action: Action) => void;
  readonly onBack: () => void;
};

/**
 * ```
 *  Which windows run next?                                             read 21:43, 2 minutes ago
 *
 *  [Windows 12]  Nodes 46  Groups 8  Baselines 5  Drift 1                               3 of 12
 *
 *    WINDOW                STATE      NEXT RUN ▴               IN        PLAN     NODES
 *  ❯ Week1Day2…0300        ✔ on       Tue 1 Dec 03:00 London   4 days    default      4
 * ```
 */
export function TablesScreen(props: TablesScreenProps) {
  const { tables, view, aside, problem, hints, alone, letters = 'commands' } = props;
  const { bodyRows, size } = useFrame();
  const { columns, rows: all, empty } = tables[view.tab];
  const rows = rowsOf(view, tables, view.tab);
  const shown = useShownColumns(columns, all);
  const cursor = cursorIn(view, rows);
  const isFiltered = view.isFiltering || view.filter.text !== '';
  // Where there is room the row of the filter is kept free, so that nothing moves when it comes.
  const hasFilterRow = size !== 'small' || isFiltered;
  const height = bodyRows - (hasFilterRow ? 2 : 1);
  useScreenKeys(
    (action, press) => {
      const { isFiltering } = props.current();
      const move = listMove(action);
      if (move && !(isFiltering && isCaretMove(move))) props.dispatch({ type: 'move', move, visible: height - 1 });
      else if (isFiltering) filterKey(action, press, props);
      else if (action === 'sort') props.dispatch({ type: 'sort', columns: shown.map(({ index }) => index) });
      else if (action) tableKey(action, props);
    },
    () => (props.current().isFiltering ? 'text' : letters),
  );
  return (
    <Screen
      question={alone?.question ?? statusQuestions[view.tab]}
      aside={aside}
      explanation={rows[cursor]?.about()}
      problem={problem}
      keys={
        view.isFiltering
          ? filteringHints
          : alone
            ? hints
            : [...(rows.length > 0 ? rowHints : []), tabHint, ...tableHints, ...hints, backHint]
      }
    >
      {alone ? (
        <SummaryLine text={alone.summary} />
      ) : (
        <TabsLine view={view} tables={tables} position={positionWords(cursor, rows.length)} />
      )}
      {hasFilterRow && (
        <Box height={1}>
          {isFiltered && (
            <TextLine
              label="Filter:"
              line={view.filter}
              placeholder="part of a name, id or plan"
              isActive={view.isFiltering}
            />
          )}
        </Box>
      )}
      <Table
        columns={columns}
        shown={shown}
        rows={rows}
        cursor={cursor}
        height={height}
        sorted={view.sorts[view.tab]}
        empty={all.length > 0 ? 'Nothing matches the filter.' : empty}
      />
    </Screen>
  );
}

function isCaretMove(move: ListMove): boolean {
  return move === 'first' || move === 'last';
}

/** As much of it as there is room for; what matters most comes first. */
function SummaryLine({ text }: { readonly text: string }) {
  const { columns, symbols } = useFrame();
  return <Text tone="muted">{` ${clip(text, columns - 2, 1, symbols.ellipsis)[0] ?? ''}`}</Text>;
}

export const rowHints: readonly KeyHint[] = [
  { key: 'move', does: 'move' },
  { key: 'submit', does: 'details', help: 'show everything about the row, with full ids' },
];

const tabHint: KeyHint = { key: 'column', does: 'table', help: 'next or previous table; tab works too' };

export const tableHints: readonly KeyHint[] = [
  { key: 'filter', does: 'filter', help: 'filter the rows of every table; esc clears the filter' },
  { key: 'sort', does: 'sort', help: 'sort by the next column; an arrow marks it' },
];

const backHint: KeyHint = { key: 'back', does: 'back' };

function tableKey(action: Action, { current, dispatch, onAction, onBack }: TablesScreenProps): void {
  if (action === 'left' || action === 'right') dispatch({ type: 'turn', by: action === 'left' ? -1 : 1 });
  else if (action === 'submit') dispatch({ type: 'open', isOpen: true });
  else if (action === 'filter') dispatch({ type: 'filtering', isFiltering: true });
  else if (action !== 'back') onAction(action);
  else if (current().filter.text === '') onBack();
  else dispatch({ type: 'cleared' });
}
