/** Windows and baselines whose plan tag somebody has taken off: said, taken back, never made twice. */
import {
  RemoveTagsFromResourceCommand,
  type SSMClient,
  UpdateMaintenanceWindowTargetCommand,
} from '@aws-sdk/client-ssm';
import { describe, expect, it } from 'vitest';
import { findDrift } from '../../source/plan/setup/drift.js';
import type { Answers } from '../../source/plan/spec/answers.js';
import { type TestSandbox, withSandbox } from '../helpers/sandbox.js';
import { type AccountDump, dumpAccount, lines } from './account-dump.js';
import { cleanUp, connected } from './cleanup-runs.js';
import { now, setUp, writesIn } from './runs.js';
import { comparableAccount, twoWindows } from './small-plans.js';

const name = 'Week1Day2Unattended0300';
const planTag = 'ssm-patch-wizard:plan';

async function withPlan(): Promise<{ sandbox: TestSandbox; ssm: SSMClient; before: AccountDump }> {
  const sandbox = await withSandbox({ empty: true, now });
  await setUp(sandbox, { answers: twoWindows });
  const ssm = sandbox.ssm();
  return { sandbox, ssm, before: await dumpAccount(ssm) };
}

function idOf({ windows, baselines }: AccountDump, called: string): string {
  return [...windows, ...baselines].find(({ fields }) => fields.Name === called)?.id ?? '';
}

async function untag(ssm: SSMClient, ResourceId: string, ...TagKeys: string[]): Promise<void> {
  const ResourceType = ResourceId.startsWith('mw-') ? 'MaintenanceWindow' : 'PatchBaseline';
  await ssm.send(new RemoveTagsFromResourceCommand({ ResourceType, ResourceId, TagKeys }));
}

async function driftIn(sandbox: TestSandbox): Promise<string[]> {
  const manager = await connected(sandbox);
  return findDrift(await manager.readInventory()).map(({ message }) => message);
}

describe.each([
  ['window', [planTag], name],
  ['window', [planTag, 'ssm-patch-wizard:version'], name],
  ['baseline', [planTag], 'Windows-0day-Important'],
])('a %s without its tags %s', (what, keys, called) => {
  it('is drift in words, gets its tag back, and is not made a second time', async () => {
    const { sandbox, ssm, before } = await withPlan();
    const expected = await comparableAccount(ssm);
    const id = idOf(before, called);
    await untag(ssm, id, ...keys);
    const [message, ...more] = await driftIn(sandbox);
    expect(more).toEqual([]);
    expect(message).toContain(`The ${what} ${called} (${id}) has lost its tag ${planTag}.`);
    const made = await writesIn(sandbox);
    const { exitCode, out } = await setUp(sandbox, { answers: twoWindows });
    expect(exitCode).toBe(0);
    expect(out).toContain(`  ~ 1  set of tags  ${keys.join(', ')}`);
    expect((await writesIn(sandbox)).slice(made.length)).toEqual(['AddTagsToResource 200']);
    expect(await comparableAccount(ssm)).toEqual(expected);
    expect(await driftIn(sandbox)).toEqual([]);
    expect((await setUp(sandbox, { answers: twoWindows })).out.at(-1)).toMatch(/^Nothing to do/);
  });
});

it('a clean-up of the plan leaves what has lost its tag', async () => {
  const { sandbox, ssm, before } = await withPlan();
  await untag(ssm, idOf(before, name), planTag);
  await cleanUp(sandbox, { selection: { plan: 'default' } });
  expect((await dumpAccount(ssm)).windows.map(({ fields }) => fields.Name)).toEqual([name]);
});

it('without the mark on its target too a window is out of the plan, and stays as it is', async () => {
  const { sandbox, ssm, before } = await withPlan();
  const WindowId = idOf(before, name);
  await untag(ssm, WindowId, planTag);
  const WindowTargetId = before.windows.find(({ id }) => id === WindowId)?.targets[0]?.id;
  await ssm.send(new UpdateMaintenanceWindowTargetCommand({ WindowId, WindowTargetId, OwnerInformation: 'ours' }));
  expect(await driftIn(sandbox)).toEqual([]);
  const ofIt = async () => lines(await dumpAccount(ssm)).filter((line) => line.includes(WindowId));
  const theirs = await ofIt();
  const { out } = await setUp(sandbox, { answers: twoWindows });
  expect(out.join('\n')).toMatch(/! Windows of the same name exist already and are not part of plan default/);
  expect(await ofIt()).toEqual(theirs);
});

describe('a window of a former date without its tag', () => {
  const later = 'Week1Day2Unattended0400';
  const oneWindow: Answers = { ...twoWindows, times: [{ hour: 3, minute: 0 }] };

  it.each([twoWindows.task.durationHours, 3])(
    'gets it back from a set-up with a duration of %i hours, so that a clean-up finds it',
    async (hours) => {
      const { sandbox, ssm, before } = await withPlan();
      const answers: Answers = { ...oneWindow, task: { ...oneWindow.task, durationHours: hours } };
      if (hours === 3) await setUp(sandbox, { answers });
      await untag(ssm, idOf(before, later), planTag);
      expect((await setUp(sandbox, { answers })).exitCode).toBe(0);
      const { windows } = await (await connected(sandbox)).readInventory();
      expect(windows.map(({ tags }) => tags[planTag])).toEqual(['default', 'default']);
      expect(windows.map(({ tags }) => tags['ssm-patch-wizard:wanted']).filter(Boolean)).toEqual(
        hours === 3 ? ['no'] : [],
      );
      expect(await driftIn(sandbox)).toEqual([]);
      expect((await setUp(sandbox, { answers })).out.at(-1)).toMatch(/^Nothing to do/);
      await cleanUp(sandbox, { selection: { plan: 'default' } });
      expect((await dumpAccount(ssm)).windows).toEqual([]);
    },
  );

  it('gets it back from a prune first, and goes with its group in the next', async () => {
    const { sandbox, ssm, before } = await withPlan();
    await untag(ssm, idOf(before, later), planTag);
    const pruned = () => setUp(sandbox, { answers: oneWindow, consent: { prune: true, adopt: false } });
    expect((await pruned()).out.join('\n')).toContain(
      `${later} (it had lost its tag ${planTag}, which it gets back first)`,
    );
    expect((await dumpAccount(ssm)).registrations).toHaveLength(2);
    expect((await pruned()).exitCode).toBe(0);
    const { windows, registrations } = await dumpAccount(ssm);
    expect(windows.map(({ fields }) => fields.Name)).toEqual([name]);
    expect(registrations).toHaveLength(1);
    expect((await setUp(sandbox, { answers: oneWindow })).out.at(-1)).toMatch(/^Nothing to do/);
  });
});
