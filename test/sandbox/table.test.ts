/** A table and one rebuilt from what it has reported: the same rows, in the same order. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Change, Table } from '../../source/sandbox/table.js';
import { forAll } from '../helpers/properties.js';

interface Row {
  readonly parent: string;
  readonly value: number;
}

const anyKey = fc.constantFrom('a', 'b', 'c', 'd', 'e');
const anyStep = fc.oneof(
  fc.record({ kind: fc.constant('put' as const), key: anyKey, value: fc.nat() }),
  fc.record({ kind: fc.constant('delete' as const), key: anyKey }),
);

const parentOf = (key: string) => (key < 'c' ? 'first' : 'second');

function contentOf(table: Table<Row>) {
  return {
    rows: [...table.entries()],
    first: [...table.entriesOf('first')],
    second: [...table.entriesOf('second')],
    size: table.size,
  };
}

it('is rebuilt by its changes, and by its snapshot, in the order in which its rows were made', () =>
  forAll([fc.array(anyStep, { maxLength: 40 })], (steps) => {
    const changes: Change[] = [];
    const table = new Table<Row>(
      'rows',
      (change) => changes.push(change),
      ({ parent }) => parent,
    );
    for (const step of steps) {
      if (step.kind === 'put') table.put(step.key, { parent: parentOf(step.key), value: step.value });
      else table.delete(step.key);
    }
    const orders = [...table.entries()].map(([order]) => order);
    expect(orders).toEqual(orders.toSorted((a, b) => a - b));
    for (const reported of [changes, [...table.snapshot()]]) {
      const again = new Table<Row>(
        'rows',
        () => {},
        ({ parent }) => parent,
      );
      for (const change of reported) again.restore(change);
      expect(contentOf(again)).toEqual(contentOf(table));
    }
  }));
