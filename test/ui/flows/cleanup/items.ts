/** Items of every class, and what may be chosen of them by any keys. */
import fc from 'fast-check';
import type { CleanupChoice } from '../../../../source/plan/cleanup/choice.js';
import type { CleanupItem } from '../../../../source/plan/cleanup/items.js';
import {
  type ChooseEvent,
  type ChooseState,
  initialChoose,
  reduceChoose,
} from '../../../../source/ui/flows/cleanup/choose.js';
import { listMoves } from '../../../../source/ui/lists/list.js';
import { itemsIn, itemsOf, ownChoice, patchingChoice } from '../../../helpers/choices.js';
import { baseline, ownTags, protectedTags, registration, target, task, window } from '../../../helpers/inventory.js';
import { anyAccount, built } from '../../../helpers/random-account.js';

const zeroDay = baseline('zero-day', { tags: ownTags() });
export const corporate = baseline('corporate', { isDefault: true });

/** Of each class something: two own windows, two of others, a mixed, an empty and a protected one, and baselines. */
export const items = itemsOf({
  windows: [
    window('own-tue', { tags: ownTags(), targets: [target('t-1')], tasks: [task('task-1')] }),
    window('own-wed', { tags: ownTags(), tasks: [task('task-2')] }),
    window('web', { tasks: [task('task-3')] }),
    window('erp', { tasks: [task('task-4')], enabled: false }),
    window('month-end', { tasks: [task('task-5'), task('task-6', { type: 'LAMBDA', document: 'arn:fn' })] }),
    window('draft'),
    window('scripts', { tasks: [task('task-8', { document: 'AWS-RunShellScript' })] }),
    window('linux', { tasks: [task('task-9', { document: 'Shared-PatchLinux' })] }),
    window('vault', { tasks: [task('task-7')], tags: protectedTags }),
  ],
  baselines: [zeroDay, corporate],
  patchGroups: [registration('g1', zeroDay), registration('g2', zeroDay), registration('corp', corporate)],
});
export const own = ownChoice(items);

export function choosing(choice: CleanupChoice = own): ChooseState {
  return initialChoose({ items, choice });
}

export function chooseAfter(state: ChooseState, ...events: ChooseEvent[]): ChooseState {
  return events.reduce(reduceChoose, state);
}

export const toggle: ChooseEvent = { type: 'toggle', action: 'delete' };
export const switchOff: ChooseEvent = { type: 'toggle', action: 'disable' };
export const toggleKind: ChooseEvent = { type: 'toggle-kind' };

/** The list with the cursor on the item of this name. */
export function on(name: string, state = choosing()): ChooseState {
  const at = state.items.find((item) => item.name === name);
  if (at === undefined) throw new Error(`${name} is not in the list`);
  return { ...state, at };
}

export function names(choice: CleanupChoice, among: readonly CleanupItem[] = items): string[] {
  return among.filter(({ id }) => choice.has(id)).map(({ name }) => name);
}

/** Ids of what has to go with an item, or before it. */
export function neededBy({ requires, blockedBy }: CleanupItem): string[] {
  return [...requires, ...(blockedBy === undefined ? [] : [blockedBy])];
}

const anyMove = fc.constantFrom(...listMoves);
const anyChooseEvent: fc.Arbitrary<ChooseEvent> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ type: fc.constant('move'), move: anyMove, visible: fc.integer({ min: 1, max: 9 }) }),
  },
  { weight: 3, arbitrary: fc.constantFrom(toggle, switchOff, toggleKind) },
  fc
    .constantFrom('w', 'mon', 'x', ' ', 'AWS')
    .map((text) => ({ type: 'filter' as const, edit: { type: 'typed' as const, text } })),
  fc.constantFrom<ChooseEvent>({ type: 'filter', edit: { type: 'erased' } }, { type: 'cleared' }, { type: 'view' }),
);

const accounts = await Promise.all(
  // Which they are is the same in every run, so that a seed repeats what has failed.
  fc.sample(anyAccount, { numRuns: 20, seed: 1 }).map(async (account) => (await built(account)).read()),
);

/** Accounts of several owners. */
export const anyInventory = fc.constantFrom(...accounts);

/** Accounts, and what may be chosen in them by any keys. */
export const anyChoosing: fc.Arbitrary<ChooseState> = fc
  .tuple(anyInventory, fc.boolean(), fc.array(anyChooseEvent, { maxLength: 25 }))
  .map(([account, isAll, events]) => {
    const found = itemsIn(account);
    const choice = isAll ? patchingChoice(found) : ownChoice(found);
    return chooseAfter(initialChoose({ items: found, choice }), ...events);
  });
