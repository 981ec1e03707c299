/**
 * How fast the sandbox answers with 10,000 windows in the account: one server process, over HTTP, against a server of Node's that answers
 * nothing. With its account in a file, each change is synced to the disk before it is answered.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Account } from './programs.js';
import { againstFirst, inTurns, quantile } from './turns.js';

const windows = 10_000;
const requests = 1500;
const connections = 16;

/** What Node alone can do: a server that reads what comes, and answers an empty object. */
const plainServer = `require('node:http').createServer((request, response) => {
  request.resume().on('end', () => response.end('{}'));
}).listen(0, '127.0.0.1', function () {
  console.log(JSON.stringify({ endpoint: 'http://127.0.0.1:' + this.address().port }));
})`;

/** Runs `count` calls over all connections: how many a second, and each call's milliseconds. */
async function load(count, next) {
  const latencies = [];
  let started = 0;
  const before = performance.now();
  const worker = async () => {
    while (started < count) {
      const index = started++;
      const at = performance.now();
      await next(index);
      latencies.push(performance.now() - at);
    }
  };
  await Promise.all(Array.from({ length: connections }, worker));
  return { rate: (1000 * count) / (performance.now() - before), latencies };
}

const window = (index) => ({
  Name: `window-${index}`,
  Schedule: `cron(${index % 60} ${index % 24} ? * ${['TUE', 'WED', 'THU'][index % 3]}#${1 + (index % 4)} *)`,
  ScheduleTimezone: ['UTC', 'Europe/Paris', 'America/New_York'][index % 3],
  Duration: 2,
  Cutoff: 1,
  AllowUnassociatedTargets: false,
  Tags: [{ Key: 'ssm-patch-wizard:plan', Value: 'default' }],
});

/** An account that has so many windows, and what a set-up or a clean-up asks of it, in about its proportions. */
async function filled(flags) {
  const quotas = [`windows=${10 * windows}`, `groups-per-baseline=${10 * windows}`].flatMap((quota) => [
    '--quota',
    quota,
  ]);
  const account = await Account.start(['--empty', ...quotas, ...flags]);
  const ids = [];
  await load(windows, async (index) => {
    ids.push(JSON.parse(await account.call('CreateMaintenanceWindow', window(index))).WindowId);
  });
  const target = { ResourceType: 'INSTANCE', Targets: [{ Key: 'tag:PatchGroup', Values: ['Week 1'] }] };
  await load(windows, (index) =>
    account.call('RegisterTargetWithMaintenanceWindow', { WindowId: ids[index], ...target }),
  );
  const { BaselineId } = JSON.parse(await account.call('CreatePatchBaseline', { Name: 'bench' }));
  const any = (index) => ids[(index * 7919) % ids.length];
  let more = windows;
  const mix = [
    (index) => ['GetMaintenanceWindow', { WindowId: any(index) }],
    (index) => ['DescribeMaintenanceWindowTargets', { WindowId: any(index) }],
    (index) => ['DescribeMaintenanceWindowTasks', { WindowId: any(index) }],
    (index) => ['ListTagsForResource', { ResourceType: 'MaintenanceWindow', ResourceId: any(index) }],
    (index) => ['DescribeMaintenanceWindowSchedule', { WindowId: any(index), MaxResults: 3 }],
    (index) => ['UpdateMaintenanceWindow', { WindowId: any(index), Description: `update ${index}` }],
    () => ['CreateMaintenanceWindow', window(++more)],
    () => ['RegisterPatchBaselineForPatchGroup', { BaselineId, PatchGroup: `group ${more}` }],
    () => ['GetPatchBaselineForPatchGroup', { PatchGroup: `group ${more - 20}` }],
    () => ['DescribeMaintenanceWindows', { MaxResults: 50, Filters: [{ Key: 'Enabled', Values: ['true'] }] }],
  ];
  return { account, next: (index) => account.call(...mix[index % mix.length](index)) };
}

/** @returns {Promise<import('./turns.js').Figure[]>} */
export async function measure(rounds = 9) {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const plain = await Account.serve(['-e', plainServer]);
  const inMemory = await filled([]);
  const inFile = await filled(['--state', join(folder, 'state')]);
  const slowest = {};
  const rate = (name, next) => async () => {
    const { rate: aSecond, latencies } = await load(requests, next);
    slowest[name] = [...(slowest[name] ?? []), quantile(latencies, 0.99)];
    return aSecond;
  };
  try {
    const servers = {
      'a server that does nothing': (index) => plain.call('Nothing', { WindowId: `mw-${index}` }),
      'the sandbox': inMemory.next,
      'the sandbox, in a file': inFile.next,
    };
    const variants = Object.fromEntries(Object.entries(servers).map(([name, next]) => [name, rate(name, next)]));
    const rates = againstFirst(await inTurns(variants, rounds));
    const order = Object.fromEntries(Object.keys(servers).map((name) => [name, slowest[name]]));
    return [
      { name: 'Sandbox with 10,000 windows, requests per second', bar: '≥ 2000', rows: rates },
      { name: 'Sandbox with 10,000 windows, 99th percentile, ms', bar: '≤ 20', rows: againstFirst(order) },
    ];
  } finally {
    for (const account of [plain, inMemory.account, inFile.account]) await account.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
