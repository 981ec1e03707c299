/** What the home screen says. */
import type { ConnectionAnswers } from '../opening/state.js';
import type { HomeChoice } from './state.js';

export const homeQuestion = 'What would you like to do?';

/** What can be chosen, from the first row to the last. */
export function homeMenu(isSandbox: boolean) {
  const rows: readonly { choice: HomeChoice | 'sandbox' | 'quit'; label: string; about: string }[] = [
    { choice: 'setup', label: 'Set up patching', about: 'choose dates, see them, create windows' },
    { choice: 'cleanup', label: 'Clean up', about: 'choose what goes, with a backup first' },
    { choice: 'status', label: 'Status', about: 'next runs, nodes, compliance, drift' },
    { choice: 'preview', label: 'Preview dates', about: 'no account needed' },
    { choice: 'sandbox', label: 'Sandbox', about: 'the same where nothing is real' },
    { choice: 'quit', label: 'Quit', about: 'nothing has been changed' },
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
  key: 'quit',
  does: 'quit',
  help: 'leave; nothing is changed before you confirm the review',
} as const;
