/**
 * How fast the sandbox answers with 10,000 windows in the account: requests a second and latencies, one server process,
 * over HTTP. The bar: at least 2,000 requests a second, p99 under 20 ms. Bounded: 20,000 requests a round, to 127.0.0.1.
 *
 * Run: npm run build && node bench/sandbox.js [--state]
 * `--state` keeps the account in a file, so that each change is synced to the disk before it is answered.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import http from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const windows = 10_000;
const requests = 20_000;
const connections = 16;
const region = 'eu-west-1';
const directory = mkdtempSync(join(tmpdir(), 'sandbox-bench-'));
const stateFile = process.argv.includes('--state') ? join(directory, 'state') : undefined;

const program = fileURLToPath(new URL('../bin/ssm-patch-wizard.js', import.meta.url));
const quotas = [`windows=${2 * windows}`, `groups-per-baseline=${windows}`].flatMap((quota) => ['--quota', quota]);
const args = ['sandbox', '--json', '--empty', ...quotas, ...(stateFile === undefined ? [] : ['--state', stateFile])];
const child = spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
process.on('exit', () => {
  child.kill('SIGKILL');
  rmSync(directory, { recursive: true, force: true });
});
const [line] = await once(createInterface(child.stdout), 'line');
const { endpoint } = JSON.parse(line);
const { hostname, port } = new URL(endpoint);
const agent = new http.Agent({ keepAlive: true, maxSockets: connections });
const authorization = `AWS4-HMAC-SHA256 Credential=AKID/20261123/${region}/ssm/aws4_request, SignedHeaders=host, Signature=0`;

/** One call; resolves with its answer, and rejects for any other status than 200. */
function call(operation, input) {
  const body = JSON.stringify(input);
  const headers = {
    authorization,
    'content-type': 'application/x-amz-json-1.1',
    'content-length': Buffer.byteLength(body),
    'x-amz-target': `AmazonSSM.${operation}`,
  };
  return new Promise((resolve, reject) => {
    const request = http.request({ hostname, port, method: 'POST', agent, headers }, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        if (response.statusCode === 200) resolve(text);
        else reject(new Error(`${operation}: ${response.statusCode} ${text}`));
      });
    });
    request.on('error', reject);
    request.end(body);
  });
}

/** Runs `count` calls over all connections and returns the seconds it took and each call's milliseconds. */
async function measure(count, next) {
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
  return { seconds: (performance.now() - before) / 1000, latencies: latencies.sort((a, b) => a - b) };
}

function report(name, { seconds, latencies }) {
  const at = (share) => latencies[Math.min(latencies.length - 1, Math.floor(share * latencies.length))].toFixed(1);
  const rate = Math.round(latencies.length / seconds);
  const columns = [
    name.padEnd(36),
    `${rate}/s`.padStart(9),
    at(0.5).padStart(8),
    at(0.99).padStart(8),
    at(1).padStart(8),
  ];
  console.log(columns.join(' '));
  return { rate, p99: Number(at(0.99)) };
}

const schedule = (index) =>
  `cron(${index % 60} ${index % 24} ? * ${['TUE', 'WED', 'THU'][index % 3]}#${1 + (index % 4)} *)`;
const window = (index) => ({
  Name: `window-${index}`,
  Schedule: schedule(index),
  ScheduleTimezone: ['UTC', 'Europe/Paris', 'America/New_York'][index % 3],
  Duration: 2,
  Cutoff: 1,
  AllowUnassociatedTargets: false,
  Tags: [{ Key: 'ssm-patch-wizard:plan', Value: 'default' }],
});

const ids = [];
console.log(
  `${stateFile === undefined ? 'in memory' : 'with a state file'}, node ${process.version}, ${connections} connections`,
);
console.log(
  `${''.padEnd(36)} ${'rate'.padStart(9)} ${'p50 ms'.padStart(8)} ${'p99 ms'.padStart(8)} ${'max ms'.padStart(8)}`,
);
report(
  `fill the account: ${windows} windows`,
  await measure(windows, async (index) => {
    ids.push(JSON.parse(await call('CreateMaintenanceWindow', window(index))).WindowId);
  }),
);
const target = { ResourceType: 'INSTANCE', Targets: [{ Key: 'tag:PatchGroup', Values: ['Week 1'] }] };
await measure(windows, (index) => call('RegisterTargetWithMaintenanceWindow', { WindowId: ids[index], ...target }));
const { BaselineId } = JSON.parse(await call('CreatePatchBaseline', { Name: 'bench' }));

const any = (index) => ids[(index * 7919) % ids.length];
/** What a set-up or a clean-up asks for, in about its proportions. */
const mix = [
  (index) => call('GetMaintenanceWindow', { WindowId: any(index) }),
  (index) => call('DescribeMaintenanceWindowTargets', { WindowId: any(index) }),
  (index) => call('DescribeMaintenanceWindowTasks', { WindowId: any(index) }),
  (index) => call('ListTagsForResource', { ResourceType: 'MaintenanceWindow', ResourceId: any(index) }),
  (index) => call('DescribeMaintenanceWindowSchedule', { WindowId: any(index), MaxResults: 3 }),
  (index) => call('UpdateMaintenanceWindow', { WindowId: any(index), Description: `update ${index}` }),
  (index) => call('CreateMaintenanceWindow', window(windows + index)),
  (index) => call('RegisterPatchBaselineForPatchGroup', { BaselineId, PatchGroup: `group ${index}` }),
  (index) => call('GetPatchBaselineForPatchGroup', { PatchGroup: `group ${index - 2}` }),
  () => call('DescribeMaintenanceWindows', { MaxResults: 50, Filters: [{ Key: 'Enabled', Values: ['true'] }] }),
];
const { rate, p99 } = report(
  `mix of ${mix.length} operations`,
  await measure(requests, (index) => mix[index % mix.length](index)),
);

/** Every page of a list, one after the other. */
async function walk(operation, input) {
  const latencies = [];
  const before = performance.now();
  let NextToken;
  do {
    const at = performance.now();
    const page = await call(operation, { ...input, MaxResults: 100, ...(NextToken ? { NextToken } : {}) });
    latencies.push(performance.now() - at);
    ({ NextToken } = JSON.parse(page));
  } while (NextToken && latencies.length < 100);
  return { seconds: (performance.now() - before) / 1000, latencies: latencies.sort((a, b) => a - b) };
}

report('list all windows, 100 on a page', await walk('DescribeMaintenanceWindows', {}));
report('next dates of all windows, 100 pages', await walk('DescribeMaintenanceWindowSchedule', {}));
report('windows of a tag, 100 on a page', await walk('DescribeMaintenanceWindowsForTarget', target));
console.log(`bar: 2000/s and p99 under 20 ms: ${rate >= 2000 && p99 < 20 ? 'met' : 'missed'}`);
agent.destroy();
process.exit(0);
