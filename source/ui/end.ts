/** How the wizard ended, for the caller to report after the screen is gone. */

import type { CleanupSelection } from '../plan/cleanup/choice.js';
import type { RestorePlan } from '../plan/restore/restore.js';
import type { SetupPlan } from '../plan/setup/setup-plan.js';
import type { Answers, PartialAnswers } from '../plan/spec/answers.js';
import type { ConnectionFlags } from '../plan/spec/command-line.js';
import type { CleanupPlan } from '../wizard/cleanup.js';
import type { RestoreRequest } from '../wizard/restore.js';
import type { Flow, Step } from '../wizard/steps.js';
import type { Work } from './hooks/use-execution.js';

export interface WizardEnd {
  readonly exitCode: number;
  /** The sandbox account is wanted in place of this one, from the home screen on. */
  readonly wantsSandbox: boolean;
  readonly flow: Flow;
  /** The question that was on the screen. */
  readonly step: Step;
  readonly answers: Answers;
  /** Without what the account has suggested. */
  readonly given: PartialAnswers;
  /** Flags that lead to the same account again. */
  readonly connection: ConnectionFlags;
  /** Present when work had begun. */
  readonly plan: SetupPlan | undefined;
  /** Present when a clean-up had been confirmed. */
  readonly cleanup: CleanupPlan | undefined;
  /** What flags have chosen of a clean-up, and whether they want a backup. */
  readonly selection: CleanupSelection;
  readonly hasBackup: boolean;
  /** Present in a restore; its plan, when it had been agreed to, or when it was seen that nothing is missing. */
  readonly restore: (RestoreRequest & { readonly plan: RestorePlan | undefined }) | undefined;
  readonly work: Work;
}
