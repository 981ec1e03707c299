/** The clean-up job: what flags or a hand have chosen of what is there, backed up, deleted, and looked for again. */
import type { Finding } from '../plan/account/finding.js';
import type { Operation } from '../plan/account/operations.js';
import { type Backup, buildBackup } from '../plan/cleanup/backup.js';
import { begunIn, type KnownBackups, plansTaken, withBegun, withFormer } from '../plan/cleanup/begun.js';
import { type CleanupChoice, type CleanupSelection, requirePlan, selected } from '../plan/cleanup/choice.js';
import { cleanupFindings } from '../plan/cleanup/findings.js';
import { type CleanupItem, cleanupItems } from '../plan/cleanup/items.js';
import { nodeTagItems } from '../plan/cleanup/node-tags.js';
import { teardown } from '../plan/cleanup/teardown.js';
import { carryOutEach } from './carry-out.js';
import { isDone, listedAgain } from './cleanup-result.js';
import type { Job, PlaceEnd } from './job.js';
import { nodePlace } from './nodes.js';
import { readWithNodes, requireRead } from './read-account.js';
import { planAt } from './reading.js';
import { readSettled } from './settling.js';

export interface CleanupJobOptions {
  readonly selection: CleanupSelection;
  /** Writes the backup and syncs it to the disk; returns its path. Undefined: no backup is wanted. */
  readonly writeBackup: ((backup: Backup) => string) | undefined;
  /** The backups on this machine, the newest first: what was begun and not ended is known by them. */
  readonly findBackups?: (() => KnownBackups) | undefined;
}

export interface CleanupPlan {
  /** Everything about patching in the account. */
  readonly items: readonly CleanupItem[];
  readonly choice: CleanupChoice;
  readonly operations: readonly Operation[];
  /** Things that stay. */
  readonly kept: number;
  readonly findings: readonly Finding[];
}

export interface CleanupPlaceEnd extends PlaceEnd<CleanupPlan> {
  /** Confirmed by AWS, but listed all the same; undefined if the account could not be listed again. */
  readonly left: readonly Operation[] | undefined;
}

export type CleanupEnd = readonly CleanupPlaceEnd[];

/** The plan of a choice. */
export function planCleanup(
  items: readonly CleanupItem[],
  choice: CleanupChoice,
  selection: CleanupSelection,
  now: Date,
): CleanupPlan {
  return {
    items,
    choice,
    operations: teardown(items, choice),
    kept: items.length - choice.size,
    findings: cleanupFindings(items, choice, selection, now),
  };
}

/** The job of `cleanup`. Each deletion stands for itself. */
export function cleanupJob({
  selection,
  writeBackup,
  findBackups = () => [],
}: CleanupJobOptions): Job<CleanupPlan, CleanupEnd> {
  return {
    plan: (open, context) =>
      planAt(open, context, async ({ manager, place }, options) => {
        const read = () => readWithNodes(manager, context, { ...options, details: 'all' });
        const account = await readSettled(read, context, 'deleting');
        requireRead(account, 'ssm:DescribeMaintenanceWindowExecutions');
        const now = context.now();
        const found = [...cleanupItems(account, now), ...nodeTagItems(account, nodePlace(place))];
        const backups = findBackups();
        const items = withBegun(found, begunIn(found, backups, place));
        requirePlan(items, selection, { taken: plansTaken(backups, place), connection: account.connection });
        return planCleanup(items, selected(items, selection), selection, now);
      }),
    carryOut: (planned, context) =>
      carryOutEach<CleanupPlan, Pick<CleanupPlaceEnd, 'left'> & Partial<CleanupPlaceEnd>>(
        planned,
        {
          afterFailure: 'go-on',
          backUp: ({ place, plan: { items, choice, operations } }) => {
            if (operations.length === 0 || writeBackup === undefined) return undefined;
            const backup = buildBackup(items, choice, place, context.now());
            return writeBackup(withFormer(backup, findBackups(), items));
          },
          proof: {
            none: { left: [] },
            ask: async ({ manager }, state) => {
              const left = await listedAgain(manager, state.outcomes, context);
              return { left, isComplete: isDone(state, left) };
            },
          },
        },
        context,
      ),
  };
}
