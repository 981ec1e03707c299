/** Which questions there are, in which order. */

/** The questions of a set-up, in order; `progress` is where the answers become calls. */
export const setupSteps = ['region', 'account', 'baseline', 'schedule', 'options', 'review', 'progress'] as const;
export type SetupStep = (typeof setupSteps)[number];

/** The questions of a clean-up. */
const cleanupSteps = ['region', 'account', 'choose', 'confirm', 'progress'] as const;

/** What the way back from a clean-up asks; the backup says the rest. */
const restoreSteps = ['account', 'review', 'progress', 'done'] as const;

/** What the way to the status asks. */
const statusSteps = ['region', 'account', 'status'] as const;

/** What the wizard can be on its way to. */
export type Flow = 'setup' | 'cleanup' | 'restore' | 'status';

/** Everything that can be on the screen; `preview` is the schedule question without an account. */
export type Step = 'home' | 'preview' | SetupStep | (typeof cleanupSteps)[number] | 'status' | 'done';

/** The questions of a flow, in order. */
export const flows: Readonly<Record<Flow, readonly Step[]>> = {
  setup: setupSteps,
  cleanup: cleanupSteps,
  restore: restoreSteps,
  status: statusSteps,
};

export const flowTitles: Readonly<Record<Flow, string>> = {
  setup: 'Set up',
  cleanup: 'Clean up',
  restore: 'Restore',
  status: 'Status',
};

/** Groups of questions that flags can answer; an answered one is passed by and can be changed from the review. */
export type AnsweredStep = Extract<Step, 'region' | 'baseline' | 'schedule' | 'options'>;

export const stepTitles: Readonly<Record<Step, string>> = {
  home: 'Home',
  preview: 'Preview dates',
  region: 'Region',
  account: 'Account',
  baseline: 'Baseline',
  schedule: 'Schedule',
  options: 'Options',
  review: 'Review',
  choose: 'Choose',
  confirm: 'Confirm',
  status: 'Now',
  progress: 'Progress',
  done: 'Done',
};

/** `4` for the fourth question of a flow, undefined outside it. */
export function stepNumber(step: Step, flow: Flow = 'setup'): number | undefined {
  if (step === 'done') return flows[flow].length;
  const index = flows[flow].indexOf(step);
  return index < 0 ? undefined : index + 1;
}
