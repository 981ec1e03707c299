/** What people do to a plan over the months, without a screen: the plan is what was said last, and nothing is guessed. */
import { describe, expect, it } from 'vitest';
import type { MemorySandbox } from '../helpers/memory-account.js';
import {
  counted,
  emptySandbox,
  interruptedAt,
  parsed,
  seededSandbox,
  setUp,
  statusDocument,
  tagNodes,
  windowId,
  withPlan,
  writesIn,
} from './runs.js';

/** What was before is left over. */
const nothingToDo = 'Nothing to do: everything in the plan is there, and more than that, see above.';

const twoWaves = '--wave dev=2tue@03:00 --wave prod=3tue@03:00';

/** Calls that a run makes, how often each. */
async function writesOf(sandbox: MemorySandbox, line: string): Promise<Readonly<Record<string, number>>> {
  const before = await writesIn(sandbox);
  await setUp(sandbox, line);
  return counted((await writesIn(sandbox)).slice(before.length));
}

it('after other weeks the plan without flags is those weeks, and makes no call', async () => {
  const sandbox = await withPlan('-w 1 2 -d 2 -t 3');
  await setUp(sandbox, '-w 3 -d 3 -t 4');
  const before = await writesIn(sandbox);
  const { exitCode, out } = await setUp(sandbox);
  expect({ exitCode, last: out.at(-1) }).toEqual({ exitCode: 0, last: nothingToDo });
  expect(await writesIn(sandbox)).toEqual(before);
  expect((await statusDocument(sandbox)).plans).toMatchObject([{ record: { waves: ['3wed@04:00'] } }]);
});

it('refused halfway, what still has the former answers is drift, and the same command without flags ends it', async () => {
  const sandbox = await withPlan();
  await sandbox.faults({ kind: 'access-denied', operation: 'UpdateMaintenanceWindow', nth: 4 });
  const { exitCode, out } = await setUp(sandbox, '-z Europe/London --duration 3');
  expect(exitCode).toBe(1);
  const done = out.flatMap((line) => / done +UpdateMaintenanceWindow {2}(\S+)/.exec(line)?.[1] ?? []);
  expect(done.length).toBeGreaterThanOrEqual(3);
  await sandbox.faults();
  const { drift, windows } = await statusDocument(sandbox);
  const others = windows.map(({ name }) => name).filter((name) => !done.includes(name));
  expect(drift.map(({ name }) => name).sort()).toEqual(others.sort());
  for (const { members } of drift) expect(members).toEqual(['Description', 'ScheduleTimezone', 'Duration']);
  expect(await writesOf(sandbox, '')).toEqual({ 'UpdateMaintenanceWindow 200': others.length });
  expect((await statusDocument(sandbox)).drift).toEqual([]);
});

it('of two windows the one that was changed by hand is accused, and mending does not spread the edit', async () => {
  const sandbox = await withPlan(twoWaves);
  const WindowId = await windowId(sandbox, 'default-dev');
  const edit = { Duration: 6, ScheduleTimezone: 'Asia/Tokyo' };
  await sandbox.ssm().updateMaintenanceWindow({ WindowId, ...edit });
  expect((await statusDocument(sandbox)).drift).toMatchObject([
    { name: 'default-dev', id: WindowId, members: ['ScheduleTimezone', 'Duration'] },
  ]);
  expect(await writesOf(sandbox, '')).toEqual({ 'UpdateMaintenanceWindow 200': 1 });
  const { windows } = await sandbox.dump();
  for (const { fields } of windows) expect(fields).toMatchObject({ Duration: 1, ScheduleTimezone: 'UTC' });
});

it('interrupted before its first window, the answers are those that were given', async () => {
  const sandbox = emptySandbox();
  const { exitCode } = await setUp(
    sandbox,
    '-z America/New_York --duration 3 --tag-key "Patch Group"',
    interruptedAt(/done {5}PutParameter/),
  );
  expect(exitCode).toBe(130);
  expect((await sandbox.dump()).windows).toEqual([]);
  const missing = (await statusDocument(sandbox)).drift.map(({ kind }) => kind);
  expect(counted(missing)).toMatchObject({ CreateMaintenanceWindow: 8, CreatePatchBaseline: 1 });
  expect((await setUp(sandbox)).exitCode).toBe(0);
  const { windows } = await sandbox.dump();
  expect(windows).toHaveLength(8);
  for (const { fields, targets } of windows) {
    expect(fields).toMatchObject({ ScheduleTimezone: 'America/New_York', Duration: 3 });
    expect(targets).toMatchObject([{ fields: { Targets: [{ Key: 'tag:Patch Group' }] } }]);
  }
});

describe('a pause', () => {
  async function withPaused() {
    const sandbox = await withPlan('--wave dev=2tue@03:00 --wave prod=3tue@03:00 --wave db=4tue@03:00');
    const ssm = sandbox.ssm();
    const StartDate = '2027-01-05T00:00:00Z';
    await ssm.updateMaintenanceWindow({ WindowId: await windowId(sandbox, 'default-dev'), Enabled: false });
    await ssm.updateMaintenanceWindow({ WindowId: await windowId(sandbox, 'default-prod'), StartDate });
    const pauses = async () => {
      const { windows } = await sandbox.dump();
      return windows.map(({ fields }) => `${fields.Name} ${fields.Enabled} ${fields.StartDate}`);
    };
    return { sandbox, pauses, paused: await pauses() };
  }

  it('stays in every set-up, which says how many are paused', async () => {
    const { sandbox, pauses, paused } = await withPaused();
    const first = await setUp(sandbox, '--duration 3');
    expect(first.out).toContainEqual(
      '! 2 windows are paused and stay paused: default-dev (switched off), default-prod (held back until 2027-01-05T00:00:00Z).',
    );
    expect(first.out).toContain('2 windows are paused.');
    const again = await setUp(sandbox, '', { isJson: true });
    expect(parsed(again.out).at(-1)).toMatchObject({ event: 'summary', succeeded: 0, paused: 2 });
    expect(parsed(again.out)[0]).toMatchObject({ operations: [], warnings: [{ code: 'paused' }] });
    expect(await pauses()).toEqual(paused);
    expect((await statusDocument(sandbox)).drift).toEqual([]);
  });

  it('ends with --resume', async () => {
    const { sandbox, pauses } = await withPaused();
    const { out } = await setUp(sandbox, '--resume', { isJson: true });
    expect(parsed(out).at(-1)).toMatchObject({ succeeded: 2, paused: 0 });
    expect(await pauses()).toEqual(
      ['default-dev', 'default-prod', 'default-db'].map((name) => `${name} true undefined`),
    );
  });
});

describe('a wave', () => {
  it('that moves to another time is one update of its window beside the record', async () => {
    const sandbox = await withPlan(twoWaves);
    const moved = '--wave dev=2tue@05:00 --wave prod=3tue@03:00';
    expect(await writesOf(sandbox, moved)).toEqual({ 'PutParameter 200': 1, 'UpdateMaintenanceWindow 200': 1 });
  });

  it('that takes what the first could take moves with its delay: nodes and groups stay as they are', async () => {
    const dates = '--os windows --wave dev=1wed@03:00 --wave prod=';
    const sandbox = await withPlan(`${dates}2wed@03:00 --approvals first-wave`, seededSandbox());
    await tagNodes(sandbox, { PatchGroup: 'prod' });
    expect(await writesOf(sandbox, `${dates}3wed@03:00`)).toEqual({
      ...{ 'PutParameter 200': 1, 'UpdateMaintenanceWindow 200': 1, 'UpdatePatchBaseline 200': 1 },
    });
  });

  it('that is pruned names its nodes, which nothing patches any more', async () => {
    const sandbox = await withPlan(twoWaves, seededSandbox());
    const count = (await tagNodes(sandbox, { PatchGroup: 'dev' })).length;
    const { out } = await setUp(sandbox, '--wave prod=3tue@03:00 --prune', { isDryRun: true });
    const verb = count === 1 ? 'node with PatchGroup = dev will' : 'nodes with PatchGroup = dev will';
    expect(out).toContain(`! ${count} ${verb} no longer be patched. The nearest wave in time is prod.`);
    expect(out.join('\n')).toContain('nodes --assign prod=tag:PatchGroup=dev');
    const kept = await setUp(sandbox, '--wave prod=3tue@03:00', { isDryRun: true });
    expect(kept.out.join('\n')).not.toContain('no longer be patched');
  });
});
