/** Runs of jobs as their commands run them without a screen, in a sandbox in memory. */
import { expect } from 'vitest';
import { type RunOptions as RunnerOptions, runJob } from '../../source/commands/headless.js';
import { readPlanFlags } from '../../source/commands/plan-answers.js';
import { setup } from '../../source/commands/setup.js';
import { drained } from '../../source/jobs/drained.js';
import type { Job, JobContext, OpenPlace, PlaceEnd } from '../../source/jobs/job.js';
import { openPlace } from '../../source/jobs/read-account.js';
import { type SetupJobOptions, setupJob } from '../../source/jobs/setup.js';
import { statusJob } from '../../source/jobs/status.js';
import type { RaisedQuotas } from '../../source/plan/account/quotas.js';
import type { PlanDocument } from '../../source/plan/intent/document.js';
import type { StatusDocument, StatusFacts } from '../../source/plan/status/status.js';
import { codec } from '../../source/process/codec.js';
import type { Account } from '../../source/sandbox/account.js';
import { newAccount } from '../../source/sandbox/seed.js';
import type { AnyPlan, RunWords } from '../../source/views/run.js';
import { setupWords } from '../../source/views/setup.js';
import { statusJson, statusText } from '../../source/views/status.js';
import { optionsOf } from '../commands/parsed.js';
import { type MemorySandbox, memorySandbox, reached } from '../helpers/memory-account.js';
import { type Controlled, type TestSandbox, tagList } from '../helpers/sandbox.js';

/** The moment at which all of it happens, for the sandbox and for the run. */
export const now = () => new Date('2026-11-23T10:00:00Z');

/** A sandbox with nothing but AWS's own baselines. */
export function emptySandbox(quotas: RaisedQuotas = {}): MemorySandbox {
  return memorySandbox({ empty: true, now, quotas });
}

/** A sandbox with a fleet and the things of other teams. */
export function seededSandbox(): MemorySandbox {
  return memorySandbox({ now });
}

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
  readonly onLine?: (line: string) => unknown;
}

/** What interrupts a run once a line of its result fits. */
export function interruptedAt(line: RegExp): Pick<AnyRunOptions, 'signal' | 'onLine'> {
  const interrupt = new AbortController();
  return { signal: interrupt.signal, onLine: (written) => line.test(written) && interrupt.abort() };
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

/** A context in which no time passes and nobody interrupts, unless something else is given. */
export function contextWith(given: Partial<JobContext> = {}): JobContext {
  const never = new AbortController().signal;
  return { codec, signal: never, hurry: never, now, random: () => 0, wait: async () => {}, ...given };
}

/** Runs a job in a place, or in several, and keeps what it writes. */
export async function runIn<Plan extends AnyPlan, End extends PlaceEnd<Plan>>(
  place: OpenPlace | readonly OpenPlace[],
  job: Job<Plan, readonly End[]>,
  words: RunWords<Plan, End>,
  options: AnyRunOptions,
): Promise<Run> {
  const { onLine = () => {}, isConfirmed = true, isDryRun = false, isJson = false, ...given } = options;
  const out: string[] = [];
  const err: string[] = [];
  const context = contextWith(given);
  const output = {
    out: (line: string) => {
      out.push(line);
      onLine(line);
    },
    err: (line: string) => err.push(line),
  };
  const places = [place].flat();
  const several = { wanted: places.map((each) => each.place), refused: [], again: () => [] };
  const run = { isConfirmed, isDryRun, isJson, context, output, ...(places.length > 1 && { several }) };
  const exitCode = await runJob(job, places, words, run);
  return { exitCode, out, err };
}

export interface SetUpOptions extends AnyRunOptions, Partial<Pick<SetupJobOptions, 'writeBackup'>> {
  /** In place of one that is read from `--file`. */
  readonly file?: PlanDocument;
  /** What the user has said of the account. */
  readonly quotas?: RaisedQuotas;
  readonly manager?: OpenPlace['manager'];
  /** Further regions. */
  readonly regions?: readonly string[];
}

/** One run of `setup` with the flags of a command line; it is confirmed, unless the options say otherwise. */
export async function setUp(sandbox: MemorySandbox, line = '', options: SetUpOptions = {}): Promise<Run> {
  const { file, quotas, writeBackup = () => 'unused', manager, regions, ...run } = options;
  const { consent, keepsRecord, ...given } = optionsOf(setup, ...words(line));
  const read = readPlanFlags(given);
  const request = { ...read, file: file ?? read.file, consent, keepsRecord };
  const places = await openedIn(
    sandbox,
    { manager: manager ?? (await sandbox.connect({ quotas })), regions },
    run.signal,
  );
  const call = { request, file: given.file, connection: {} };
  return runIn(places, setupJob({ request, writeBackup }), setupWords(call), run);
}

/** What set-ups have made of empty accounts, by their flags: whoever needs one gets a copy. */
const made = new Map<string, Promise<Account>>();

async function makes(line: string): Promise<Account> {
  const contents = newAccount({ empty: true });
  await withPlan(line, memorySandbox({ now }, contents));
  return contents;
}

/** An account after a set-up, which is among its requests where it is given: else it is empty before, and nothing was asked of it yet. */
export async function withPlan(line = '', sandbox?: MemorySandbox): Promise<MemorySandbox> {
  if (sandbox === undefined) {
    const contents = made.get(line) ?? makes(line);
    made.set(line, contents);
    return memorySandbox({ empty: true, now }, (await contents).copy());
  }
  const { exitCode, out } = await setUp(sandbox, line);
  if (exitCode !== 0) throw new Error(out.join('\n'));
  return sandbox;
}

/** A set-up that tests outside begin with, in what time it is there. */
export async function setUpServed(sandbox: TestSandbox, line: string): Promise<void> {
  const { exitCode, out } = await setUp(reached(sandbox), line, { now: () => new Date() });
  if (exitCode !== 0) throw new Error(out.join('\n'));
}

/** The lines of `status`, of which nothing has to be confirmed. */
export async function status(
  sandbox: MemorySandbox,
  { isJson = false, manager, ...given }: Pick<SetUpOptions, 'isJson' | 'manager' | 'now' | 'wait'> = {},
): Promise<string[]> {
  const place = await opened(manager ?? (await sandbox.connect()));
  const context = contextWith(given);
  const planned = await drained(statusJob().plan(place, context));
  const connection = { profile: 'ops' };
  return isJson ? statusJson(planned) : statusText(planned, { now: context.now(), connection });
}

/** What the status has read, for views of it. */
export async function statusFacts(sandbox: MemorySandbox): Promise<StatusFacts> {
  const read = await drained(statusJob().plan(await opened(await sandbox.connect()), contextWith()));
  return read.plan;
}

/** The document of `status --json`. */
export async function statusDocument(
  sandbox: MemorySandbox,
  given: Pick<SetUpOptions, 'now' | 'wait'> = {},
): Promise<StatusDocument & { readonly version: 1 }> {
  // What is more than one line is no document.
  return JSON.parse((await status(sandbox, { ...given, isJson: true })).join('\n'));
}

/** The id of a window. */
export async function windowId(sandbox: MemorySandbox, name: string): Promise<string | undefined> {
  return (await sandbox.dump()).windows.find(({ fields }) => fields.Name === name)?.id;
}

/** Tags the hybrid nodes, whose tags SSM keeps; returns their ids. */
export async function tagNodes(sandbox: MemorySandbox, tags: Readonly<Record<string, string>>): Promise<string[]> {
  const { nodes } = await (await sandbox.connect()).readInventory();
  const ids = nodes.map(({ id }) => id).filter((id) => id.startsWith('mi-'));
  const call = { ResourceType: 'ManagedInstance', Tags: tagList(tags) } as const;
  for (const ResourceId of ids) await sandbox.ssm().addTagsToResource({ ...call, ResourceId });
  expect(ids.length).toBeGreaterThan(0);
  return ids;
}

/** The words of a command line, as a shell would split it. */
export function words(line: string): string[] {
  return (line.match(/(?:"[^"]*"|[^\s"])+/g) ?? []).map((word) => word.replaceAll('"', ''));
}

/** One window and one baseline: six writes. */
export const oneWindow = '-w 1 -d 2 -t 3';

/** Two windows and one baseline: ten writes. */
export const twoWindows = '-w 1 -d 2';

/** The place of a manager, or the sandbox's own, and those of further regions. */
export async function openedIn(
  sandbox: MemorySandbox,
  { manager, regions = [] }: Pick<SetUpOptions, 'manager' | 'regions'>,
  signal?: AbortSignal,
): Promise<OpenPlace[]> {
  const managers = [manager ?? (await sandbox.connect())];
  for (const region of regions) managers.push(await sandbox.connect({ region }));
  return Promise.all(managers.map((each) => opened(each, signal)));
}

/** The place of a manager. */
export function opened(
  manager: OpenPlace['manager'],
  signal: AbortSignal = new AbortController().signal,
): Promise<OpenPlace> {
  return openPlace(manager, { signal });
}

/** Names of the calls that have changed something or tried to, in their order, with the status of each. */
export async function writesIn({ requests }: Pick<Controlled, 'requests'>): Promise<string[]> {
  return (await requests())
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

/**
 * What a run tells as JSON in which nothing fails, which is looked at: the plan, two lines for each of its operations, the
 * summary.
 */
export function toldAsJson({ exitCode, out }: Run) {
  const [plan = {}, ...events] = parsed(out);
  const summary = events.pop();
  const operations = plan.operations as readonly { readonly id: string }[];
  expect(exitCode).toBe(0);
  expect(plan).toMatchObject({ version: 1, event: 'plan', ...placeMembers, warnings: [] });
  const ends = events.map(({ version, event, id, status }) => `${version} ${event} ${id} ${status}`);
  const expected = operations.flatMap(({ id }) => [`1 operation ${id} started`, `1 operation ${id} succeeded`]);
  expect(ends.sort()).toEqual(expected.sort());
  const counts = { succeeded: operations.length, failed: 0, skipped: 0, kept: plan.kept };
  expect(summary).toMatchObject({ version: 1, event: 'summary', ...counts });
  return { plan, operations, events, summary };
}
