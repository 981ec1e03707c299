/** The way through the clean-up: only what was confirmed is begun. */
import { describe, expect, it } from 'vitest';
import { planCleanup } from '../../../../source/jobs/cleanup.js';
import { initialExecution } from '../../../../source/plan/account/events.js';
import { noConsent } from '../../../../source/plan/setup/consent.js';
import type { CleanupEvent, CleanupState } from '../../../../source/ui/flows/cleanup/state.js';
import { initialWizard, reduceWizard, type WizardState } from '../../../../source/ui/flows/wizard.js';
import { now } from '../../../helpers/inventory.js';
import { at, ended, openingOf, place, planned, readEvent } from '../opened.js';
import { items, own } from './items.js';

const selection = { isAllPatching: false, only: [], isDisabling: false };
const start = initialWizard({
  flow: 'cleanup',
  request: { flags: { task: {} }, consent: noConsent, keepsRecord: true },
  region: undefined,
  connection: {},
  cleanup: { selection, hasBackup: true },
});
const plan = planCleanup(items, own, selection, now);

function after(state: WizardState, ...events: CleanupEvent[]): WizardState {
  return events.reduce<WizardState>((so, event) => reduceWizard(so, { flow: 'cleanup', event }), state);
}

function stepOf(state: WizardState): CleanupState['step'] | 'home' {
  return state.flow === 'cleanup' ? state.step : 'home';
}

const opening = after(start, { type: 'opening', event: { type: 'region', region: 'eu-west-1' } });
const finding = after(opening, { type: 'opening', event: readEvent(openingOf(opening)) }, { type: 'agreed' });
const choosing = after(finding, planned(plan));
const confirming = after(choosing, { type: 'chosen' });

/** Every question answered with yes. */
function allConfirmed(state: WizardState): WizardState {
  return [...own.keys()].reduce((so) => after(so, yesTo(so)), state);
}

function yesTo(state: WizardState): CleanupEvent {
  if (state.flow !== 'cleanup' || state.step !== 'confirm') throw new Error('nothing is asked');
  const id = state.asked.ahead[0]?.id ?? '';
  return { type: 'confirm', event: { id, answer: 'yes' } };
}

const confirmed: CleanupEvent = { type: 'confirmed', at };

describe('the way through the clean-up', () => {
  it('leads from the account to choosing, confirming and the work', () => {
    expect([start, finding, choosing, confirming].map(stepOf)).toEqual(['region', 'reading', 'choose', 'confirm']);
    const working = after(allConfirmed(confirming), confirmed);
    expect(working).toMatchObject({ step: 'progress', plan, work: { execution: { total: plan.operations.length } } });
    expect(after(working, { type: 'back', step: 'progress' }, { type: 'chosen' }, planned(plan))).toEqual(working);
    const end = { place, plan, state: initialExecution(0), isComplete: true, left: [] };
    expect(after(working, { type: 'stopping' }, ended(end))).toMatchObject({ step: 'done', end, isStopped: true });
  });

  it('begins no work before everything was asked about', () => {
    expect(after(choosing, confirmed)).toBe(choosing);
    expect(after(confirming, confirmed)).toBe(confirming);
    expect(after(start, planned(plan))).toBe(start);
  });

  it('asks about nothing where nothing is chosen', () => {
    const none = after(finding, planned({ ...plan, choice: new Map() }), { type: 'chosen' });
    expect(none).toMatchObject({ step: 'choose', list: { refusal: expect.stringContaining('Nothing is chosen') } });
  });

  it('keeps what was chosen on the way back to the list, and finds everything anew after that', () => {
    const oneAnswered = after(confirming, yesTo(confirming));
    expect(after(oneAnswered, { type: 'back', step: 'confirm' })).toEqual(confirming);
    const again = after(confirming, { type: 'back', step: 'confirm' });
    expect(again).toMatchObject({ step: 'choose', list: { choice: own } });
    const account = after(again, { type: 'back', step: 'choose' });
    expect(account).toMatchObject({ step: 'account', account: { status: 'read' } });
    // A second key was meant for the step before.
    expect(after(account, { type: 'back', step: 'choose' })).toBe(account);
    expect(stepOf(after(account, { type: 'agreed' }))).toBe('reading');
  });

  it('leads back home, with the account that was read', () => {
    const steps = ['choose', 'account', 'region'] as const;
    const connection = { region: 'eu-west-1' };
    expect(after(choosing, ...steps.map((step): CleanupEvent => ({ type: 'back', step })))).toMatchObject({
      ...{ flow: 'home', session: { connection, opened: { connection } } },
    });
  });
});

describe('what has failed', () => {
  const working = after(allConfirmed(confirming), confirmed);
  const done = after(working, ended({ place, plan, state: initialExecution(0), isComplete: false, left: [] }));
  const reading = after(done, { type: 'again' });

  it('is tried again on a fresh reading, without a second yes where it is the same', () => {
    expect(reading).toMatchObject({ step: 'reading', former: plan });
    const rest = items.filter(({ name }) => name !== 'own-tue');
    expect(after(reading, planned(planCleanup(rest, new Map(), selection, now)))).toMatchObject({
      step: 'progress',
      plan: { choice: new Map([...own].filter(([id]) => id !== 'mw-own-tue')) },
    });
  });

  it('is chosen and confirmed anew where something has changed, or where nothing is left', () => {
    const [first, ...rest] = items;
    const changed =
      first?.kind === 'window' ? [{ ...first, window: { ...first.window, tags: { owner: 'me' } } }, ...rest] : [];
    expect(after(reading, planned(planCleanup(changed, own, selection, now)))).toMatchObject({
      step: 'choose',
      list: { choice: own },
    });
    const others = items.filter(({ id }) => !own.has(id));
    expect(after(reading, planned(planCleanup(others, new Map(), selection, now)))).toMatchObject({ step: 'choose' });
  });

  it('is left as it is at any other step', () => {
    expect(after(confirming, { type: 'again' })).toBe(confirming);
    expect(after(working, { type: 'again' })).toBe(working);
  });
});

it('from home nothing is chosen: nobody has said what is to go', () => {
  const home = initialWizard({
    flow: 'home',
    request: { flags: { task: {} }, consent: noConsent, keepsRecord: true },
    region: undefined,
    connection: {},
    cleanup: { selection, hasBackup: true },
  });
  const chose = { type: 'chose', choice: 'cleanup', cleanup: { selection, hasBackup: true } } as const;
  const opened = reduceWizard(home, { flow: 'home', event: chose });
  const account = after(opened, { type: 'opening', event: { type: 'region', region: 'eu-west-1' } });
  const read = after(account, { type: 'opening', event: readEvent(openingOf(account)) }, { type: 'agreed' });
  expect(after(read, planned(plan))).toMatchObject({ step: 'choose', list: { choice: new Map() } });
});
