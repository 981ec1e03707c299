/** Backups that were found on this machine, and what each of them holds, in things. */
import type { Backup } from '../cleanup/backup.js';
import { counted } from '../text/plural.js';

interface Found {
  /** Its path. */
  readonly file: string;
  /** When it was written. */
  readonly at: Date;
}

export type UsableBackup = Found & { readonly backup: Backup };

export type FoundBackup = UsableBackup | (Found & { /** Why it cannot be used. */ readonly damage: string });

/** How many things of which kind a backup holds; `switchedOff` are windows too. */
export function backupCounts({ windows, baselines, registrations, records, defaults, nodes }: Backup) {
  const changed = (change: Backup['windows'][number]['change']) => windows.filter((window) => window.change === change);
  const tasks = changed('tasks-deregistered').flatMap((window) => window.tasks);
  return {
    windows: changed('deleted').length,
    tasks: tasks.length,
    registrations: registrations.length,
    baselines: baselines.length,
    records: records.length,
    defaults: defaults.length,
    nodes: nodes.length,
    switchedOff: changed('disabled').length,
  };
}

/** `8 windows, 32 registrations, 4 baselines, 1 record`: what a backup holds. */
export function backupContents(backup: Backup): string {
  const { switchedOff, ...counts } = backupCounts(backup);
  const words = Object.entries(counts).map(([kind, count]) => count > 0 && counted(count, kind.slice(0, -1)));
  const off = switchedOff > 0 && `${counted(switchedOff, 'window')} switched off`;
  return [...words, off].filter(Boolean).join(', ') || 'nothing';
}
