/** How the table of nodes is looked at: as a table of the status, and with marks. */
import type { StatusTable } from '../status/rows.js';
import type { StatusTables } from '../status/tables.js';
import { initialView, rowAt, rowsOf, type StatusView } from '../status/view.js';

export interface NodesView {
  readonly table: StatusView;
  /** Ids of the nodes that are marked. */
  readonly marked: ReadonlySet<string>;
}

/** Those in no group first. */
export const initialNodesView: NodesView = {
  table: { ...initialView, tab: 'nodes', sorts: { ...initialView.sorts, nodes: { column: 0, isDown: false } } },
  marked: new Set(),
};

/** One table where the status has several. */
export function alone(table: StatusTable): StatusTables {
  return { windows: table, nodes: table, groups: table, baselines: table, drift: table };
}

/** Marks these nodes; where all of them are, takes their marks off. */
export function withMarks(view: NodesView, ids: readonly string[]): NodesView {
  const marked = new Set(view.marked);
  const isOff = ids.every((id) => marked.has(id));
  for (const id of ids) isOff ? marked.delete(id) : marked.add(id);
  return { ...view, marked };
}

/** The nodes that a key is about: those that are marked, else the one under the cursor. */
export function meantIn({ marked, table }: NodesView, tables: StatusTables): readonly string[] {
  if (marked.size > 0) return [...marked];
  const under = rowAt(table, tables);
  return under ? [under.id] : [];
}

/** The nodes that are marked, else of those that are shown the ones in no group; all of them where each is in one. */
export function severalIn(
  { marked, table }: NodesView,
  tables: StatusTables,
  isInGroup: (id: string) => boolean,
): readonly string[] {
  if (marked.size > 0) return [...marked];
  const shown = rowsOf(table, tables, 'nodes').map(({ id }) => id);
  const left = shown.filter((id) => !isInGroup(id));
  return left.length > 0 ? left : shown;
}
