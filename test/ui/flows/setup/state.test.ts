/** Which question comes when, and that only what was agreed to is begun. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeError, UserError } from '../../../../source/errors.js';
import { initialExecution } from '../../../../source/plan/account/events.js';
import { defaultDocument } from '../../../../source/plan/intent/waves.js';
import { answeringNow, type SetupEvent } from '../../../../source/ui/flows/setup/state.js';
import { type SetupStep, setupWhere, stepOf, stepTitles } from '../../../../source/ui/flows/setup/steps.js';
import { reduceWizard, type WizardState } from '../../../../source/ui/flows/wizard.js';
import { inventory, record } from '../../../helpers/inventory.js';
import { forAll } from '../../../helpers/properties.js';
import { at, ended, place } from '../opened.js';
import {
  after,
  answered,
  back,
  cleanup,
  edited,
  named,
  nameTyped,
  planOf,
  read,
  type Start,
  setup,
  started,
  walk,
  walked,
  walkedTo,
  wherever,
  wizard,
} from './driven.js';

/** At the review of a set-up in an empty account. */
const reviewing = walkedTo('review');

/** The yes to what the review shows. */
const confirmed = { type: 'confirmed', plan: planOf(reviewing), at } as const satisfies SetupEvent;

const numbered = ['region', 'account', 'baseline', 'schedule', 'options', 'review'] as const;
const when = { kind: 'weekdays', weeks: [1], weekdays: [2] } as const;
const zeroDay = [{ kind: 'zero-day' }] as const;
const toRegion: SetupEvent = { type: 'revise', step: 'region' };
const elsewhere: SetupEvent = { type: 'opening', event: { type: 'region', region: 'us-east-1' } };
const tokyo: SetupEvent = { type: 'schedule', event: { type: 'zone', timeZone: 'Asia/Tokyo' } };
const all: SetupEvent = { type: 'schedule', event: { type: 'toggle-all' } };

/** A question that is not left, because of what is said. */
const staying = (step: SetupStep, words: RegExp) => ({ step, problem: expect.stringMatching(words) });

describe('the questions', () => {
  it.each<[Start, readonly SetupStep[]]>([
    [{}, numbered],
    [{ region: 'eu-west-1' }, numbered.slice(1)],
    // A zone alone does not say when.
    [{ flags: { timeZone: 'UTC' } }, numbered],
    [{ flags: { when, baselines: zeroDay } }, ['region', 'account', 'options', 'review']],
    [{ flags: { task: { durationHours: 2 } } }, ['region', 'account', 'baseline', 'schedule', 'review']],
    [{ flags: { plan: 'web' } }, ['region', 'account', 'baseline', 'schedule', 'review']],
    [{ flags: { tagKey: 'Patch Group' } }, ['region', 'account', 'baseline', 'schedule', 'review']],
    [{ flags: { tags: {} } }, ['region', 'account', 'baseline', 'schedule', 'review']],
    [{ file: defaultDocument() }, ['region', 'account', 'review']],
  ])('come in their order; those that flags have answered are passed by: %j', (start, steps) => {
    expect(walk(wizard(start))).toEqual(steps);
  });

  it('begin at home where no command was given', () => {
    const chosen = reduceWizard(started('home'), { flow: 'home', event: { type: 'chose', choice: 'setup', cleanup } });
    expect(stepOf(setup(chosen))).toBe('region');
  });

  it('have a title and a number each, of those that the account leaves', () => {
    const where = walked(wizard()).map(setupWhere);
    expect(where.map(({ position }) => position)).toEqual([1, 2, 3, 4, 5, 6].map((number) => `${number} of 7`));
    expect(where.map(({ crumbs }) => crumbs[1])).toEqual(numbered.map((step) => stepTitles[step]));
    expect(setupWhere(after(reviewing, confirmed)).position).toBe('7 of 7');
    const plans = inventory({ records: [record('web')] });
    const withPlans = walked(after(walkedTo('plan', wizard(), plans), named('web'))).map(setupWhere);
    expect(withPlans.map(({ position }) => position)).toEqual([4, 5, 6, 7].map((number) => `${number} of 8`));
  });

  it('are answered once by two quick keys: the second was meant for the question before', () => {
    const account = read(answered(wizard()));
    const yes: SetupEvent = { type: 'answered', step: 'account' };
    expect(stepOf(after(account, yes, yes))).toBe('baseline');
    expect(stepOf(after(account, { type: 'back', step: 'options' }))).toBe('account');
  });

  it('are not left with half an answer', () => {
    const untick: SetupEvent = { type: 'baseline', event: { type: 'toggle' } };
    const none = answered(after(walkedTo('baseline'), untick));
    expect(none).toMatchObject(staying('baseline', /at least one operating system/));
    expect(after(none, untick)).toMatchObject({ problem: undefined });
    expect(answered(after(walkedTo('schedule'), all, all))).toMatchObject(staying('schedule', /at least one week/));
    expect(nameTyped(walkedTo('options'), '')).toMatchObject(staying('options', /plan name/));
  });

  it('say what does not go together of flags and of what the account keeps', () => {
    const start = { flags: { task: { cutoffHours: 3 } } };
    const short = walked(wizard(start)).at(-1);
    expect(short).toMatchObject(staying('options', /cutoff \(3 h\).*duration \(1 h\)/));
    const kept = { ...defaultDocument(), task: { ...defaultDocument().task, durationHours: 4 } };
    const account = read(answered(wizard(start)), inventory({ records: [record(kept)] }));
    expect(walked(after(answered(account), named('default'))).at(-1)).toMatchObject({ step: 'review' });
    expect(back(walkedTo('options', short && setup(back(short))))).toMatchObject({ step: 'schedule' });
  });

  it('know how many nodes are in the plan’s groups once that is known', () => {
    const nodesByGroup = new Map([['g', [{ id: 'i-1', isOnline: true }]]]);
    const counted: SetupEvent = { type: 'counted', nodesByGroup };
    for (const step of ['options', 'review'] as const) {
      expect(after(walkedTo(step), counted)).toMatchObject({ opened: { inventory: { nodesByGroup } } });
    }
    expect(after(wizard(), counted)).toEqual(wizard());
  });
});

describe('going back', () => {
  it('leads through every question to home, with the answers kept', () => {
    const steps: SetupStep[] = [];
    let state: WizardState = edited(reviewing, { plan: 'web' });
    while (state.flow === 'setup') {
      steps.push(stepOf(state));
      state = back(state);
    }
    expect(steps).toEqual([...numbered].reverse());
    const document = { ...reviewing.answering.document, plan: 'web' };
    expect(state).toMatchObject({ flow: 'home', session: { answering: { document } } });
  });

  it('shows also what flags have answered', () => {
    const flags = { task: { durationHours: 2 }, when, baselines: zeroDay };
    expect(stepOf(setup(back(walkedTo('review', wizard({ flags })))))).toBe('options');
  });

  it('keeps what is on the screen where it is an answer', () => {
    const { waves } = defaultDocument();
    const kept = setup(back(after(walkedTo('schedule'), tokyo, all)));
    expect(kept.answering.document.timeZone).toBe('Asia/Tokyo');
    expect(kept.answering.document.waves).toHaveLength(6 * 2 * 2);
    const half = setup(back(after(walkedTo('schedule'), tokyo, all, all)));
    expect(half.answering.document).toMatchObject({ timeZone: 'Asia/Tokyo', waves });
    // Before Enter it is what a way back into the wizard has, too.
    expect(answeringNow(after(walkedTo('schedule'), tokyo)).document.timeZone).toBe('Asia/Tokyo');
    const scan: SetupEvent = { type: 'options', event: { type: 'change', by: 1 } };
    expect(answeringNow(after(walkedTo('options'), scan)).document.task.operation).toBe('Scan');
  });

  it('and forth again asks the account no second time, and suggests nothing anew', () => {
    const other = edited(walkedTo('baseline'), { plan: 'other' });
    const steps = ['baseline', 'account', 'region'] as const;
    const home = wherever(other, ...steps.map((step): SetupEvent => ({ type: 'back', step })));
    const again = reduceWizard(home, { flow: 'home', event: { type: 'chose', choice: 'setup', cleanup } });
    const { answering } = other;
    expect(answered(setup(again))).toMatchObject({ opening: { account: { status: 'read' } }, answering });
  });
});

describe('changing something from the review', () => {
  it.each(['account', 'baseline', 'schedule', 'options'] as const)('%s leads back to the review', (step) => {
    const there = after(edited(reviewing, { plan: 'web' }), { type: 'revise', step });
    expect(stepOf(there)).toBe(step);
    expect(answered(there)).toMatchObject({ step: 'review', answering: { document: { plan: 'web' } } });
  });

  it('and leaving it again changes nothing', () => {
    expect(back(after(reviewing, { type: 'revise', step: 'schedule' }))).toEqual(reviewing);
  });

  it('of the region leads over the account, which is no way around', () => {
    const account = after(reviewing, toRegion, elsewhere);
    const opening = { step: 'account', connection: { region: 'us-east-1' }, account: { status: 'reading' } };
    expect(account).toMatchObject({ opening });
    expect(stepOf(answered(account))).toBe('review');
    expect(back(setup(back(account))).flow).toBe('home');
    // The same region again is the account that was reviewed.
    expect(back(after(reviewing, toRegion))).toEqual(reviewing);
  });

  it('of the region is no way around the question of which plan either', () => {
    const plans = inventory({ records: [record('web')] });
    const account = read(after(reviewing, toRegion, elsewhere), plans);
    expect(back(setup(back(account))).flow).toBe('home');
    expect(answered(account).step).toBe('plan');
  });
});

describe('agreeing', () => {
  const working = after(reviewing, confirmed);

  it('to what was shown begins the work', () => {
    const { plan } = confirmed;
    const total = plan.operations.length;
    expect(working).toMatchObject({ step: 'progress', work: { execution: { total }, startedAt: at } });
    const end = { place, plan, state: initialExecution(total), isComplete: true, check: undefined };
    expect(after(working, ended(end))).toMatchObject({ step: 'done', end });
    const error = describeError(new UserError('No backup.', { code: 'no-backup' }));
    expect(after(working, { type: 'failed', error })).toMatchObject({ step: 'refused', error });
  });

  it('counts at the review alone', () => {
    expect(after(wizard(), confirmed)).toEqual(wizard());
  });

  it('is for good: no late answer and no way back leads to the questions again', () => {
    const anyStep = fc.constantFrom(...(Object.keys(stepTitles) as SetupStep[]));
    const anyEvent: fc.Arbitrary<SetupEvent> = fc.oneof(
      anyStep.map((step) => ({ type: 'answered' as const, step })),
      anyStep.map((step) => ({ type: 'back' as const, step })),
      fc.constantFrom<SetupEvent>(
        confirmed,
        { type: 'revise', step: 'schedule' },
        { type: 'toggled', consent: 'prune' },
        { type: 'opening', event: { type: 'reconnect' } },
        named('web'),
      ),
    );
    return forAll([fc.array(anyEvent)], (events) => {
      expect(after(working, ...events)).toBe(working);
    });
  });
});

describe('dates without an account', () => {
  const preview = reduceWizard(started('home'), { flow: 'home', event: { type: 'chose', choice: 'preview', cleanup } });
  const there = reduceWizard(preview, { flow: 'preview', event: tokyo });

  it('are an answer to the schedule question, should a set-up follow', () => {
    const set = setup(reduceWizard(there, { flow: 'preview', event: { type: 'answered' } }));
    expect(set.answering.document.timeZone).toBe('Asia/Tokyo');
    expect(walk(set)).toEqual(['region', 'account', 'baseline', 'options', 'review']);
  });

  it('are kept on the way home', () => {
    const home = reduceWizard(there, { flow: 'preview', event: { type: 'back' } });
    const answering = { document: { timeZone: 'Asia/Tokyo' } };
    expect(home).toMatchObject({ flow: 'home', session: { answering } });
  });
});
