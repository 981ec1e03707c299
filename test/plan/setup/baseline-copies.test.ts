/** Which baseline takes which patch groups. */
import { describe, expect, it } from 'vitest';
import type { InventoryBaseline } from '../../../source/plan/account/inventory.js';
import { windowsZeroDayImportant } from '../../../source/plan/baseline/catalogue.js';
import { baselineCopies } from '../../../source/plan/setup/baseline-copies.js';
import { baseline, inventory, ownTags, registration } from '../../helpers/inventory.js';

const groups = (count: number, first = 1) => Array.from({ length: count }, (_, index) => `group ${first + index}`);

function existing(id: string, name: string, plan = 'default'): InventoryBaseline {
  return { ...baseline(name, { id, tags: ownTags(plan) }), owner: { plan, by: 'tag' } };
}

/** Id, or nothing for a new one, name and groups of each copy, where baselines have these groups already. */
function copies(
  wanted: readonly string[],
  baselines: InventoryBaseline[] = [],
  taken: Readonly<Record<string, readonly string[]>> = {},
) {
  const rows = ([id, of]: [string, readonly string[]]) => of.map((each) => registration(each, baseline('any', { id })));
  const account = { windows: [], baselines, patchGroups: Object.entries(taken).flatMap(rows) };
  const sets = [{ definition: windowsZeroDayImportant, patchGroups: wanted }];
  return baselineCopies('default', { definition: windowsZeroDayImportant }, sets, account).map(
    ({ existing, definition, patchGroups }) => ({ id: existing?.id, name: definition.Name, groups: patchGroups }),
  );
}

/** How many groups each has. */
const sizes = (found: ReturnType<typeof copies>) => found.map(({ id, groups: { length } }) => `${id}: ${length}`);

describe('in an empty account', () => {
  it.each([
    [1, [1]],
    [25, [25]],
    [26, [25, 1]],
    [75, [25, 25, 25]],
    [840, [...Array.from({ length: 33 }, () => 25), 15]],
  ])('%i groups are spread over baselines of %j', (count, sizes) => {
    const found = copies(groups(count));
    expect(found.map((copy) => copy.groups.length)).toEqual(sizes);
    expect(found.flatMap((copy) => copy.groups)).toEqual(groups(count));
  });

  it('the copies have numbers', () => {
    expect(copies(groups(51)).map(({ name }) => name)).toEqual([
      'Windows-0day-Important',
      'Windows-0day-Important-2',
      'Windows-0day-Important-3',
    ]);
  });

  it('the number fits into the longest name', () => {
    const definition = { ...windowsZeroDayImportant, Name: 'N'.repeat(128) };
    const [first, second] = baselineCopies(
      'default',
      { definition },
      [{ definition, patchGroups: groups(26) }],
      inventory(),
    );
    expect(first?.definition.Name).toBe('N'.repeat(128));
    expect(second?.definition.Name).toBe(`${'N'.repeat(126)}-2`);
  });

  it('a plan without groups has no baseline', () => {
    expect(copies([])).toEqual([]);
  });
});

describe('where the plan has been before', () => {
  const first = existing('pb-1', 'Windows-0day-Important');
  const second = existing('pb-2', 'Windows-0day-Important-2');

  it('of two with one name that which carries its groups keeps the name', () => {
    const twin = existing('pb-2', 'Windows-0day-Important');
    const found = copies(groups(1), [first, twin], { 'pb-1': ['of nobody'], 'pb-2': groups(1) });
    expect(found).toEqual([{ id: 'pb-2', name: 'Windows-0day-Important', groups: groups(1) }]);
  });

  it('a group stays where it is registered, in whatever order it is wanted now', () => {
    const taken = { 'pb-1': groups(25), 'pb-2': groups(5, 26) };
    const found = copies(groups(30).reverse(), [second, first], taken);
    expect(found).toEqual([
      { id: 'pb-1', name: 'Windows-0day-Important', groups: groups(25).reverse() },
      { id: 'pb-2', name: 'Windows-0day-Important-2', groups: groups(5, 26).reverse() },
    ]);
  });

  it('new groups fill the room that is left before a new baseline is made', () => {
    const two = copies(groups(48), [first, second], { 'pb-1': groups(25), 'pb-2': groups(1, 26) });
    expect(sizes(two)).toEqual(['pb-1: 25', 'pb-2: 23']);
    const one = copies(groups(60), [first], { 'pb-1': groups(20) });
    expect(sizes(one)).toEqual(['pb-1: 25', 'undefined: 25', 'undefined: 10']);
  });

  it('groups that nobody wants any more still take their room', () => {
    const found = copies(groups(20, 101), [first], { 'pb-1': groups(20) });
    expect(found).toEqual([
      { id: 'pb-1', name: 'Windows-0day-Important', groups: groups(5, 101) },
      { id: undefined, name: 'Windows-0day-Important-2', groups: groups(15, 106) },
    ]);
  });

  it('a full baseline without wanted groups is left alone and keeps its name', () => {
    const found = copies(groups(3, 101), [first], { 'pb-1': groups(25) });
    expect(found).toEqual([{ id: undefined, name: 'Windows-0day-Important-2', groups: groups(3, 101) }]);
  });

  it('a baseline of other rules is taken up under the new name', () => {
    const found = copies(groups(3), [existing('pb-9', 'Windows-Standard')], { 'pb-9': groups(3) });
    expect(found).toEqual([{ id: 'pb-9', name: 'Windows-0day-Important', groups: groups(3) }]);
  });

  it('a missing first copy is made anew only if its room is needed', () => {
    expect(copies(groups(5), [second], { 'pb-2': groups(5) })).toEqual([
      { id: 'pb-2', name: 'Windows-0day-Important-2', groups: groups(5) },
    ]);
  });
});

it.each([
  ['another plan', existing('pb-1', 'Windows-0day-Important', 'web')],
  ['nobody', { ...existing('pb-1', 'Windows-0day-Important'), owner: undefined }],
  ['another system', { ...existing('pb-1', 'Windows-0day-Important'), operatingSystem: 'UBUNTU' as const }],
])('baselines that belong to %s are not taken up', (_, other) => {
  expect(copies(groups(1), [other])).toEqual([{ id: undefined, name: 'Windows-0day-Important', groups: groups(1) }]);
});
