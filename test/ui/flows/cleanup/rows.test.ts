/** The list as it is drawn: what is in each window stands below it, and the cursor passes over it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanupItems } from '../../../../source/plan/cleanup/items.js';
import { chooseRows, initialChoose, itemAt, reduceChoose } from '../../../../source/ui/flows/cleanup/choose.js';
import { type DrawnRow, drawnList, partWords, rowsInView } from '../../../../source/ui/flows/cleanup/rows.js';
import { inventory, now, ownTags, target, task, window } from '../../../helpers/inventory.js';
import { anyInventory } from './items.js';

const lambda = task('lambda', { document: 'arn:aws:lambda:eu-west-1:1:function:fn', type: 'LAMBDA', name: 'report' });
const group = 'Week 1 Day 2 - Unattended - 03:00';
const items = cleanupItems(
  {
    ...inventory({
      windows: [
        window('own', {
          tags: ownTags(),
          targets: [target('t-1', group), { id: 't-2', targets: [{ Key: 'InstanceIds', Values: ['i-1', 'i-2'] }] }],
          tasks: [
            task('p', { document: 'arn:aws:ssm:eu-west-1::document/AWS-RunPatchBaseline', operation: 'Install' }),
          ],
        }),
        window('mixed', {
          targets: [target('t-3')],
          tasks: [task('scan', { operation: 'Scan' }), task('all'), lambda],
        }),
        window('draft', { targets: [{ id: 't-4', targets: [] }] }),
        window('inventory', { tasks: [task('other', { document: 'AWS-Other', name: 'list' })] }),
      ],
    }),
    predefined: [],
  },
  now,
);
const state = initialChoose({ items, choice: new Map() });

function words(row: DrawnRow): string {
  if (row.kind === 'heading') return row.itemClass;
  return row.kind === 'item' ? `- ${row.item.name}` : `    ${partWords(row)}`;
}

describe('the list', () => {
  it('has targets and tasks below each window; of a mixed one what is kept, below the last that can go', () => {
    expect(drawnList(state, true).rows.map(words)).toEqual([
      'own',
      '- own',
      `    target  PatchGroup = ${group}`,
      '    target  InstanceIds = i-1, i-2',
      '    task    AWS-RunPatchBaseline · Install · priority 1',
      'mixed',
      '- mixed / AWS-RunPatchBaseline',
      '- mixed / AWS-RunPatchBaseline',
      '    target  PatchGroup = web',
      '    task    kept: a Lambda task (report) · priority 1',
      'empty',
      '- draft',
      '    target  no nodes',
      'protected',
      '- inventory',
      '    task    a Run Command task (list) · priority 1',
    ]);
  });

  it('leaves them out where there is no room', () => {
    expect(drawnList(state, false)).toEqual({ rows: chooseRows(state), cursor: 1 });
  });

  it('has the cursor on the same item', () => {
    const down = (at: typeof state) => reduceChoose(at, { type: 'move', move: 'down', visible: 8 });
    const { rows, cursor } = drawnList(down(down(state)), true);
    expect(rows[cursor]).toEqual({ kind: 'item', item: itemAt(down(down(state))) });
  });

  it('a page is what is in view', () => {
    const list = drawnList(state, true);
    expect(rowsInView(list, 5)).toBe(2);
    expect(rowsInView(list, 100)).toBe(chooseRows(state).length);
  });
});

describe('whatever an account contains', () => {
  it('every target and task of a window is there once, and the cursor is on its item', () => {
    fc.assert(
      fc.property(anyInventory, fc.nat(), (account, at) => {
        const all = cleanupItems(account, now);
        const rows = chooseRows({ items: all, filter: '' });
        const cursor = at % rows.length;
        const drawn = drawnList({ items: all, filter: '', cursor }, true);
        expect(drawn.rows[drawn.cursor]).toEqual(rows[cursor]);
        expect(drawn.rows.filter(({ kind }) => kind === 'heading' || kind === 'item')).toEqual(rows);
        const targets = drawn.rows.flatMap((row) => (row.kind === 'target' ? row.target.id : []));
        expect(targets.sort()).toEqual(account.windows.flatMap((each) => each.targets.map(({ id }) => id)).sort());
        const tasks = drawn.rows.flatMap((row) =>
          row.kind === 'task' ? row.task.id : row.kind === 'item' && row.item.kind === 'task' ? row.item.id : [],
        );
        expect(tasks.sort()).toEqual(account.windows.flatMap((each) => each.tasks.map(({ id }) => id)).sort());
      }),
    );
  });
});
