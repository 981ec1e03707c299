/** The columns of a table that there is room for. */
import { useMemo } from 'react';
import { type TableRow, textOf, widthOf } from '../cells.js';
import { useFrame } from '../frame.js';
import { type Column, layOut, type ShownColumn } from '../lists/table.js';

/** Columns that the pointer takes, and one of air at the right. */
const beside = 4;

/** @param rows all that there are, so that nothing moves while they are filtered */
export function useShownColumns(columns: readonly Column[], rows: readonly TableRow[]): readonly ShownColumn[] {
  const { columns: room, symbols } = useFrame();
  return useMemo(() => {
    const texts = rows.map(({ cells }) => cells.map((cell) => textOf(cell, symbols)));
    return layOut(columns, texts, room - beside, widthOf);
  }, [columns, rows, room, symbols]);
}
