/** Confirming: only what was confirmed by name is ever in the end. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CleanupAction, type CleanupChoice, toggled } from '../../../../source/plan/cleanup/choice.js';
import type { CleanupItem } from '../../../../source/plan/cleanup/items.js';
import {
  type Answer,
  alikeAhead,
  type ConfirmEvent,
  type ConfirmState,
  foreignWords,
  initialConfirm,
  questionNumber,
  reduceConfirm,
} from '../../../../source/ui/flows/cleanup/confirm.js';
import { itemsOf } from '../../../helpers/choices.js';
import { baseline, ownTags } from '../../../helpers/inventory.js';
import { forAll } from '../../../helpers/properties.js';
import { anyChoosing, items, names, neededBy, own } from './items.js';

/** What a key means to the item that is on the screen then. */
type Key = Answer | 'back';
const [yes, no, all, stop, back] = ['yes', 'no', 'all-of-kind', 'stop', 'back'] as const;

function answerTo({ ahead }: ConfirmState, answer: Answer): ConfirmEvent {
  return { id: ahead[0]?.id ?? '', answer };
}

function confirmAfter(state: ConfirmState, ...keys: Key[]): ConfirmState {
  return keys.reduce<ConfirmState>(
    (now, key) => (key === 'back' ? (now.before ?? now) : reduceConfirm(now, answerTo(now, key))),
    state,
  );
}

/** The questions that come up when each is answered with yes. */
function questionsOf(state: ConfirmState): string[] {
  const [item] = state.ahead;
  return item === undefined ? [] : [item.name, ...questionsOf(confirmAfter(state, yes))];
}

describe('confirming', () => {
  const confirming = initialConfirm({ items, choice: own });
  const five = ['own-tue', 'own-wed', 'g1', 'g2', 'zero-day'];

  it.each<[string, Key[], goes: string[], asks: string[], number: number]>([
    ['asks about each chosen item in the order of the list', [], five, five, 1],
    ['ends when all have been asked about', [yes, yes, yes, yes, yes], five, [], 6],
    ['keeps what is answered with no', [yes, no], ['own-tue', ...five.slice(2)], five.slice(2), 3],
    // Without asking about it.
    ['keeps a baseline whose patch group stays', [yes, yes, yes, no], ['own-tue', 'own-wed', 'g1'], [], 6],
    ['counts what falls away as answered', [yes, yes, no], ['own-tue', 'own-wed', 'g2'], ['g2'], 5],
    ['takes all of a kind at once, and asks about the others', [all], five, five.slice(2), 3],
    ['takes another kind at once too', [all, all], five, ['zero-day'], 5],
    ['stops: what has not been asked about stays', [yes, stop], ['own-tue'], [], 6],
    ['stops at once', [stop], [], [], 6],
    ['takes an answer back', [yes, back], five, five, 1],
  ])('%s', (_, keys, goes, asks, number) => {
    const state = confirmAfter(confirming, ...keys);
    expect([names(state.choice), questionsOf(state), questionNumber(state)]).toEqual([goes, asks, number]);
  });

  it('keeps a baseline of its own that stays the default, though it was confirmed before', () => {
    const ours = baseline('ours', { tags: ownTags(), isDefault: true });
    const found = itemsOf({ baselines: [ours] });
    const [reset] = found.filter(({ kind }) => kind === 'default');
    const choice = toggled(found, toggled(found, new Map(), reset?.id ?? '').choice, 'pb-ours').choice;
    expect(questionsOf(initialConfirm({ items: found, choice }))).toEqual(['ours', reset?.name]);
    const end = confirmAfter(initialConfirm({ items: found, choice }), yes, no);
    expect([end.choice.size, end.ahead, questionNumber(end)]).toEqual([0, [], 3]);
  });

  it('means neither another class nor another action by all of a kind', () => {
    const choice = new Map<string, CleanupAction>([...own, ['mw-web', 'delete'], ['mw-own-wed', 'disable']]);
    const state = initialConfirm({ items, choice });
    expect(alikeAhead(state).map(({ id }) => id)).toEqual(['mw-own-tue']);
    expect(questionsOf(confirmAfter(state, all))).toEqual(['own-wed', 'g1', 'g2', 'zero-day', 'web']);
  });

  it.each([yes, no, all, stop])(
    '%s can be taken back, counts once however fast it is pressed, and never at the end',
    (key) => {
      const asked = confirmAfter(confirming, yes);
      expect(confirmAfter(asked, key, back)).toEqual(asked);
      const event = answerTo(confirming, key);
      const once = reduceConfirm(confirming, event);
      expect(reduceConfirm(once, event)).toBe(once);
      const ended = confirmAfter(confirming, yes, yes, yes, yes, yes);
      expect(confirmAfter(ended, key)).toBe(ended);
    },
  );
});

const anyKey = fc.constantFrom<Key>(yes, yes, no, all, stop, back);

/** The ids that have been said yes to, by a model that knows only what was on the screen. */
function confirmedBy(state: ConfirmState, keys: readonly Key[]): ReadonlySet<string> {
  const history: { state: ConfirmState; confirmed: ReadonlySet<string> }[] = [];
  let now: (typeof history)[number] = { state, confirmed: new Set() };
  for (const key of keys) {
    if (key === 'back') {
      now = history.pop() ?? now;
      continue;
    }
    const [asked] = now.state.ahead;
    if (asked === undefined) continue;
    history.push(now);
    const { ahead, choice } = now.state;
    const described = ({ id, kind, itemClass }: CleanupItem) => [kind, itemClass, choice.get(id)].join();
    const alike = ahead.filter((item) => described(item) === described(asked));
    const meant = key === 'yes' ? [asked] : key === 'all-of-kind' ? alike : [];
    const confirmed = new Set([...now.confirmed, ...meant.map(({ id }) => id)]);
    now = { state: confirmAfter(now.state, key), confirmed };
  }
  return now.confirmed;
}

describe('whatever is answered', () => {
  it('nothing goes that was not confirmed, and nothing that was not chosen', () =>
    forAll([anyChoosing, fc.array(anyKey, { maxLength: 30 })], (chosen, keys) => {
      const start = initialConfirm(chosen);
      const end = confirmAfter(start, ...keys);
      const confirmed = confirmedBy(start, keys);
      const ahead = new Set(end.ahead.map(({ id }) => id));
      for (const [id, action] of end.choice) {
        expect(confirmed.has(id) || ahead.has(id)).toBe(true);
        expect(chosen.choice.get(id)).toBe(action);
      }
    }));

  it('nothing goes without what it needs, and each item is asked about once', () =>
    forAll([anyChoosing, fc.array(fc.constantFrom(yes, yes, no, all), { maxLength: 40 })], (chosen, keys) => {
      const end = confirmAfter(initialConfirm(chosen), ...keys);
      expect(new Set(end.ahead).size).toBe(end.ahead.length);
      expect(end.ahead.filter(({ id }) => !end.choice.has(id))).toEqual([]);
      for (const item of end.items.filter(({ id }) => end.choice.has(id))) {
        expect(neededBy(item).filter((id) => !end.choice.has(id))).toEqual([]);
      }
    }));
});

describe('what others have made is said', () => {
  function choiceOf(...names: string[]): CleanupChoice {
    return new Map(items.filter(({ name }) => names.includes(name)).map(({ id }) => [id, 'delete']));
  }

  const alone = 'It was not created by this wizard.';

  it.each<[string, CleanupChoice, string | undefined]>([
    ['nothing', new Map(), undefined],
    ['the wizard’s own', own, undefined],
    ['a window of others', choiceOf('own-tue', 'web'), '1 of them was not created by this wizard.'],
    ['two of others', choiceOf('web', 'erp'), '2 of them were not created by this wizard.'],
    ['a mixed window’s task', choiceOf('month-end / AWS-RunPatchBaseline'), alone],
    ['an empty window', choiceOf('draft'), alone],
    ['a window of others that is only switched off', new Map([['mw-web', 'disable']]), alone],
  ])('%s: %s', (_, choice, why) => {
    expect(foreignWords({ items, choice })).toBe(why);
  });
});
