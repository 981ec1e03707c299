/** Runs of jobs as their commands run them without a screen, in a sandbox over HTTP. */
import { onTestFinished } from 'vitest';
import { connectWith } from '../../source/aws/patch-manager.js';
import { type RunOptions as RunnerOptions, runJob } from '../../source/commands/headless.js';
import type { Job, OpenPlace, PlaceEnd } from '../../source/jobs/job.js';
import { openPlace } from '../../source/jobs/places.js';
import { type SetupJobOptions, setupJob } from '../../source/jobs/setup.js';
import type { Operation } from '../../source/plan/account/operations.js';
import { type Answers, defaultAnswers } from '../../source/plan/spec/answers.js';
import { noConsent } from '../../source/plan/spec/consent.js';
import type { RaisedQuotas } from '../../source/plan/spec/quotas.js';
import { setupJson } from '../../source/views/json/setup.js';
import { setupText } from '../../source/views/text/setup.js';
import type { View } from '../../source/views/view.js';
import { defaultRegion, type TestSandbox, testCredentials } from '../helpers/sandbox.js';

/** The moment at which all of it happens, for the sandbox and for the run. */
export const now = () => new Date('2026-11-23T10:00:00Z');

export interface Run {
  readonly exitCode: number;
  readonly out: readonly string[];
  readonly err: readonly string[];
}

/** What each run may be given; it is confirmed, unless that says otherwise. */
export interface AnyRunOptions extends Partial<Omit<RunnerOptions, 'context' | 'output'>> {
  readonly signal?: AbortSignal;
  readonly hurry?: AbortSignal;
  readonly now?: () => Date;
  readonly wait?: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  /** Sees each line of the result as it is written. */
  readonly onLine?: (line: string) => void;
}

/** Where every run works, as the plan event has it. */
export const placeMembers = {
  account: '123456789012',
  region: 'eu-west-1',
  identity: 'arn:aws:iam::123456789012:user/sandbox',
  credentials: 'given directly',
};

/** The same as the first line of a text. */
export const placeLine =
  'Account 123456789012, region eu-west-1, as arn:aws:iam::123456789012:user/sandbox (given directly)';

/** Runs a job in one place and keeps what it writes. */
export async function runIn<Plan extends { readonly operations: readonly Operation[] }, End extends PlaceEnd<Plan>>(
  place: OpenPlace,
  job: Job<Plan, readonly End[]>,
  view: View<Plan, readonly End[]>,
  options: AnyRunOptions,
): Promise<Run> {
  const { onLine = () => {}, isConfirmed = true, isDryRun = false, isJson = false, ...given } = options;
  const out: string[] = [];
  const err: string[] = [];
  const never = new AbortController().signal;
  const context = { signal: never, hurry: never, now, random: () => 0, wait: async () => {}, ...given };
  const output = {
    out: (line: string) => {
      out.push(line);
      onLine(line);
    },
    err: (line: string) => err.push(line),
  };
  const exitCode = await runJob(job, [place], view, { isConfirmed, isDryRun, isJson, context, output });
  return { exitCode, out, err };
}

export interface SetUpOptions extends AnyRunOptions, Partial<SetupJobOptions> {
  /** All of the flags. */
  readonly answers?: Answers;
  /** Milliseconds to wait for an answer. */
  readonly requestTimeout?: number;
  /** What the user has said of the account. */
  readonly quotas?: RaisedQuotas;
}

/** One confirmed run, unless the options say otherwise. */
export async function setUp(sandbox: TestSandbox, options: SetUpOptions = {}): Promise<Run> {
  const { answers = defaultAnswers, requestTimeout, quotas, ...given } = options;
  const { flags = answers, consent = noConsent, writeBackup = () => 'unused', ...run } = given;
  const { endpoint } = sandbox;
  const connect = connectWith({ endpoint, credentials: testCredentials, requestTimeout, quotas });
  const place = await opened(await connect({ region: defaultRegion }), run.signal);
  const call = { flags, consent, connection: {} };
  const view = run.isJson ? setupJson(call) : setupText(call);
  return runIn(place, setupJob({ flags, consent, writeBackup }), view, run);
}

/** The place of a manager, closed when the test is over. */
export async function opened(
  manager: OpenPlace['manager'],
  signal: AbortSignal = new AbortController().signal,
): Promise<OpenPlace> {
  onTestFinished(() => manager.close());
  return openPlace(manager, { signal });
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
