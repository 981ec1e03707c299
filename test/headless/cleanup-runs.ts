/** Runs of `cleanup` and `restore` without a screen, in a sandbox over HTTP. */
import { createHash } from 'node:crypto';
import { onTestFinished } from 'vitest';
import { connectWith } from '../../source/aws/patch-manager.js';
import type { PatchManager } from '../../source/execute/patch-manager.js';
import { type CleanupOptions, runCleanup } from '../../source/headless/cleanup.js';
import { type RestoreOptions, runRestore } from '../../source/headless/restore.js';
import { type Backup, parseBackup, serializeBackup } from '../../source/plan/cleanup/backup.js';
import type { CleanupSelection } from '../../source/plan/cleanup/choice.js';
import type { Output } from '../../source/process/streams.js';
import { defaultRegion, type TestSandbox, testCredentials } from '../helpers/sandbox.js';
import { now, type Run } from './runs.js';

export const digest = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 32);

/** Without flags: every plan of the wizard. */
export const everyPlan: CleanupSelection = { isAllPatching: false, only: [], isDisabling: false };
export const allPatching: CleanupSelection = { ...everyPlan, isAllPatching: true };

/** The account of a sandbox, closed when the test is over. */
export async function connected(sandbox: TestSandbox, region = defaultRegion): Promise<PatchManager> {
  const manager = await connectWith({ endpoint: sandbox.endpoint, credentials: testCredentials })({ region });
  onTestFinished(() => manager.close());
  return manager;
}

export interface CleanupRun extends Run {
  /** As it was read back from its text; undefined where none was written. */
  readonly backup: Backup | undefined;
}

export interface CleanupRunOptions extends Partial<Omit<CleanupOptions, 'selection'>> {
  readonly selection?: Partial<CleanupSelection>;
  /** Sees each line of the result as it is written. */
  readonly onLine?: (line: string) => void;
}

/** One confirmed clean-up of what the wizard has made, unless the options say otherwise. */
export async function cleanUp(sandbox: TestSandbox, options: CleanupRunOptions = {}): Promise<CleanupRun> {
  const { selection, onLine, ...given } = options;
  let backup: Backup | undefined;
  const { output, run } = recorder(onLine);
  const exitCode = await runCleanup(
    {
      ...common,
      writeBackup: (contents) => {
        backup = parseBackup(serializeBackup(contents, digest), 'backup.json', digest);
        return '/backups/backup.json';
      },
      connection: {},
      manager: given.manager ?? (await connected(sandbox)),
      ...given,
      selection: { ...everyPlan, ...selection },
    },
    output,
  );
  return { exitCode, ...run, backup };
}

export interface RestoreRunOptions extends Partial<Omit<RestoreOptions, 'backup'>> {
  readonly onLine?: (line: string) => void;
}

/** One confirmed restore, unless the options say otherwise. */
export async function restore(
  sandbox: TestSandbox,
  backup: Backup | undefined,
  options: RestoreRunOptions = {},
): Promise<Run> {
  if (backup === undefined) throw new Error('There is no backup.');
  const { onLine, ...given } = options;
  const { output, run } = recorder(onLine);
  const manager = given.manager ?? (await connected(sandbox));
  const exitCode = await runRestore({ ...common, isForced: false, ...given, manager, backup }, output);
  return { exitCode, ...run };
}

const common = {
  isConfirmed: true,
  isDryRun: false,
  isJson: false,
  signal: new AbortController().signal,
  hurry: new AbortController().signal,
  now,
  random: () => 0,
  wait: async () => {},
};

function recorder(onLine: (line: string) => void = () => {}): { output: Output; run: Omit<Run, 'exitCode'> } {
  const out: string[] = [];
  const err: string[] = [];
  return {
    run: { out, err },
    output: {
      out: (line) => {
        out.push(line);
        onLine(line);
      },
      err: (line) => err.push(line),
    },
  };
}

/** The account with some of its methods replaced: what somebody else does at the same time, or AWS's lists that lag behind. */
export function withChanges(manager: PatchManager, changes: Partial<PatchManager>): PatchManager {
  return {
    region: manager.region,
    identify: (signal) => manager.identify(signal),
    regions: (signal) => manager.regions(signal),
    readInventory: (options) => manager.readInventory(options),
    nodesByTag: (tagKey, values, signal) => manager.nodesByTag(tagKey, values, signal),
    nodesOf: (selectors, signal) => manager.nodesOf(selectors, signal),
    compliance: (groups, signal) => manager.compliance(groups, signal),
    upcomingRuns: (windowId, count, signal) => manager.upcomingRuns(windowId, count, signal),
    look: (subject, signal) => manager.look(subject, signal),
    perform: (kind, input, signal) => manager.perform(kind, input, signal),
    close: () => manager.close(),
    ...changes,
  };
}

/** Somebody does something after the account was read and before the first thing is looked at again. */
export async function meddled(sandbox: TestSandbox, meddle: () => Promise<unknown>): Promise<PatchManager> {
  const manager = await connected(sandbox);
  let done: Promise<unknown> | undefined;
  return withChanges(manager, {
    look: async (subject, signal) => {
      done ??= meddle();
      await done;
      return manager.look(subject, signal);
    },
  });
}
