/** Whether a screen can be shown, and if not, why not. */
import { UserError } from '../errors.js';

export interface TerminalFacts {
  readonly isInputTerminal: boolean;
  readonly isOutputTerminal: boolean;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

export type TerminalVerdict =
  | { readonly isInteractive: true }
  | { readonly isInteractive: false; readonly reason: string };

/**
 * Ink shows nothing until the end where CI is set, even at a real terminal; the rule is that of is-in-ci, which Ink
 * uses, so that the two never disagree.
 */
export function detectTerminal({ isInputTerminal, isOutputTerminal, environment }: TerminalFacts): TerminalVerdict {
  if (!isInputTerminal) return { isInteractive: false, reason: 'standard input is not a terminal' };
  if (!isOutputTerminal) return { isInteractive: false, reason: 'standard output is not a terminal' };
  if (environment.TERM === 'dumb')
    return { isInteractive: false, reason: 'the terminal cannot move its cursor (TERM=dumb)' };
  const name = ['CI', 'CONTINUOUS_INTEGRATION'].find((each) => !['0', 'false', undefined].includes(environment[each]));
  if (name) return { isInteractive: false, reason: `${name} is set (${name}=false opens the wizard all the same)` };
  return { isInteractive: true };
}

/** For a command that is nothing without a screen. */
export function noScreen(reason: string): UserError {
  return new UserError(`The wizard cannot be shown: ${reason}.`, {
    code: 'no-terminal',
    nextSteps: [
      'Without a screen: ssm-patch-wizard setup --yes (see ssm-patch-wizard setup --help)',
      'Only the dates: ssm-patch-wizard preview',
    ],
  });
}

/** Whether a screen can be shown here. */
export function terminalVerdict(): TerminalVerdict {
  return detectTerminal({
    isInputTerminal: process.stdin.isTTY === true,
    isOutputTerminal: process.stdout.isTTY === true,
    environment: process.env,
  });
}
