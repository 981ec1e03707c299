/** Which question comes when, and that only what was agreed to is begun. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeError, UserError } from '../../../../source/errors.js';
import { initialExecution } from '../../../../source/plan/account/events.js';
import type { PlanDocument } from '../../../../source/plan/intent/document.js';
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
  chose,
  cleanup,
  edited,
  erp,
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

/** At the hub of a set-up in an empty account. */
const atHub = walkedTo('hub');

/** The yes to what the hub shows. */
const confirmed = { type: 'confirmed', plan: planOf(atHub), at } as const satisfies SetupEvent;

const asked = ['region', 'account', 'baseline', 'schedule', 'hub'] as const;
const when = { kind: 'weekdays', weeks: [1], weekdays: [2] } as const;
const zeroDay = [{ kind: 'zero-day' }] as const;
const elsewhere: SetupEvent = { type: 'opening', event: { type: 'region', region: 'us-east-1' } };
const tokyo: SetupEvent = { type: 'schedule', event: { type: 'zone', timeZone: 'Asia/Tokyo' } };
const all: SetupEvent = { type: 'schedule', event: { type: 'toggle-all' } };

/** A question that is not left, because of what is said. */
const staying = (step: SetupStep, words: RegExp) => ({ step, problem: expect.stringMatching(words) });

describe('the questions', () => {
  it.each<[Start, readonly SetupStep[]]>([
    [{}, asked],
    [{ region: 'eu-west-1' }, asked.slice(1)],
    // A zone alone does not say when.
    [{ flags: { timeZone: 'UTC' } }, asked],
    [{ flags: { when, baselines: zeroDay } }, ['region', 'account', 'hub']],
    [{ flags: { when } }, ['region', 'account', 'baseline', 'hub']],
    // What is not asked for is on the hub all the same.
    [{ flags: { task: { durationHours: 2 }, plan: 'web', tagKey: 'Patch Group', tags: {} } }, asked],
    [{ file: defaultDocument() }, ['region', 'account', 'hub']],
  ])('come in their order; those that flags have answered are passed by: %j', (start, steps) => {
    expect(walk(wizard(start))).toEqual(steps);
  });

  it('begin at home where no command was given', () => {
    const chosen = reduceWizard(started('home'), { flow: 'home', event: { type: 'chose', choice: 'setup', cleanup } });
    expect(stepOf(setup(chosen))).toBe('region');
  });

  it('have a title each, behind the plan that they are about', () => {
    expect(walked(wizard()).map((state) => setupWhere(state).crumbs.slice(1))).toEqual([
      ['Region'],
      ['Account'],
      ['default (new)', 'Systems'],
      ['default (new)', 'When'],
      ['default (new)'],
    ]);
    const plans = inventory({ records: [record('web')] });
    expect(setupWhere(walkedTo('hub', wizard(), plans)).crumbs).toEqual(['Set up', 'web']);
  });

  it('are answered once by two quick keys: the second was meant for the question before', () => {
    const account = read(answered(wizard()));
    const yes: SetupEvent = { type: 'answered', step: 'account' };
    expect(stepOf(after(account, yes, yes))).toBe('baseline');
    expect(stepOf(after(account, { type: 'back', step: 'schedule' }))).toBe('account');
  });

  it('are not left with half an answer', () => {
    const untick: SetupEvent = { type: 'baseline', event: { type: 'toggle' } };
    const none = answered(after(walkedTo('baseline'), untick));
    expect(none).toMatchObject(staying('baseline', /at least one operating system/));
    expect(after(none, untick)).toMatchObject({ problem: undefined });
    expect(answered(after(walkedTo('schedule'), all, all))).toMatchObject(staying('schedule', /at least one week/));
    expect(nameTyped(after(atHub, { type: 'revise', step: 'name' }), '')).toMatchObject(staying('name', /plan name/));
  });

  it('say what does not go together of flags and of what the account keeps', () => {
    const start = { flags: { task: { cutoffHours: 3 } } };
    const short = walked(wizard(start)).at(-1);
    expect(short).toMatchObject(staying('options', /cutoff \(3 h\).*duration \(1 h\)/));
    const kept = { ...defaultDocument(), task: { ...defaultDocument().task, durationHours: 4 } };
    const account = read(answered(wizard(start)), inventory({ records: [record(kept)] }));
    expect(answered(account)).toMatchObject({ step: 'hub' });
    expect(short && back(short)).toMatchObject({ step: 'schedule' });
  });

  it('know how many nodes are in the plan’s groups once that is known', () => {
    const nodesByGroup = new Map([['g', [{ id: 'i-1', isOnline: true }]]]);
    const counted: SetupEvent = { type: 'counted', nodesByGroup };
    const options = after(atHub, { type: 'revise', step: 'options' });
    for (const state of [atHub, options])
      expect(after(state, counted)).toMatchObject({ opened: { inventory: { nodesByGroup } } });
    // What was counted meanwhile is known on the hub, too.
    expect(back(after(options, counted))).toMatchObject({ step: 'hub', opened: { inventory: { nodesByGroup } } });
    expect(after(wizard(), counted)).toEqual(wizard());
  });
});

describe('going back', () => {
  it('leads through every question to home, with the answers kept', () => {
    const steps: SetupStep[] = [];
    let state: WizardState = edited(atHub, { plan: 'web' });
    while (state.flow === 'setup') {
      steps.push(stepOf(state));
      state = back(state);
    }
    expect(steps).toEqual([...asked].reverse());
    const document = { ...atHub.answering.document, plan: 'web' };
    expect(state).toMatchObject({ flow: 'home', session: { answering: { document } } });
  });

  it('shows also what flags have answered', () => {
    const flags = { task: { durationHours: 2 }, when, baselines: zeroDay };
    expect(stepOf(setup(back(walkedTo('hub', wizard({ flags })))))).toBe('schedule');
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
    const options = after(atHub, { type: 'revise', step: 'options' });
    expect(answeringNow(after(options, scan)).document.task.operation).toBe('Scan');
  });

  it('and forth again asks the account no second time, and suggests nothing anew', () => {
    const other = edited(walkedTo('baseline'), { plan: 'other' });
    const steps = ['baseline', 'account', 'region'] as const;
    const home = wherever(other, ...steps.map((step): SetupEvent => ({ type: 'back', step })));
    const again = reduceWizard(home, { flow: 'home', event: { type: 'chose', choice: 'setup', cleanup } });
    const { answering } = other;
    expect(setup(again)).toMatchObject({ opening: { account: { status: 'read' } }, answering });
  });
});

describe('changing an answer from the hub', () => {
  it.each(['account', 'baseline', 'schedule', 'options', 'name'] as const)(
    '%s leads back to the hub, to its row',
    (step) => {
      const there = after(edited(atHub, { plan: 'web' }), { type: 'revise', step });
      expect(stepOf(there)).toBe(step);
      expect(answered(there)).toMatchObject({ step: 'hub', row: step, answering: { document: { plan: 'web' } } });
    },
  );

  it('and leaving it by Esc leaves the answer as it was, whatever was pressed', () => {
    const schedule = after(atHub, { type: 'revise', step: 'schedule' });
    expect(back(after(schedule, tokyo, all))).toEqual({ ...atHub, row: 'schedule' });
  });

  it('can be undone as a whole, to what the plan was opened with', () => {
    const changed = edited(atHub, { timeZone: 'Asia/Tokyo', tags: { Team: 'ops' } });
    expect(after(changed, { type: 'undone' }).answering.document).toEqual(atHub.answering.document);
  });

  it('of the account leads over another one’s, which is no way around', () => {
    const toAccount = after(atHub, { type: 'revise', step: 'account' });
    expect(back(toAccount)).toEqual({ ...atHub, row: 'account' });
    const region = setup(wherever(toAccount, { type: 'opening', event: { type: 'other-region' } }));
    expect(back(region)).toEqual({ ...atHub, row: 'account' });
    const account = after(region, elsewhere);
    const opening = { step: 'account', connection: { region: 'us-east-1' }, account: { status: 'reading' } };
    expect(account).toMatchObject({ opening });
    expect(stepOf(answered(account))).toBe('hub');
    expect(back(setup(back(account))).flow).toBe('home');
    // Nor around the question of which plan.
    const plans = inventory({ records: [record('web'), record('db')] });
    expect(answered(read(account, plans)).step).toBe('plan');
  });
});

describe('agreeing', () => {
  const working = after(atHub, confirmed);

  it('to what was shown begins the work', () => {
    const { plan } = confirmed;
    const total = plan.operations.length;
    expect(working).toMatchObject({ step: 'progress', work: { execution: { total }, startedAt: at } });
    const end = { place, plan, state: initialExecution(total), isComplete: true, check: undefined };
    expect(after(working, ended(end))).toMatchObject({ step: 'done', end });
    const error = describeError(new UserError('No backup.', { code: 'no-backup' }));
    expect(after(working, { type: 'failed', error })).toMatchObject({ step: 'refused', error });
  });

  it('counts at the hub alone', () => {
    expect(after(wizard(), confirmed)).toEqual(wizard());
  });

  it('is the only way to the work, whatever else is pressed', () => {
    const events: readonly SetupEvent[] = [
      ...(['baseline', 'schedule', 'options', 'name', 'account'] as const).flatMap((step): SetupEvent[] => [
        { type: 'revise', step },
        { type: 'answered', step },
        { type: 'back', step },
      ]),
      { type: 'answered', step: 'hub' },
      { type: 'back', step: 'hub' },
      ...([undefined, 'delete', 'disable', 'leave'] as const).map(
        (leftovers): SetupEvent => ({ type: 'chose', choices: { leftovers } }),
      ),
      { type: 'undone' },
      { type: 'took-over' },
      { type: 'set-back' },
      { type: 'stopping' },
      all,
      tokyo,
    ];
    return forAll([fc.array(fc.constantFrom(...events), { maxLength: 30 })], (pressed) => {
      const state = wherever(atHub, ...pressed);
      if (state.flow === 'setup') expect(['progress', 'refused', 'done']).not.toContain(state.step);
    });
  });

  it('is for good: no late answer and no way back leads to the questions again', () => {
    const anyStep = fc.constantFrom(...(Object.keys(stepTitles) as SetupStep[]));
    const anyEvent: fc.Arbitrary<SetupEvent> = fc.oneof(
      anyStep.map((step) => ({ type: 'answered' as const, step })),
      anyStep.map((step) => ({ type: 'back' as const, step })),
      fc.constantFrom<SetupEvent>(
        confirmed,
        { type: 'revise', step: 'schedule' },
        { type: 'chose', choices: { leftovers: 'delete' } },
        { type: 'undone' },
        { type: 'took-over' },
        { type: 'set-back' },
        { type: 'opening', event: { type: 'reconnect' } },
        named('web'),
      ),
    );
    return forAll([fc.array(anyEvent)], (events) => {
      expect(after(working, ...events)).toBe(working);
    });
  });
});

describe('setting back', () => {
  const before = defaultDocument();
  const changedTo = { ...before, timeZone: 'Asia/Tokyo', task: { ...before.task, durationHours: 2 } };
  const keeping = (document: PlanDocument) => inventory({ records: [record(document)] });
  const opened = walkedTo('hub', wizard({ region: 'eu-west-1' }), keeping(before));
  const changed = edited(opened, { timeZone: 'Asia/Tokyo', task: { durationHours: 2 } });
  const plan = planOf(changed);
  const state = initialExecution(plan.operations.length);
  const done = after(
    changed,
    { ...confirmed, plan },
    ended({ place, plan, state, isComplete: true, check: undefined }),
  );

  it('opens the plan with the answers before, once the account has been read again', () => {
    const reading = after(done, { type: 'set-back' });
    expect(reading).toMatchObject({ step: 'opening', opening: { step: 'account', account: { status: 'reading' } } });
    const again = read(reading, keeping(changedTo));
    expect(again).toMatchObject({ step: 'hub', answering: { document: before, suggested: changedTo } });
    expect(planOf(again).operations.map(({ kind }) => kind)).toContain('PutParameter');
  });

  it('keeps what somebody else has changed meanwhile', () => {
    const tags = { Team: 'ops' };
    const again = read(after(done, { type: 'set-back' }), keeping({ ...changedTo, tags }));
    expect(again).toMatchObject({ step: 'hub', answering: { document: { ...before, tags } } });
  });

  it('is nothing that a new plan has', () => {
    const made = { place, plan: confirmed.plan, state, isComplete: true, check: undefined };
    const end = after(atHub, confirmed, ended(made));
    expect(after(end, { type: 'set-back' })).toBe(end);
  });
});

describe('trying again', () => {
  const answers = { timeZone: 'Asia/Tokyo', task: { durationHours: 2 } } as const;
  const meant = edited(walkedTo('hub', wizard({ flags: { tags: { Team: 'ops' } } })), answers);
  const plan = planOf(meant);
  const { document } = meant.answering;
  const state = initialExecution(plan.operations.length);
  const broken = { place, plan, state, isComplete: false, check: undefined };
  const reading = after(meant, { ...confirmed, plan }, ended(broken), { type: 'again' });

  it.each([
    ['nothing is there yet', inventory()],
    ['the answers are written down', inventory({ records: [record(document)] })],
  ])('opens the plan with the answers that it had, where %s', (_, account) => {
    expect(reading).toMatchObject({ step: 'opening', opening: { account: { status: 'reading' } } });
    expect(read(reading, account)).toMatchObject({ step: 'hub', answering: { document } });
  });

  it('goes on taking over what is left', () => {
    const account = inventory({ windows: [erp] });
    const adopting = after(walkedTo('plan', wizard(), account), chose({ kind: 'adopt' }));
    const adopted = planOf(adopting);
    const again = after(adopting, { ...confirmed, plan: adopted }, ended({ ...broken, plan: adopted }), {
      type: 'again',
    });
    const keeping = inventory({ windows: [erp], records: [record(adopted.document)] });
    expect(read(again, keeping)).toMatchObject({ step: 'hub', answering: { document: adopted.document } });
    expect(planOf(read(again, keeping)).takenOver.windows).toEqual(adopted.takenOver.windows);
  });

  it('reads again what was refused', () => {
    const error = describeError(new UserError('No backup.', { code: 'no-backup' }));
    const refused = after(atHub, confirmed, { type: 'failed', error }, { type: 'again' });
    expect(read(refused)).toMatchObject({ step: 'hub', answering: { document: atHub.answering.document } });
  });
});

describe('dates without an account', () => {
  const preview = reduceWizard(started('home'), { flow: 'home', event: { type: 'chose', choice: 'preview', cleanup } });
  const there = reduceWizard(preview, { flow: 'preview', event: tokyo });

  it('are an answer to the schedule question, should a set-up follow', () => {
    const set = setup(reduceWizard(there, { flow: 'preview', event: { type: 'answered' } }));
    expect(set.answering.document.timeZone).toBe('Asia/Tokyo');
    expect(walk(set)).toEqual(['region', 'account', 'baseline', 'hub']);
  });

  it('are kept on the way home', () => {
    const home = reduceWizard(there, { flow: 'preview', event: { type: 'back' } });
    const answering = { document: { timeZone: 'Asia/Tokyo' } };
    expect(home).toMatchObject({ flow: 'home', session: { answering } });
  });
});
