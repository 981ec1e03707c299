/** The rules that a choice keeps, whoever makes it: keys, flags or names. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPatchingWindow } from '../../../source/plan/account/documents.js';
import { type CleanupAction, type CleanupChoice, selected, toggled } from '../../../source/plan/cleanup/choice.js';
import { type CleanupItem, canGo } from '../../../source/plan/cleanup/items.js';
import { everyPlan, itemsIn, itemsOf, namedChoice, ownChoice, patchingChoice } from '../../helpers/choices.js';
import {
  baseline,
  ownTags,
  protectedOwnTags,
  protectedTags,
  record,
  registration,
  target,
  task,
  window,
} from '../../helpers/inventory.js';
import { forSome } from '../../helpers/properties.js';
import { anyAccount, anyChoice, built } from '../../helpers/random-account.js';
import { refusal } from '../../helpers/refused.js';

const own = baseline('own', { tags: ownTags() });
const other = baseline('other', { tags: ownTags('other'), operatingSystem: 'UBUNTU' });
const foreign = baseline('foreign', { operatingSystem: 'SUSE' });
const corp = baseline('corp', { isDefault: true });
const lambda = task('mixed-lambda', { document: 'arn:aws:lambda:eu-west-1:1:function:fn', type: 'LAMBDA' });
const office = itemsOf({
  windows: [
    window('ours', { tags: ownTags(), targets: [target('ours-target')], tasks: [task('ours-task')] }),
    window('theirs', { tasks: [task('theirs-task')] }),
    window('off', { tasks: [task('off-task')], enabled: false }),
    window('mixed', { tasks: [task('mixed-task'), task('mixed-scan', { operation: 'Scan' }), lambda] }),
    window('ours-too', { tags: ownTags('other'), tasks: [task('x'), lambda] }),
    window('empty'),
    window('kept', { tags: protectedOwnTags, tasks: [task('kept-task')] }),
    window('inventory', { tasks: [task('inventory-task', { document: 'AWS-GatherSoftwareInventory' })] }),
  ],
  baselines: [own, other, foreign, corp],
  patchGroups: [
    registration('web', own),
    registration('db', own),
    registration('web', other),
    registration('web', foreign),
    registration('corp', corp),
  ],
});

/** A window that has other tasks alone. */
const isOtherwiseUsed = (item: CleanupItem): boolean =>
  item.kind === 'window' && item.window.tasks.length > 0 && !isPatchingWindow(item.window);

const ids = (choice: CleanupChoice): string[] => [...choice.keys()].sort();

describe('at first', () => {
  it('only the wizard’s own are on, those of windows that do other things too among them', () => {
    const expected = ['mw-ours', 'x', 'pb-own', 'pb-own db', 'pb-own web', 'pb-other', 'pb-other web'];
    expect(ids(ownChoice(office))).toEqual(expected.sort());
  });

  it('or those of one plan', () => {
    expect(ids(ownChoice(office, 'other'))).toEqual(['pb-other', 'pb-other web', 'x']);
    expect(ids(ownChoice(office, 'nobody'))).toEqual([]);
  });

  const ours = window('ours', { tags: ownTags(), tasks: [task('t')] });
  const recorded = { windows: [ours], records: [record(), record('other')] };
  const [ofDefault, ofOther] = ['/patch-wizard/plans/default', '/patch-wizard/plans/other'] as const;

  it('a record only where nothing else of its plan stays', () => {
    const items = itemsOf(recorded);
    expect(ids(ownChoice(items))).toEqual([ofDefault, ofOther, 'mw-ours']);
    expect(ids(ownChoice(items, 'other'))).toEqual([ofOther]);
    const kept = window('kept', { tags: protectedOwnTags, tasks: [task('u')] });
    expect(ids(ownChoice(itemsOf({ ...recorded, windows: [ours, kept] }), 'default'))).toEqual(['mw-ours']);
    // What a clean-up leaves of a window that does other things too.
    const emptied = window('emptied', { tags: ownTags(), tasks: [lambda] });
    expect(ids(ownChoice(itemsOf({ ...recorded, windows: [emptied] }), 'default'))).toEqual([ofDefault]);
    expect(ids(namedChoice(items, [ofDefault]))).toEqual([ofDefault]);
  });

  it('nor once a thing of its plan is turned off or only switched off, unless it is chosen after that', () => {
    const items = itemsOf(recorded);
    const all = ownChoice(items);
    expect(ids(toggled(items, all, 'mw-ours').choice)).toEqual([ofOther]);
    const disabled = toggled(items, all, 'mw-ours', 'disable').choice;
    expect(ids(disabled)).toEqual([ofOther, 'mw-ours']);
    expect(ids(toggled(items, disabled, ofDefault).choice)).toEqual([ofDefault, ofOther, 'mw-ours']);
  });

  it('not what a protected window patches with, which goes by its name alone', () => {
    const items = itemsOf({
      windows: [
        window('vault', { tags: protectedOwnTags, tasks: [task('t')], targets: [target('v', 'gold')] }),
        window('safe', { tags: protectedTags, tasks: [task('u')], targets: [target('s', 'web')] }),
      ],
      baselines: [own, foreign],
      patchGroups: [registration('gold', own), registration('tin', own), registration('web', foreign)],
    });
    expect(ids(ownChoice(items))).toEqual(['pb-own tin']);
    expect(ids(patchingChoice(items))).toEqual(['pb-own tin']);
    expect(ids(namedChoice(items, ['pb-own']))).toEqual(['pb-own', 'pb-own gold', 'pb-own tin']);
    expect(toggled(items, ownChoice(items), 'pb-own gold').refusal).toBeUndefined();
    const named = namedChoice(items, ['pb-own gold']);
    expect(items.filter(({ id }) => named.has(id)).map((item) => item.consequence(named))).toEqual([
      expect.stringContaining('If vault stays, it patches with'),
    ]);
  });

  it('everything about patching: not empty windows of others, not what is protected, no default', () => {
    const baselines = ['pb-foreign', 'pb-foreign web', 'pb-corp corp'];
    const ofOthers = ['mw-theirs', 'mw-off', 'mixed-task', 'mixed-scan', ...baselines];
    const ofPlan = ['pb-other', 'pb-other web', 'x'];
    const own = ['mw-ours', 'pb-own', 'pb-own db', 'pb-own web'];
    expect(ids(patchingChoice(office))).toEqual([...ofOthers, ...ofPlan, ...own].sort());
    // Of a plan its own and what others made, nothing of another plan.
    expect(ids(patchingChoice(office, 'other'))).toEqual([...ofOthers, ...ofPlan].sort());
    expect(ids(patchingChoice(office, 'nobody'))).toEqual([...ofOthers].sort());
  });

  it('switching off takes windows that are on, and nothing else', () => {
    const choice = selected(office, { ...everyPlan, isAllPatching: true, isDisabling: true });
    expect(Object.fromEntries(choice)).toEqual({ 'mw-ours': 'disable', 'mw-theirs': 'disable' });
  });
});

describe('by name', () => {
  it.each<[string, string[], string[]]>([
    ['an id', ['mw-theirs'], ['mw-theirs']],
    ['a name', ['theirs'], ['mw-theirs']],
    ['several', ['theirs', 'mw-empty'], ['mw-empty', 'mw-theirs']],
    ['several between commas', ['theirs,mw-empty'], ['mw-empty', 'mw-theirs']],
    ['the same twice', ['theirs', 'mw-theirs'], ['mw-theirs']],
    ['an empty window of others', ['empty'], ['mw-empty']],
    ['a mixed window by id: its patching tasks', ['mw-mixed'], ['mixed-scan', 'mixed-task']],
    ['a mixed window by name', ['mixed'], ['mixed-scan', 'mixed-task']],
    ['one task of a mixed window', ['mixed-scan'], ['mixed-scan']],
    ['a registration', ['pb-own web'], ['pb-own web']],
    ['a group that is registered once', ['db'], ['pb-own db']],
    ['a baseline, with its groups', ['own'], ['pb-own', 'pb-own db', 'pb-own web']],
    ['a default', ['default/WINDOWS'], ['default/WINDOWS']],
    ['a default with its baseline', ['default/WINDOWS', 'pb-corp'], ['default/WINDOWS', 'pb-corp', 'pb-corp corp']],
  ])('%s', (_, names, expected) => {
    expect(ids(namedChoice(office, names))).toEqual(expected);
  });

  const refused = (only: readonly string[], isDisabling = false) =>
    refusal(() => selected(office, { ...everyPlan, only, isDisabling }));

  it.each<[string, string[], string, RegExp]>([
    ['nothing', ['theirs', 'nightly'], 'unknown-item', /^Nothing here is called "nightly"\.$/],
    ['an empty text', [''], 'unknown-item', /^Nothing here is called ""\.$/],
    ['what is protected', ['kept'], 'protected-item', /^kept cannot be chosen: tagged ssm-patch-wizard:protect\.$/],
    ['another purpose', ['mw-inventory'], 'protected-item', /^inventory cannot be chosen: not about patching\.$/],
    [
      'AWS’s own',
      ['AWS-UbuntuDefaultPatchBaseline'],
      'protected-item',
      /cannot be chosen: AWS's own, the default for Ubuntu/,
    ],
    ['a default baseline', ['pb-corp'], 'default-baseline', /^corp cannot be deleted while it is a default/],
    ['a group of three systems', ['web'], 'ambiguous-item', /^"web" is the name of 3 things here/],
  ])('%s is refused', (_, names, code, message) => {
    const error = refused(names);
    expect(error).toMatchObject({ code, exitCode: 2 });
    expect(error.message).toMatch(message);
  });

  it('in a plan only what is the plan’s: also a default, by the baseline that is it', () => {
    const named = (plan: string, ...only: string[]) => ids(namedChoice(office, only, plan));
    expect(named('other', 'web')).toEqual(['pb-other web']);
    for (const name of ['theirs', 'mw-ours', 'pb-own web', 'default/WINDOWS', 'AWS-UbuntuDefaultPatchBaseline']) {
      expect(() => named('other', name)).toThrow(`Nothing in plan other is called "${name}".`);
    }
    expect(() => named('default', 'kept')).toThrow('kept cannot be chosen: tagged ssm-patch-wizard:protect.');
    const ours = itemsOf({ baselines: [baseline('mine', { isDefault: true, tags: ownTags() })] });
    expect(ids(namedChoice(ours, ['default/WINDOWS', 'mine'], 'default'))).toEqual(['default/WINDOWS', 'pb-mine']);
  });

  it('what is ambiguous never goes by that name: it is told by id, ready to copy', () => {
    expect(refused(['web']).nextSteps).toEqual([
      'Use an id instead: "pb-own web" or "pb-other web" or "pb-foreign web"',
    ]);
    const [one, two] = [
      window('twin', { id: 'mw-1', tags: ownTags() }),
      window('twin', { id: 'mw-2', tasks: [task('t')] }),
    ];
    const twins = itemsOf({ windows: [one, two] });
    expect(() => namedChoice(twins, ['twin'])).toThrow('"twin" is the name of 2 things here');
    expect(ids(namedChoice(twins, ['mw-1']))).toEqual(['mw-1']);
  });

  it('switching off something named that is no window is refused, a window that is off already is not', () => {
    expect(refused(['pb-own'], true)).toMatchObject({ code: 'not-a-window', exitCode: 2 });
    expect(refused(['mw-mixed'], true).message).toMatch(/cannot be switched off: its window also runs other tasks\.$/);
    const off = (name: string) => selected(office, { ...everyPlan, only: [name], isDisabling: true });
    expect(off('off').size).toBe(0);
    expect([...off('theirs')]).toEqual([['mw-theirs', 'disable']]);
  });
});

describe('turning things on and off', () => {
  const none: CleanupChoice = new Map();
  const toggle = (choice: CleanupChoice, id: string, action?: CleanupAction) => toggled(office, choice, id, action);

  it('a baseline takes its registrations with it, and leaves with any of them', () => {
    const on = toggle(none, 'pb-own');
    expect(ids(on.choice)).toEqual(['pb-own', 'pb-own db', 'pb-own web']);
    expect(ids(toggle(on.choice, 'pb-own db').choice)).toEqual(['pb-own web']);
    expect(ids(toggle(on.choice, 'pb-own').choice)).toEqual(['pb-own db', 'pb-own web']);
  });

  it('a default baseline waits for its own item, and leaves with it', () => {
    const refused = toggle(none, 'pb-corp');
    expect(refused.choice).toBe(none);
    expect(refused.refusal).toBe(
      'Choose "Make AWS-DefaultPatchBaseline the default for Windows Server again" first: corp is the default.',
    );
    const both = toggle(toggle(none, 'default/WINDOWS').choice, 'pb-corp');
    expect(ids(both.choice)).toEqual(['default/WINDOWS', 'pb-corp', 'pb-corp corp']);
    expect(ids(toggle(both.choice, 'default/WINDOWS').choice)).toEqual(['pb-corp corp']);
  });

  it('a window changes between going, being switched off and staying', () => {
    const off = toggle(none, 'mw-ours', 'disable');
    expect(off.choice.get('mw-ours')).toBe('disable');
    expect(toggle(off.choice, 'mw-ours').choice.get('mw-ours')).toBe('delete');
    expect(toggle(off.choice, 'mw-ours', 'disable').choice.size).toBe(0);
  });

  it.each<[string, CleanupAction, string]>([
    ['mw-kept', 'delete', 'kept stays: tagged ssm-patch-wizard:protect.'],
    ['mw-inventory', 'disable', 'inventory stays: not about patching.'],
    ['mw-off', 'disable', 'off cannot be switched off: it is already switched off.'],
    ['pb-own', 'disable', 'own cannot be switched off: only windows can be.'],
    ['mixed-task', 'disable', 'mixed / AWS-RunPatchBaseline cannot be switched off: only windows can be.'],
  ])('%s to %s is refused with a reason', (id, action, refusal) => {
    expect(toggle(none, id, action)).toEqual({ choice: none, refusal });
  });

  it('what does not exist changes nothing', () => {
    expect(toggle(none, 'mw-nobody')).toEqual({ choice: none });
  });
});

/** What holds for every choice: it can be carried out. */
function expectPossible(items: readonly CleanupItem[], choice: CleanupChoice): void {
  for (const [id, action] of choice) {
    const item = items.find((each) => each.id === id);
    expect(item && canGo(item)).toBe(true);
    if (action === 'disable') expect(item).toMatchObject({ kind: 'window', window: { enabled: true } });
    for (const required of item?.requires ?? []) expect(choice.get(required)).toBe('delete');
    if (item?.blockedBy !== undefined) expect(choice.get(item.blockedBy)).toBe('delete');
  }
}

describe('whatever is chosen', () => {
  it('can be carried out; a refusal changes nothing and says why, everything else changes something', async () => {
    const actions = fc.constantFrom<CleanupAction>('delete', 'disable');
    await forSome(15, [anyAccount, anyChoice, fc.nat(), actions], async (account, choose, index, action) => {
      const items = itemsIn(await (await built(account)).read());
      const choice = choose(items);
      expectPossible(items, choice);
      const item = items[index % items.length];
      if (item === undefined) return;
      const after = toggled(items, choice, item.id, action);
      if (after.refusal === undefined) expect(after.choice.get(item.id)).not.toBe(choice.get(item.id));
      else expect(after.choice).toEqual(choice);
    });
  });

  it('flags never choose what is protected, an empty window of others or a default, and a record only with all of its plan', () =>
    forSome(15, [anyAccount, fc.boolean(), fc.boolean()], async (account, isAllPatching, isDisabling) => {
      const items = itemsIn(await (await built(account)).read());
      const choice = selected(items, { isAllPatching, only: [], isDisabling });
      expectPossible(items, choice);
      for (const { id, itemClass, kind, plan } of items.filter((item) => choice.has(item.id))) {
        expect(isAllPatching ? ['own', 'patching', 'mixed'] : ['own']).toContain(itemClass);
        expect(kind, id).not.toBe('default');
        const staying = items.filter((item) => item.plan === plan && !choice.has(item.id));
        if (kind === 'record') expect(staying.filter((item) => !isOtherwiseUsed(item))).toEqual([]);
      }
    }));
});
