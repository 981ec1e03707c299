/** The filter of a list, above it while there is one. */
import type { FilteredList } from '../hooks/use-filtered-list.js';
import { TextLine } from './text-line.js';

export type FilterLineProps = Pick<FilteredList<never>, 'filter' | 'isFiltering'>;

/** How a list with a filter names its key. */
export const filterHint = {
  key: 'filter',
  does: 'filter',
  help: 'type a part of a row; enter keeps it, esc takes it off',
} as const;

/** Whether it takes a row. */
export function hasFilter({ filter, isFiltering }: FilterLineProps): boolean {
  return isFiltering || filter.text !== '';
}

export function FilterLine(props: FilterLineProps) {
  const { filter, isFiltering } = props;
  return hasFilter(props) ? (
    <TextLine label="Filter:" line={filter} placeholder="a part of a row" isActive={isFiltering} />
  ) : null;
}
