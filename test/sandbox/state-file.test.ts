/** The state file: nothing that was answered is lost, half a line is none, and one process at a time has it. */
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { appendFile, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';

import {
  SSMClient as Client,
  CreateMaintenanceWindowCommand,
  DeleteMaintenanceWindowCommand,
  DescribeMaintenanceWindowsCommand,
  GetMaintenanceWindowCommand,
  ListTagsForResourceCommand,
  paginateDescribeMaintenanceWindows,
  type SSMClient,
} from '@aws-sdk/client-ssm';
import { expect, it, onTestFinished } from 'vitest';
import { UserError } from '../../source/errors.js';
import { startSandbox } from '../../source/sandbox/server.js';
import { startCommand } from '../helpers/command.js';
import { plainWindow, testCredentials, withSandbox } from '../helpers/sandbox.js';

async function stateFile(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'sandbox-state-'));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  return join(directory, 'new', 'account.jsonl');
}

async function names(client: SSMClient): Promise<string[]> {
  const found: string[] = [];
  for await (const { WindowIdentities = [] } of paginateDescribeMaintenanceWindows({ client, pageSize: 100 }, {})) {
    found.push(...WindowIdentities.map(({ Name = '' }) => Name));
  }
  return found;
}

async function refused(options: Parameters<typeof startSandbox>[0]): Promise<UserError> {
  const error = await startSandbox(options).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof UserError) return error;
  throw new Error(`Not refused with a UserError: ${error}`);
}

it('keeps windows, tags, tokens and the order of the list from one run to the next', async () => {
  const file = await stateFile();
  const first = await withSandbox({ stateFile: file });
  const ssm = first.ssm();
  const create = new CreateMaintenanceWindowCommand({
    ...plainWindow,
    ClientToken: 'once',
    Tags: [{ Key: 'Team', Value: 'web' }],
  });
  const { WindowId } = await ssm.send(create);
  const seeded = await names(ssm);
  const { WindowIdentities = [] } = await ssm.send(new DescribeMaintenanceWindowsCommand({}));
  await ssm.send(new DeleteMaintenanceWindowCommand({ WindowId: WindowIdentities[0]?.WindowId }));
  await first.close();

  const second = (await withSandbox({ stateFile: file, empty: true })).ssm();
  // Closing again must not take the lock from the one that has it now.
  await first.close();
  expect((await refused({ stateFile: relative(process.cwd(), file) })).code).toBe('state-file-in-use');
  expect(await names(second)).toEqual(seeded.slice(1));
  expect((await second.send(create)).WindowId).toBe(WindowId);
  expect(await second.send(new GetMaintenanceWindowCommand({ WindowId }))).toMatchObject(plainWindow);
  const tags = await second.send(
    new ListTagsForResourceCommand({ ResourceType: 'MaintenanceWindow', ResourceId: WindowId }),
  );
  expect(tags.TagList).toEqual([{ Key: 'Team', Value: 'web' }]);
  expect((await stat(file)).mode & 0o077).toBe(0);
});

it('is empty after an empty reset, in the next run too', async () => {
  const file = await stateFile();
  const first = await withSandbox({ stateFile: file });
  await names(first.ssm());
  await first.control('POST', 'reset', { empty: true });
  await first.close();
  const second = await withSandbox({ stateFile: file });
  expect(await names(second.ssm())).toEqual([]);
  expect(await names(second.ssm('us-east-1'))).toEqual([]);
});

it('drops half a last line, and refuses any other damage without touching the file', async () => {
  const file = await stateFile();
  const first = await withSandbox({ stateFile: file, empty: true });
  await first.ssm().send(new CreateMaintenanceWindowCommand(plainWindow));
  await first.close();
  await appendFile(file, '[{"region":"eu-west-1","table":"windows","key":"mw-1","or');
  const second = await withSandbox({ stateFile: file });
  expect(await names(second.ssm())).toEqual(['plain-window']);
  await second.close();
  for (const line of [
    '{"region":',
    '[{"region":"eu-west-1"}]',
    '[{"region":"a","table":"b","key":"c","order":1,"row":null}]',
  ]) {
    const good = await readFile(file, 'utf8');
    await writeFile(file, `${good}${line}\n`);
    const error = await refused({ stateFile: file });
    expect([error.code, error.message]).toEqual(['state-file-invalid', expect.stringContaining('damaged')]);
    expect(await readFile(file, 'utf8')).toBe(`${good}${line}\n`);
    await writeFile(file, good);
  }
});

it.each([
  ['another program’s', '{"version":1}\n', 'state-file-invalid'],
  ['no JSON', 'hello\n', 'state-file-invalid'],
  ['of another version', '{"kind":"ssm-patch-wizard sandbox","version":99}\n', 'state-file-invalid'],
])('refuses a file that is %s, and leaves it as it is', async (_what, content, code) => {
  const directory = await mkdtemp(join(tmpdir(), 'sandbox-state-'));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  const file = join(directory, 'state');
  await writeFile(file, content);
  const error = await refused({ stateFile: file });
  expect(error.code).toBe(code);
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
  const first = await withSandbox({ stateFile: file, empty: true, quotas: { windows: 5000 } });
  const ssm = first.ssm();
  const Description = 'x'.repeat(128);
  const sizes: number[] = [];
  for (let round = 0; round < 30; round++) {
    await Promise.all(
      Array.from({ length: 100 }, async (_, index) => {
        const { WindowId } = await ssm.send(
          new CreateMaintenanceWindowCommand({ ...plainWindow, Name: `window-${round}-${index}`, Description }),
        );
        if (index > 0) await ssm.send(new DeleteMaintenanceWindowCommand({ WindowId }));
      }),
    );
    sizes.push((await stat(file)).size);
  }
  expect(sizes.some((size, index) => size < (sizes[index - 1] ?? 0))).toBe(true);
  await first.close();
  const expected = Array.from({ length: 30 }, (_, round) => `window-${round}-0`);
  expect(await names((await withSandbox({ stateFile: file })).ssm())).toEqual(expected);
});

/** A sandbox in a process of its own, the built program's. */
async function sandboxProcess(file: string): Promise<{ child: ChildProcess; endpoint: string }> {
  const { process: child, line } = await startCommand([
    'sandbox',
    '--json',
    '--empty',
    '--state',
    file,
    '--quota',
    'windows=1000000',
  ]);
  return { child, endpoint: JSON.parse(await line('endpoint')).endpoint };
}

it('loses no answered call when it is killed at any moment, and the next process takes its lock over', async () => {
  const file = await stateFile();
  const answered: string[] = [];
  for (let run = 0; run < 4; run++) {
    const { child, endpoint } = await sandboxProcess(file);
    const ssm = new Client({ endpoint, region: 'eu-west-1', credentials: testCredentials, maxAttempts: 1 });
    const found = await names(ssm);
    expect(found.filter((name) => answered.includes(name))).toHaveLength(answered.length);
    const exited = once(child, 'exit');
    const killAt = 20 + run * 37;
    let made = 0;
    const writer = async (id: number) => {
      for (let index = 0; ; index++) {
        const Name = `window-${run}-${id}-${index}`;
        await ssm.send(new CreateMaintenanceWindowCommand({ ...plainWindow, Name }));
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
