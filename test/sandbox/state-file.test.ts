/** The state file: nothing that was answered is lost, half a line is none, and one process at a time has it. */
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { appendFile, readFile, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { paginateDescribeMaintenanceWindows, paginateGetParametersByPath, SSM } from '@aws-sdk/client-ssm';
import { expect, it } from 'vitest';
import { type SandboxOptions, startSandbox } from '../../source/sandbox/server.js';
import { emptyFolder, runCommand, sandboxEnvironment, startCommand } from '../helpers/command.js';
import { refusalOf as userErrorOf } from '../helpers/refused.js';
import { itemsOf, plainWindow, refusalOf, testCredentials, withSandbox } from '../helpers/sandbox.js';

async function stateFile(): Promise<string> {
  return join(await emptyFolder(), 'new', 'account.jsonl');
}

async function names(client: SSM): Promise<string[]> {
  const windows = paginateDescribeMaintenanceWindows({ client, pageSize: 100 }, {});
  return (await itemsOf(windows, 'WindowIdentities')).map(({ Name = '' }) => Name);
}

const refused = (options: SandboxOptions) => userErrorOf(startSandbox(options));

/** The history of one parameter, and its next version. */
async function values(ssm: SSM): Promise<(string | undefined)[]> {
  const { Parameters = [] } = await ssm.getParameterHistory({ Name: '/a' });
  return Parameters.map(({ Value }) => Value);
}

async function write(ssm: SSM, Value: string): Promise<void> {
  await ssm.putParameter({ Name: '/a', Type: 'String', Value, Overwrite: true });
}

it('keeps windows, parameters, tags, tokens and the order of the list from one run to the next', async () => {
  const file = await stateFile();
  const first = await withSandbox({ stateFile: file });
  const ssm = first.ssm();
  const Tags = [{ Key: 'Team', Value: 'web' }];
  const create = { ...plainWindow, ClientToken: 'once', Tags };
  for (const value of ['one', 'two', 'three']) await write(ssm, value);
  const parameter = { ResourceType: 'Parameter', ResourceId: '/a' } as const;
  await ssm.addTagsToResource({ ...parameter, Tags });
  const { WindowId } = await ssm.createMaintenanceWindow(create);
  const seeded = await names(ssm);
  const { WindowIdentities = [] } = await ssm.describeMaintenanceWindows({});
  await ssm.deleteMaintenanceWindow({ WindowId: WindowIdentities[0]?.WindowId });
  await first.close();

  const second = (await withSandbox({ stateFile: file, empty: true })).ssm();
  // Closing again must not take the lock from the one that has it now.
  await first.close();
  expect((await refused({ stateFile: relative(process.cwd(), file) })).code).toBe('state-file-in-use');
  expect(await names(second)).toEqual(seeded.slice(1));
  expect((await second.createMaintenanceWindow(create)).WindowId).toBe(WindowId);
  expect(await second.getMaintenanceWindow({ WindowId })).toMatchObject(plainWindow);
  for (const resource of [parameter, { ResourceType: 'MaintenanceWindow', ResourceId: WindowId } as const]) {
    expect((await second.listTagsForResource(resource)).TagList).toEqual(Tags);
  }
  await write(second, 'four');
  expect(await values(second)).toEqual(['one', 'two', 'three', 'four']);
  expect((await stat(file)).mode & 0o077).toBe(0);
});

it('is empty after an empty reset, in the next run too', async () => {
  const file = await stateFile();
  const first = await withSandbox({ stateFile: file });
  await write(first.ssm(), 'one');
  await first.control('POST', 'reset', { empty: true });
  await first.close();
  const second = await withSandbox({ stateFile: file });
  expect(await names(second.ssm())).toEqual([]);
  expect(await names(second.ssm('us-east-1'))).toEqual([]);
  expect((await refusalOf(values(second.ssm()))).name).toBe('ParameterNotFound');
});

it('drops half a last line, and refuses any other damage without touching the file', async () => {
  const file = await stateFile();
  const first = await withSandbox({ stateFile: file, empty: true });
  await first.ssm().createMaintenanceWindow(plainWindow);
  await first.close();
  await appendFile(file, '[{"region":"eu-west-1","table":"windows","key":"mw-1","or');
  const second = await withSandbox({ stateFile: file });
  expect(await names(second.ssm())).toEqual(['plain-window']);
  await second.close();
  const row = '[{"region":"a","table":"b","key":"c","order":1,"row":null}]';
  for (const line of ['{"region":', '[{"region":"eu-west-1"}]', row]) {
    const good = await readFile(file, 'utf8');
    await writeFile(file, `${good}${line}\n`);
    const error = await refused({ stateFile: file });
    expect([error.code, error.message]).toEqual(['state-file-invalid', expect.stringContaining('damaged')]);
    expect(await readFile(file, 'utf8')).toBe(`${good}${line}\n`);
    await writeFile(file, good);
  }
});

it.each([
  ['another program’s', '{"version":1}\n'],
  ['no JSON', 'hello\n'],
  ['of another version', '{"kind":"ssm-patch-wizard sandbox","version":99}\n'],
])('refuses a file that is %s, and leaves it as it is', async (_what, content) => {
  const file = join(await emptyFolder(), 'state');
  await writeFile(file, content);
  const error = await refused({ stateFile: file });
  expect(error.code).toBe('state-file-invalid');
  expect(error.nextSteps.join()).toContain('--state FILE');
  expect(await readFile(file, 'utf8')).toBe(content);
  expect(existsSync(`${file}.lock`)).toBe(false);
});

it('refuses a directory, a file in use and a port in use', async () => {
  const file = await stateFile();
  expect((await refused({ stateFile: tmpdir() })).code).toBe('state-file-unreadable');
  const running = await withSandbox({ stateFile: file });
  expect((await refused({ stateFile: file })).code).toBe('state-file-in-use');
  const port = Number(new URL(running.endpoint).port);
  const other = await stateFile();
  const taken = await refused({ port, stateFile: other });
  expect([taken.code, taken.message]).toEqual(['port-in-use', `Port ${port} is already in use.`]);
  expect(existsSync(`${other}.lock`)).toBe(false);
});

it('rewrites a file that has grown, and loses nothing', async () => {
  const file = await stateFile();
  const first = await withSandbox({ stateFile: file, empty: true });
  const ssm = first.ssm();
  const sizes: number[] = [];
  for (let round = 10; round < 60; round++) {
    const put = Array.from({ length: 10 }, async (_, index) => {
      const Name = `/kept/${round}-${index}`;
      await ssm.putParameter({ Name, Type: 'String', Value: 'x'.repeat(4096) });
      if (index > 0) await ssm.deleteParameter({ Name });
    });
    await Promise.all(put);
    sizes.push((await stat(file)).size);
  }
  expect(sizes.some((size, index) => size < (sizes[index - 1] ?? 0))).toBe(true);
  await first.close();
  const client = (await withSandbox({ stateFile: file })).ssm();
  const kept = await itemsOf(paginateGetParametersByPath({ client }, { Path: '/kept' }), 'Parameters');
  expect(kept.map(({ Name }) => Name)).toEqual(Array.from({ length: 50 }, (_, round) => `/kept/${round + 10}-0`));
});

/** A sandbox in a process of its own, the built program's. */
async function sandboxProcess(file: string): Promise<{ child: ChildProcess; endpoint: string }> {
  const flags = ['--json', '--empty', '--state', file, '--quota', 'windows=1000000'];
  const { process: child, line } = await startCommand(['sandbox', ...flags]);
  return { child, endpoint: JSON.parse(await line('endpoint')).endpoint };
}

it('loses no answered call when it is killed at any moment, and the next process takes its lock over', async () => {
  const file = await stateFile();
  const answered: string[] = [];
  for (let run = 0; run < 4; run++) {
    const { child, endpoint } = await sandboxProcess(file);
    const ssm = new SSM({ endpoint, region: 'eu-west-1', credentials: testCredentials, maxAttempts: 1 });
    const found = await names(ssm);
    expect(found.filter((name) => answered.includes(name))).toHaveLength(answered.length);
    const exited = once(child, 'exit');
    const killAt = 20 + run * 37;
    let made = 0;
    const writer = async (id: number) => {
      for (let index = 0; ; index++) {
        const Name = `window-${run}-${id}-${index}`;
        await ssm.createMaintenanceWindow({ ...plainWindow, Name });
        answered.push(Name);
        if (++made === killAt) child.kill('SIGKILL');
      }
    };
    await Promise.allSettled([writer(1), writer(2), writer(3)]);
    await exited;
    ssm.destroy();
  }
  expect(answered.length).toBeGreaterThanOrEqual(20 + 57 + 94 + 131);
  const last = await withSandbox({ stateFile: file });
  const kept = new Set(await names(last.ssm()));
  expect(answered.filter((name) => !kept.has(name))).toEqual([]);
});

it('answers nothing with success that a full disk has not taken, sent again or not', async () => {
  const file = await stateFile();
  const sandbox = await startCommand(['sandbox', '--json', '--empty', '--state', file], {}, 20 * 1024);
  const { endpoint } = JSON.parse(await sandbox.line('endpoint'));
  const ssm = new SSM({ endpoint, region: 'eu-west-1', credentials: testCredentials, maxAttempts: 1 });
  const answered: string[] = [];
  const create = (Name: string) => ssm.createMaintenanceWindow({ ...plainWindow, Name, ClientToken: Name });
  const fill = async (): Promise<string> => {
    for (let index = 0; ; index++) {
      try {
        await create(`window-${index}`);
        answered.push(`window-${index}`);
      } catch {
        return `window-${index}`;
      }
    }
  };
  const first = await fill();
  const full = { name: 'StateFileNotWritten', message: expect.stringContaining('EFBIG') };
  expect([await refusalOf(create(first)), await refusalOf(names(ssm))]).toEqual([full, full]);
  // What the program says, and what became of its set-up.
  const setUp = await runCommand(['setup', '--yes', '--endpoint-url', endpoint], sandboxEnvironment);
  expect([setUp.exitCode, setUp.stderr.match(/cannot be written/g)?.length]).toEqual([1, 1]);
  expect(setUp.stderr).not.toMatch(/bug| at /);
  sandbox.process.kill('SIGKILL');
  await sandbox.end;
  ssm.destroy();
  const kept = (await withSandbox({ stateFile: file })).ssm();
  expect([answered.length > 10, await names(kept)]).toEqual([true, answered]);
});

/** As the sandbox wrote them before it had parameters. */
const olderFile = `{"kind":"ssm-patch-wizard sandbox","version":1,"empty":true}
[{"region":"eu-west-1","table":"region","key":"eu-west-1","order":0,"row":null}]
[{"region":"eu-west-1","table":"windows","key":"mw-0123456789abcdef0","order":1,"row":{"WindowId":"mw-0123456789abcdef0","Name":"older","Schedule":"rate(1 day)","Duration":3,"Cutoff":1,"AllowUnassociatedTargets":false,"Enabled":true,"CreatedDate":1764000000,"ModifiedDate":1764000000}}]
[{"region":"eu-west-1","table":"tags","key":"MaintenanceWindow mw-0123456789abcdef0","order":1,"row":{"Tags":[{"Key":"Team","Value":"web"}]}}]
`;

it('takes parameters into an account of before there were any', async () => {
  const file = join(await emptyFolder(), 'account.jsonl');
  await writeFile(file, olderFile);
  const sandbox = await withSandbox({ stateFile: file });
  const ssm = sandbox.ssm();
  expect([sandbox.isKept, await names(ssm)]).toEqual([true, ['older']]);
  expect((await ssm.describeParameters({})).Parameters).toEqual([]);
  await write(ssm, 'one');
  expect(await values(ssm)).toEqual(['one']);
});
