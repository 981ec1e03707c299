/** Which questions there are, in which order. */

/** The questions of a set-up, in order; `progress` is where the answers become calls. */
export const setupSteps = ['region', 'account', 'baseline', 'schedule', 'options', 'review', 'progress'] as const;
const order: readonly Step[] = setupSteps;
export type SetupStep = (typeof setupSteps)[number];

/** Everything that can be on the screen; `preview` is the schedule question without an account. */
export type Step = 'home' | 'preview' | SetupStep | 'done';

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
  progress: 'Progress',
  done: 'Done',
};

/** `4` for the fourth question, undefined outside a set-up. */
export function stepNumber(step: Step): number | undefined {
  if (step === 'done') return setupSteps.length;
  const index = order.indexOf(step);
  return index < 0 ? undefined : index + 1;
}
