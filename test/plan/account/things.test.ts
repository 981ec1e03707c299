/** Operations folded into things: which there are, how far each is, and whether what is tried again was agreed to. */
import { describe, expect, it } from 'vitest';
import type { ErrorDescription } from '../../../source/errors.js';
import { isAgreed } from '../../../source/plan/account/agreed.js';
import { deedsWords } from '../../../source/plan/account/deeds.js';
import { type ExecutionEvent, initialExecution, reduceExecution } from '../../../source/plan/account/events.js';
import type { Inventory } from '../../../source/plan/account/inventory.js';
import type { Operation } from '../../../source/plan/account/operations.js';
import {
  type PartState,
  progressOf,
  type ThingProgress,
  thingCount,
  thingsOf,
  thingsWords,
  timeLeft,
} from '../../../source/plan/account/things.js';
import { teardown } from '../../../source/plan/cleanup/teardown.js';
import { planRestore } from '../../../source/plan/restore/restore.js';
import { backupOf, itemsOf, patchingChoice } from '../../helpers/choices.js';
import {
  baseline,
  inventory,
  now,
  ownTags,
  record,
  registration,
  target,
  task,
  window,
} from '../../helpers/inventory.js';

const own = baseline('own', { tags: ownTags() });
const windows = ['one', 'two'].map((name) =>
  window(name, { tags: ownTags(), targets: [target(`t-${name}`)], tasks: [task(`task-${name}`)] }),
);
const account: Partial<Inventory> = {
  windows,
  baselines: [own],
  patchGroups: [registration('web', own), registration('db', own)],
  records: [record()],
};

/** What deletes all that such an account has. */
function deletions(parts: Partial<Inventory>): Operation[] {
  const items = itemsOf(parts);
  return teardown(items, patchingChoice(items));
}

const operations = deletions(account);
const things = thingsOf(operations);

describe('things', () => {
  it('are windows with what is in them, baselines with their groups, and records', () => {
    expect(things.map(({ kind, name, parts }) => [kind, name, ...parts.map(({ word }) => word)])).toEqual([
      ['window', 'one', 'task', 'target', 'deleted'],
      ['window', 'two', 'task', 'target', 'deleted'],
      ['baseline', 'own', 'group', 'deleted'],
      ['record', '/patch-wizard/plans/default', 'deleted'],
    ]);
  });

  it('are the same on the way back, where what is made has no id yet', () => {
    const items = itemsOf(account);
    const back = planRestore(backupOf(items, patchingChoice(items)), inventory(), now).operations;
    expect(thingsOf(back).map(({ kind, name, parts }) => [kind, name, ...parts.map(({ word }) => word)])).toEqual(
      expect.arrayContaining([
        ['window', 'one', 'created', 'target', 'task'],
        ['baseline', 'own', 'created', 'group'],
        ['record', '/patch-wizard/plans/default', 'saved'],
      ]),
    );
    expect(thingsWords(back)).toBe(thingsWords(operations));
  });

  it('are counted as people count them, each once all of it is done', () => {
    expect(thingsWords(operations)).toBe('2 windows, 2 registrations, 1 baseline, 1 record');
    expect(thingCount(operations)).toBe(6);
    expect(thingsWords(operations, ({ name }) => name === 'one' || name === 'web')).toBe('1 window, 1 registration');
    expect(thingCount(operations, ({ kind }) => kind === 'DeregisterTaskFromMaintenanceWindow')).toBe(0);
  });
});

describe('what is done to them', () => {
  const items = itemsOf(account);
  const back = planRestore(backupOf(items, patchingChoice(items)), inventory(), now).operations;

  it('is said with how many of each', () => {
    expect(deedsWords(operations)).toBe('2 windows, 2 registrations, 1 baseline, 1 record deleted');
    expect(deedsWords(back)).toBe('2 windows, 2 registrations, 1 baseline, 1 record created');
    const part = back.filter(({ kind }) => kind === 'RegisterTaskWithMaintenanceWindow' || kind.endsWith('PatchGroup'));
    // Of windows that are there only the task is missing; their ids are those of what made them.
    expect(deedsWords(part)).toBe('2 registrations created; 2 windows updated');
    expect(deedsWords([...part, ...operations.filter(({ name }) => name === 'web')])).toBe(
      '2 registrations created; 2 windows updated; 1 registration deleted',
    );
    expect(deedsWords([])).toBe('');
  });
});

describe('how far each is', () => {
  const error: ErrorDescription = { code: 'AccessDenied', title: 'No.', nextSteps: [], exitCode: 1 };
  const of = (kind: Operation['kind'], name: string): Operation => {
    const operation = operations.find((each) => each.kind === kind && each.name === name);
    if (operation === undefined) throw new Error(`no ${kind} ${name}`);
    return operation;
  };
  const started = (operation: Operation): ExecutionEvent => ({ type: 'started', operation });
  const done = (operation: Operation): ExecutionEvent => ({ type: 'succeeded', operation });
  const after = (...events: readonly ExecutionEvent[]): readonly ThingProgress[] =>
    progressOf(things, events.reduce(reduceExecution, initialExecution(operations.length)));
  const taskOfOne = of('DeregisterTaskFromMaintenanceWindow', 'one');
  const targetOfOne = of('DeregisterTargetFromMaintenanceWindow', 'one');
  const windowOne = of('DeleteMaintenanceWindow', 'one');

  it.each<[string, readonly ExecutionEvent[], PartState, readonly PartState[]]>([
    ['nothing', [], 'waiting', ['waiting', 'waiting', 'waiting']],
    ['a call in flight', [started(taskOfOne)], 'running', ['running', 'waiting', 'waiting']],
    ['one that has ended', [started(taskOfOne), done(taskOfOne)], 'waiting', ['done', 'waiting', 'waiting']],
    ['all', [done(taskOfOne), done(targetOfOne), done(windowOne)], 'done', ['done', 'done', 'done']],
    [
      'a failure',
      [
        done(taskOfOne),
        { type: 'failed', operation: targetOfOne, error },
        { type: 'skipped', operation: windowOne, reason: 'waits' },
      ],
      'failed',
      ['done', 'failed', 'skipped'],
    ],
  ])('after %s', (_, events, state, parts) => {
    const [one, two] = after(...events);
    expect(one).toMatchObject({ state, parts: parts.map((part) => ({ state: part })) });
    expect(one?.failures).toHaveLength(state === 'failed' ? 1 : 0);
    expect(two?.state).toBe('waiting');
  });

  it('says how many of several are done', () => {
    const web = of('DeregisterPatchBaselineForPatchGroup', 'web');
    const db = of('DeregisterPatchBaselineForPatchGroup', 'db');
    const label = (...events: readonly ExecutionEvent[]) => after(...events)[2]?.parts[0]?.label;
    expect([label(), label(done(web)), label(done(web), done(db))]).toEqual(['2 groups', '1 of 2 groups', '2 groups']);
  });

  it.each([
    [{ succeeded: 4 }, 60_000, undefined],
    [{ succeeded: 20 }, 1000, undefined],
    [{ succeeded: 20 }, 10_000, 10_000],
    [{ succeeded: 20, skipped: 10 }, 10_000, 5000],
    [{ succeeded: 36 }, 10_000, undefined],
  ])('the time left after %j in %d ms is %s', (ended, elapsed, left) => {
    expect(timeLeft({ ...initialExecution(40), ...ended }, elapsed)).toBe(left);
  });
});

describe('what is tried again', () => {
  const [one, two] = windows;
  const left = one && two ? { ...account, windows: [{ ...one, tasks: [] }, two] } : account;

  it('was agreed to where it is what has been left', () => {
    expect(isAgreed(operations, operations)).toBe(true);
    expect(isAgreed(deletions(left), operations)).toBe(true);
    expect(isAgreed(deletions({ windows, records: [] }), operations)).toBe(true);
  });

  it.each<[string, Partial<Inventory>]>([
    ['something new', { ...account, windows: [...windows, window('three', { tags: ownTags(), tasks: [task('x')] })] }],
    [
      'a further target',
      { ...account, windows: windows.map((each) => ({ ...each, targets: [...each.targets, target('new')] })) },
    ],
    ['other tags', { ...account, windows: windows.map((each) => ({ ...each, tags: { ...each.tags, owner: 'me' } })) }],
    ['a further group', { ...account, patchGroups: [...(account.patchGroups ?? []), registration('new', own)] }],
    ['a record of another version', { ...account, records: [record('default', 2)] }],
  ])('was not where there is %s', (_, now) => {
    expect(isAgreed(deletions(now), operations)).toBe(false);
  });
});
