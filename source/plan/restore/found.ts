/** Backups that were found on this machine, and what each of them holds, in things. */
import type { Backup } from '../cleanup/backup.js';
import { counted } from '../text/plural.js';

export type FoundBackup = {
  /** Its path. */
  readonly file: string;
  /** When it was written. */
  readonly at: Date;
} & ({ readonly backup: Backup } | { /** Why it cannot be used. */ readonly damage: string });

/** `8 windows, 32 registrations, 4 baselines, 1 record`: what a backup holds. */
export function backupContents({ windows, baselines, registrations, records, defaults, nodes }: Backup): string {
  const changed = (change: Backup['windows'][number]['change']) => windows.filter((window) => window.change === change);
  const tasks = changed('tasks-deregistered').flatMap((window) => window.tasks);
  const counts = [
    [changed('deleted').length, 'window'],
    [tasks.length, 'task'],
    [registrations.length, 'registration'],
    [baselines.length, 'baseline'],
    [records.length, 'record'],
    [defaults.length, 'default'],
    [nodes.length, 'node'],
  ] as const;
  const off = changed('disabled').length;
  const words = counts.filter(([count]) => count > 0).map(([count, noun]) => counted(count, noun));
  return [...words, ...(off > 0 ? [`${counted(off, 'window')} switched off`] : [])].join(', ') || 'nothing';
}
