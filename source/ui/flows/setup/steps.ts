/** The steps of a set-up: what each of them holds, and how it is called. */
import type { SetupPlaceEnd } from '../../../jobs/setup.js';
import type { Consent } from '../../../plan/setup/consent.js';
import type { SetupPlan } from '../../../plan/setup/setup-plan.js';
import { type Opened, type Opening, placeWords, reopened } from '../opening/state.js';
import { initialScheduleChoice, type ScheduleChoice } from '../schedule/state.js';
import type { Where } from '../session.js';
import type { WorkStep } from '../work.js';
import type { Answering } from './answering.js';
import { type BaselineQuestion, initialBaselineQuestion } from './baseline-question.js';
import { initialOptionsForm, type OptionsForm } from './options-form.js';
import { type AccountPlans, plansOf } from './plans.js';

/** The answers, for an account that has been read. */
export interface Asking {
  readonly answering: Answering;
  readonly opened: Opened;
}

export interface Question extends Asking {
  /** Came here from the review to change one thing: the next answer leads back to it. */
  readonly isRevising: boolean;
}

interface OpeningStep {
  readonly step: 'opening';
  readonly opening: Opening;
  readonly answering: Answering;
  readonly isRevising: boolean;
}

export type QuestionStep = Question &
  (
    | { readonly step: 'plan'; readonly plans: AccountPlans }
    | { readonly step: 'baseline'; readonly question: BaselineQuestion; readonly isRefused: boolean }
    | { readonly step: 'schedule'; readonly choice: ScheduleChoice; readonly isRefused: boolean }
    | { readonly step: 'options'; readonly form: OptionsForm; readonly problem: string | undefined }
  );

export type ReviewStep = Asking & {
  readonly step: 'review';
  /** What the plan no longer wants is to be deleted. */
  readonly isPruning: boolean;
  /** Pauses of the plan are to end. */
  readonly isResuming: boolean;
};

export type SetupState = { readonly flow: 'setup' } & (
  | OpeningStep
  | QuestionStep
  | ReviewStep
  | (Asking & WorkStep<SetupPlan, SetupPlaceEnd>)
);

export type SetupStep = QuestionName | 'progress' | 'done';

/** What the review leads back to. */
export type RevisedStep = Exclude<QuestionName, 'review'>;

/** The questions, in order; what flags have answered is passed by, and `plan` where there is nothing to choose. */
export const questions = ['region', 'account', 'plan', 'baseline', 'schedule', 'options', 'review'] as const;

export type QuestionName = (typeof questions)[number];

/** A question, with the answers so far filled in. */
export function ask({ answering, opened }: Asking, step: QuestionName, isRevising = false): SetupState {
  const { document, request } = answering;
  const question = { flow: 'setup', answering, opened, isRevising } as const;
  switch (step) {
    case 'region': {
      const opening = { step, connection: opened.connection, opened } as const;
      return { flow: 'setup', step: 'opening', opening, answering, isRevising };
    }
    case 'account':
      return { flow: 'setup', step: 'opening', opening: reopened(opened), answering, isRevising };
    case 'plan':
      return { ...question, step, plans: plansOf(opened.inventory) };
    case 'baseline':
      return { ...question, step, question: initialBaselineQuestion(document.baselines), isRefused: false };
    case 'schedule':
      return { ...question, step, choice: initialScheduleChoice(document), isRefused: false };
    case 'options':
      return { ...question, step, form: initialOptionsForm(document), problem: undefined };
    case 'review':
      // A yes to deletions was one to those that were on the screen; other answers may mean others.
      return {
        flow: 'setup',
        step,
        answering,
        opened,
        isPruning: request.consent.prune,
        isResuming: request.consent.resume,
      };
    default:
      return step satisfies never;
  }
}

/** What the review has a yes of its own for. */
export function consentOf({ answering, isPruning, isResuming }: ReviewStep): Consent {
  return { prune: isPruning, adopt: answering.takingOver !== undefined, resume: isResuming };
}

/** The step as people know it. */
export function stepOf(state: SetupState): SetupStep {
  if (state.step === 'opening') return state.opening.step;
  return state.step === 'refused' ? 'done' : state.step;
}

/** The steps by the names that people read. */
export const stepTitles: Readonly<Record<SetupStep, string>> = {
  region: 'Region',
  account: 'Account',
  plan: 'Plan',
  baseline: 'Baseline',
  schedule: 'Schedule',
  options: 'Options',
  review: 'Review',
  progress: 'Progress',
  done: 'Done',
};

export function setupWhere(state: SetupState): Where {
  const step = stepOf(state);
  // Which plan is not asked in every account, so that it has no number.
  const numbered: readonly SetupStep[] = [...questions.filter((each) => each !== 'plan'), 'progress'];
  const number = step === 'done' ? numbered.length : numbered.indexOf(step) + 1;
  return {
    crumbs: ['Set up', stepTitles[step]],
    position: number === 0 ? undefined : `${number} of ${numbered.length}`,
    place: placeWords(state.step === 'opening' ? state.opening : state),
  };
}
