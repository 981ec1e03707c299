/** Runs of `cleanup` and `restore` without a screen, in a sandbox in memory. */
import { type CleanupJobOptions, cleanupJob } from '../../source/jobs/cleanup.js';
import type { OpenPlace } from '../../source/jobs/job.js';
import { restoreJob } from '../../source/jobs/restore.js';
import { type Backup, parseBackup, serializeBackup } from '../../source/plan/cleanup/backup.js';
import type { CleanupSelection } from '../../source/plan/cleanup/choice.js';
import { checksum } from '../../source/process/codec.js';
import { cleanupWords } from '../../source/views/cleanup.js';
import { restoreWords } from '../../source/views/restore.js';
import { everyPlan } from '../helpers/choices.js';
import type { MemorySandbox } from '../helpers/memory-account.js';
import { type AnyRunOptions, opened, openedIn, type Run, runIn } from './runs.js';

type PatchManager = OpenPlace['manager'];

export const allPatching: CleanupSelection = { ...everyPlan, isAllPatching: true };

/** What takes a plan away, in this order. */
export const deletions = [
  'DeregisterTaskFromMaintenanceWindow',
  'DeregisterTargetFromMaintenanceWindow',
  'DeleteMaintenanceWindow',
  'DeregisterPatchBaselineForPatchGroup',
  'DeletePatchBaseline',
  'DeleteParameter',
] as const;

export interface CleanupRun extends Run {
  /** As it was read back from its text; undefined where none was written. */
  readonly backup: Backup | undefined;
}

export interface CleanupRunOptions extends AnyRunOptions {
  readonly selection?: Partial<CleanupSelection>;
  readonly writeBackup?: ((backup: Backup) => string) | undefined;
  readonly findBackups?: CleanupJobOptions['findBackups'];
  readonly manager?: PatchManager;
  /** Further regions. */
  readonly regions?: readonly string[];
}

/** One confirmed clean-up of what the wizard has made, unless the options say otherwise. */
export async function cleanUp(sandbox: MemorySandbox, options: CleanupRunOptions = {}): Promise<CleanupRun> {
  const { selection: wanted, manager, regions, writeBackup, findBackups, ...run } = options;
  let backup: Backup | undefined;
  const keep = (contents: Backup): string => {
    backup = parseBackup(serializeBackup(contents, checksum), 'backup.json', checksum);
    return '/backups/backup.json';
  };
  const selection = { ...everyPlan, ...wanted };
  const hasBackup = writeBackup !== undefined || !('writeBackup' in options);
  const call = { selection, hasBackup, isConfirmed: run.isConfirmed ?? true, connection: {} };
  const job = cleanupJob({ selection, findBackups, writeBackup: hasBackup ? (writeBackup ?? keep) : undefined });
  const places = await openedIn(sandbox, { manager, regions }, run.signal);
  return { ...(await runIn(places, job, cleanupWords(call), run)), backup };
}

export interface RestoreRunOptions extends AnyRunOptions {
  readonly isForced?: boolean;
  readonly manager?: PatchManager;
}

/** One confirmed restore, unless the options say otherwise. */
export async function restore(
  sandbox: MemorySandbox,
  backup: Backup | undefined,
  options: RestoreRunOptions = {},
): Promise<Run> {
  if (backup === undefined) throw new Error('There is no backup.');
  const { isForced = false, manager = await sandbox.connect(), ...run } = options;
  const call = { file: '/backups/backup.json', backup, isForced, connection: {} };
  return runIn(await opened(manager, run.signal), restoreJob({ backup, isForced }), restoreWords(call), run);
}

/** The account with some of its methods replaced: what somebody else does at the same time, or AWS's lists that lag behind. */
export function withChanges(manager: PatchManager, changes: Partial<PatchManager>): PatchManager {
  return {
    region: manager.region,
    servers: () => manager.servers(),
    identify: (signal) => manager.identify(signal),
    regions: (signal) => manager.regions(signal),
    readInventory: (options) => manager.readInventory(options),
    listWindows: (signal) => manager.listWindows(signal),
    baselineIds: (signal) => manager.baselineIds(signal),
    readFleet: (signal, onProgress) => manager.readFleet(signal, onProgress),
    nodesByTag: (tagKey, values, signal) => manager.nodesByTag(tagKey, values, signal),
    nodesOf: (selectors, signal) => manager.nodesOf(selectors, signal),
    filterValues: (questions, signal) => manager.filterValues(questions, signal),
    compliance: (groups, signal) => manager.compliance(groups, signal),
    upcomingRuns: (windowId, count, signal) => manager.upcomingRuns(windowId, count, signal),
    pastRuns: (windowId, signal) => manager.pastRuns(windowId, signal),
    look: (subject) => manager.look(subject),
    perform: (kind, input) => manager.perform(kind, input),
    close: () => manager.close(),
    ...changes,
  };
}

/** Somebody does something after the account was read and before the first thing is looked at again, or changed. */
export async function meddled(sandbox: MemorySandbox, meddle: () => Promise<unknown>): Promise<PatchManager> {
  const manager = await sandbox.connect();
  let done: Promise<unknown> | undefined;
  const before = async () => {
    done ??= meddle();
    await done;
  };
  return withChanges(manager, {
    look: async (subject) => {
      await before();
      return manager.look(subject);
    },
    perform: async (kind, input) => {
      await before();
      return manager.perform(kind, input);
    },
  });
}
