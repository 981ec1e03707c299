/** What may go: what may be chosen, and that nothing protected ever is. */
import { describe, expect, it } from 'vitest';
import type { CleanupAction } from '../../../../source/plan/cleanup/choice.js';
import { canGo } from '../../../../source/plan/cleanup/items.js';
import {
  type ChooseEvent,
  type ChooseState,
  initialChoose,
  itemAt,
  itemsFound,
  reduceChoose,
  rowAt,
  rowsInView,
} from '../../../../source/ui/flows/cleanup/choose.js';
import type { ListMove } from '../../../../source/ui/lists/list.js';
import { itemsIn, itemsOf } from '../../../helpers/choices.js';
import { baseline } from '../../../helpers/inventory.js';
import { forAll } from '../../../helpers/properties.js';
import {
  anyChoosing,
  anyInventory,
  chooseAfter,
  choosing,
  corporate,
  items,
  names,
  neededBy,
  on,
  own,
  switchOff,
  toggle,
  toggleKind,
} from './items.js';

const move = (to: ListMove): ChooseEvent => ({ type: 'move', move: to, visible: 8 });

/** The name of the item under the cursor. */
function under(state: ChooseState): string | undefined {
  return itemAt(state)?.name;
}

it('the list is passed through from row to row, headings among them', () => {
  expect(under(choosing())).toBe('own-tue');
  expect(rowAt(chooseAfter(on('zero-day'), move('down')))).toMatchObject({ title: 'Patching, created by others' });
  expect(under(chooseAfter(on('zero-day'), move('down'), move('down')))).toBe('web');
  expect(under(chooseAfter(on('web'), move('up'), move('up')))).toBe('zero-day');
  expect(rowAt(chooseAfter(on('web'), move('first')))).toMatchObject({ title: 'Plan default' });
  expect(itemAt(chooseAfter(choosing(), move('last')))?.id).toBe(items.at(-1)?.id);
});

function filterBy(text: string): ChooseEvent {
  return { type: 'filter', edit: { type: 'typed', text } };
}

describe('the filter', () => {
  const typed = filterBy;
  const erased: ChooseEvent = { type: 'filter', edit: { type: 'erased' } };
  const off: ChooseEvent = { type: 'cleared' };

  it.each<[string, string[]]>([
    ['corp', ['corp', 'Make AWS-DefaultPatchBaseline the default for Windows Server again', 'corporate']],
    ['WEB', ['web']],
    // Words of the reason and the kind count too.
    ['lambda', ['month-end / AWS-RunPatchBaseline']],
    ['registration', ['g1', 'g2', 'corp']],
    // Ids, also of the window of a task.
    ['mw-own-t', ['own-tue']],
    ['mw-month', ['month-end / AWS-RunPatchBaseline']],
    ['pb-corporate', ['corp', 'corporate']],
    ['no such thing', []],
  ])('%s leaves %j', (text, found) => {
    const state = chooseAfter(on('draft'), ...[...text].map(typed));
    expect(itemsFound(state).map(({ name }) => name)).toEqual(found);
    expect(under(state)).toBe(found[0]);
  });

  it('is opened and closed, can be corrected, and changes nothing that is chosen', () => {
    for (const isFiltering of [true, false]) {
      expect(chooseAfter(choosing(), { type: 'filtering', isFiltering })).toMatchObject({ isFiltering });
    }
    const state = chooseAfter(choosing(), typed('c'), typed('o'), typed('x'), erased);
    expect(state).toMatchObject({ filter: { text: 'co' }, choice: own });
    expect(chooseAfter(state, off)).toMatchObject({ filter: { text: '' }, choice: own });
  });

  it('keeps the cursor on its item while that is in view, takes it back to it, and leads to what it finds', () => {
    const web = on('web');
    expect(under(chooseAfter(web, typed('e'), typed('b')))).toBe('web');
    expect(under(chooseAfter(web, typed('?!')))).toBeUndefined();
    expect(under(chooseAfter(web, typed('?'), typed('!'), erased, off))).toBe('web');
    expect(under(chooseAfter(on('corporate', chooseAfter(web, typed('co'))), typed('?'), off))).toBe('corporate');
    expect(under(chooseAfter(web, typed('draf'), off))).toBe('draft');
  });
});

describe('choosing', () => {
  it('turns an item off with what cannot go while it stays, and on with what it takes', () => {
    const without = chooseAfter(on('g1'), toggle);
    expect(names(without.choice)).toEqual(['own-tue', 'own-wed', 'g2']);
    expect(names(chooseAfter(on('zero-day', without), toggle).choice)).toEqual(names(own));
  });

  it('refuses what is protected, and says why', () => {
    const state = chooseAfter(on('vault'), toggle);
    expect(state.choice).toBe(own);
    expect(state.refusal).toBe('vault stays: tagged ssm-patch-wizard:protect.');
    expect(chooseAfter(on('AWS-DefaultPatchBaseline'), toggle).refusal).toContain("AWS's own");
  });

  it('takes a default baseline only after AWS’s is the default again', () => {
    const refused = chooseAfter(on('corporate'), toggle);
    expect(refused.choice).toBe(own);
    expect(refused.refusal).toMatch(/^Choose "Make AWS-DefaultPatchBaseline the default/);
    const explicit = 'Make AWS-DefaultPatchBaseline the default for Windows Server again';
    const both = chooseAfter(on('corporate', chooseAfter(on(explicit), toggle)), toggle);
    expect(names(both.choice)).toEqual([...names(own), 'corp', explicit, 'corporate']);
    expect(names(chooseAfter(on(explicit, both), toggle).choice)).toEqual([...names(own), 'corp']);
  });

  it('switches windows off in place of deleting them, and nothing else', () => {
    const off = chooseAfter(on('own-tue'), switchOff);
    expect(off.choice.get('mw-own-tue')).toBe<CleanupAction>('disable');
    expect(chooseAfter(off, switchOff).choice.has('mw-own-tue')).toBe(false);
    expect(chooseAfter(off, toggle).choice.get('mw-own-tue')).toBe<CleanupAction>('delete');
    expect(chooseAfter(on('erp'), switchOff).refusal).toBe('erp cannot be switched off: it is already switched off.');
    expect(chooseAfter(on('zero-day'), switchOff).refusal).toContain('only windows can be');
  });

  it('forgets why a key was refused at the next one', () => {
    const refused = chooseAfter(on('vault'), toggle);
    for (const event of [move('up'), toggleKind, filterBy('x'), { type: 'cleared' } as const]) {
      expect(chooseAfter(on('own-tue', refused), event).refusal).toBeUndefined();
    }
    expect(chooseAfter(choosing(), { type: 'refused', why: 'Nothing is chosen.' }).refusal).toBe('Nothing is chosen.');
  });
});

describe('all of a kind', () => {
  it('are turned on and off: the kind and the class of the item under the cursor', () => {
    const on1 = chooseAfter(on('web'), toggleKind);
    expect(names(on1.choice)).toEqual([...names(own), 'web', 'erp']);
    expect(names(chooseAfter(on1, toggleKind).choice)).toEqual(names(own));
    expect(names(chooseAfter(on('own-tue'), toggleKind).choice)).toEqual(['g1', 'g2', 'zero-day']);
    // What a filter hides stays as it is.
    const filtered = chooseAfter(choosing(), filterBy('web'));
    expect(names(chooseAfter(filtered, toggleKind).choice)).toEqual([...names(own), 'web']);
  });

  it('leave out what has to wait for another, which does not keep them from being turned off again', () => {
    const strict = baseline('strict');
    const others = itemsOf({ baselines: [strict, corporate] });
    const state = on('strict', initialChoose({ items: others, choice: new Map() }));
    const chosen = reduceChoose(state, toggleKind);
    expect(names(chosen.choice, others)).toEqual(['strict']);
    expect(reduceChoose(chosen, toggleKind).choice.size).toBe(0);
  });

  it('leave out what is not known to patch: each of it goes by itself', () => {
    const heading = rowAt(chooseAfter(on('scripts'), move('up')));
    expect(heading).toMatchObject({ title: 'May patch: choose each one by name' });
    const refused = chooseAfter(on('scripts'), move('up'), toggle);
    expect(refused).toMatchObject({ choice: own, refusal: 'Choose each of these by itself.' });
    for (const event of [toggle, toggleKind]) {
      expect(names(chooseAfter(on('scripts'), event).choice)).toEqual([...names(own), 'scripts']);
    }
  });

  it('say why there are none', () => {
    expect(chooseAfter(on('corporate'), toggleKind).refusal).toMatch(/^Choose ".*" first/);
    expect(chooseAfter(on('vault'), toggleKind).refusal).toContain('vault stays');
  });
});

describe('a heading', () => {
  const heading = (title: string, state = choosing()): ChooseState => ({ ...state, at: title });

  it('stands above each plan, then above what is others’, and none is there twice', () =>
    forAll([anyInventory], (account) => {
      const all = itemsIn(account);
      const { rows } = rowsInView(initialChoose({ items: all, choice: new Map() }));
      const titles = rows.flatMap((row) => (row.kind === 'heading' ? row.title : []));
      expect(new Set(titles).size).toBe(titles.length);
      const shown = rows.flatMap((row) => (row.kind === 'item' ? row.item.id : []));
      expect([...shown].sort()).toEqual(all.map(({ id }) => id).sort());
      const plans = titles.filter((title) => title.startsWith('Plan '));
      expect(titles.slice(0, plans.length)).toEqual([...plans].sort());
    }));

  it('chooses all that is below it, or none, without what only goes by itself', () => {
    const none = chooseAfter(heading('Plan default'), toggle);
    expect(none.choice.size).toBe(0);
    expect(names(chooseAfter(none, toggle).choice)).toEqual(names(own));
    const others = chooseAfter(heading('Patching, created by others', none), toggle);
    expect(names(others.choice)).toEqual(['web', 'erp', 'corp']);
    expect(chooseAfter(heading('Protected'), toggle)).toMatchObject({
      choice: own,
      refusal: expect.stringContaining('stays'),
    });
    const off = chooseAfter(heading('Plan default', none), switchOff);
    expect([...off.choice]).toEqual([
      ['mw-own-tue', 'disable'],
      ['mw-own-wed', 'disable'],
    ]);
  });
});

describe('the view of what is chosen', () => {
  const view: ChooseEvent = { type: 'view' };

  it('has what was chosen when it was asked for, even what is kept after all, and is left again', () => {
    const chosen = chooseAfter(on('zero-day'), view);
    expect(itemsFound(chosen).map(({ name }) => name)).toEqual(names(own));
    const less = chooseAfter(on('own-tue', chosen), toggle);
    expect(itemsFound(less)).toEqual(itemsFound(chosen));
    expect(under(less)).toBe('own-tue');
    expect(itemsFound(chooseAfter(less, view))).toHaveLength(items.length);
    expect(itemsFound(chooseAfter(less, { type: 'cleared' }))).toHaveLength(items.length);
  });

  it('is refused while nothing is chosen', () => {
    expect(chooseAfter(choosing(new Map()), view)).toMatchObject({
      only: undefined,
      refusal: expect.stringContaining('Nothing is chosen'),
    });
  });
});

describe('whatever keys are pressed', () => {
  it('the cursor is on a row in view while there is one', () =>
    forAll([anyChoosing], (state) => {
      const { rows } = rowsInView(state);
      expect(rows.length === 0 ? [undefined] : rows).toContainEqual(rowAt(state));
    }));

  it('nothing protected is chosen, and nothing without what has to go with it or before it', () =>
    forAll([anyChoosing], ({ items: found, choice }) => {
      for (const item of found.filter(({ id }) => choice.has(id))) {
        expect(canGo(item)).toBe(true);
        expect(neededBy(item).filter((id) => !choice.has(id))).toEqual([]);
        if (choice.get(item.id) === 'disable') expect(item.kind === 'window' && item.window.enabled).toBe(true);
      }
    }));
});
