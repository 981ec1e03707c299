/** The question which plan is meant: plans of the account, a new one, windows that nobody's plan has. */
import { describe, expect, it } from 'vitest';
import { defaultDocument } from '../../../../source/plan/intent/waves.js';
import { planRows, plansOf } from '../../../../source/ui/flows/setup/plans.js';
import { setupWhere, stepOf } from '../../../../source/ui/flows/setup/steps.js';
import { inventory, ownTags, record, task, window } from '../../../helpers/inventory.js';
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
  expect(planRows(plansOf(both)).map(({ label, about }) => [label, about])).toEqual([
    ['db', '0 windows'],
    ['web', '2 windows'],
    ['New plan', 'choose dates, see them, create windows'],
  ]);
  expect(setupWhere(asked)).toMatchObject({ crumbs: ['Set up', 'Plan'], position: '3 of 8' });
  for (const start of [{ flags: { plan: 'web' } }, { file: web }]) {
    expect(walk(wizard(start), both)).not.toContain('plan');
  }
});

it('gives the answers that the account keeps of it, and another plan its own', () => {
  const first = after(asked, named('web'));
  expect(first).toMatchObject({ step: 'baseline', answering: { document: web } });
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
  const fresh = walkedTo('options', after(asked, chose({ kind: 'new' })));
  const problem = expect.stringContaining('There is a plan web already');
  expect(nameTyped(fresh, 'web')).toMatchObject({ step: 'options', problem });
  expect(nameTyped(fresh, 'api')).toMatchObject({ step: 'review' });
  // Nor where a flag has named the plan.
  const flagged = walkedTo('review', wizard({ flags: { plan: 'web' } }), both);
  const options = after(flagged, { type: 'revise', step: 'options' });
  expect(nameTyped(options, 'db')).toMatchObject({ step: 'options' });
  expect(nameTyped(options, 'web')).toMatchObject({ step: 'review' });
});

it('is asked again where another account is opened from the review', () => {
  const account = after(walkedTo('review', after(asked, named('web'))), { type: 'revise', step: 'account' });
  expect(stepOf(answered(account))).toBe('review');
  const which = answered(readAgain(account, both));
  expect(which.step).toBe('plan');
  expect(setup(back(which)).step).toBe('opening');
  expect(stepOf(after(which, named('db')))).toBe('review');
});

describe('windows that no plan has', () => {
  const lambda = window('report', { tasks: [task('task-2', { type: 'LAMBDA', document: 'arn:fn' })] });
  const account = inventory({ records: [record(web)], windows: [...windows, erp, lambda] });
  const which = walkedTo('plan', wizard(), account);

  it('can be taken over, beside the plans and a new one', () => {
    const rows = planRows(plansOf(account)).map(({ label, about, explanation }) => [label, about, explanation]);
    expect(rows).toEqual([
      ['web', '2 windows', expect.stringContaining('the answers of plan web')],
      ['New plan', 'choose dates, see them, create windows', expect.stringContaining('beside those that are there')],
      ['Take over 1 window', "that nobody's plan has: erp", expect.stringContaining('as they are')],
    ]);
  });

  it('become a new plan as they are by Enter alone, as --adopt has it', () => {
    const reviewed = walkedTo('review', after(which, chose({ kind: 'adopt' })));
    expect(reviewed.answering.document).toMatchObject({ plan: 'default', waves: [{ name: 'erp' }], baselines: [] });
    const asFlag = walkedTo('review', wizard({ consent: { adopt: true } }), account);
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
    expect(after(which, named('db'))).toMatchObject({ step: 'baseline', answering: { document: db } });
    const onlyThat = walkedTo('plan', wizard(), inventory({ records: [notes] }));
    expect(after(onlyThat, chose({ kind: 'new' }))).toMatchObject({ answering: { document: defaultDocument() } });
  });

  it('is refused at once where a flag has named it, but for a file', () => {
    const flags = { plan: 'web' };
    expect(walk(wizard({ flags }), account)).toEqual(['region', 'account', 'done']);
    expect(walk(wizard({ file: web }), account)).toEqual(['region', 'account', 'review']);
  });
});
