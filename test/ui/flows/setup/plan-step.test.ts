/** The question which plan is meant: plans of the account, a new one, windows that nobody's plan has. */
import { describe, expect, it } from 'vitest';
import type { OwnedInventory } from '../../../../source/plan/account/ownership.js';
import { defaultDocument } from '../../../../source/plan/intent/waves.js';
import { planRows } from '../../../../source/ui/flows/setup/plans.js';
import type { SetupEvent } from '../../../../source/ui/flows/setup/state.js';
import { setupWhere, stepOf } from '../../../../source/ui/flows/setup/steps.js';
import { codec } from '../../../helpers/codec.js';
import { inventory, now, ownTags, record, task, window } from '../../../helpers/inventory.js';
import { kinds } from '../../../helpers/planning.js';
import {
  after,
  answered,
  back,
  chose,
  edited,
  erp,
  named,
  nameTyped,
  planOf,
  read,
  readAgain,
  setup,
  walk,
  walkedTo,
  wizard,
} from './driven.js';

const web = { ...defaultDocument('web'), timeZone: 'Europe/London', tags: { Team: 'web' } };
const db = { ...defaultDocument('db'), timeZone: 'Asia/Tokyo' };
const windows = ['w1', 'w2'].map((name) => window(name, { tags: ownTags('web') }));
const both = inventory({ records: [record(web), record(db)], windows });
const asked = walkedTo('plan', wizard(), both);

it('is asked after the account where it has plans, and no flag has named one', () => {
  expect(setupWhere(asked)).toMatchObject({ crumbs: ['Set up', 'Which plan'] });
  for (const start of [{ flags: { plan: 'web' } }, { file: web }]) {
    expect(walk(wizard(start), both)).not.toContain('plan');
  }
});

it('gives the answers that the account keeps of it, and another plan its own', () => {
  const first = after(asked, named('web'));
  expect(first).toMatchObject({ step: 'hub', answering: { document: web } });
  const again = setup(back(edited(first, { timeZone: 'UTC' })));
  expect(again.step).toBe('plan');
  expect(after(again, named('web')).answering.document).toEqual({ ...web, timeZone: 'UTC' });
  expect(after(again, named('db')).answering.document).toEqual(db);
});

it('is a new one under a name that is free, with nothing of the others', () => {
  const account = inventory({ records: [record(), record('default-2')] });
  const chosen = after(walkedTo('plan', wizard(), account), chose({ kind: 'new' }));
  expect(chosen.answering.document).toEqual(defaultDocument('default-3'));
});

it('is not laid over another one by its name', () => {
  const name: SetupEvent = { type: 'revise', step: 'name' };
  const fresh = after(walkedTo('hub', after(asked, chose({ kind: 'new' }))), name);
  const problem = expect.stringContaining('Plan web already exists');
  expect(nameTyped(fresh, 'web')).toMatchObject({ step: 'name', problem });
  expect(nameTyped(fresh, 'api')).toMatchObject({ step: 'hub' });
  // Nor where a flag has named the plan.
  const flagged = after(walkedTo('hub', wizard({ flags: { plan: 'web' } }), both), name);
  expect(nameTyped(flagged, 'db')).toMatchObject({ step: 'name' });
  expect(nameTyped(flagged, 'web')).toMatchObject({ step: 'hub' });
});

it('is asked again where another account is opened from the hub', () => {
  const account = after(walkedTo('hub', after(asked, named('web'))), { type: 'revise', step: 'account' });
  expect(stepOf(answered(account))).toBe('hub');
  const which = answered(readAgain(account, both));
  expect(which.step).toBe('plan');
  expect(setup(back(which)).step).toBe('opening');
  expect(stepOf(after(which, named('db')))).toBe('hub');
});

describe('the only plan', () => {
  const one = inventory({ records: [record(web)], windows });
  const open = (start = {}, account = one) => stepOf(answered(read(answered(wizard(start)), account)));

  it('is opened without a question, and Esc leads to the choice', () => {
    expect(open()).toBe('hub');
    expect(stepOf(setup(back(answered(read(answered(wizard()), one)))))).toBe('plan');
  });

  it('is asked about where there is more to choose, or flags may mean another one', () => {
    expect(open({}, both)).toBe('plan');
    expect(open({}, inventory({ records: [record(web)], windows: [erp] }))).toBe('plan');
    expect(open({ flags: { timeZone: 'UTC', task: { durationHours: 2 } } })).toBe('plan');
    const usual = inventory({ records: [record()] });
    expect(open({ flags: { task: { durationHours: 2 } } }, usual)).toBe('hub');
  });
});

describe('a row of a plan', () => {
  const seen = { codec, now };
  const rows = (account: OwnedInventory) => planRows(account, seen).map(({ label, about }) => [label, about]);

  it('says when, how much, the next run, and what is otherwise', () => {
    const nodesByTag = { PatchGroup: new Map(), 'Patch Group': new Map() };
    expect(rows({ ...both, nodesByTag })).toEqual([
      [
        'db',
        expect.stringMatching(
          /^1st \+ 2nd Tue, Wed · 03:00 and 04:00 Tokyo · 0 windows · ! 0 nodes · next Tue 1 Dec 03:00 \(in 7 days\) · ! \d+ things differ from the plan$/,
        ),
      ],
      ['web', expect.stringMatching(/ London · 2 windows · ! 0 nodes · next Tue 1 Dec 03:00 \(in 7 days\)/)],
      ['New plan', 'choose dates and create windows'],
    ]);
  });

  it('says so where its answers are not known', () => {
    const notes = { ...record('notes', 2), value: 'my notes' };
    const account = inventory({ records: [notes], windows: [window('w', { tags: ownTags('lost') })] });
    expect(rows(account).slice(0, 2)).toEqual([
      ['lost', '1 window · ! its answers are not recorded'],
      ['notes', '0 windows · ! its record cannot be read'],
    ]);
  });
});

describe('windows that no plan has', () => {
  const lambda = window('report', { tasks: [task('task-2', { type: 'LAMBDA', document: 'arn:fn' })] });
  const account = inventory({ records: [record(web)], windows: [...windows, erp, lambda] });
  const which = walkedTo('plan', wizard(), account);

  it('can be taken over, beside the plans and a new one', () => {
    const last = planRows(account, { codec, now }).at(-1);
    expect(last).toMatchObject({ label: 'Take over', about: '1 window in no plan: erp' });
  });

  it('become a new plan as they are by Enter alone, as --adopt has it', () => {
    const reviewed = walkedTo('hub', after(which, chose({ kind: 'adopt' })));
    expect(reviewed.answering.document).toMatchObject({ plan: 'default', waves: [{ name: 'erp' }], baselines: [] });
    const asFlag = walkedTo('hub', wizard({ consent: { adopt: true } }), account);
    expect(planOf(asFlag).operations).toEqual(planOf(reviewed).operations);
    expect(kinds(planOf(reviewed)).CreateMaintenanceWindow).toBeUndefined();
  });

  it('stay where another choice is made after all', () => {
    const taken = after(which, chose({ kind: 'adopt' }));
    const instead = after(setup(back(taken)), named('web'));
    expect(instead.answering).toMatchObject({ document: web, takingOver: undefined });
  });
});

describe('whose record cannot be read', () => {
  const notes = { ...record('web', 2), value: 'my notes' };
  const account = inventory({ records: [notes, record(db)] });

  it('is refused, and another can be chosen', () => {
    const which = walkedTo('plan', wizard(), account);
    const refused = after(which, named('web'));
    expect(refused).toMatchObject({ step: 'refused', error: { code: 'unreadable-record' } });
    expect(setupWhere(refused).crumbs).toEqual(['Set up', 'Done']);
    expect(after(which, named('db'))).toMatchObject({ step: 'hub', answering: { document: db } });
    const onlyThat = walkedTo('plan', wizard(), inventory({ records: [notes] }));
    expect(after(onlyThat, chose({ kind: 'new' }))).toMatchObject({ answering: { document: defaultDocument() } });
  });

  it('is refused at once where a flag has named it, but for a file', () => {
    const flags = { plan: 'web' };
    expect(walk(wizard({ flags }), account)).toEqual(['region', 'account', 'done']);
    expect(walk(wizard({ file: web }), account)).toEqual(['region', 'account', 'hub']);
  });
});
