/** A pause from the status: its questions in order, what leads back, and that only what was shown is ever begun. */
import { describe, expect, it } from 'vitest';
import { describeError, UserError } from '../../../../source/errors.js';
import { initialExecution } from '../../../../source/plan/account/events.js';
import { planPause } from '../../../../source/plan/pause/pause.js';
import { noConsent } from '../../../../source/plan/setup/consent.js';
import { initialAnswering } from '../../../../source/ui/flows/setup/answering.js';
import {
  daysAhead,
  endFlagsOf,
  type PausingEvent,
  planZone,
  typedDate,
} from '../../../../source/ui/flows/status/pausing.js';
import {
  reduceStatus,
  type StatusEvent,
  type StatusState,
  startStatus,
} from '../../../../source/ui/flows/status/state.js';
import { reduceWizard } from '../../../../source/ui/flows/wizard.js';
import { inventory, ownTags, record, target, task, window } from '../../../helpers/inventory.js';
import { at, ended, openingOf, place, planned, readEvent } from '../opened.js';

const dev = window('dev', { tags: ownTags('web'), targets: [target('t-1')], tasks: [task('task-1')] });
const account = inventory({ windows: [dev], records: [record('web')] });
const nodesByTag = { PatchGroup: new Map(), 'Patch Group': new Map() };
const facts = {
  ...{ identity: place, account: { ...account, nodesByTag }, drift: [], leftovers: [] },
  ...{ compliance: new Map(), now: at },
};
const answering = initialAnswering({ flags: { task: {} }, consent: noConsent, keepsRecord: true }, undefined);

function after(state: StatusState, ...events: readonly StatusEvent[]): StatusState {
  return events.reduce<StatusState>((so, event) => reduceStatus(so, event) as StatusState, state);
}

const told = (event: PausingEvent): StatusEvent => ({ type: 'pausing', event });

const opened = startStatus({ answering, connection: { region: 'eu-west-1' }, opened: undefined });
const reading = after(opened, { type: 'opening', event: { type: 'region', region: 'eu-west-1' } });
const shown = after(
  after(reading, { type: 'opening', event: readEvent(openingOf(reading), account) }),
  { type: 'agreed' },
  planned(facts),
);

const end = { kind: 'date', instantIn: () => new Date('2027-01-05T00:00:00Z') } as const;
const plan = planPause({ plan: 'web' }, end, account, at);
const until = told({ type: 'until', answer: { kind: 'until', local: Date.UTC(2027, 0, 5) } });
const asked = after(shown, { type: 'pause', plan: 'web' });
const agreeing = after(asked, until, told(planned(plan)));
const confirmed = told({ type: 'confirmed', at });

describe('a pause', () => {
  it('asks until when, looks which runs are skipped, asks, and comes back to what is read again', () => {
    const working = after(agreeing, confirmed);
    const outcome = { place, plan, state: initialExecution(plan.operations.length), isComplete: true };
    const done = after(working, told(ended(outcome)));
    const again = after(done, told({ type: 'back', step: 'done' }));
    const order = [shown, asked, after(asked, until), agreeing, working, done, again];
    expect(order.map(({ step }) => step)).toEqual([
      ...['status', 'until', 'weighing', 'agree', 'progress', 'done', 'status'],
    ]);
    expect(again).toMatchObject({ again: 'reading', isOutdated: true });
    // What was read when the account was opened is not taken for what is there now.
    const home = reduceWizard(again, { flow: 'any', event: { type: 'home' } });
    expect(home).toMatchObject({ flow: 'home', session: { opened: undefined } });
    expect(after(again, { type: 'back', step: 'status' })).toMatchObject({ account: { status: 'reading' } });
    expect(reduceWizard(shown, { flow: 'any', event: { type: 'home' } })).toMatchObject({ session: { opened: {} } });
  });

  it.each(['until', 'weighing', 'unweighed', 'agree'] as const)('leads back from %s', (step) => {
    const error = describeError(new UserError('It has passed.', { code: 'date-in-the-past' }));
    const states = {
      until: asked,
      weighing: after(asked, until),
      unweighed: after(asked, until, told({ type: 'failed', error })),
      agree: agreeing,
    };
    expect(states[step].step).toBe(step);
    const before = after(states[step], told({ type: 'back', step }));
    expect(before.step).toBe(step === 'until' ? 'status' : 'until');
    // A key that was meant for another screen does nothing.
    expect(after(states[step], told({ type: 'back', step: 'done' }))).toBe(states[step]);
  });

  it('begins nothing where nothing would be changed, and nothing that was not shown', () => {
    const nothing = after(asked, until, told(planned({ ...plan, operations: [] })));
    expect(after(nothing, confirmed)).toBe(nothing);
    for (const state of [shown, asked, after(asked, until)]) expect(after(state, confirmed)).toBe(state);
  });

  it('is told in the zone of the plan, with dates as people type them', () => {
    if (shown.step !== 'status') throw new Error(shown.step);
    expect(planZone(shown, 'web')).toBe('UTC');
    expect(new Date(daysAhead(7, at, 'Asia/Tokyo')).toISOString()).toBe('2026-11-30T19:00:00.000Z');
    expect(endFlagsOf({ kind: 'until', local: Date.UTC(2027, 0, 5, 8) })).toEqual(['--until 2027-01-05T08:00:00']);
    expect(endFlagsOf({ kind: 'next' })).toEqual(['--next']);
  });

  it.each([
    ['2027-01-05', '2027-01-05T00:00'],
    [' 2027-01-05 8:30 ', '2027-01-05T08:30'],
    ['2027-01-05T23:59', '2027-01-05T23:59'],
    ['2027-02-30', undefined],
    ['2027-01-05 24:00', undefined],
    ['5 Jan', undefined],
  ])('reads the date %j', (text, expected) => {
    const date = typedDate(text);
    expect(date === undefined ? undefined : new Date(date).toISOString().slice(0, 16)).toBe(expected);
  });
});
