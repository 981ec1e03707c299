/** An account through the SDK, over HTTP: who calls, what there is, and writes that reach it. */
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { ClientOptions } from '../../source/aws/clients.js';
import { allPages } from '../../source/aws/paging.js';
import { connectWith } from '../../source/aws/patch-manager.js';
import type { PatchManager } from '../../source/execute/patch-manager.js';
import type { InventoryProgress } from '../../source/plan/account/inventory.js';
import { plainWindow, type TestSandbox, testCredentials, withSandbox } from '../helpers/sandbox.js';

const now = () => new Date('2026-11-23T10:00:00Z');

async function connected(
  sandbox: TestSandbox,
  { region = 'eu-west-1', ...options }: Pick<ClientOptions, 'region' | 'requestTimeout' | 'log'> = {},
): Promise<PatchManager> {
  const connect = connectWith({ endpoint: sandbox.endpoint, credentials: testCredentials, ...options });
  const manager = await connect({ region });
  onTestFinished(() => manager.close());
  return manager;
}

it.each([
  ['eu-west-1', 'aws'],
  ['cn-north-1', 'aws-cn'],
  ['us-gov-west-1', 'aws-us-gov'],
])('the identity in %s has the partition %s', async (region, partition) => {
  const manager = await connected(await withSandbox({ now }), { region });
  const arn = `arn:${partition}:iam::123456789012:user/sandbox`;
  expect(manager.region).toBe(region);
  expect(await manager.identify()).toEqual({
    ...{ account: '123456789012', arn, partition, region },
    credentials: 'given directly',
  });
});

it('the regions are those of the partition, over all pages, sorted', async () => {
  const sandbox = await withSandbox({ now });
  const regions = await (await connected(sandbox)).regions();
  expect(regions.length).toBeGreaterThan(20);
  expect([...regions].sort()).toEqual(regions);
  expect(regions).toContain('us-east-1');
  expect(regions.filter((name) => /^(cn|us-gov|us-iso|eusc)/.test(name))).toEqual([]);
  const china = await (await connected(sandbox, { region: 'cn-north-1' })).regions();
  expect(china).toEqual(['cn-north-1', 'cn-northwest-1']);
});

describe('the inventory', () => {
  it('of an account with a fleet and windows of other teams', async () => {
    const manager = await connected(await withSandbox({ now }));
    const { windows, baselines, patchGroups, nodes, nodesByTagKey } = await manager.readInventory();
    const of = (wanted: string) => windows.find(({ name }) => name === wanted);
    expect([windows, baselines, patchGroups, nodes].map(({ length }) => length)).toEqual([6, 3, 5, 12]);
    expect(of('Corp-Windows-Monthly')).toMatchObject({
      id: expect.stringMatching(/^mw-[0-9a-f]{17}$/),
      ...{ name: 'Corp-Windows-Monthly', enabled: true, durationHours: 4, cutoffHours: 1 },
      ...{ schedule: 'cron(0 22 ? * TUE#2 *)', scheduleOffset: 4, timeZone: 'America/New_York' },
      nextExecutionTime: expect.stringMatching(/^2026-12-1[23]T/),
      tags: { Team: 'workplace', CostCenter: '4711' },
      targets: [
        {
          ...{ id: expect.any(String), ownerInformation: 'Patch group corp-windows' },
          targets: [{ Key: 'tag:Patch Group', Values: ['corp-windows'] }],
        },
      ],
      tasks: [{ taskArn: 'AWS-RunPatchBaseline', type: 'RUN_COMMAND', priority: 1 }],
    });
    expect(of('legacy-erp-patching')).toMatchObject({ enabled: false });
    expect(of('legacy-erp-patching')?.nextExecutionTime).toBeUndefined();
    const types = of('finance-month-end')?.tasks.map(({ type }) => type);
    expect(types?.sort()).toEqual(['LAMBDA', 'RUN_COMMAND']);

    expect(baselines.map(({ name, operatingSystem, isDefault }) => [name, operatingSystem, isDefault])).toEqual(
      expect.arrayContaining([
        ['Corp-Windows-Default', 'WINDOWS', true],
        ['web-tier-linux', 'AMAZON_LINUX_2023', false],
        ['finance-rhel', 'REDHAT_ENTERPRISE_LINUX', false],
      ]),
    );
    expect(baselines.every(({ definition }) => definition === undefined)).toBe(true);
    expect(patchGroups.find(({ patchGroup }) => patchGroup === 'web-tier')).toMatchObject({
      ...{ baselineName: 'web-tier-linux', operatingSystem: 'AMAZON_LINUX_2023' },
    });
    expect(nodes.find(({ name }) => name === 'ledger-01')).toMatchObject({
      id: expect.stringMatching(/^mi-/),
      ...{ platformName: 'Red Hat Enterprise Linux', platformType: 'Linux', platformVersion: '9.4' },
    });
    expect(nodesByTagKey).toEqual({ PatchGroup: 0, 'Patch Group': 8 });
  });

  it('has every page', async () => {
    const sandbox = await withSandbox({ now, empty: true, quotas: { windows: 200, 'groups-per-baseline': 300 } });
    const ssm = sandbox.ssm();
    for (let index = 0; index < 120; index += 1) {
      await ssm.createMaintenanceWindow({ ...plainWindow, Name: `window-${index}` });
    }
    const { BaselineId } = await ssm.createPatchBaseline({ Name: 'many', ApprovedPatches: ['KB1'] });
    for (let index = 0; index < 230; index += 1) {
      await ssm.registerPatchBaselineForPatchGroup({ BaselineId, PatchGroup: `group ${index}` });
    }
    const seen: InventoryProgress[] = [];
    const manager = await connected(sandbox);
    const { windows, patchGroups } = await manager.readInventory({ onProgress: (progress) => seen.push(progress) });
    expect(new Set(windows.map(({ name }) => name)).size).toBe(120);
    expect(new Set(patchGroups.map(({ patchGroup }) => patchGroup)).size).toBe(230);
    expect(seen.at(-1)).toEqual({ windows: 120, baselines: 1, patchGroups: 230, nodes: 0 });
    for (const [index, progress] of seen.slice(1).entries()) {
      for (const key of ['windows', 'baselines', 'patchGroups', 'nodes'] as const) {
        expect(progress[key]).toBeGreaterThanOrEqual(seen[index]?.[key] ?? 0);
      }
    }
  });

  it('of each region is its own', async () => {
    const sandbox = await withSandbox({ now, empty: true });
    await sandbox.ssm('us-east-1').createMaintenanceWindow(plainWindow);
    expect((await (await connected(sandbox)).readInventory()).windows).toEqual([]);
    expect((await (await connected(sandbox, { region: 'us-east-1' })).readInventory()).windows).toHaveLength(1);
  });

  it('ends with the signal', async () => {
    const manager = await connected(await withSandbox({ now }));
    await expect(manager.readInventory({ signal: AbortSignal.abort() })).rejects.toMatchObject({ name: 'AbortError' });
  });
});

it('nodes are found by a tag, value by value', async () => {
  const manager = await connected(await withSandbox({ now }));
  const nodes = await manager.nodesByTag('Patch Group', ['corp-windows', 'web-tier', 'nobody', 'finance']);
  expect([...nodes].map(([value, { length }]) => [value, length])).toEqual([
    ['corp-windows', 3],
    ['web-tier', 2],
    ['nobody', 0],
    ['finance', 1],
  ]);
  const node = { id: expect.stringMatching(/^m?i-/), platformType: expect.stringMatching(/Linux|Windows/) };
  expect(nodes.get('finance')).toMatchObject([node]);
  expect([...(await manager.nodesByTag('PatchGroup', ['corp-windows']))]).toEqual([['corp-windows', []]]);
});

it('upcoming runs come soonest first, as many as asked for', async () => {
  const sandbox = await withSandbox({ now, empty: true });
  const { WindowId = '' } = await sandbox.ssm().createMaintenanceWindow(plainWindow);
  const runs = await (await connected(sandbox)).upcomingRuns(WindowId, 3);
  expect(runs.map((text) => new Date(text).toISOString())).toEqual([
    '2026-12-01T03:00:00.000Z',
    '2027-01-05T03:00:00.000Z',
    '2027-02-02T03:00:00.000Z',
  ]);
});

describe('a write', () => {
  it('answers with the id of what it made', async () => {
    const sandbox = await withSandbox({ now, empty: true });
    const manager = await connected(sandbox);
    const Tags = [{ Key: 'Team', Value: 'ops' }];
    const window = { ...plainWindow, Description: 'any', ScheduleTimezone: 'Europe/London', Tags };
    const { resourceId } = await manager.perform('CreateMaintenanceWindow', window);
    expect(resourceId).toMatch(/^mw-/);
    const made = await sandbox.ssm().getMaintenanceWindow({ WindowId: resourceId });
    expect(made).toMatchObject({ Name: 'plain-window', ScheduleTimezone: 'Europe/London' });
    const tags = { ResourceType: 'MaintenanceWindow', ResourceId: resourceId ?? '', Tags } as const;
    expect(await manager.perform('AddTagsToResource', tags)).toEqual({ resourceId });
  });

  it('that AWS does not take is explained', async () => {
    const manager = await connected(await withSandbox({ now, empty: true }));
    const tags = { ResourceType: 'MaintenanceWindow', ResourceId: 'mw-00000000000000000', Tags: [] } as const;
    await expect(manager.perform('AddTagsToResource', tags)).rejects.toMatchObject({
      name: 'UserError',
      message: 'AWS refused ssm:AddTagsToResource.',
      exitCode: 1,
    });
  });
});

describe('the log', () => {
  it('has a line for each call, with its error', async () => {
    const sandbox = await withSandbox({ now, empty: true });
    const lines: string[] = [];
    const manager = await connected(sandbox, { log: { debug: (line) => lines.push(line), warning: () => {} } });
    await manager.identify();
    await sandbox.control('PUT', 'faults', [{ kind: 'access-denied', operation: 'DescribeMaintenanceWindowSchedule' }]);
    await expect(manager.upcomingRuns('mw-00000000000000000', 1)).rejects.toThrow('are not allowed to call');
    expect(lines).toEqual([
      'eu-west-1 sts:GetCallerIdentity ok',
      expect.stringMatching(/^eu-west-1 ssm:DescribeMaintenanceWindowSchedule AccessDeniedException: User: arn:aws/),
    ]);
  });

  it('warns while a call is not answered', async () => {
    const sandbox = await withSandbox({ now, empty: true });
    const warnings: string[] = [];
    const log = { debug: () => {}, warning: (line: string) => warnings.push(line) };
    const manager = await connected(sandbox, { requestTimeout: 250, log });
    await sandbox.control('PUT', 'faults', [{ kind: 'hang', operation: 'GetCallerIdentity', times: 1 }]);
    await manager.identify();
    expect(warnings).toContain(
      'eu-west-1 sts:GetCallerIdentity: no answer for 0.125 s; each attempt times out after 0.25 s',
    );
  });
});

it.each([
  ['repeats', 'it repeated a NextToken', () => 'same'],
  ['never ends', 'it still sent a NextToken', (page: number) => `${page}`],
])('a list whose NextToken %s is an error', async (_, words, tokenOf) => {
  let page = 0;
  const list = allPages(
    async () => {
      page += 1;
      return { NextToken: tokenOf(page) };
    },
    () => [],
  );
  await expect(list).rejects.toMatchObject({ code: 'endless-list', detail: expect.stringContaining(words) });
});

/** Writes the same again and again, as fast as it is taken, or each so many milliseconds. */
function writesOn(response: ServerResponse, text: string, pause?: number): void {
  const on = () => {
    if (response.destroyed) return;
    if (pause !== undefined) setTimeout(on, pause);
    else response.once('drain', on);
    response.write(text);
  };
  on();
}

const late = { code: 'TimeoutError', detail: 'The answer was not complete after 0.1 s.' };
const large = { code: 'not-aws', detail: 'The answer has more than 33554432 bytes.' };

it.each<[string, number, object, (response: ServerResponse) => unknown]>([
  ['stalls', 100, late, (response) => response.writeHead(200, { 'content-length': '100' }).write('{')],
  ['drips', 100, late, (response) => writesOn(response, ' ', 20)],
  ['never ends', 10_000, large, (response) => writesOn(response, ' '.repeat(1_000_000))],
  ['is too large', 10_000, large, (response) => response.writeHead(200, { 'content-length': '40000000' }).write('{')],
])('an answer that %s is given up', async (_, requestTimeout, error, answer) => {
  const server = createServer((_request, response) => void answer(response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const connect = connectWith({ endpoint, credentials: testCredentials, requestTimeout });
  const manager = await connect({ region: 'eu-west-1' });
  onTestFinished(() => manager.close());
  await expect(manager.listWindows()).rejects.toMatchObject({ ...error, exitCode: 1 });
});

it.each([undefined, ''])('pages end with the token %j', async (last) => {
  const asked: (string | undefined)[] = [];
  const counts: number[] = [];
  const all = await allPages(
    async (token) => {
      asked.push(token);
      const page = asked.length;
      return { items: page === 2 ? undefined : [page], NextToken: page < 3 ? `token ${page}` : last };
    },
    ({ items }) => items,
    (soFar) => counts.push(soFar),
  );
  expect(all).toEqual([1, 3]);
  expect(asked).toEqual([undefined, 'token 1', 'token 2']);
  expect(counts).toEqual([1, 1, 2]);
});
