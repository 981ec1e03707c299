/** Text in columns. */
import { expect, it } from 'vitest';
import { columns } from '../../../source/plan/text/text-table.js';

it('columns are as wide as their widest cell, without blanks at the end', () => {
  const rows = [
    ['a', 'bb', ''],
    ['aaa', 'b', 'c'],
    ['', 'x'],
  ];
  expect(columns(rows)).toEqual(['a    bb', 'aaa  b   c', '     x']);
  expect(columns([])).toEqual([]);
  const long = 'x'.repeat(3000);
  expect(
    columns([
      ['a', 'b'],
      [long, 'b'],
    ]),
  ).toEqual(['a  b', `${long}  b`]);
});
