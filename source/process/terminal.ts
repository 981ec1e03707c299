/** Whether a screen can be shown, and if not, why not. */
import { UserError } from '../errors.js';

export interface TerminalFacts {
  readonly isInputTerminal: boolean;
  readonly isOutputTerminal: boolean;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

export type TerminalVerdict =
  | { readonly isInteractive: true }
  /** `asksInLines`: somebody is there all the same, who can be asked line by line. */
  | { readonly isInteractive: false; readonly reason: string; readonly asksInLines: boolean };

/**
 * Ink shows nothing until the end where CI is set, even at a real terminal; the rule is that of is-in-ci, which Ink
 * uses, so that the two never disagree.
 */
export function detectTerminal({ isInputTerminal, isOutputTerminal, environment }: TerminalFacts): TerminalVerdict {
  const not = (reason: string, asksInLines = false) => ({ isInteractive: false, reason, asksInLines }) as const;
  if (!isInputTerminal) return not('standard input is not a terminal');
  if (!isOutputTerminal) return not('standard output is not a terminal');
  const name = ['CI', 'CONTINUOUS_INTEGRATION'].find((each) => !['0', 'false', undefined].includes(environment[each]));
  if (name) return not(`${name} is set (with ${name}=false the wizard opens anyway)`);
  if (environment.TERM === 'dumb') return not('the terminal cannot move its cursor (TERM=dumb)', true);
  return { isInteractive: true };
}

/** For a command that is nothing without a screen. */
export function noScreen(reason: string): UserError {
  return new UserError(`The wizard cannot open: ${reason}.`, {
    code: 'no-terminal',
    nextSteps: [
      'To set up without the wizard: ssm-patch-wizard setup --dry-run, then --yes (see ssm-patch-wizard setup --help)',
      'To see only the dates: ssm-patch-wizard preview',
    ],
  });
}

/** Whether nobody sees a screen, but somebody can be asked line by line. */
export function asksInLines(): boolean {
  const verdict = terminalVerdict();
  return !verdict.isInteractive && verdict.asksInLines;
}

/** Whether a screen can be shown here. */
export function terminalVerdict(): TerminalVerdict {
  return detectTerminal({
    isInputTerminal: process.stdin.isTTY === true,
    isOutputTerminal: process.stdout.isTTY === true,
    environment: process.env,
  });
}
