/** The job of `nodes`: groups by tags, what is left alone, what fails for some, the proof, and the way back from anywhere. */
import { describe, expect, it } from 'vitest';
import type { PatchManager } from '../../source/execute/patch-manager.js';
import { drained } from '../../source/jobs/drained.js';
import { type NodesPlaceEnd, nodesJob } from '../../source/jobs/nodes.js';
import { restoreJob } from '../../source/jobs/restore.js';
import { tagCommands } from '../../source/plan/account/aws-commands.js';
import { nodeArn } from '../../source/plan/account/tagging.js';
import { thingsWords } from '../../source/plan/account/things.js';
import { type Backup, parseBackup, serializeBackup } from '../../source/plan/cleanup/backup.js';
import { parseAssign, parseSpread, parseUnassign } from '../../source/plan/nodes/instruction-text.js';
import { backupContents } from '../../source/plan/restore/found.js';
import { restoreLines } from '../../source/plan/restore/summary.js';
import { checksum } from '../../source/process/codec.js';
import { nodesWords } from '../../source/views/nodes.js';
import { type MemorySandbox, memorySandbox } from '../helpers/memory-account.js';
import { withChanges } from './cleanup-runs.js';
import { contextWith, now, opened, runIn, withPlan, writesIn } from './runs.js';

const place = { account: '123456789012', region: 'eu-west-1', partition: 'aws' };

/** A fleet, and a plan whose windows patch the groups dev and prod. */
function withFleet(fleet: number): Promise<MemorySandbox> {
  const sandbox = memorySandbox({ empty: true, fleet, now });
  return withPlan('--wave dev=2tue@03:00 --wave prod=3tue@03:00', sandbox);
}

/** What nodes carry, without those that carry nothing. */
async function tagsIn(sandbox: MemorySandbox): Promise<Readonly<Record<string, object>>> {
  const { nodes } = await (await sandbox.connect()).readFleet();
  return Object.fromEntries(nodes.map(({ id, tags }) => [id, tags]));
}

const parsers = { assign: parseAssign, spread: parseSpread, unassign: parseUnassign };

interface Options {
  readonly manager?: PatchManager;
  readonly hurry?: AbortSignal;
  readonly wait?: (milliseconds: number) => Promise<void>;
}

/** `spread dev,prod=all`, carried out as far as it goes. */
async function run(
  sandbox: MemorySandbox,
  [kind, text]: readonly [keyof typeof parsers, string],
  { manager, ...given }: Options = {},
): Promise<{ end: NodesPlaceEnd; backup: Backup | undefined }> {
  const instruction = parsers[kind](text);
  if ('problem' in instruction) throw new Error(instruction.problem);
  let backup: Backup | undefined;
  const writeBackup = (contents: Backup): string => {
    backup = parseBackup(serializeBackup(contents, checksum), 'backup.json', checksum);
    return '/backups/backup.json';
  };
  const job = nodesJob({ instructions: [instruction], writeBackup });
  const context = contextWith(given);
  const planned = await drained(job.plan(await opened(manager ?? (await sandbox.connect())), context));
  const [end] = await drained(job.carryOut([planned], context));
  if (end === undefined) throw new Error('no end');
  return { end, backup };
}

async function restored(sandbox: MemorySandbox, backup: Backup | undefined, { manager, ...given }: Options = {}) {
  if (backup === undefined) throw new Error('no backup');
  const job = restoreJob({ backup, isForced: false });
  const context = contextWith(given);
  const planned = await drained(job.plan(await opened(manager ?? (await sandbox.connect())), context));
  const [end] = await drained(job.carryOut([planned], context));
  if (end === undefined) throw new Error('no end');
  return end;
}

/** The process is gone with the n-th write, before or after AWS has done it. */
function killedAt(manager: PatchManager, nth: number, isDone: boolean) {
  const kill = new AbortController();
  let calls = 0;
  const dying: PatchManager = withChanges(manager, {
    perform: async (kind, input) => {
      calls += 1;
      if (calls > nth || (calls === nth && !isDone)) {
        kill.abort();
        return new Promise(() => {});
      }
      const result = await manager.perform(kind, input);
      if (calls === nth) {
        kill.abort();
        return new Promise(() => {});
      }
      return result;
    },
  });
  return { manager: dying, hurry: kill.signal };
}

describe('a fleet spread over two groups', () => {
  it('is tagged twenty at a time, is proved, and a second time there is no call', async () => {
    const sandbox = await withFleet(60);
    const earlier = (await writesIn(sandbox)).length;
    const { end, backup } = await run(sandbox, ['spread', 'dev,prod=all']);
    expect(end).toMatchObject({ isComplete: true, unchanged: [], backupFile: '/backups/backup.json' });
    expect(thingsWords(end.plan.operations)).toBe('60 nodes');
    const writes = (await writesIn(sandbox)).slice(earlier);
    expect(writes.filter((call) => call === 'TagResources 200').length).toBe(4);
    expect(writes.filter((call) => call === 'AddTagsToResource 200').length).toBe(6);
    expect(writes.length).toBe(10);
    expect(backup && backupContents(backup)).toBe('60 nodes');
    const again = await run(sandbox, ['spread', 'dev,prod=all']);
    expect(again).toMatchObject({ end: { isComplete: true, plan: { operations: [], kept: 60 } }, backup: undefined });
    expect((await writesIn(sandbox)).length).toBe(earlier + 10);
  });

  it('of 2,000 is tagged in few calls', async () => {
    const sandbox = await withFleet(2000);
    const before = (await sandbox.requests()).length;
    const { end } = await run(sandbox, ['spread', 'dev,prod=all']);
    expect(end).toMatchObject({ isComplete: true, unchanged: [] });
    const reads = (await sandbox.requests())
      .slice(before)
      .filter(({ operation }) => /GetResources|DescribeInstance/.test(operation));
    expect(reads.length).toBeLessThan(200);
  });

  it('gets its former tags back after the work was killed at any call', { timeout: 120_000 }, async () => {
    const sandbox = await withFleet(50);
    await run(sandbox, ['assign', 'dev=tag:Team=shop']);
    const before = await tagsIn(sandbox);
    for (const isDone of [false, true]) {
      for (let nth = 1, calls = 1; nth <= calls; nth += 1) {
        const { backup, end } = await run(
          sandbox,
          ['spread', 'prod,dev=all'],
          killedAt(await sandbox.connect(), nth, isDone),
        );
        calls = end.plan.operations.length;
        expect([end.isComplete, calls > 5]).toEqual([false, true]);
        // The restore is killed, too, and begun anew.
        await restored(sandbox, backup, killedAt(await sandbox.connect(), Math.ceil(nth / 2), isDone));
        expect(await restored(sandbox, backup)).toMatchObject({ isComplete: true, plan: { findings: [] } });
        expect(await tagsIn(sandbox)).toEqual(before);
      }
    }
  });
});

/** The ids of the nodes whose names begin so, by their tags. */
async function idsOf(sandbox: MemorySandbox, name: string): Promise<string[]> {
  const { nodes } = await (await sandbox.connect()).readFleet();
  return nodes.filter(({ tags }) => tags.Name?.startsWith(name)).map(({ id }) => id);
}

function outcomesOf({ state }: NodesPlaceEnd) {
  return state.outcomes.map((outcome) => ({
    ...{ type: outcome.type, kind: outcome.operation.kind },
    ...(outcome.type === 'succeeded' && outcome.note && { note: outcome.note }),
    ...(outcome.type === 'failed' && { detail: outcome.error.detail, nextSteps: outcome.error.nextSteps }),
    ...(outcome.type === 'skipped' && { reason: outcome.reason }),
  }));
}

describe('what somebody else tags meanwhile', () => {
  it('stays so and is said; what is as wanted by then needs no call', async () => {
    const sandbox = await withFleet(30);
    const [changed = '', wanted = ''] = await idsOf(sandbox, 'web');
    const manager = await sandbox.connect();
    let isDone = false;
    const meddle = async () => {
      if (isDone) return;
      isDone = true;
      const tag = (id: string, value: string) =>
        sandbox.tagging().tagResources({ ResourceARNList: [nodeArn(id, place)], Tags: { PatchGroup: value } });
      await tag(changed, 'elsewhere');
      await tag(wanted, 'dev');
    };
    const look: PatchManager['look'] = async (subject) => {
      await meddle();
      return manager.look(subject);
    };
    const { end, backup } = await run(sandbox, ['assign', 'dev=name:web-*'], {
      manager: withChanges(manager, { look }),
    });
    expect(outcomesOf(end)).toEqual([
      { type: 'succeeded', kind: 'TagResources', note: `changed since it was read: ${changed}` },
    ]);
    expect(end).toMatchObject({ isComplete: false, unchanged: [{ id: changed, after: 'dev' }] });
    const back = await restored(sandbox, backup);
    expect(back.plan.findings.map(({ message }) => message)).toEqual([
      `Node ${changed} now has PatchGroup = elsewhere, so it stays as it is.`,
    ]);
    expect(restoreLines(back.plan)).toMatchObject([{ sign: '~', count: 8, what: 'nodes' }]);
  });
});

describe('where tagging is refused', () => {
  it('for some nodes, these are named with why, the others of the call are done', async () => {
    const sandbox = memorySandbox({ empty: true, fleet: 30, now });
    await withPlan('--wave dev=2tue@03:00 --tag-key "Patch Group"', sandbox);
    const build = await idsOf(sandbox, 'build');
    const { end } = await run(sandbox, ['assign', 'dev=name:build-*']);
    const { end: all } = await run(sandbox, ['assign', 'dev=tag:Environment=prod']);
    for (const { state } of [end, all]) {
      const failed = state.outcomes.find(({ type }) => type === 'failed');
      expect(failed).toMatchObject({
        error: { code: 'InvalidParameterValue', title: expect.stringContaining(' of ') },
      });
    }
    const left = build.filter((id) => all.unchanged?.some((change) => change.id === id));
    expect(left.length).toBe(all.unchanged?.length);
    expect(all.plan.changes.length).toBeGreaterThan(left.length);
    expect(tagCommands(all.unchanged ?? [], place, { region: 'eu-west-1', profile: 'ops team' })).toEqual([
      `aws resourcegroupstaggingapi tag-resources --region eu-west-1 --profile 'ops team' --resource-arn-list ${left
        .map((id) => `arn:aws:ec2:eu-west-1:123456789012:instance/${id}`)
        .join(' ')} --tags '{"Patch Group":"dev"}'`,
    ]);
  });

  it('for all instances, other nodes are done, and the policy names both permissions', async () => {
    const sandbox = await withFleet(30);
    await sandbox.faults({ operation: 'TagResources', kind: 'access-denied' });
    const { end } = await run(sandbox, ['assign', 'dev=all']);
    const kinds = outcomesOf(end).map(({ type, kind }) => `${kind} ${type}`);
    expect([...new Set(kinds)].sort()).toEqual(['AddTagsToResource succeeded', 'TagResources failed']);
    expect(outcomesOf(end).find(({ type }) => type === 'failed')?.nextSteps?.[0]).toBe(
      'Ask for a policy with: {"Effect": "Allow", "Action": ["ec2:CreateTags", "tag:TagResources"], "Resource": "*"}',
    );
    const commands = tagCommands(end.unchanged ?? [], place, {});
    expect(commands.length).toBe(2);
    expect(end.unchanged?.every(({ id }) => commands.join(' ').split(id).length === 2)).toBe(true);
  });

  it('without a screen, what was done and what was not is told, with the commands that are left', async () => {
    const sandbox = await withFleet(12);
    await sandbox.faults({ operation: 'TagResources', kind: 'access-denied' });
    const instructions = ['prod=name:web-*', 'dev=all'].map((text) => {
      const instruction = parseAssign(text);
      if ('problem' in instruction) throw new Error(instruction.problem);
      return instruction;
    });
    const words = nodesWords({ instructions, plan: undefined, hasBackup: false, connection: {} });
    const job = nodesJob({ instructions, writeBackup: undefined });
    const { exitCode, out } = await runIn(await opened(await sandbox.connect()), job, words, {});
    const text = out.join('\n');
    expect(exitCode).toBe(1);
    expect(text).toContain('! This selects all 12 nodes here.');
    expect(text).toContain('are matched by more than one selector (the first one counts)');
    expect(text).toMatch(/tag:TagResources/);
    expect(text.match(/^ {2}aws resourcegroupstaggingapi tag-resources /gm)).toHaveLength(2);
    // What could be done is done: the node on premises is tagged by Systems Manager.
    expect(text).toMatch(/done +AddTagsToResource/);
  });

  it('and reading tags, too: groups are known all the same, and nodes are tagged without looking', async () => {
    const sandbox = await withFleet(30);
    await run(sandbox, ['assign', 'prod=tag:Team=shop']);
    await sandbox.faults({ operation: 'GetResources', kind: 'access-denied' });
    const { end } = await run(sandbox, ['assign', 'dev=ungrouped']);
    expect(end.plan.fleet.tagsRefused).toMatchObject({ refused: [{ action: 'tag:GetResources' }] });
    expect(end.plan.changes.length).toBeLessThan(30);
    expect(end).toMatchObject({ isComplete: false, unchanged: undefined, state: { failed: 0 } });
  });
});

it('what AWS tells late is waited for', async () => {
  const sandbox = await withFleet(10);
  const manager = await sandbox.connect();
  const before = await manager.readFleet();
  const waited: number[] = [];
  let reads = 0;
  const late = withChanges(manager, {
    readFleet: async () => {
      reads += 1;
      return reads < 4 ? before : manager.readFleet();
    },
  });
  const wait = async (milliseconds: number) => void waited.push(milliseconds);
  const { end } = await run(sandbox, ['assign', 'dev=all'], { manager: late, wait });
  expect([end.isComplete, waited]).toEqual([true, [1000, 4000]]);
});

it('a node that went away is said by a restore', async () => {
  const sandbox = await withFleet(10);
  const { backup } = await run(sandbox, ['assign', 'dev=all']);
  const manager = await sandbox.connect();
  const fleet = await manager.readFleet();
  const [gone] = fleet.nodes;
  const without = withChanges(manager, { readFleet: async () => ({ nodes: fleet.nodes.slice(1) }) });
  const end = await restored(sandbox, backup, { manager: without });
  expect(end.plan.findings.map(({ message }) => message)).toEqual([
    `Node ${gone?.id} had no tag PatchGroup. It is stopped or no longer exists, so it stays as it is.`,
  ]);
});
