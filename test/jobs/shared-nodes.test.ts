/** Nodes that another window patches too, whichever way it selects them, are warned of before the first write. */
import type { SSM, Target } from '@aws-sdk/client-ssm';
import { expect, it } from 'vitest';
import { makeForeignWindow } from '../helpers/planning.js';
import { parsed, seededSandbox, setUp, tagNodes, twoWindows } from './runs.js';

const PatchGroup = 'Week 1 Day 2 - Unattended - 03:00';

/** A fleet whose hybrid nodes, whose tags SSM keeps, are in a group of the plan and in some more. */
async function withFleet(spaced = 'blue') {
  const sandbox = seededSandbox();
  const ssm = sandbox.ssm();
  const ids = await tagNodes(sandbox, { PatchGroup, 'Patch Group': spaced, Squad: 'erp' });
  return { sandbox, ssm, ids };
}

/** Somebody else's window that patches nodes by these keys. */
function windowOf(ssm: SSM, Targets: Target[]): Promise<string> {
  return makeForeignWindow(ssm, { window: { Name: 'theirs' }, target: { Targets } });
}

const squad = { Key: 'tag:Squad', Values: ['erp'] };

it.each<[string, Target[], boolean]>([
  ['another tag', [{ Key: 'tag:Squad', Values: ['web', 'erp'] }], true],
  ['the other patch group tag', [{ Key: 'tag:Patch Group', Values: ['blue'] }], true],
  ['a tag of any value', [{ Key: 'tag-key', Values: ['Squad'] }], true],
  ['several keys that all fit', [squad, { Key: 'tag:Patch Group', Values: ['blue'] }], true],
  ['several keys of which one does not fit', [squad, { Key: 'tag:Patch Group', Values: ['green'] }], false],
])('by %s', async (_, targets, isShared) => {
  const { sandbox, ssm, ids } = await withFleet();
  const WindowId = await windowOf(ssm, targets);
  const warnings = async () => {
    const [plan] = parsed((await setUp(sandbox, twoWindows, { isDryRun: true, isJson: true })).out);
    const all = plan?.warnings as { code: string; message: string }[];
    return all.filter(({ code, message }) => code === 'nodes-in-other-window' && message.includes(WindowId));
  };
  const some = ids.length > 3 ? `${ids.slice(0, 3).join(', ')} and ${ids.length - 3} more` : ids.join(', ');
  const message = `The window theirs (${WindowId}), which is not in this plan, also patches nodes in this plan's patch groups, selected by other tags: ${some}.`;
  expect((await warnings()).map((warning) => warning.message)).toEqual(isShared ? [message] : []);
  await ssm.updateMaintenanceWindow({ WindowId, Enabled: false });
  expect(await warnings()).toEqual([]);
});

it('by another plan with the other tag key', async () => {
  const { sandbox } = await withFleet('Week 1 Day 2 - Unattended - 09:00');
  await setUp(sandbox, '-w 1 -d 2 -t 9 --plan blue --tag-key "Patch Group"');
  const { out } = await setUp(sandbox, twoWindows, { isDryRun: true });
  expect(out.join('\n')).toMatch(/window Week1Day2Unattended0900 \(mw-\w+\), which is not in this plan, also patches/);
});

it('is not asked for a plan without nodes', async () => {
  const { sandbox, ssm } = await withFleet();
  const readsOfRun = async (): Promise<number> => {
    const before = (await sandbox.requests()).length;
    await setUp(sandbox, '-w 1 -d 2 -t 10', { isDryRun: true });
    const requests = (await sandbox.requests()).slice(before);
    return requests.filter(({ operation }) => operation === 'DescribeInstanceInformation').length;
  };
  const without = await readsOfRun();
  await windowOf(ssm, [{ Key: 'tag:Squad', Values: ['erp'] }]);
  expect(await readsOfRun()).toBe(without);
});
