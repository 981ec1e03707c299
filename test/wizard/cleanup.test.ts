/** The clean-up's questions: what may be chosen, and that only what was confirmed by name is ever in the end. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CleanupChoice, type Fate, ownChoice, patchingChoice, toggled } from '../../source/plan/cleanup/choice.js';
import { type CleanupItem, canGo, classTitles, cleanupItems, itemClasses } from '../../source/plan/cleanup/items.js';
import { defaultAnswers } from '../../source/plan/spec/answers.js';
import {
  type Answer,
  alikeAhead,
  askedItem,
  type ChooseEvent,
  type ChooseState,
  type ConfirmEvent,
  type ConfirmState,
  chooseRows,
  initialChoose,
  initialConfirm,
  itemAt,
  questionNumber,
  reduceChoose,
  reduceConfirm,
  typedConfirmation,
} from '../../source/wizard/cleanup.js';
import { initialWizard, reduceWizard, type WizardEvent, type WizardState } from '../../source/wizard/wizard.js';
import {
  anyInventory,
  baseline,
  inventory,
  now,
  ownTags,
  protectedTags,
  registration,
  target,
  task,
  window,
} from '../plan/cleanup-account.js';

const zeroDay = baseline('zero-day', { tags: ownTags() });
const corporate = baseline('corporate', { isDefault: true });

/** Of each class something: two own windows, two of others, a mixed, an empty and a protected one, and baselines. */
const items = cleanupItems(
  inventory({
    windows: [
      window('own-tue', { tags: ownTags(), targets: [target('t-1')], tasks: [task('task-1')] }),
      window('own-wed', { tags: ownTags(), tasks: [task('task-2')] }),
      window('web', { tasks: [task('task-3')] }),
      window('erp', { tasks: [task('task-4')], enabled: false }),
      window('month-end', { tasks: [task('task-5'), task('task-6', { type: 'LAMBDA', document: 'arn:fn' })] }),
      window('draft'),
      window('vault', { tasks: [task('task-7')], tags: protectedTags }),
    ],
    baselines: [zeroDay, corporate],
    patchGroups: [registration('g1', zeroDay), registration('g2', zeroDay), registration('corp', corporate)],
  }),
  now,
);
const own = ownChoice(items);

function choosing(choice: CleanupChoice = own): ChooseState {
  return initialChoose({ items, choice });
}

function chooseAfter(state: ChooseState, ...events: ChooseEvent[]): ChooseState {
  return events.reduce(reduceChoose, state);
}

const down: ChooseEvent = { type: 'move', move: 'down', visible: 8 };
const up: ChooseEvent = { type: 'move', move: 'up', visible: 8 };
const first: ChooseEvent = { type: 'move', move: 'first', visible: 8 };
const last: ChooseEvent = { type: 'move', move: 'last', visible: 8 };
const toggle: ChooseEvent = { type: 'toggle', fate: 'delete' };
const switchOff: ChooseEvent = { type: 'toggle', fate: 'disable' };
const toggleKind: ChooseEvent = { type: 'toggle-kind' };

/** The list with the cursor on the item of this name. */
function on(name: string, state = choosing()): ChooseState {
  const row = chooseRows(state).findIndex((each) => each.kind === 'item' && each.item.name === name);
  if (row < 0) throw new Error(`${name} is not in the list`);
  return { ...state, cursor: row };
}

function names(choice: CleanupChoice, among: readonly CleanupItem[] = items): string[] {
  return among.filter(({ id }) => choice.has(id)).map(({ name }) => name);
}

describe('the list', () => {
  it('has everything under its heading, and only the wizard’s own on', () => {
    const rows = chooseRows(choosing()).map((row) =>
      row.kind === 'heading' ? classTitles[row.itemClass] : `${own.has(row.item.id) ? 'x' : '-'} ${row.item.name}`,
    );
    expect(rows.slice(0, rows.indexOf('- AWS-DefaultPatchBaseline'))).toEqual([
      'Made by this wizard',
      'x own-tue',
      'x own-wed',
      'x g1',
      'x g2',
      'x zero-day',
      'Patching, made by others',
      '- web',
      '- erp',
      '- corp',
      '- Make AWS-DefaultPatchBaseline the default for Windows Server again',
      '- corporate',
      'Mixed: only the patching task can go',
      '- month-end / AWS-RunPatchBaseline',
      'Empty windows of others',
      '- draft',
      'Protected',
      '- vault',
    ]);
  });

  it('is passed through from item to item, over the headings', () => {
    expect(itemAt(choosing())?.name).toBe('own-tue');
    expect(itemAt(chooseAfter(on('zero-day'), down))?.name).toBe('web');
    expect(itemAt(chooseAfter(on('web'), up))?.name).toBe('zero-day');
    expect(itemAt(chooseAfter(on('web'), first))?.name).toBe('own-tue');
    expect(itemAt(chooseAfter(choosing(), up))?.name).toBe('own-tue');
    expect(itemAt(chooseAfter(choosing(), last))?.id).toBe(items.at(-1)?.id);
  });
});

describe('the filter', () => {
  const typed = (text: string): ChooseEvent => ({ type: 'typed', text });

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
    expect(chooseRows(state).flatMap((row) => (row.kind === 'item' ? [row.item.name] : []))).toEqual(found);
    expect(itemAt(state)?.name).toBe(found[0]);
  });

  it('can be corrected, and taken off without losing the place', () => {
    const state = chooseAfter(choosing(), typed('c'), typed('o'), typed('x'), { type: 'erased' });
    expect(state.filter).toBe('co');
    const cleared = chooseAfter(on('corporate', state), { type: 'cleared' });
    expect(cleared.filter).toBe('');
    expect(itemAt(cleared)?.name).toBe('corporate');
    expect(itemAt(chooseAfter(choosing(), typed('?!'), { type: 'cleared' }))?.name).toBe('own-tue');
  });

  it('keeps the cursor on its item while that is in view, and takes it back to it', () => {
    const off: ChooseEvent = { type: 'cleared' };
    const web = on('web');
    expect(itemAt(chooseAfter(web, typed('e'), typed('b')))?.name).toBe('web');
    expect(itemAt(chooseAfter(web, typed('?!')))).toBeUndefined();
    expect(itemAt(chooseAfter(web, typed('?'), typed('!'), { type: 'erased' }, off))?.name).toBe('web');
    expect(itemAt(chooseAfter(on('corporate', chooseAfter(web, typed('co'))), typed('?'), off))?.name).toBe(
      'corporate',
    );
  });

  it('hides, but changes nothing', () => {
    expect(chooseAfter(choosing(), typed('corp')).choice).toBe(own);
  });

  it('is typed while it is open', () => {
    const open = chooseAfter(choosing(), { type: 'filtering', isFiltering: true });
    expect(open.isFiltering).toBe(true);
    expect(chooseAfter(open, { type: 'filtering', isFiltering: false }).isFiltering).toBe(false);
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
    expect(off.choice.get('mw-own-tue')).toBe<Fate>('disable');
    expect(chooseAfter(off, switchOff).choice.has('mw-own-tue')).toBe(false);
    expect(chooseAfter(off, toggle).choice.get('mw-own-tue')).toBe<Fate>('delete');
    expect(chooseAfter(on('erp'), switchOff).refusal).toBe('erp cannot be switched off: it is switched off already.');
    expect(chooseAfter(on('zero-day'), switchOff).refusal).toContain('only windows can be switched off');
  });

  it('forgets why a key was refused at the next one', () => {
    const refused = chooseAfter(on('vault'), toggle);
    for (const event of [up, toggleKind, { type: 'typed', text: 'x' } as const, { type: 'cleared' } as const]) {
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
  });

  it('are those in view: what a filter hides stays as it is', () => {
    const filtered = chooseAfter(choosing(), { type: 'typed', text: 'web' });
    expect(names(chooseAfter(filtered, toggleKind).choice)).toEqual([...names(own), 'web']);
  });

  it('leave out what has to wait for another, which does not keep them from being turned off again', () => {
    const strict = baseline('strict');
    const others = cleanupItems(inventory({ baselines: [strict, corporate] }), now);
    const row = chooseRows({ items: others, filter: '' }).findIndex(
      (r) => r.kind === 'item' && r.item.name === 'strict',
    );
    const state: ChooseState = { ...initialChoose({ items: others, choice: new Map() }), cursor: row };
    const chosen = reduceChoose(state, toggleKind);
    expect(names(chosen.choice, others)).toEqual(['strict']);
    expect(reduceChoose(chosen, toggleKind).choice.size).toBe(0);
  });

  it('say why there are none', () => {
    expect(chooseAfter(on('corporate'), toggleKind).refusal).toMatch(/^First choose/);
    expect(chooseAfter(on('vault'), toggleKind).refusal).toContain('vault stays');
  });
});

const anyMove = fc.constantFrom('up', 'down', 'first', 'last', 'page-up', 'page-down');
const anyChooseEvent: fc.Arbitrary<ChooseEvent> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      type: fc.constant('move' as const),
      move: anyMove,
      visible: fc.integer({ min: 1, max: 9 }),
    }),
  },
  { weight: 3, arbitrary: fc.constantFrom(toggle, switchOff, toggleKind) },
  fc.constantFrom('w', 'mon', 'x', ' ', 'AWS').map((text) => ({ type: 'typed' as const, text })),
  fc.constantFrom<ChooseEvent>({ type: 'erased' }, { type: 'cleared' }),
);

/** Accounts, and what may be chosen in them by any keys. */
const anyChoosing: fc.Arbitrary<ChooseState> = fc
  .tuple(anyInventory, fc.boolean(), fc.array(anyChooseEvent, { maxLength: 25 }))
  .map(([account, isAll, events]) => {
    const found = cleanupItems(account, now);
    const choice = isAll ? patchingChoice(found) : ownChoice(found);
    return chooseAfter(initialChoose({ items: found, choice }), ...events);
  });

describe('whatever keys are pressed', () => {
  it('the cursor is on an item while there is one', () => {
    fc.assert(
      fc.property(anyChoosing, (state) => {
        const rows = chooseRows(state);
        if (rows.length > 0) expect(rows[state.cursor]?.kind).toBe('item');
        else expect(itemAt(state)).toBeUndefined();
      }),
    );
  });

  it('nothing protected is chosen, and nothing without what has to go with it or before it', () => {
    fc.assert(
      fc.property(anyChoosing, ({ items: found, choice }) => {
        for (const item of found.filter(({ id }) => choice.has(id))) {
          expect(canGo(item)).toBe(true);
          const needed = [...item.requires, ...(item.blockedBy === undefined ? [] : [item.blockedBy])];
          expect(needed.filter((id) => !choice.has(id))).toEqual([]);
          if (choice.get(item.id) === 'disable') expect(item.kind === 'window' && item.window.enabled).toBe(true);
        }
      }),
    );
  });

  it('everything that was found is in the list without a filter, each once', () => {
    fc.assert(
      fc.property(anyChoosing, ({ items: found }) => {
        const rows = chooseRows({ items: found, filter: '' });
        const listed = rows.flatMap((row) => (row.kind === 'item' ? [row.item.id] : []));
        expect(listed.sort()).toEqual(found.map(({ id }) => id).sort());
        const headings = rows.flatMap((row) => (row.kind === 'heading' ? [row.itemClass] : []));
        expect(headings).toEqual(itemClasses.filter((itemClass) => headings.includes(itemClass)));
      }),
    );
  });
});

/** What a key means to the item that is on the screen then. */
type Key = Answer | 'back';
const [yes, no, all, stop, back] = ['yes', 'no', 'all-of-kind', 'stop', 'back'] as const;

function eventOf(key: Key, state: ConfirmState): ConfirmEvent {
  return key === 'back' ? { type: key } : { type: 'answered', id: askedItem(state)?.id ?? '', answer: key };
}

function confirmAfter(state: ConfirmState, ...keys: Key[]): ConfirmState {
  return keys.reduce((now, key) => reduceConfirm(now, eventOf(key, now)), state);
}

/** The questions that come up when each is answered with yes. */
function questionsOf(state: ConfirmState): string[] {
  const item = askedItem(state);
  return item === undefined ? [] : [item.name, ...questionsOf(confirmAfter(state, yes))];
}

describe('confirming', () => {
  const confirming = initialConfirm({ items, choice: own });

  it('asks about each chosen item in the order of the list', () => {
    expect(questionsOf(confirming)).toEqual(['own-tue', 'own-wed', 'g1', 'g2', 'zero-day']);
    expect(confirmAfter(confirming, yes, yes, yes, yes, yes).choice).toEqual(own);
    expect(questionsOf(initialConfirm({ items, choice: new Map() }))).toEqual([]);
  });

  it('keeps what is answered with no', () => {
    const state = confirmAfter(confirming, yes, no, yes, yes, yes);
    expect(askedItem(state)).toBeUndefined();
    expect(names(state.choice)).toEqual(['own-tue', 'g1', 'g2', 'zero-day']);
  });

  it('keeps a baseline whose patch group stays, without asking about it', () => {
    const state = confirmAfter(confirming, yes, yes, yes, no);
    expect(askedItem(state)).toBeUndefined();
    expect(names(state.choice)).toEqual(['own-tue', 'own-wed', 'g1']);
  });

  it('keeps a baseline of its own that stays the default, though it was confirmed before', () => {
    const ours = baseline('ours', { tags: ownTags(), isDefault: true });
    const found = cleanupItems(inventory({ baselines: [ours] }), now);
    const [reset] = found.filter(({ kind }) => kind === 'default');
    const choice = toggled(found, toggled(found, new Map(), reset?.id ?? '').choice, 'pb-ours').choice;
    expect(questionsOf(initialConfirm({ items: found, choice }))).toEqual(['ours', reset?.name]);
    const end = confirmAfter(initialConfirm({ items: found, choice }), yes, no);
    expect([end.choice.size, end.queue, questionNumber(end)]).toEqual([0, [], 3]);
  });

  it('takes all of a kind at once, and asks about the others', () => {
    const state = confirmAfter(confirming, all);
    expect(questionsOf(state)).toEqual(['g1', 'g2', 'zero-day']);
    expect(questionsOf(confirmAfter(state, all))).toEqual(['zero-day']);
    expect(confirmAfter(state, all, all).choice).toEqual(own);
  });

  it('means neither another class nor another fate by all of a kind', () => {
    const choice = new Map<string, Fate>([...own, ['mw-web', 'delete'], ['mw-own-wed', 'disable']]);
    const state = initialConfirm({ items, choice });
    expect(alikeAhead(state)).toEqual(['mw-own-tue']);
    expect(questionsOf(confirmAfter(state, all))).toEqual(['own-wed', 'g1', 'g2', 'zero-day', 'web']);
  });

  it('stops: what has not been asked about stays', () => {
    const state = confirmAfter(confirming, yes, stop);
    expect(askedItem(state)).toBeUndefined();
    expect(names(state.choice)).toEqual(['own-tue']);
    expect(confirmAfter(confirming, stop).choice.size).toBe(0);
  });

  it.each<[string, Key]>([
    ['yes', yes],
    ['no', no],
    ['all', all],
    ['stop', stop],
  ])('takes %s back', (_, answer) => {
    const asked = confirmAfter(confirming, yes);
    expect(confirmAfter(asked, answer, back)).toEqual(asked);
  });

  it('has nothing to take back before the first answer', () => {
    expect(confirmAfter(confirming, back)).toBe(confirming);
    expect(confirming.before).toBeUndefined();
  });

  it.each([yes, no, all, stop])('takes a second %s before the next item is drawn for none', (key) => {
    const event = eventOf(key, confirming);
    const once = reduceConfirm(confirming, event);
    expect(reduceConfirm(once, event)).toBe(once);
  });

  it('ends: further answers change nothing', () => {
    const ended = confirmAfter(confirming, yes, yes, yes, yes, yes);
    for (const answer of [yes, no, all, stop]) expect(confirmAfter(ended, answer)).toBe(ended);
  });

  it('counts the questions, those that fell away as answered', () => {
    const numbers = (...keys: Key[]) => questionNumber(confirmAfter(confirming, ...keys));
    expect(numbers()).toBe(1);
    expect(numbers(yes)).toBe(2);
    expect(numbers(no)).toBe(2);
    expect(numbers(all)).toBe(3);
    expect(numbers(yes, yes, no)).toBe(5);
    expect(numbers(yes, back)).toBe(1);
  });
});

const anyKey = fc.constantFrom<Key>(yes, yes, no, all, stop, back);

/** The ids that have been said yes to, by a model that knows only what was on the screen. */
function confirmedBy(state: ConfirmState, keys: readonly Key[]): ReadonlySet<string> {
  const history: { state: ConfirmState; confirmed: ReadonlySet<string> }[] = [];
  let now: { state: ConfirmState; confirmed: ReadonlySet<string> } = { state, confirmed: new Set() };
  for (const key of keys) {
    if (key === 'back') {
      now = history.pop() ?? now;
      continue;
    }
    const asked = askedItem(now.state);
    if (asked === undefined) continue;
    history.push(now);
    const isAlike = (id: string): boolean => {
      const item = now.state.items.find((candidate) => candidate.id === id);
      const isSameFate = now.state.choice.get(id) === now.state.choice.get(asked.id);
      return item?.kind === asked.kind && item.itemClass === asked.itemClass && isSameFate;
    };
    const meant = key === 'yes' ? [asked.id] : key === 'all-of-kind' ? now.state.queue.filter(isAlike) : [];
    now = { state: confirmAfter(now.state, key), confirmed: new Set([...now.confirmed, ...meant]) };
  }
  return now.confirmed;
}

describe('whatever is answered', () => {
  it('nothing goes that was not confirmed, and nothing that was not chosen', () => {
    fc.assert(
      fc.property(anyChoosing, fc.array(anyKey, { maxLength: 30 }), (chosen, keys) => {
        const start = initialConfirm(chosen);
        const end = confirmAfter(start, ...keys);
        const confirmed = confirmedBy(start, keys);
        const answered = end.queue.slice(0, end.index);
        for (const id of answered) expect(confirmed.has(id)).toBe(true);
        for (const [id, fate] of end.choice) expect(chosen.choice.get(id)).toBe(fate);
        if (askedItem(end) === undefined) expect([...end.choice.keys()].sort()).toEqual([...answered].sort());
      }),
    );
  });

  it('nothing goes without what it needs, and each item is asked about once', () => {
    fc.assert(
      fc.property(anyChoosing, fc.array(fc.constantFrom(yes, yes, no, all), { maxLength: 40 }), (chosen, keys) => {
        const end = confirmAfter(initialConfirm(chosen), ...keys);
        expect(new Set(end.queue).size).toBe(end.queue.length);
        expect([...end.choice.keys()].sort()).toEqual([...end.queue].sort());
        for (const item of end.items.filter(({ id }) => end.choice.has(id))) {
          const needed = [...item.requires, ...(item.blockedBy === undefined ? [] : [item.blockedBy])];
          expect(needed.filter((id) => !end.choice.has(id))).toEqual([]);
        }
      }),
    );
  });
});

describe('the account’s id has to be typed', () => {
  function choiceOf(...names: string[]): CleanupChoice {
    return new Map(items.filter(({ name }) => names.includes(name)).map(({ id }) => [id, 'delete']));
  }

  it.each<[string, CleanupChoice, string | undefined]>([
    ['nothing', new Map(), undefined],
    ['the wizard’s own', own, undefined],
    ['a window of others', choiceOf('own-tue', 'web'), '1 of them was not made by this wizard'],
    ['two of others', choiceOf('web', 'erp'), '2 of them were not made by this wizard'],
    ['a mixed window’s task', choiceOf('month-end / AWS-RunPatchBaseline'), '1 of them was not made by this wizard'],
    ['an empty window', choiceOf('draft'), '1 of them was not made by this wizard'],
  ])('%s: %s', (_, choice, why) => {
    expect(typedConfirmation({ items, choice })).toBe(why);
  });

  it('for others’ windows that are only switched off too', () => {
    expect(typedConfirmation({ items, choice: new Map([['mw-web', 'disable']]) })).toBeDefined();
  });

  it('for more than ten, not for ten', () => {
    const many = Array.from({ length: 11 }, (_, index) => window(`w${index}`, { tags: ownTags() }));
    const found = cleanupItems(inventory({ windows: many }), now);
    const eleven = ownChoice(found);
    expect(typedConfirmation({ items: found, choice: eleven })).toBe('11 things go at once');
    const ten = new Map([...eleven].slice(1));
    expect(typedConfirmation({ items: found, choice: ten })).toBeUndefined();
  });
});

describe('the way through the clean-up', () => {
  const identity = { account: '123456789012', arn: 'arn:aws:iam::123456789012:user/jo', partition: 'aws' };
  const start = initialWizard({ flow: 'cleanup', answers: defaultAnswers, given: new Set(), connection: {} });
  const plan = { items, choice: own };

  function afterwards(state: WizardState, ...events: WizardEvent[]): WizardState {
    return events.reduce(reduceWizard, state);
  }
  const choosingStep = afterwards(
    start,
    { type: 'answered', step: 'region' },
    { type: 'read', identity: { ...identity, region: 'eu-west-1', credentials: 'given' }, inventory: inventory({}) },
    { type: 'answered', step: 'account' },
  );
  const confirmingStep = afterwards(choosingStep, { type: 'chose-items', plan });

  it('leads from the account to choosing, confirming and the work', () => {
    expect([start.step, choosingStep.step, confirmingStep.step]).toEqual(['region', 'choose', 'confirm']);
    const working = afterwards(confirmingStep, { type: 'confirmed-items', plan });
    expect(working).toMatchObject({ step: 'progress', agreedCleanup: plan });
    expect(afterwards(working, { type: 'back', step: 'progress' }, { type: 'chose-items', plan })).toBe(working);
    expect(afterwards(working, { type: 'finished' }).step).toBe('done');
  });

  it('begins no work before everything was asked about', () => {
    expect(afterwards(choosingStep, { type: 'confirmed-items', plan })).toBe(choosingStep);
    expect(afterwards(start, { type: 'chose-items', plan })).toBe(start);
  });

  it('keeps what was chosen on the way back to the list, and finds everything anew after that', () => {
    const again = afterwards(confirmingStep, { type: 'back', step: 'confirm' });
    expect(again).toMatchObject({ step: 'choose', chosen: plan });
    expect(afterwards(again, { type: 'back', step: 'choose' })).toMatchObject({ step: 'account', chosen: undefined });
  });
});
