/** The commands that go on where a clean-up has ended: a backup's file is never written over, so that none names one. */

import { type ConnectionFlags, connectionFlags, shellQuoted } from '../intent/command-line.js';
import { type CleanupAction, type CleanupChoice, type CleanupSelection, selected } from './choice.js';
import type { CleanupItem } from './items.js';

/** How a clean-up was called. */
export interface CleanupCall {
  readonly selection: CleanupSelection;
  readonly hasBackup: boolean;
  /** `--yes` */
  readonly isConfirmed: boolean;
  readonly connection: ConnectionFlags;
}

/** What is left of a clean-up. */
interface Remainder {
  readonly items: readonly CleanupItem[];
  /** What was confirmed. */
  readonly choice: CleanupChoice;
  /** What of it can be tried again. */
  readonly left: CleanupChoice;
  /** Whether somebody has changed something meanwhile, which is not to go by a command that they have not seen. */
  readonly isChanged: boolean;
}

/**
 * Commands that take away what is left. The same flags do where they chose only the wizard's own, by its tag; a window of
 * others that has lost its task is no longer found by what it does, and a name that is gone is refused, so that the rest goes
 * by its ids. Deleting and switching off are two commands.
 */
export function goOnCommands(remainder: Remainder, call: CleanupCall): string[] {
  const { left } = remainder;
  if (left.size === 0) return [];
  if (isByFlags(remainder, call.selection)) return [command(call, flagsOf(call.selection))];
  const only = (action: CleanupAction, flags: readonly string[]): string[] => {
    const ids = [...left].filter(([, each]) => each === action).map(([id]) => shellQuoted(id));
    return ids.length > 0 ? [command(call, [...flags, '--only', ...ids])] : [];
  };
  return [...only('delete', []), ...only('disable', ['--disable'])];
}

/** `ssm-patch-wizard cleanup --dry-run …`: everything that is there now. */
export function lookCommand({ connection }: CleanupCall): string {
  return ['ssm-patch-wizard cleanup --dry-run', ...connectionFlags(connection)].join(' ');
}

function isByFlags({ items, choice, isChanged }: Remainder, selection: CleanupSelection): boolean {
  if (isChanged || selection.isAllPatching || selection.only.length > 0) return false;
  const byFlags = selected(items, selection);
  return byFlags.size === choice.size && [...byFlags].every(([id, action]) => choice.get(id) === action);
}

function flagsOf({ plan, isDisabling }: CleanupSelection): string[] {
  return [...(plan === undefined ? [] : ['--plan', shellQuoted(plan)]), ...(isDisabling ? ['--disable'] : [])];
}

function command({ hasBackup, isConfirmed, connection }: CleanupCall, flags: readonly string[]): string {
  return [
    'ssm-patch-wizard cleanup',
    ...flags,
    ...(hasBackup ? [] : ['--no-backup']),
    ...(isConfirmed ? ['--yes'] : []),
    ...connectionFlags(connection),
  ].join(' ');
}
