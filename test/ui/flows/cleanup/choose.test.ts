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
} from '../../../../source/ui/flows/cleanup/choose.js';
import type { ListMove } from '../../../../source/ui/lists/list.js';
import { itemsOf } from '../../../helpers/choices.js';
import { baseline } from '../../../helpers/inventory.js';
import { forAll } from '../../../helpers/properties.js';
import {
  anyChoosing,
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

it('the list is passed through from item to item, over the headings', () => {
  expect(under(choosing())).toBe('own-tue');
  expect(under(chooseAfter(on('zero-day'), move('down')))).toBe('web');
  expect(under(chooseAfter(on('web'), move('up')))).toBe('zero-day');
  expect(under(chooseAfter(on('web'), move('first')))).toBe('own-tue');
  expect(under(chooseAfter(choosing(), move('up')))).toBe('own-tue');
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
    expect(refused.refusal).toMatch(/^First choose "Make AWS-DefaultPatchBaseline the default/);
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
    expect(chooseAfter(on('erp'), switchOff).refusal).toBe('erp cannot be switched off: it is switched off already.');
    expect(chooseAfter(on('zero-day'), switchOff).refusal).toContain('only windows can be switched off');
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

  it('say why there are none', () => {
    expect(chooseAfter(on('corporate'), toggleKind).refusal).toMatch(/^First choose/);
    expect(chooseAfter(on('vault'), toggleKind).refusal).toContain('vault stays');
  });
});

describe('whatever keys are pressed', () => {
  it('the cursor is on an item in view while there is one', () =>
    forAll([anyChoosing], (state) => {
      const found: readonly unknown[] = itemsFound(state);
      expect(found.length === 0 ? [undefined] : found).toContain(itemAt(state));
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
