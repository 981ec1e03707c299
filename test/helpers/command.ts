/** The built program, spawned as a script would: no terminal, an environment of its own, streams kept apart. */
import { type ChildProcess, spawn } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject, onTestFinished } from 'vitest';
import { defaultRegion, testCredentials } from './sandbox.js';

/** The program, wherever it is started from. */
export const program = new URL('../../bin/ssm-patch-wizard.js', import.meta.url).pathname;

export interface CommandEnd {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunningCommand {
  readonly process: ChildProcess;
  /** Resolves with the first line of standard output that has the text or fits the pattern. Fails if the program ends before. */
  line(wanted: string | RegExp): Promise<string>;
  /** The same of standard error. */
  errorLine(wanted: string | RegExp): Promise<string>;
  readonly end: Promise<CommandEnd>;
}

export type Environment = Readonly<Record<string, string>>;

/** Credentials for a sandbox; the program looks for none elsewhere then. */
export const sandboxEnvironment: Environment = {
  AWS_ACCESS_KEY_ID: testCredentials.accessKeyId,
  AWS_SECRET_ACCESS_KEY: testCredentials.secretAccessKey,
  AWS_REGION: defaultRegion,
};

/** An empty folder for state, configuration and home, gone when the test is over. */
export async function emptyFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'ssm-patch-wizard-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/**
 * Starts the program in an environment that has nothing but what is given.
 * @param fileSize bytes beyond which no file of it grows, as if the disk were full
 */
export async function startCommand(
  argv: readonly string[],
  environment: Environment = {},
  fileSize: number | undefined = undefined,
): Promise<RunningCommand> {
  if (!existsSync(new URL('../../build/cli.js', import.meta.url))) throw new Error('Run npm run build first.');
  const folder = await emptyFolder();
  const limit = fileSize === undefined ? [] : ['-c', `ulimit -f ${Math.ceil(fileSize / 512)}; exec "$0" "$@"`];
  const words = [...limit, process.execPath, program, ...argv];
  const [name = '', ...args] = fileSize === undefined ? words : ['sh', ...words];
  const child = spawn(name, args, {
    cwd: folder,
    env: {
      PATH: process.env.PATH ?? '',
      HOME: folder,
      XDG_STATE_HOME: join(folder, 'state'),
      XDG_CACHE_HOME: inject('cacheFolder'),
      AWS_EC2_METADATA_DISABLED: 'true',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  const written = { stdout: '', stderr: '' };
  const heard = new EventEmitter();
  for (const name of ['stdout', 'stderr'] as const)
    child[name].setEncoding('utf8').on('data', (text: string) => {
      written[name] += text;
      heard.emit('text');
    });
  const end = new Promise<CommandEnd>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (exitCode) => {
      // Neither colours nor anything else that moves a cursor belongs into a pipe, whatever the command.
      if (`${written.stdout}${written.stderr}`.includes('\x1b'))
        reject(new Error(`an escape code of ${argv.join(' ')}`));
      resolve({ exitCode, ...written });
    });
  });
  const lineOf = (name: keyof typeof written) => (wanted: string | RegExp) =>
    new Promise<string>((resolve, reject) => {
      const look = (): void => {
        const found = written[name]
          .split('\n')
          .slice(0, -1)
          .find((each) => (typeof wanted === 'string' ? each.includes(wanted) : wanted.test(each)));
        if (found !== undefined) resolve(found);
      };
      heard.on('text', look);
      look();
      void end.then(
        () => reject(new Error(`It ended without ${wanted}:\n${written.stdout}\n${written.stderr}`)),
        reject,
      );
    });
  return { process: child, line: lineOf('stdout'), errorLine: lineOf('stderr'), end };
}

/** Runs the program to its end. */
export async function runCommand(argv: readonly string[], environment: Environment = {}): Promise<CommandEnd> {
  return (await startCommand(argv, environment)).end;
}

/** Every line as data. */
export function jsonLines(text: string): Readonly<Record<string, unknown>>[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);
}
