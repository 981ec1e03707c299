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
    { choice: 'setup', action: 'create', label: 'Set up patching', about: 'choose dates and create windows' },
    { choice: 'nodes', action: 'nodes', label: 'Nodes', about: 'put nodes into patch groups' },
    { choice: 'status', action: 'status', label: 'Status', about: 'next runs, compliance, drift' },
    { choice: 'cleanup', action: 'cleanup', label: 'Clean up', about: 'back up and delete what you choose' },
    { choice: 'restore', action: 'undo', label: 'Restore', about: 'restore what a clean-up deleted' },
    { choice: 'preview', action: 'dates', label: 'Preview dates', about: 'see dates without an account' },
    { choice: 'sandbox', action: 'sandbox', label: 'Sandbox', about: 'try everything; nothing is real' },
  ];
  return rows.filter(({ choice }) => !(isSandbox && choice === 'sandbox'));
}

/** Which account will be asked. */
export function homeExplanation({ region, profile }: ConnectionAnswers, isSandbox: boolean): string {
  return isSandbox
    ? 'This is the sandbox account. Nothing here is real; changes are kept between runs.'
    : `Credentials: ${profile ? `profile ${profile}` : "the AWS SDK's default chain"}. Region: ${region ?? 'to be chosen'}.`;
}

export const homeWayOut = {
  key: 'home',
  does: 'quit',
  help: 'quit without changing anything',
} as const;
