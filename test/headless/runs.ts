/** Runs of `setup` without a screen, in a sandbox over HTTP. */
import { connectWith } from '../../source/aws/patch-manager.js';
import { runSetup, type SetupOptions } from '../../source/headless/setup.js';
import { type Answers, defaultAnswers } from '../../source/plan/spec/answers.js';
import { noConsent } from '../../source/plan/spec/consent.js';
import type { RaisedQuotas } from '../../source/plan/spec/quotas.js';
import { defaultRegion, type TestSandbox, testCredentials } from '../helpers/sandbox.js';

/** The moment at which all of it happens, for the sandbox and for the run. */
export const now = () => new Date('2026-11-23T10:00:00Z');

export interface Run {
  readonly exitCode: number;
  readonly out: readonly string[];
  readonly err: readonly string[];
}

export interface RunOptions extends Partial<Omit<SetupOptions, 'manager'>> {
  /** All of the flags. */
  readonly answers?: Answers;
  /** Sees each line of the result as it is written. */
  readonly onLine?: (line: string) => void;
  /** Milliseconds to wait for an answer. */
  readonly requestTimeout?: number;
  /** What the user has said of the account. */
  readonly quotas?: RaisedQuotas;
}

/** One confirmed run, unless the options say otherwise. */
export async function setUp(sandbox: TestSandbox, options: RunOptions = {}): Promise<Run> {
  const { answers = defaultAnswers, onLine = () => {}, requestTimeout, quotas, ...given } = options;
  const { endpoint } = sandbox;
  const connect = connectWith({ endpoint, credentials: testCredentials, requestTimeout, quotas });
  const manager = await connect({ region: defaultRegion });
  const out: string[] = [];
  const err: string[] = [];
  const exitCode = await runSetup(
    {
      consent: noConsent,
      writeBackup: () => 'unused',
      isConfirmed: true,
      isDryRun: false,
      isJson: false,
      hurry: new AbortController().signal,
      signal: new AbortController().signal,
      now,
      random: () => 0,
      wait: async () => {},
      account: () => ({
        region: defaultRegion,
        isSandbox: false,
        again: 'ssm-patch-wizard setup --yes',
        undo: 'ssm-patch-wizard cleanup --plan default',
        restore: (file) => `ssm-patch-wizard restore ${file} --yes`,
      }),
      flags: answers,
      ...given,
      manager,
    },
    {
      out: (line) => {
        out.push(line);
        onLine(line);
      },
      err: (line) => err.push(line),
    },
  ).finally(() => manager.close());
  return { exitCode, out, err };
}

/** Names of the calls that have changed something or tried to, in their order, with the status of each. */
export async function writesIn(sandbox: TestSandbox): Promise<string[]> {
  const requests = (await sandbox.control('GET', 'requests')) as { operation: string; status: number }[];
  return requests
    .filter(({ operation }) => !/^(Describe|Get|List)/.test(operation))
    .map(({ operation, status }) => `${operation} ${status}`);
}

/** How often each word occurs. */
export function counted(words: readonly string[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}

/** What every line says, as data. */
export function parsed(lines: readonly string[]): Readonly<Record<string, unknown>>[] {
  return lines.map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);
}
