/** Which table of the status is looked at, and how: the row under the cursor, what it is sorted by, the filter. */
import { type ListMove, moveCursor } from '../../lists/list.js';
import { edited, lineOf, type TextEdit, type TextLine } from '../../lists/text-line.js';
import type { StatusRow } from './rows.js';
import { firstSorts, rowsIn, type Sort, type StatusTables, type Tab, tabs } from './tables.js';

export interface StatusView {
  readonly tab: Tab;
  /** Of each table the row that the cursor is on, by its id; the first where that is not there. */
  readonly at: Readonly<Partial<Record<Tab, string>>>;
  readonly sorts: Readonly<Record<Tab, Sort | undefined>>;
  /** One for all tables. */
  readonly filter: TextLine;
  readonly isFiltering: boolean;
  /** The details of the row are on the screen. */
  readonly isOpen: boolean;
}

export type ViewEvent =
  /** `visible`: how many rows are in view. */
  | { readonly type: 'move'; readonly move: ListMove; readonly visible: number }
  | { readonly type: 'turn'; readonly by: -1 | 1 }
  | { readonly type: 'tab'; readonly tab: Tab }
  /** By the next of the columns that are shown; by the one after the last in the order at first. */
  | { readonly type: 'sort'; readonly columns: readonly number[] }
  | { readonly type: 'filtering'; readonly isFiltering: boolean }
  | { readonly type: 'filter'; readonly edit: TextEdit }
  /** The filter is taken off. */
  | { readonly type: 'cleared' }
  | { readonly type: 'open'; readonly isOpen: boolean };

export const initialView: StatusView = {
  tab: 'windows',
  at: {},
  sorts: firstSorts,
  filter: lineOf(''),
  isFiltering: false,
  isOpen: false,
};

/** The rows of a table as it is shown. */
export function rowsOf({ sorts, filter }: StatusView, tables: StatusTables, tab: Tab): readonly StatusRow[] {
  return rowsIn(tables[tab], sorts[tab], filter.text);
}

/** Where the cursor is among them. */
export function cursorIn({ at, tab }: StatusView, rows: readonly StatusRow[]): number {
  return Math.max(
    0,
    rows.findIndex(({ id }) => id === at[tab]),
  );
}

/** The row under the cursor. */
export function rowAt(view: StatusView, tables: StatusTables): StatusRow | undefined {
  const rows = rowsOf(view, tables, view.tab);
  return rows[cursorIn(view, rows)];
}

/** The same view of what was read again: the cursor stays on its row, or where that was; details of what is gone are closed. */
export function viewAgain(view: StatusView, before: StatusTables, after: StatusTables): StatusView {
  const { tab } = view;
  const former = rowsOf(view, before, tab);
  const cursor = cursorIn(view, former);
  const rows = rowsOf(view, after, tab);
  const stays = rows.find(({ id }) => id === former[cursor]?.id);
  const under = stays ?? rows[Math.min(cursor, rows.length - 1)];
  const at = under === undefined ? view.at : { ...view.at, [tab]: under.id };
  return { ...view, at, isOpen: view.isOpen && stays !== undefined };
}

/** The view after a key. */
export function reduceView(view: StatusView, event: ViewEvent, tables: StatusTables): StatusView {
  const { tab } = view;
  switch (event.type) {
    case 'move': {
      const rows = rowsOf(view, tables, tab);
      const to = rows[moveCursor(cursorIn(view, rows), event.move, rows.length, event.visible)];
      return to === undefined ? view : { ...view, at: { ...view.at, [tab]: to.id } };
    }
    case 'turn':
      return { ...view, tab: tabs[(tabs.indexOf(tab) + event.by + tabs.length) % tabs.length] ?? tab };
    case 'tab':
      return { ...view, tab: event.tab, isOpen: false };
    case 'sort':
      return { ...view, sorts: { ...view.sorts, [tab]: nextSort(view, event.columns, tables) } };
    case 'filtering':
      return { ...view, isFiltering: event.isFiltering };
    case 'filter':
      return { ...view, filter: edited(view.filter, event.edit) };
    case 'cleared':
      return { ...view, filter: lineOf(''), isFiltering: false };
    case 'open':
      return { ...view, isOpen: event.isOpen && rowAt(view, tables) !== undefined };
    default:
      return event satisfies never;
  }
}

/** Of numbers the largest comes first. */
function nextSort({ sorts, tab }: StatusView, shown: readonly number[], tables: StatusTables): Sort | undefined {
  const now = sorts[tab]?.column ?? -1;
  const column = shown.find((each) => each > now) ?? shown[0];
  if (column === undefined) return sorts[tab];
  return { column, isDown: tables[tab].columns[column]?.isNumber === true };
}
