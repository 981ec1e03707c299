/** What a restore says: what comes back and what is kept, new ids against old ones, and how to go on. */
import type { Backups } from '../index.js';
import type { RestorePlaceEnd } from '../jobs/restore.js';
import { restoredIds, restoredIdWords } from '../jobs/restored-ids.js';
import { endWords } from '../plan/account/deeds.js';
import { type Outcome, waitsFor } from '../plan/account/events.js';
import type { Backup } from '../plan/cleanup/backup.js';
import { type ConnectionFlags, restoreCommand } from '../plan/intent/command-line.js';
import { backupContents, backupCounts, type FoundBackup, type UsableBackup } from '../plan/restore/found.js';
import type { RestorePlan } from '../plan/restore/restore.js';
import { whyNothing } from '../plan/restore/summary.js';
import { counted } from '../plan/text/plural.js';
import { columns } from '../plan/text/text-table.js';
import { printable } from '../printable.js';
import { jsonLine } from './json.js';
import { type RunWords, reached } from './run.js';
import { commandText, findingText, undoneText } from './text.js';

/** How a restore was called. */
interface RestoreCall {
  readonly file: string;
  readonly backup: Pick<Backup, 'createdAt'>;
  readonly isForced: boolean;
  readonly connection: ConnectionFlags;
}

/** The words of a restore. */
export function restoreWords(call: RestoreCall): RunWords<RestorePlan, RestorePlaceEnd> {
  const again = ({ place }: RestorePlaceEnd): string =>
    restoreCommand(call.file, reached(call, place), { isForced: call.isForced });
  return {
    confirm: 'To restore this, run it again with --yes.',
    plan: ({ operations, kept, findings }) => [
      `Backup of ${call.backup.createdAt}: ${counted(operations.length, 'call')}, ${kept} kept`,
      ...columns(operations.map(({ kind, summary }) => [`  + ${kind}`, printable(summary)])),
      ...findings.flatMap(findingText),
      '',
    ],
    already: (plan) => newIdsText(plan, []),
    whyNothing,
    report: (end, seconds) => [
      '',
      `${endWords(end, seconds)}, ${end.plan.kept} kept.`,
      ...newIdsText(end.plan, end.state.outcomes),
      ...undoneText(end.state, 'missing or incomplete'),
      ...(isHopeless(end) ? ['AWS would refuse this again, so it cannot be restored from this backup.'] : []),
      ...(isDone(end) || isHopeless(end)
        ? []
        : commandText('To try the rest again (what exists is kept):', again(end))),
    ],
    nextSteps: (end) => (isDone(end) || isHopeless(end) ? [] : [again(end)]),
    summaryMembers: (plan, end) => {
      const ids = restoredIds(plan, end?.state.outcomes ?? []);
      return { newIds: Object.fromEntries(ids.map(({ before, after }) => [before, after])) };
    },
  };
}

/** Backups and the commands that bring them back, as one document. */
export function backupsJson(found: readonly FoundBackup[], connection: ConnectionFlags): string[] {
  const backups = found.map((each) => {
    const of = { file: each.file, createdAt: each.at.toISOString() };
    if ('damage' in each) return { ...of, damage: each.damage };
    const { account, region } = each.backup;
    return { ...of, account, region, holds: backupCounts(each.backup), command: commandOf(each, connection) };
  });
  return [jsonLine({ backups } satisfies Omit<Backups, 'version'>)];
}

/** The same as text: two lines for each. */
export function backupsText(found: readonly FoundBackup[], connection: ConnectionFlags): string[] {
  const lines = found.flatMap((each) => [
    `${each.at.toISOString()}  ${
      'damage' in each
        ? `cannot be used: ${printable(each.damage)}`
        : `${each.backup.account}, ${each.backup.region}: ${backupContents(each.backup)}`
    }`,
    `  ${printable('damage' in each ? each.file : commandOf(each, connection))}`,
  ]);
  return lines.length > 0 ? lines : ['There are no backups on this machine.'];
}

function commandOf({ file, backup: { region } }: UsableBackup, connection: ConnectionFlags): string {
  return restoreCommand(file, { ...connection, region }, { asks: true });
}

function isDone({ state }: RestorePlaceEnd): boolean {
  return state.succeeded === state.total;
}

/** Whether nothing is left but what AWS says is not valid, and what waits for that. */
function isHopeless({ state: { outcomes, running, failed } }: RestorePlaceEnd): boolean {
  const isRefused = (outcome: Outcome): boolean => {
    if (outcome.type === 'failed') return outcome.error.code === 'ValidationException';
    return outcome.type === 'succeeded' || outcome.reason.startsWith(waitsFor);
  };
  return failed > 0 && running.length === 0 && outcomes.every(isRefused);
}

/** Earlier restores have made some of them. */
function newIdsText(plan: RestorePlan, outcomes: readonly Outcome[]): string[] {
  const ids = restoredIds(plan, outcomes);
  return ids.length === 0 ? [] : ['Old and new ids:', ...ids.map((each) => `  ${printable(restoredIdWords(each))}`)];
}
