/** Two set-ups of one plan at once, and lists that lag: what is made twice is known by the end, and ends as one. */
import { describe, expect, it } from 'vitest';
import type { PatchManager } from '../../source/execute/patch-manager.js';
import type { Backup } from '../../source/plan/cleanup/backup.js';
import { lines, withoutIds } from '../helpers/account-dump.js';
import { type MemorySandbox, memorySandbox } from '../helpers/memory-account.js';
import { cleanUp, restore, withChanges } from './cleanup-runs.js';
import { keeping, spread } from './fault-scenarios.js';
import { pauses } from './pause-runs.js';
import { type AnyRunOptions, parsed, type Run, setUp, status, statusDocument, twoWindows, withPlan } from './runs.js';
import { runScripts } from './scripts-account.js';

/** The account in which the plan's windows have lost what the kinds name. */
async function without(...kinds: readonly ('windows' | 'tasks')[]): Promise<MemorySandbox> {
  const sandbox = await withPlan(twoWindows);
  const ssm = sandbox.ssm();
  for (const { id: WindowId } of (await sandbox.dump()).windows) {
    if (kinds.includes('windows')) await ssm.deleteMaintenanceWindow({ WindowId });
    const { Tasks = [] } = kinds.includes('tasks') ? await ssm.describeMaintenanceWindowTasks({ WindowId }) : {};
    for (const { WindowTaskId } of Tasks) await ssm.deregisterTaskFromMaintenanceWindow({ WindowId, WindowTaskId });
  }
  return sandbox;
}

/** How many windows there are, and tasks in them. */
async function counts(sandbox: MemorySandbox): Promise<string> {
  const { windows } = await sandbox.dump();
  return `${windows.length} ${windows.map(({ tasks }) => tasks.length).join(' ')}`;
}

/** A manager whose writes of a kind all wait until something has happened. */
async function interrupted(
  sandbox: MemorySandbox,
  kind: string,
  happens: () => Promise<unknown>,
): Promise<PatchManager> {
  const manager = await sandbox.connect();
  let happened: Promise<unknown> | undefined;
  return withChanges(manager, {
    perform: async (each, input) => {
      if (each === kind) {
        happened ??= happens();
        await happened;
      }
      return manager.perform(each, input);
    },
  });
}

describe('two set-ups at once', () => {
  it.each(['windows', 'tasks'] as const)(
    'that lack the same %s: the second is told before it makes anything',
    async (kind) => {
      const sandbox = await without(kind);
      const runs = await Promise.all([setUp(sandbox), setUp(sandbox)]);
      expect(runs.map(({ exitCode }) => exitCode).sort()).toEqual([0, 1]);
      const second = runs.find(({ exitCode }) => exitCode === 1)?.out.join('\n');
      expect(second).toContain('Someone else has changed the record /patch-wizard/plans/default since it was read.');
      expect(await counts(sandbox)).toBe('2 1 1');
    },
  );

  it.each([
    ['windows', 'CreateMaintenanceWindow', 'Duplicates deleted: 2 windows.'],
    ['tasks', 'RegisterTaskWithMaintenanceWindow', 'Duplicates deleted: 2 tasks.'],
  ] as const)(
    'of which one begins while the other makes %s end as one, and that is told',
    async (kind, call, words) => {
      const sandbox = await without(kind);
      let inner: Awaited<ReturnType<typeof setUp>> | undefined;
      // It has written the record already, so that the other one reads that, and nothing else of it.
      const manager = await interrupted(sandbox, call, async () => {
        inner = await setUp(sandbox);
      });
      const outer = await setUp(sandbox, '', { manager, isJson: true });
      expect([inner?.exitCode, outer.exitCode]).toEqual([0, 0]);
      expect(await counts(sandbox)).toBe('2 1 1');
      const { takenAway } = parsed(outer.out).at(-1) ?? {};
      expect(takenAway).toHaveLength(kind === 'windows' ? 6 : 2);
      expect(await statusDocument(sandbox)).toMatchObject({ drift: [], leftovers: [] });
      const again = await without(kind);
      const text = await setUp(again, '', { manager: await interrupted(again, call, () => setUp(again)) });
      expect(text.out.join('\n')).toContain(words);
    },
  );

  it('and what may not be taken away is left, with the command that does it', async () => {
    const sandbox = await without('windows');
    const manager = await interrupted(sandbox, 'CreateMaintenanceWindow', async () => {
      await setUp(sandbox);
      await sandbox.faults({ kind: 'access-denied', operation: 'DeleteMaintenanceWindow' });
    });
    const { exitCode, out } = await setUp(sandbox, '', { manager, isJson: true });
    expect(exitCode).toBe(1);
    expect(parsed(out).at(-1)).toMatchObject({
      nextSteps: [expect.stringMatching(/^ssm-patch-wizard setup .*--prune/)],
    });
    await sandbox.faults();
    expect((await setUp(sandbox, '--prune')).exitCode).toBe(0);
    expect(await counts(sandbox)).toBe('2 1 1');
  });
});

describe('lists that lag', () => {
  it.each(['DescribeMaintenanceWindows', 'DescribeMaintenanceWindowTasks', 'DescribePatchBaselines', undefined])(
    '%s: a second run right after the first ends with what there was, and so does a second restore',
    async (operation) => {
      let time = new Date('2026-11-23T10:00:00Z').getTime();
      const now = () => new Date(time);
      const sandbox = memorySandbox({ empty: true, now });
      const wait = async (milliseconds: number): Promise<void> => {
        time += milliseconds;
      };
      const lag = () => sandbox.faults({ kind: 'lag', ms: 3000, ...(operation && { operation }) });
      await lag();
      for (const _ of ['once', 'again']) expect((await setUp(sandbox, twoWindows, { now, wait })).exitCode).toBe(0);
      await sandbox.faults();
      expect(await counts(sandbox)).toBe('2 1 1');
      const before = withoutIds(await sandbox.dump());
      const { backup } = await cleanUp(sandbox, { now, wait });
      await lag();
      for (const _ of ['once', 'again']) expect((await restore(sandbox, backup, { now, wait })).exitCode).toBe(0);
      await sandbox.faults();
      expect(withoutIds(await sandbox.dump())).toEqual(before);
    },
  );
});

describe('after a run that was killed, while its windows are not listed yet', () => {
  /** The sandbox, and a manager with which a run dies at its first task; the list of windows lags. */
  async function killed(run: (sandbox: MemorySandbox, given: object) => Promise<unknown>, sandbox: MemorySandbox) {
    const manager = await sandbox.connect();
    await sandbox.faults({ kind: 'lag', operation: 'DescribeMaintenanceWindows' });
    await new Promise<void>((die) => {
      const perform: PatchManager['perform'] = async (kind, input) => {
        if (kind !== 'RegisterTaskWithMaintenanceWindow') return manager.perform(kind, input);
        die();
        return new Promise(() => {});
      };
      void run(sandbox, { manager: withChanges(manager, { perform }) });
    });
  }

  it.each(['restore', 'clean-up', 'set-up', 'status'])('a %s sees them all the same', async (command) => {
    let time = new Date('2026-11-23T10:00:00Z').getTime();
    const now = () => new Date(time);
    const wait = async (milliseconds: number): Promise<void> => {
      time += milliseconds;
    };
    const sandbox = memorySandbox({ empty: true, now });
    if (command !== 'restore')
      await killed((account, given) => setUp(account, twoWindows, { ...given, now, wait }), sandbox);
    if (command === 'status') {
      const { drift } = await statusDocument(sandbox, { now, wait });
      expect(drift.map(({ kind }) => kind)).toEqual(Array(2).fill('RegisterTaskWithMaintenanceWindow'));
      return;
    }
    if (command === 'set-up') {
      const { exitCode, out } = await setUp(sandbox, '', { now, wait });
      expect(exitCode).toBe(0);
      expect(out.join('\n')).not.toContain('Another set-up');
      await sandbox.faults();
      expect(await counts(sandbox)).toBe('2 1 1');
      return;
    }
    if (command === 'clean-up') {
      expect((await cleanUp(sandbox, { now, wait })).exitCode).toBe(0);
      await sandbox.faults();
      expect(lines(await sandbox.dump())).toEqual([]);
      return;
    }
    await setUp(sandbox, twoWindows, { now, wait });
    const before = withoutIds(await sandbox.dump());
    const { backup } = await cleanUp(sandbox, { now, wait });
    await killed((account, given) => restore(account, backup, { ...given, now, wait }), sandbox);
    expect((await restore(sandbox, backup, { now, wait })).exitCode).toBe(0);
    await sandbox.faults();
    expect(withoutIds(await sandbox.dump())).toEqual(before);
  });
});

/** What a pair of commands is given. */
interface Pair {
  readonly sandbox: MemorySandbox;
  readonly given: Required<Pick<AnyRunOptions, 'now' | 'wait'>>;
  readonly backups: Backup[];
}

type Command = (pair: Pair) => Promise<Run>;

const settingUp =
  (line: string): Command =>
  ({ sandbox, given, backups }) =>
    setUp(sandbox, line, { ...given, writeBackup: keeping(backups) });

const twoWaves = '--wave dev=2tue@03:00 --wave prod=3tue@03:00';

const commands = {
  setup: settingUp(twoWaves),
  change: settingUp(`${twoWaves} --duration 5`),
  prune: settingUp('--wave dev=2tue@03:00 --wave test=4tue@03:00 --prune'),
  adopt: settingUp('--adopt'),
  cleanup: ({ sandbox, given, backups }) => cleanUp(sandbox, { ...given, writeBackup: keeping(backups) }),
  restore: ({ sandbox, given, backups }) => restore(sandbox, backups[0], given),
  pause: ({ sandbox, given }) => pauses(sandbox, 'pause --until 2027-03-01', given),
  resume: ({ sandbox, given }) => pauses(sandbox, 'resume', given),
  nodes: ({ sandbox, given, backups }) => spread(sandbox, 'dev,prod=all', given, keeping(backups)),
} satisfies Readonly<Record<string, Command>>;

type Name = keyof typeof commands;

/** What is there before a command, so that it has something to do. */
const before: Partial<Record<Name, readonly Name[]>> = {
  setup: [],
  restore: ['setup', 'cleanup'],
  resume: ['setup', 'pause'],
};

/** Two commands, one at once after the other: what they say, the status right after them, and what is there in the end. */
async function oneAfterTheOther(isLate: boolean, first: Name, second: Name) {
  let time = new Date('2026-11-23T10:00:00Z').getTime();
  const now = () => new Date(time);
  const wait = async (milliseconds: number): Promise<void> => {
    time += milliseconds;
  };
  const sandbox = memorySandbox({ empty: true, fleet: 2, now });
  const pair: Pair = { sandbox, given: { now, wait }, backups: [] };
  if (first === 'adopt') await runScripts(sandbox.ssm(), { weeks: [1], days: [2], hours: [3] });
  else for (const name of before[first] ?? (['setup'] as const)) await commands[name](pair);
  if (isLate) await sandbox.faults({ kind: 'lag', operation: 'DescribeMaintenanceWindows' });
  const runs = [await commands[first](pair), await commands[second](pair)];
  const { drift, leftovers } = await statusDocument(sandbox);
  await sandbox.faults();
  return {
    exitCodes: runs.map(({ exitCode }) => exitCode),
    ends: runs.map(({ out }) =>
      out.filter((line) => /^(Done|Nothing|Not)/.test(line)).map((line) => line.replace(/ in .*/, '')),
    ),
    status: [...drift, ...leftovers].map(({ name }) => name),
    account: withoutIds(await sandbox.dump()),
  };
}

describe('a list of windows that lags by three seconds changes nothing for who comes at once after', () => {
  it.each<[Name, Name]>([
    ['setup', 'cleanup'],
    ['change', 'change'],
    ['prune', 'restore'],
    ['adopt', 'cleanup'],
    ['cleanup', 'restore'],
    ['restore', 'cleanup'],
    ['pause', 'resume'],
    ['resume', 'pause'],
    ['nodes', 'nodes'],
  ])('%s, then %s', async (first, second) => {
    expect(await oneAfterTheOther(true, first, second)).toEqual(await oneAfterTheOther(false, first, second));
  });
});

describe('what is there twice', () => {
  /** A plan of two windows with a second window, or a second task and a target, for the first of them. */
  async function twice(kind: 'window' | 'parts'): Promise<MemorySandbox> {
    const sandbox = await withPlan(twoWindows);
    const ssm = sandbox.ssm();
    const { windows } = await sandbox.dump();
    const [{ id: first } = { id: '' }] = windows;
    const window = await ssm.getMaintenanceWindow({ WindowId: first });
    const { TagList: Tags } = await ssm.listTagsForResource({ ResourceType: 'MaintenanceWindow', ResourceId: first });
    const { Targets: [target] = [] } = await ssm.describeMaintenanceWindowTargets({ WindowId: first });
    const { Tasks: [task] = [] } = await ssm.describeMaintenanceWindowTasks({ WindowId: first });
    const {
      $metadata: _,
      WindowTaskId,
      ...full
    } = await ssm.getMaintenanceWindowTask({
      WindowId: first,
      WindowTaskId: task?.WindowTaskId,
    });
    const { Name, Schedule, ScheduleTimezone, Duration, Cutoff, Description } = window;
    const made = {
      Name,
      Schedule,
      ScheduleTimezone,
      Duration,
      Cutoff,
      Description,
      AllowUnassociatedTargets: false,
      Tags,
    };
    const { WindowId } = kind === 'window' ? await ssm.createMaintenanceWindow(made as never) : { WindowId: first };
    const { WindowTargetId: _id, ...targetMembers } = target ?? {};
    const { WindowTargetId = '' } = await ssm.registerTargetWithMaintenanceWindow({
      ...targetMembers,
      WindowId,
    } as never);
    const Targets = [{ Key: 'WindowTargetIds', Values: [WindowTargetId] }];
    await ssm.registerTaskWithMaintenanceWindow({
      ...full,
      WindowId,
      Targets,
      TaskArn: full.TaskArn ?? '',
      TaskType: full.TaskType ?? 'RUN_COMMAND',
      ServiceRoleArn: undefined,
      TaskParameters: undefined,
    });
    return sandbox;
  }

  it.each([
    ['window', 1, /is a second window for wave/],
    ['parts', 2, /has a second (target of the plan|patching task)/],
  ] as const)(
    'a %s: drift for status, offered by a set-up, taken away with --prune after a backup',
    async (kind, count, words) => {
      const before = withoutIds(await (await withPlan(twoWindows)).dump());
      const sandbox = await twice(kind);
      const { drift, leftovers } = await statusDocument(sandbox);
      expect(drift).toHaveLength(count);
      expect(drift[0]?.message).toMatch(words);
      expect(leftovers).toEqual([]);
      expect((await status(sandbox)).join('\n')).not.toContain('No drift');
      const asked = await setUp(sandbox);
      expect(asked.out.join('\n')).toMatch(
        /no longer needs \d+ things? that it created\. (It|They) stays?.*\n.*--prune/,
      );
      expect(lines(await sandbox.dump())).not.toEqual(lines(await (await withPlan(twoWindows)).dump()));
      let backup: unknown;
      const pruned = await setUp(sandbox, '--prune', {
        writeBackup: (contents) => {
          backup = contents;
          return 'b.json';
        },
      });
      expect(pruned.exitCode, pruned.out.join('\n')).toBe(0);
      expect(withoutIds(await sandbox.dump())).toEqual(before);
      expect(backup).toMatchObject({ windows: [{ change: kind === 'window' ? 'deleted' : 'tasks-deregistered' }] });
      expect((await statusDocument(sandbox)).drift).toEqual([]);
    },
  );

  it('a second task of somebody else is named and stays', async () => {
    const sandbox = await withPlan(twoWindows);
    const [{ id: WindowId = '' } = {}] = (await sandbox.dump()).windows;
    const { Targets: [{ WindowTargetId = '' } = {}] = [] } = await sandbox
      .ssm()
      .describeMaintenanceWindowTargets({ WindowId });
    await sandbox.ssm().registerTaskWithMaintenanceWindow({
      WindowId,
      Targets: [{ Key: 'WindowTargetIds', Values: [WindowTargetId] }],
      TaskArn: 'AWS-RunPatchBaseline',
      TaskType: 'RUN_COMMAND',
      MaxConcurrency: '1',
      MaxErrors: '1',
      TaskInvocationParameters: { RunCommand: { Parameters: { Operation: ['Scan'] } } },
    });
    const { out } = await setUp(sandbox, '--prune');
    expect(out.join('\n')).toContain('Delete the extra ones by hand');
    expect(await counts(sandbox)).toBe('2 2 1');
  });
});

describe('a backup over a plan that has changed', () => {
  it.each([
    ['another duration', '--duration 2', 'Duration is 2 (was 1)'],
    ['the same answers', '', undefined],
    ['a part of the waves', '-t 3', undefined],
  ])(
    '%s: what the plan has again stays as it is, the rest comes back, and nothing is there twice',
    async (_, answers, words) => {
      const sandbox = await withPlan(twoWindows);
      const { backup } = await cleanUp(sandbox);
      await setUp(sandbox, `${twoWindows} ${answers}`);
      const { exitCode, out } = await restore(sandbox, backup);
      expect(exitCode, out.join('\n')).toBe(0);
      expect(await counts(sandbox)).toBe('2 1 1');
      if (words) expect(out.join('\n')).toContain(`A later set-up created window `);
      if (words) expect(out.join('\n')).toMatch(words);
      expect((await statusDocument(sandbox)).drift).toEqual([]);
    },
  );

  it('tasks that were taken back in windows that stayed: the plan’s own stays the only one', async () => {
    const sandbox = await withPlan(twoWindows);
    const manager = await sandbox.connect();
    // Stopped before the windows themselves go.
    const perform: typeof manager.perform = async (kind, input) => {
      if (kind === 'DeleteMaintenanceWindow') throw new Error('killed');
      return manager.perform(kind, input);
    };
    const { backup } = await cleanUp(sandbox, { manager: withChanges(manager, { perform }) });
    await setUp(sandbox, `${twoWindows} --max-errors 5`);
    const { exitCode, out } = await restore(sandbox, backup);
    expect(exitCode).toBe(0);
    expect(out.join('\n')).toContain("has the plan's task again");
    expect(await counts(sandbox)).toBe('2 1 1');
  });
});
