/** Programs as a user starts them, each in a process of its own with an empty home folder, and a sandbox account to work on. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import http from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** The program as it is published. */
export const program = fileURLToPath(new URL('../bin/ssm-patch-wizard.js', import.meta.url));

const home = mkdtempSync(join(tmpdir(), 'bench-'));
process.on('exit', () => rmSync(home, { recursive: true, force: true }));

const environment = {
  PATH: process.env.PATH,
  LANG: 'C.UTF-8',
  HOME: home,
  AWS_ACCESS_KEY_ID: 'bench',
  AWS_SECRET_ACCESS_KEY: 'bench',
  AWS_REGION: 'eu-west-1',
  AWS_EC2_METADATA_DISABLED: 'true',
};

/** Writes to standard error, at the end, how many bytes of memory were used at most, and how many of the heap are kept. */
const tellMemory = `process.on('exit', () => {
  const most = process.resourceUsage().maxRSS * 1024;
  gc();
  process.stderr.write('\\nmemory ' + most + ' ' + process.memoryUsage().heapUsed + '\\n');
})`;

/**
 * Runs Node to its end.
 * @param {readonly string[]} args
 * @returns {Promise<{ milliseconds: number, lines: { text: string, at: number }[], most: number, kept: number }>} when each line of
 *   standard output came; megabytes of memory at most, and of the heap at the end; rejects where it ends with another code than 0
 */
export async function runNode(args) {
  const start = performance.now();
  const hook = ['--expose-gc', '--import', `data:text/javascript,${encodeURIComponent(tellMemory)}`];
  const child = spawn(process.execPath, [...(args[0] === program ? hook : []), ...args], { env: environment });
  const lines = [];
  let errors = '';
  createInterface(child.stdout).on('line', (text) => lines.push({ text, at: performance.now() }));
  child.stderr.on('data', (chunk) => {
    errors += chunk;
  });
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}:\n${errors}${lines.at(-1)?.text}`);
  const [most, kept] =
    /memory (\d+) (\d+)/
      .exec(errors)
      ?.slice(1)
      .map((bytes) => Number(bytes) / 1024 ** 2) ?? [];
  return { milliseconds: performance.now() - start, lines, most, kept };
}

/** Milliseconds from the start of Node to its end, with nothing read of it. @param {readonly string[]} args */
export async function untilEnd(args) {
  const start = performance.now();
  const child = spawn(process.execPath, [...args], { env: environment, stdio: 'ignore' });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}`);
  return performance.now() - start;
}

/** A sandbox account in a process of its own. */
export class Account {
  #child;
  #agent = new http.Agent({ keepAlive: true, maxSockets: 64 });

  /** @param {readonly string[]} flags of `sandbox` */
  static start(flags) {
    return Account.serve([program, 'sandbox', '--json', ...flags]);
  }

  /** What a program serves that tells its endpoint in a line of JSON. @param {readonly string[]} args of Node */
  static async serve(args) {
    const child = spawn(process.execPath, args, { env: environment, stdio: ['ignore', 'pipe', 'inherit'] });
    process.on('exit', () => child.kill('SIGKILL'));
    const [line] = await once(createInterface(child.stdout), 'line');
    return new Account(child, JSON.parse(line).endpoint);
  }

  /** @param {import('node:child_process').ChildProcess} child @param {string} endpoint */
  constructor(child, endpoint) {
    this.#child = child;
    this.endpoint = endpoint;
  }

  async close() {
    this.#agent.destroy();
    this.#child.kill('SIGKILL');
    await once(this.#child, 'exit');
  }

  /** Runs a command of the program on the account; see {@link runNode}. @param {...string} args */
  run(...args) {
    return runNode([program, ...args, '--endpoint-url', this.endpoint]);
  }

  /** The answer of a call, as text; for any other status than 200 it rejects, unless that does not matter. */
  call(operation, input, { mayFail = false } = {}) {
    const headers = {
      authorization:
        'AWS4-HMAC-SHA256 Credential=B/20261123/eu-west-1/ssm/aws4_request, SignedHeaders=host, Signature=0',
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': `AmazonSSM.${operation}`,
    };
    return this.#send('POST', '', headers, input, mayFail);
  }

  /** The ids of a window that is made with its target and its task. @param {object} window @param {string} group */
  async makeWindow(window, group) {
    const usual = { Duration: 1, Cutoff: 0, AllowUnassociatedTargets: false };
    const { WindowId } = JSON.parse(await this.call('CreateMaintenanceWindow', { ...usual, ...window }));
    const Targets = [{ Key: 'tag:PatchGroup', Values: [group] }];
    const target = { WindowId, ResourceType: 'INSTANCE', Targets };
    const { WindowTargetId } = JSON.parse(await this.call('RegisterTargetWithMaintenanceWindow', target));
    const task = {
      WindowId,
      TaskArn: 'AWS-RunPatchBaseline',
      TaskType: 'RUN_COMMAND',
      MaxConcurrency: '2',
      MaxErrors: '1',
      Targets: [{ Key: 'WindowTargetIds', Values: [WindowTargetId] }],
    };
    const { WindowTaskId } = JSON.parse(await this.call('RegisterTaskWithMaintenanceWindow', task));
    return { WindowId, WindowTaskId };
  }

  /** What has been called since the last reset. @returns {Promise<{ operation: string, status: number, at: string }[]>} */
  async requests() {
    return JSON.parse(await this.#send('GET', '_sandbox/requests', {}));
  }

  /** Makes the account as it was at first. */
  reset(empty = true) {
    return this.#send('POST', '_sandbox/reset', {}, { empty });
  }

  /** @param {number} ms that every answer waits */
  setLatency(ms) {
    return this.#send('PUT', '_sandbox/latency', {}, { ms });
  }

  #send(method, path, headers, input, mayFail = false) {
    const body = input === undefined ? '' : JSON.stringify(input);
    const all = { ...headers, 'content-length': Buffer.byteLength(body) };
    return new Promise((resolve, reject) => {
      const request = http.request(
        `${this.endpoint}/${path}`,
        { method, agent: this.#agent, headers: all },
        (response) => {
          const chunks = [];
          response.on('data', (chunk) => chunks.push(chunk));
          response.on('end', () => {
            const text = Buffer.concat(chunks).toString();
            if (response.statusCode === 200 || response.statusCode === 204 || mayFail) resolve(text);
            else reject(new Error(`${headers['x-amz-target'] ?? path}: ${response.statusCode} ${text}`));
          });
        },
      );
      request.on('error', reject);
      request.end(body);
    });
  }
}
