/** The list as it is drawn: what is in each window stands below it, and the cursor passes over it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classTitles, itemClasses } from '../../../../source/plan/cleanup/items.js';
import { initialChoose, itemAt } from '../../../../source/ui/flows/cleanup/choose.js';
import { type DrawnRow, drawnList, itemsInView, partWords } from '../../../../source/ui/flows/cleanup/rows.js';
import { lineOf } from '../../../../source/ui/lists/text-line.js';
import { itemsIn } from '../../../helpers/choices.js';
import { inventory, ownTags, target, task, window } from '../../../helpers/inventory.js';
import { forAll } from '../../../helpers/properties.js';
import { anyInventory } from './items.js';

const lambda = task('lambda', { document: 'arn:aws:lambda:eu-west-1:1:function:fn', type: 'LAMBDA', name: 'report' });
const group = 'Week 1 Day 2 - Unattended - 03:00';
const items = itemsIn({
  ...inventory({
    windows: [
      window('own', {
        tags: ownTags(),
        targets: [target('t-1', group), { id: 't-2', targets: [{ Key: 'InstanceIds', Values: ['i-1', 'i-2'] }] }],
        tasks: [task('p', { document: 'arn:aws:ssm:eu-west-1::document/AWS-RunPatchBaseline', operation: 'Install' })],
      }),
      window('mixed', { targets: [target('t-3')], tasks: [task('scan', { operation: 'Scan' }), task('all'), lambda] }),
      window('draft', { targets: [{ id: 't-4', targets: [] }] }),
      window('inventory', { tasks: [task('other', { document: 'AWS-Other', name: 'list' })] }),
    ],
  }),
  predefined: [],
});
const state = initialChoose({ items, choice: new Map() });

function words(row: DrawnRow): string {
  if (row.kind === 'heading') return classTitles[row.itemClass];
  return row.kind === 'item' ? `- ${row.item.name}` : `    ${partWords(row)}`;
}

describe('the list', () => {
  it('has targets and tasks below each window; of a mixed one what is kept, below the last that can go', () => {
    expect(drawnList(state, true).rows.map(words)).toEqual([
      'Made by this wizard',
      '- own',
      `    target  PatchGroup = ${group}`,
      '    target  InstanceIds = i-1, i-2',
      '    task    AWS-RunPatchBaseline · Install · priority 1',
      'Mixed: only the patching task can go',
      '- mixed / AWS-RunPatchBaseline',
      '- mixed / AWS-RunPatchBaseline',
      '    target  PatchGroup = web',
      '    task    kept: a Lambda task (report) · priority 1',
      'Empty windows of others',
      '- draft',
      '    target  no nodes',
      'Protected',
      '- inventory',
      '    task    a Run Command task (list) · priority 1',
    ]);
  });

  it('has pages of the items in view, and the cursor nowhere where nothing matches', () => {
    expect([5, 100].map((rows) => itemsInView(drawnList(state, true), rows))).toEqual([1, items.length]);
    expect(drawnList({ ...state, filter: lineOf('?!') }, true)).toEqual({ rows: [], cursor: -1 });
    expect(itemAt({ ...state, filter: lineOf('?!') })).toBeUndefined();
  });
});

describe('whatever an account contains', () => {
  it('every target and task of a window is there once, and the cursor is on its item', () =>
    forAll([anyInventory, fc.nat()], (account, row) => {
      const all = itemsIn(account);
      const at = all[row % all.length];
      const { rows, cursor } = drawnList({ items: all, filter: lineOf(''), at }, true);
      expect(rows[cursor]).toEqual({ kind: 'item', item: at });
      expect(rows.flatMap((each) => (each.kind === 'item' ? each.item : []))).toEqual(all);
      const headings = rows.flatMap((each) => (each.kind === 'heading' ? each.itemClass : []));
      expect(headings).toEqual(itemClasses.filter((itemClass) => headings.includes(itemClass)));
      const targets = rows.flatMap((each) => (each.kind === 'target' ? each.target.id : []));
      expect(targets.sort()).toEqual(account.windows.flatMap((each) => each.targets.map(({ id }) => id)).sort());
      const tasks = rows.flatMap((each) =>
        each.kind === 'task' ? each.task.id : each.kind === 'item' && each.item.kind === 'task' ? each.item.id : [],
      );
      expect(tasks.sort()).toEqual(account.windows.flatMap((each) => each.tasks.map(({ id }) => id)).sort());
    }));
});
