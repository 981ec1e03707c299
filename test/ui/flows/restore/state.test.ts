/** The restore's questions: in which order, what leads back, and that only what was agreed to is ever begun. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeError, UserError } from '../../../../source/errors.js';
import { initialExecution } from '../../../../source/plan/account/events.js';
import { requireSamePlace } from '../../../../source/plan/cleanup/backup.js';
import type { FoundBackup } from '../../../../source/plan/restore/found.js';
import { planRestore } from '../../../../source/plan/restore/restore.js';
import { noConsent } from '../../../../source/plan/setup/consent.js';
import {
  offeredRegion,
  type RestoreEvent,
  type RestoreRequest,
  type RestoreState,
  type RestoringState,
  reduceRestore,
  restoreWhere,
  startBackups,
  startRestore,
} from '../../../../source/ui/flows/restore/state.js';
import type { Session } from '../../../../source/ui/flows/session.js';
import { initialAnswering } from '../../../../source/ui/flows/setup/answering.js';
import { backupOf, itemsOf, patchingChoice } from '../../../helpers/choices.js';
import { inventory, now, ownTags, target, task, window } from '../../../helpers/inventory.js';
import { forAll } from '../../../helpers/properties.js';
import { refusal } from '../../../helpers/refused.js';
import { at, ended, heard, openingOf, place, planned, readEvent } from '../opened.js';

const tue = window('tue', { tags: ownTags(), targets: [target('t-1')], tasks: [task('task-1')] });
const items = itemsOf({ windows: [tue] });
const backup = backupOf(items, patchingChoice(items));
const request: RestoreRequest = { file: 'backup.json', backup, isForced: false };
const plan = planRestore(backup, inventory(), now);
const answering = initialAnswering({ flags: { task: {} }, consent: noConsent, keepsRecord: true }, undefined);

/** Nothing but the region is known. */
function sessionIn(region: string | undefined): Session {
  return { answering, connection: { region }, opened: undefined };
}

const opened = startRestore(sessionIn('eu-west-1'), request);

function after(state: RestoringState, ...events: readonly RestoreEvent[]): RestoringState {
  return events.reduce((so: RestoringState, event) => {
    const next = reduceRestore(so, event);
    if (next.flow === 'home' || next.step === 'backups') throw new Error('the restore was left');
    return next;
  }, state);
}

function read(state: RestoringState): RestoringState {
  return after(state, { type: 'opening', event: readEvent(openingOf(state)) });
}

const yes: RestoreEvent = { type: 'agreed' };
const confirmed: RestoreEvent = { type: 'confirmed', at };
const otherRegion: RestoreEvent = { type: 'opening', event: { type: 'other-region' } };

const reviewing = after(read(opened), yes, planned(plan));

describe('the order', () => {
  it('is account, review, progress, done; back from the review leads to the account', () => {
    const working = after(reviewing, confirmed);
    const end = { place, plan, state: initialExecution(plan.operations.length), isComplete: true };
    const done = after(working, ended(end));
    const order = [opened, reviewing, working, done];
    expect(order.map(({ step }) => step)).toEqual(['account', 'review', 'progress', 'done']);
    expect(order.map((state) => restoreWhere(state).crumbs[1])).toEqual(['Account', 'Review', 'Progress', 'Done']);
    expect(done).toMatchObject({ end, durationMs: 0, isStopped: false });
    expect(after(reviewing, { type: 'back', step: 'review' })).toEqual(read(opened));
  });

  it('is account alone where it cannot be read', () => {
    const error = describeError(new UserError('No.', { code: 'no' }));
    const unread = after(read(opened), yes, { type: 'failed', error });
    expect(unread).toMatchObject({ step: 'unread', error });
    expect(after(unread, { type: 'back', step: 'unread' })).toEqual(read(opened));
  });

  it('another region is asked for from the account, and leads back to it', () => {
    const asked = after(read(opened), otherRegion);
    expect(asked.step).toBe('region');
    expect(after(asked, { type: 'back', step: 'region' })).toEqual(read(opened));
    // The account of another region is not the one that was read.
    const elsewhere = after(asked, { type: 'opening', event: { type: 'region', region: 'us-east-1' } });
    expect(elsewhere).toMatchObject({
      step: 'account',
      connection: { region: 'us-east-1' },
      account: { status: 'reading' },
    });
    expect(after(reviewing, otherRegion)).toBe(reviewing);
  });
});

describe('the yes', () => {
  it('counts on the review alone', () => {
    expect(after(read(opened), confirmed)).toEqual(read(opened));
    expect(after(opened, yes)).toBe(opened);
  });

  it('is for good: nothing leads back, whatever is pressed', () => {
    const begun = after(reviewing, confirmed);
    const reconnect: RestoreEvent = { type: 'opening', event: { type: 'reconnect' } };
    const late: RestoreEvent = { type: 'opening', event: readEvent(openingOf(opened)) };
    const events: RestoreEvent[] = [yes, confirmed, { type: 'back', step: 'progress' }, otherRegion, reconnect, late];
    return forAll([fc.array(fc.constantFrom(...events))], (pressed) => {
      expect(after(begun, ...pressed)).toBe(begun);
    });
  });
});

describe("the backup's region is offered", () => {
  const other = refusal(() => requireSamePlace(backup, { ...place, region: 'us-east-1' }));
  const refused = (code: string) => new UserError('No.', { code });

  it.each<[string, string | undefined, unknown, string | undefined]>([
    ['another region', 'us-east-1', other, 'eu-west-1'],
    ['no region', undefined, refused('no-region'), 'eu-west-1'],
    // It would change nothing.
    ['another account', 'eu-west-1', refused('other-account'), undefined],
    ['something else that is wrong', 'us-east-1', refused('AccessDenied'), undefined],
  ])('for %s', (_, region, error, offered) => {
    const state = startRestore(sessionIn(region), request);
    const event = heard(openingOf(state), { status: 'failed', error: describeError(error) });
    expect(offeredRegion(after(state, { type: 'opening', event }))).toBe(offered);
    // It is not where the account can be used.
    expect(offeredRegion(read(state))).toBeUndefined();
  });
});

describe('the backups on this machine', () => {
  const found: readonly FoundBackup[] = [
    { file: 'here.json', at, backup },
    { file: 'spoilt.json', at, damage: 'It is cut off.' },
    { file: 'there.json', at, backup: { ...backup, region: 'us-east-1' } },
  ];
  const list = startBackups(sessionIn('eu-west-1'), found);
  const pick = (row: number, from: RestoreState = list) => reduceRestore(from, { type: 'picked', row });

  it('are opened where they are of; one that is damaged is not', () => {
    expect(pick(0)).toMatchObject({
      step: 'account',
      connection: { region: 'eu-west-1' },
      request: { file: 'here.json' },
    });
    expect(pick(2)).toMatchObject({ step: 'account', connection: { region: 'us-east-1' } });
    expect(pick(1)).toBe(list);
    expect(pick(9)).toBe(list);
  });

  it('keep the account that was read, where the backup is of it', () => {
    const account = read(opened);
    const known = 'account' in account && account.account.status === 'read' ? account.account.opened : undefined;
    const session = { ...sessionIn('eu-west-1'), opened: known };
    expect(pick(0, startBackups(session, found))).toMatchObject({ account: { status: 'read' } });
    expect(pick(2, startBackups(session, found))).toMatchObject({ account: { status: 'reading' } });
  });

  it('are what Esc leads back to, with the cursor where it was, and from there home', () => {
    const back = reduceRestore(pick(2) as RestoreState, { type: 'back', step: 'account' });
    expect(back).toEqual({ ...list, startAt: 2 });
    expect(reduceRestore(back as RestoreState, { type: 'back', step: 'backups' })).toMatchObject({ flow: 'home' });
  });
});

describe('what has failed', () => {
  const done = after(
    reviewing,
    confirmed,
    ended({ place, plan, state: initialExecution(plan.operations.length), isComplete: false }),
  );
  const reading = after(done, { type: 'again' });

  it('is tried again on a fresh reading, without a second yes where it is the same', () => {
    expect(reading).toMatchObject({ step: 'reading', former: plan });
    const rest = { ...plan, operations: plan.operations.slice(1) };
    expect(after(reading, planned(rest))).toMatchObject({ step: 'progress', plan: rest });
  });

  it('is reviewed anew where there is something else to do, or nothing', () => {
    const [first] = plan.operations;
    const more = { ...plan, operations: first ? [...plan.operations, { ...first, id: 'new' }] : [] };
    expect(after(reading, planned(more))).toMatchObject({ step: 'review', plan: more });
    expect(after(reading, planned({ ...plan, operations: [] }))).toMatchObject({ step: 'review' });
  });
});
