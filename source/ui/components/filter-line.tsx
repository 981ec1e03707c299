/** The filter of a list, above it while there is one. */

import type { KeyHint } from '../hints.js';
import type { FilteredList } from '../hooks/use-filtered-list.js';
import { type Action, editOf, type KeyPress } from '../keys.js';
import type { TextEdit } from '../lists/text-line.js';
import { TextLine } from './text-line.js';

export type FilterLineProps = Pick<FilteredList<never>, 'filter' | 'isFiltering'>;

/** How a list with a filter names its key. */
export const filterHint = {
  key: 'filter',
  does: 'filter',
  help: 'type part of a row; enter keeps, esc clears',
} as const;

/** The keys while it is typed. */
export const filteringHints: readonly KeyHint[] = [
  { key: 'type', does: 'filter' },
  { key: 'move', does: 'move' },
  { key: 'submit', does: 'keep' },
  { key: 'back', does: 'clear' },
];

export type FilterEvent =
  | { readonly type: 'filtering'; readonly isFiltering: boolean }
  | { readonly type: 'filter'; readonly edit: TextEdit }
  | { readonly type: 'cleared' };

/** What a key does to a filter that is typed. */
export function filterKey(
  action: Action | undefined,
  press: KeyPress,
  { dispatch }: { readonly dispatch: (event: FilterEvent) => void },
): void {
  const edit = editOf(press);
  if (action === 'back') dispatch({ type: 'cleared' });
  else if (action === 'submit') dispatch({ type: 'filtering', isFiltering: false });
  else if (edit) dispatch({ type: 'filter', edit });
}

/** Whether it takes a row. */
export function hasFilter({ filter, isFiltering }: FilterLineProps): boolean {
  return isFiltering || filter.text !== '';
}

export function FilterLine(props: FilterLineProps) {
  const { filter, isFiltering } = props;
  return hasFilter(props) ? (
    <TextLine label="Filter:" line={filter} placeholder="part of a row" isActive={isFiltering} />
  ) : null;
}
