/** What the wizard leaves behind in the terminal when its screen is gone. */
import type { ExecutionState } from '../execute/events.js';
import type { ScheduleCheck } from '../execute/verify-schedule.js';
import type { Answers } from '../plan/answers.js';
import { type ConnectionFlags, cleanupCommand, previewCommand, setupCommand } from '../plan/command-line.js';
import type { SetupPlan } from '../plan/setup-plan.js';
import type { Output } from './output.js';
import { reportText } from './setup-text.js';

/** The part of the wizard's end that is reported. */
export interface EndFacts {
  readonly exitCode: number;
  readonly step: string;
  readonly answers: Answers;
  readonly connection: ConnectionFlags;
  /** Present when work had begun. */
  readonly plan: SetupPlan | undefined;
  readonly work: {
    readonly execution: ExecutionState;
    readonly check: ScheduleCheck | undefined;
    readonly startedAt: Date | undefined;
    readonly endedAt: Date | undefined;
  };
}

/**
 * The report of the work, or, where none was begun, that nothing was changed and how to come back with the same answers.
 */
export function reportEnd(end: EndFacts, { out }: Output): void {
  const { plan, work, answers, connection } = end;
  const again = setupCommand(answers, connection);
  if (plan === undefined) {
    out('Nothing was changed.');
    if (end.step === 'preview') out(`The same dates again: ${previewCommand(answers)}`);
    else if (end.step !== 'home') out(`To come back with the same answers: ${again.replace(' --yes', '')}`);
    return;
  }
  const { execution: state, check, startedAt, endedAt } = work;
  const seconds = ((endedAt ?? startedAt)?.getTime() ?? 0) / 1000 - (startedAt?.getTime() ?? 0) / 1000;
  const { region = '', isSandbox = false } = connection;
  const account = { region, isSandbox, again, undo: cleanupCommand(answers.plan, connection) };
  for (const line of reportText({ plan, state, check, seconds, account })) out(line);
}
