/** The tables of the status: one at a time, each sorted, all filtered by one text. */
import { baselinesTable } from './baselines-table.js';
import { driftTable } from './drift-table.js';
import { groupsTable } from './groups-table.js';
import { nodesTable } from './nodes-table.js';
import type { StatusRead, StatusRow, StatusTable } from './rows.js';
import { windowsTable } from './windows-table.js';

export const tabs = ['windows', 'nodes', 'groups', 'baselines', 'drift'] as const;
export type Tab = (typeof tabs)[number];

export const tabLabels: Readonly<Record<Tab, string>> = {
  windows: 'Windows',
  nodes: 'Nodes',
  groups: 'Groups',
  baselines: 'Baselines',
  drift: 'Drift',
};

export type StatusTables = Readonly<Record<Tab, StatusTable>>;

/** All tables; which rows they have, and in which order, does not depend on the time. */
export function tablesOf(read: StatusRead): StatusTables {
  return {
    windows: windowsTable(read),
    nodes: nodesTable(read),
    groups: groupsTable(read),
    baselines: baselinesTable(read),
    drift: driftTable(read),
  };
}

export interface Sort {
  /** By its place among all. */
  readonly column: number;
  readonly isDown: boolean;
}

/** The next to run first; nodes in no group first; else as they are read, by their names. */
export const firstSorts: Readonly<Record<Tab, Sort | undefined>> = {
  windows: { column: 2, isDown: false },
  nodes: { column: 2, isDown: false },
  groups: { column: 0, isDown: false },
  baselines: { column: 0, isDown: false },
  drift: undefined,
};

/** The rows that a filter leaves. */
export function foundIn({ rows }: StatusTable, filter: string): readonly StatusRow[] {
  const wanted = filter.trim().toLowerCase();
  return wanted === '' ? rows : rows.filter(({ searched }) => searched.includes(wanted));
}

/** The same, sorted; what has nothing to be sorted by comes last. */
export function rowsIn(table: StatusTable, sort: Sort | undefined, filter: string): readonly StatusRow[] {
  const found = foundIn(table, filter);
  if (sort === undefined) return found;
  const { column, isDown } = sort;
  return found
    .map((row) => ({ row, key: keyOf(row, column) }))
    .sort((a, b) => compared(a.key, b.key, isDown))
    .map(({ row }) => row);
}

/** `web-2` stands before `web-10`. */
function keyOf({ cells }: StatusRow, column: number): string | number | null {
  const { text = '', key = text.toLowerCase() } = cells[column] ?? {};
  return typeof key === 'string' ? key.replace(/\d+/g, (digits) => digits.padStart(8, '0')) : key;
}

function compared(a: string | number | null, b: string | number | null, isDown: boolean): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  const order = a === b ? 0 : a < b ? -1 : 1;
  return isDown ? -order : order;
}
