/** Which question comes when, and what of the answers survives. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeError, UserError } from '../../source/errors.js';
import type { AccountIdentity, Inventory, InventoryNode } from '../../source/plan/account/inventory.js';
import { planSetup } from '../../source/plan/setup/setup-plan.js';
import { type Answers, completeAnswers, defaultAnswers, specOf } from '../../source/plan/spec/answers.js';
import { type AnsweredStep, type Step, setupSteps, stepNumber, stepTitles } from '../../source/wizard/steps.js';
import { answersGiven, fleetBaselines } from '../../source/wizard/suggested.js';
import {
  givenSteps,
  initialWizard,
  reduceWizard,
  type WizardEvent,
  type WizardStart,
  type WizardState,
} from '../../source/wizard/wizard.js';
import { accountAfter, emptyInventory } from '../plan/account-after.js';

const identity: AccountIdentity = {
  account: '123456789012',
  arn: 'arn:aws:iam::123456789012:user/jo',
  partition: 'aws',
  region: 'eu-west-1',
  credentials: 'given directly',
};

function wizard(start: Partial<WizardStart> = {}): WizardState {
  return initialWizard({ flow: 'setup', answers: defaultAnswers, given: new Set(), connection: {}, ...start });
}

function after(state: WizardState, ...events: WizardEvent[]): WizardState {
  return events.reduce(reduceWizard, state);
}

/** The question on the screen is answered. */
function answered(state: WizardState, more: object = {}): WizardState {
  return reduceWizard(state, { type: 'answered', step: state.step, ...more });
}

function back(state: WizardState, more: object = {}): WizardState {
  return reduceWizard(state, { type: 'back', step: state.step, ...more });
}

function read(state: WizardState, inventory: Partial<Inventory> = {}): WizardState {
  return reduceWizard(state, { type: 'read', identity, inventory: { ...emptyInventory, ...inventory } });
}

/** At the review of a set-up in an empty account. */
const reviewing = [1, 2, 3, 4].reduce((state) => answered(state), read(answered(wizard())));

/** The yes to what the review shows. */
const confirmed: WizardEvent = { type: 'confirmed', plan: planSetup(specOf(reviewing.answers), emptyInventory) };

/** The questions from here on, each answered. */
function walk(state: WizardState): Step[] {
  const next = answered(state);
  return next.step === state.step ? [state.step] : [state.step, ...walk(next)];
}

const windowsNode: InventoryNode = {
  id: 'i-1',
  platformName: 'Microsoft Windows Server 2022',
  platformType: 'Windows',
};
const ubuntuNode: InventoryNode = {
  id: 'i-2',
  platformName: 'Ubuntu',
  platformType: 'Linux',
  platformVersion: '22.04',
};

describe('the questions', () => {
  it('come in their order, from the region to the review', () => {
    expect(walk(wizard())).toEqual(['region', 'account', 'baseline', 'schedule', 'options', 'review']);
    expect(reviewing.step).toBe('review');
  });

  it('begin at home where no command was given', () => {
    const home = wizard({ flow: 'home' });
    expect(home.step).toBe('home');
    expect(after(home, { type: 'chose', flow: 'setup' }).step).toBe('region');
  });

  it.each<[AnsweredStep[], Step[]]>([
    [['region'], ['account', 'baseline', 'schedule', 'options', 'review']],
    [
      ['schedule', 'baseline'],
      ['region', 'account', 'options', 'review'],
    ],
    [
      ['region', 'baseline', 'schedule', 'options'],
      ['account', 'review'],
    ],
  ])('that flags have answered are passed by: %j', (given, steps) => {
    expect(walk(wizard({ given: new Set(given) }))).toEqual(steps);
  });

  it('have a title and a number each', () => {
    expect(setupSteps.map((step) => stepNumber(step))).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(stepNumber('home')).toBeUndefined();
    expect(stepNumber('preview')).toBeUndefined();
    expect(stepNumber('done')).toBe(7);
    expect(Object.values(stepTitles).every((title) => /^[A-Z]/.test(title))).toBe(true);
  });

  it('are answered once by two quick keys: the second was meant for the question before', () => {
    const event: WizardEvent = { type: 'answered', step: 'region' };
    expect(after(wizard(), event, event).step).toBe('account');
    const leave: WizardEvent = { type: 'back', step: 'options' };
    expect(after(wizard({ given: new Set() }), leave).step).toBe('region');
  });
});

describe('going back', () => {
  it('leads through every question to home, with the answers kept', () => {
    const steps: Step[] = [];
    let state = reviewing;
    while (state.step !== 'home') {
      steps.push(state.step);
      state = back(state, { answers: { plan: 'web' } });
    }
    expect(steps).toEqual(['review', 'options', 'schedule', 'baseline', 'account', 'region']);
    expect(state.answers).toEqual({ ...reviewing.answers, plan: 'web' });
    expect(back(state).step).toBe('home');
  });

  it('shows also what flags have answered', () => {
    const state = answered(read(wizard({ given: new Set(['region', 'schedule', 'baseline', 'options']) })));
    expect(state.step).toBe('review');
    expect(back(state).step).toBe('options');
  });
});

describe('what was said so far', () => {
  const flags = { days: { kind: 'weekdays', weeks: [1], weekdays: [2] }, task: { durationHours: 3 } } as const;

  it('is nothing without flags, whatever the account suggests', () => {
    expect(answersGiven(wizard())).toEqual({ task: {} });
    expect(answersGiven(read(wizard(), { nodes: [windowsNode, ubuntuNode] }))).toEqual({ task: {} });
  });

  it('is the flags, and every answer that is not the suggestion, defaults too', () => {
    const state = read(wizard({ flags, answers: completeAnswers(flags) }), { nodes: [ubuntuNode] });
    expect(answersGiven(state)).toEqual(flags);
    const baselines = [{ kind: 'zero-day' }] as const;
    const task = { ...state.answers.task, reboot: 'NoReboot', durationHours: 1 } as const;
    const there = answered(state, { answers: { baselines, task, timeZone: 'UTC' } });
    expect(answersGiven(there)).toEqual({ ...flags, baselines, task: { durationHours: 1, reboot: 'NoReboot' } });
  });
});

describe('changing something from the review', () => {
  it.each<Step>(['account', 'baseline', 'schedule', 'options'])('%s leads back to the review', (step) => {
    const there = after(reviewing, { type: 'revise', step: step as 'baseline' });
    expect(there.step).toBe(step);
    expect(answered(there, { answers: { plan: 'web' } })).toMatchObject({
      step: 'review',
      isRevising: false,
      answers: { plan: 'web' },
    });
  });

  it('and leaving it again changes nothing', () => {
    const there = after(reviewing, { type: 'revise', step: 'schedule' });
    expect(back(there)).toEqual(reviewing);
  });

  it('of the region leads over the account', () => {
    const there = after(reviewing, { type: 'revise', step: 'region' });
    const account = answered(there, { connection: { region: 'us-east-1' } });
    expect(account).toMatchObject({
      step: 'account',
      account: { status: 'unread' },
      connection: { region: 'us-east-1' },
    });
    expect(answered(read(account)).step).toBe('review');
  });

  it('of the region is no way around the other account', () => {
    const there = after(reviewing, { type: 'revise', step: 'region' });
    const account = answered(there, { connection: { region: 'us-east-1' } });
    expect(back(account).step).toBe('region');
    expect(back(back(account)).step).not.toBe('review');
  });
});

describe('the account', () => {
  it('is read again where the region or the profile is another one, and only then', () => {
    const state = read(wizard({ connection: { region: 'eu-west-1', profile: 'ops' } }));
    const answeredWith = (connection: object) => answered(state, { connection }).account.status;
    expect(answeredWith({ region: 'eu-west-1' })).toBe('read');
    expect(answeredWith({ region: 'eu-west-2' })).toBe('unread');
    expect(answeredWith({ profile: 'dev' })).toBe('unread');
    expect(after(state, { type: 'reconnect' }).account.status).toBe('unread');
    expect(after(state, { type: 'reconnect', connection: { profile: 'dev' } })).toMatchObject({
      account: { status: 'unread' },
      connection: { region: 'eu-west-1', profile: 'dev' },
    });
  });

  it('tells how far reading has come', () => {
    const progress = { windows: 3, baselines: 1, patchGroups: 0, nodes: 12 };
    const reading = after(
      wizard(),
      { type: 'reading' },
      { type: 'identified', identity },
      { type: 'progressed', progress },
    );
    expect(reading.account).toEqual({ status: 'reading', identity, progress });
    const error = describeError(new UserError('No.', { code: 'no' }));
    expect(after(reading, { type: 'failed', error }).account).toEqual({ status: 'failed', error });
    expect(after(read(reading), { type: 'progressed', progress })).toEqual(read(reading));
  });

  it('gets the number of nodes in each group where it has been read', () => {
    const nodesByGroup = new Map([['g', [{ id: 'i-1' }]]]);
    const event: WizardEvent = { type: 'counted', nodesByGroup };
    expect(after(read(wizard()), event).account).toMatchObject({ inventory: { nodesByGroup } });
    expect(after(wizard(), event)).toEqual(wizard());
  });
});

describe('what the fleet suggests', () => {
  it('is AWS’s rules for each of its systems, in the usual order', () => {
    expect(fleetBaselines({ nodes: [ubuntuNode, windowsNode, ubuntuNode] })).toEqual([
      { kind: 'aws-rules', os: 'WINDOWS' },
      { kind: 'aws-rules', os: 'UBUNTU' },
    ]);
  });

  it('is the original scripts’ baseline where there are no nodes, or none that Patch Manager knows', () => {
    expect(fleetBaselines({ nodes: [] })).toBe(defaultAnswers.baselines);
    expect(fleetBaselines({ nodes: [{ id: 'i-3', platformName: 'Bottlerocket', platformType: 'Linux' }] })).toBe(
      defaultAnswers.baselines,
    );
  });

  it('is preselected, with the tag key that the nodes carry', () => {
    const nodesByTagKey = { PatchGroup: 0, 'Patch Group': 4 };
    expect(read(wizard(), { nodes: [ubuntuNode], nodesByTagKey }).answers).toMatchObject({
      baselines: [{ kind: 'aws-rules', os: 'UBUNTU' }],
      tagKey: 'Patch Group',
    });
    const both = { PatchGroup: 1, 'Patch Group': 4 };
    expect(read(wizard(), { nodes: [ubuntuNode], nodesByTagKey: both }).answers.tagKey).toBe('PatchGroup');
  });

  it('gives way to flags', () => {
    const state = wizard({ flags: { task: {}, baselines: defaultAnswers.baselines, tagKey: 'PatchGroup' } });
    const nodesByTagKey = { PatchGroup: 0, 'Patch Group': 4 };
    expect(read(state, { nodes: [ubuntuNode], nodesByTagKey }).answers).toEqual(defaultAnswers);
  });

  it('gives way to an answer', () => {
    const baselines = [{ kind: 'aws-rules' as const, os: 'SUSE' as const }];
    expect(read(wizard({ answers: { ...defaultAnswers, baselines } }), { nodes: [ubuntuNode] }).answers.baselines).toBe(
      baselines,
    );
  });
});

describe('what the account has of a plan', () => {
  const made: Answers = {
    ...defaultAnswers,
    plan: 'web',
    days: { kind: 'weekdays', weeks: [1, 2], weekdays: [2] },
    times: [{ hour: 22, minute: 30 }],
    timeZone: 'Europe/London',
    baselines: [{ kind: 'aws-rules', os: 'SUSE', approveAfterDays: 3 }],
    task: { ...defaultAnswers.task, durationHours: 3, cutoffHours: 1, maxErrors: '10%' },
    tags: { Team: 'web' },
  };
  const account = accountAfter(emptyInventory, planSetup(specOf(made), emptyInventory).operations);
  const webFlags = { task: {}, plan: 'web' };
  const web = (more: Partial<WizardStart> = {}) =>
    wizard({ answers: completeAnswers(more.flags ?? webFlags), flags: webFlags, given: new Set(['options']), ...more });

  it('is preselected, the options too, though a flag has named the plan', () => {
    expect(read(web(), account).answers).toEqual(made);
  });

  it('is preselected without a flag where it is the only plan, and not where it is one of two', () => {
    expect(read(wizard(), account).answers).toEqual(made);
    const other = planSetup(specOf({ ...made, plan: 'db', baselines: [{ kind: 'zero-day' }] }), account);
    expect(read(wizard(), accountAfter(account, other.operations)).answers.plan).toBe('default');
  });

  it('is not preselected where a flag names a plan that is not there', () => {
    const flags = { task: {}, plan: 'new' };
    expect(read(web({ flags }), account).answers).toEqual({ ...defaultAnswers, plan: 'new' });
  });

  it('gives way to single flags, and to answers', () => {
    const flags = { task: { durationHours: 5 }, plan: 'web', times: [{ hour: 4, minute: 0 }] };
    expect(read(web({ flags }), account).answers).toEqual({
      ...made,
      times: flags.times,
      task: { ...made.task, durationHours: 5 },
    });
    const changed = answered(read(answered(web()), account), { answers: { timeZone: 'Asia/Tokyo' } });
    expect(read(changed, account).answers).toEqual({ ...made, timeZone: 'Asia/Tokyo' });
  });

  it('of another account replaces it, where nobody has changed anything', () => {
    expect(read(read(web(), account)).answers).toEqual({ ...defaultAnswers, plan: 'web' });
  });

  it('lacks a window that somebody has deleted, and the day is still preselected', () => {
    expect(read(web(), { ...account, windows: account.windows.slice(1) }).answers).toEqual(made);
  });

  it('has no baseline any more: the fleet says which systems', () => {
    const without = { ...account, baselines: [], patchGroups: [], nodes: [ubuntuNode] };
    expect(read(web(), without).answers.baselines).toEqual([{ kind: 'aws-rules', os: 'UBUNTU' }]);
  });
});

describe('a yes of its own', () => {
  const prune: WizardEvent = { type: 'toggled', consent: 'prune' };
  const adopt: WizardEvent = { type: 'toggled', consent: 'adopt' };

  it('to deletions ends with the answers that it was given for', () => {
    const ticked = after(reviewing, prune, adopt);
    expect(ticked.consent).toEqual({ prune: true, adopt: true });
    for (const state of [after(ticked, { type: 'revise', step: 'schedule' }), back(ticked), read(ticked)]) {
      expect(state.consent).toEqual({ prune: false, adopt: true });
    }
  });

  it('that a flag has given stays', () => {
    const state = wizard({ consent: { prune: true, adopt: false } });
    expect(read(back(answered(state))).consent).toEqual({ prune: true, adopt: false });
  });
});

describe('agreeing', () => {
  it('to what was shown begins the work', () => {
    const working = after(reviewing, confirmed);
    expect(working.step).toBe('progress');
    expect(working.agreed?.operations).toHaveLength(33);
    expect(after(working, { type: 'finished' }).step).toBe('done');
  });

  it('counts once, at the review, of an account that has been read', () => {
    const working = after(reviewing, confirmed);
    expect(after(working, confirmed)).toBe(working);
    expect(after(wizard(), confirmed)).toEqual(wizard());
    const unread: WizardState = { ...reviewing, account: { status: 'unread' } };
    expect(after(unread, confirmed)).toBe(unread);
  });

  it('is for good: no late answer and no way back leads to the questions again', () => {
    const anyStep = fc.constantFrom<Step>('home', 'preview', ...setupSteps, 'done');
    const anyEvent: fc.Arbitrary<WizardEvent> = fc.oneof(
      fc
        .constantFrom<Step>('home', 'preview', ...setupSteps)
        .map((step) => ({ type: 'answered' as const, step, answers: { plan: 'other' } })),
      anyStep.map((step) => ({ type: 'back' as const, step })),
      fc.constantFrom<WizardEvent>(confirmed, { type: 'finished' }),
    );
    fc.assert(
      fc.property(fc.array(anyEvent), (events) => {
        const working = after(reviewing, confirmed);
        const later = after(working, ...events);
        expect(later.agreed).toBe(working.agreed);
        expect(['progress', 'done']).toContain(later.step);
      }),
    );
  });
});

describe('dates without an account', () => {
  it('are an answer to the schedule question, should a set-up follow', () => {
    const preview = after(wizard({ flow: 'home' }), { type: 'chose', flow: 'preview' });
    expect(preview.step).toBe('preview');
    const set = answered(preview, { answers: { timeZone: 'Asia/Tokyo' } });
    expect(set).toMatchObject({ step: 'region', answers: { timeZone: 'Asia/Tokyo' } });
    expect(walk(set)).not.toContain('schedule');
    expect(back(preview).step).toBe('home');
  });
});

describe('the questions that flags answer', () => {
  it.each<[object, string | undefined, AnsweredStep[]]>([
    [{ task: {} }, undefined, []],
    [{ task: {} }, 'eu-west-1', ['region']],
    [{ task: {}, timeZone: 'UTC' }, undefined, []],
    [{ task: {}, days: defaultAnswers.days, times: [] }, undefined, ['schedule']],
    [{ task: {}, baselines: [] }, undefined, ['baseline']],
    [{ task: { durationHours: 2 } }, undefined, ['options']],
    [{ task: {}, plan: 'web' }, undefined, ['options']],
    [{ task: {}, tagKey: 'Patch Group' }, undefined, ['options']],
    [{ task: {}, tags: {} }, undefined, ['options']],
  ])('%j and region %s: %j', (flags, region, steps) => {
    expect([...givenSteps(flags as Parameters<typeof givenSteps>[0], region)]).toEqual(steps);
  });
});
