/** What is written for oneself is readable by oneself, lies where it should, and goes through no link that somebody has put there. */
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { stateFolder } from '../../source/process/environment.js';
import { toLogFile } from '../../source/process/log.js';
import { startSandbox } from '../../source/sandbox/server.js';
import { emptyFolder, runCommand } from '../helpers/command.js';

/** The state folder for the test that is running. */
async function withState(): Promise<string> {
  const { XDG_STATE_HOME } = process.env;
  onTestFinished(() => {
    if (XDG_STATE_HOME === undefined) delete process.env.XDG_STATE_HOME;
    else process.env.XDG_STATE_HOME = XDG_STATE_HOME;
  });
  process.env.XDG_STATE_HOME = join(await emptyFolder(), 'state');
  return stateFolder();
}

const others = (path: string) => statSync(path).mode & 0o077;

it('the log and its folder are for their owner, those of before too', async () => {
  const folder = await withState();
  toLogFile('one');
  const log = join(folder, 'log');
  expect([others(folder), others(join(folder, '..')), others(log)]).toEqual([0, 0, 0]);
  chmodSync(log, 0o644);
  toLogFile('two');
  expect([others(log), readFileSync(log, 'utf8')]).toEqual([0, 'one\ntwo\n']);
});

it('no link is followed: neither by the log nor by the sandbox', async () => {
  const folder = await withState();
  mkdirSync(folder, { recursive: true });
  const victim = join(folder, 'victim');
  writeFileSync(victim, 'mine');
  symlinkSync(victim, join(folder, 'log'));
  symlinkSync(victim, join(folder, 'sandbox.json.new'));
  toLogFile('not here');
  const sandbox = await startSandbox({ stateFile: join(folder, 'sandbox.json') });
  await sandbox.close();
  expect(readFileSync(victim, 'utf8')).toBe('mine');
  expect(lstatSync(join(folder, 'sandbox.json')).isFile()).toBe(true);
});

it('a relative XDG folder is ignored', async () => {
  const home = await emptyFolder();
  const environment = { HOME: home, XDG_STATE_HOME: 'state', XDG_CACHE_HOME: 'cache' };
  expect((await runCommand(['status', '--sandbox'], environment)).exitCode).toBe(0);
  const made = ['.local/state/ssm-patch-wizard/sandbox.json', '.cache/ssm-patch-wizard'];
  expect(made.filter((path) => !existsSync(join(home, path)))).toEqual([]);
});
