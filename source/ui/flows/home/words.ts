/** What the home screen says. */
import type { ConnectionAnswers } from '../opening/state.js';
import type { HomeChoice } from './state.js';

export const homeQuestion = 'What would you like to do?';

export interface HomeRow {
  readonly choice: HomeChoice | 'sandbox';
  /** What its key does, from wherever the cursor is. */
  readonly action: 'create' | 'nodes' | 'status' | 'cleanup' | 'undo' | 'dates' | 'sandbox';
  readonly label: string;
  readonly about: string;
}

/** What can be chosen, from the first row to the last. */
export function homeMenu(isSandbox: boolean): readonly HomeRow[] {
  const rows: readonly HomeRow[] = [
    { choice: 'setup', action: 'create', label: 'Set up patching', about: 'choose dates, see them, create windows' },
    { choice: 'nodes', action: 'nodes', label: 'Nodes', about: 'which node is in which group; put them into groups' },
    { choice: 'status', action: 'status', label: 'Status', about: 'next runs, nodes, compliance, drift' },
    { choice: 'cleanup', action: 'cleanup', label: 'Clean up', about: 'choose what goes, with a backup first' },
    { choice: 'restore', action: 'undo', label: 'Restore', about: 'bring back what a clean-up took away' },
    { choice: 'preview', action: 'dates', label: 'Preview dates', about: 'no account needed' },
    { choice: 'sandbox', action: 'sandbox', label: 'Sandbox', about: 'the same where nothing is real' },
  ];
  return rows.filter(({ choice }) => !(isSandbox && choice === 'sandbox'));
}

/** Which account will be asked. */
export function homeExplanation({ region, profile }: ConnectionAnswers, isSandbox: boolean): string {
  return isSandbox
    ? 'The sandbox account: nothing here is real, and it is kept between runs.'
    : `Credentials: ${profile ? `profile ${profile}` : "the SDK's usual chain"}. Region: ${region ?? 'asked next'}.`;
}

export const homeWayOut = {
  key: 'home',
  does: 'quit',
  help: 'leave; nothing is changed before you say so',
} as const;
