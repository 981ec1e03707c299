/** A list or a table with the filter behind `/`: its line while there is one, then what it leaves; together they take the rows. */
import { useFrame } from '../frame.js';
import type { FilteredList as Filtered } from '../hooks/use-filtered-list.js';
import { FilterLine, type FilterLineProps, hasFilter } from './filter-line.js';
import { List, type ListProps } from './list.js';
import { Table, type TableProps } from './table.js';

type Of<Item> = {
  readonly list: Filtered<Item>;
  /** Rows that it takes, with the filter. @default those of the body */
  readonly rows?: number;
};

export type FilteredListProps<Item> = Omit<ListProps<Item>, 'items' | 'cursor' | 'rows'> & Of<Item>;

export function FilteredList<Item>({ list, rows, ...props }: FilteredListProps<Item>) {
  const left = useRowsLeft(list, rows);
  return (
    <>
      <FilterLine {...list} />
      <List {...props} items={list.items} cursor={list.cursor} rows={left} />
    </>
  );
}

export type FilteredTableProps = Omit<TableProps, 'rows' | 'cursor' | 'height'> & Of<TableProps['rows'][number]>;

export function FilteredTable({ list, rows, ...props }: FilteredTableProps) {
  const left = useRowsLeft(list, rows);
  return (
    <>
      <FilterLine {...list} />
      <Table {...props} rows={list.items} cursor={list.cursor} height={left} />
    </>
  );
}

function useRowsLeft(list: FilterLineProps, rows: number | undefined): number {
  const { bodyRows } = useFrame();
  return (rows ?? bodyRows) - (hasFilter(list) ? 1 : 0);
}
