/** The steps of a set-up: what each of them holds, and how it is called. */
import type { SetupPlaceEnd } from '../../../jobs/setup.js';
import type { PlanDocument } from '../../../plan/intent/document.js';
import type { Consent } from '../../../plan/setup/consent.js';
import type { SetupPlan } from '../../../plan/setup/setup-plan.js';
import { type Opened, type Opening, openedOf, placeWords, reopened } from '../opening/state.js';
import {
  chosenSchedule,
  initialScheduleChoice,
  reduceScheduleChoice,
  type ScheduleChoice,
  type ScheduleChoiceEvent,
} from '../schedule/state.js';
import type { Chosen, Where } from '../session.js';
import type { WorkStep } from '../work.js';
import { type Answering, asksPlan } from './answering.js';
import {
  type BaselineQuestion,
  type BaselineQuestionEvent,
  chosenBaselines,
  initialBaselineQuestion,
  reduceBaselineQuestion,
} from './baseline-question.js';
import {
  chosenOptions,
  initialOptionsForm,
  type OptionsForm,
  type OptionsFormEvent,
  reduceOptionsForm,
} from './options-form.js';

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

/** What the screens of questions hold before Enter, and what changes it. */
interface Drafts {
  readonly baseline: { readonly draft: BaselineQuestion; readonly event: BaselineQuestionEvent };
  readonly schedule: { readonly draft: ScheduleChoice; readonly event: ScheduleChoiceEvent };
  readonly options: { readonly draft: OptionsForm; readonly event: OptionsFormEvent };
}

export type DraftName = keyof Drafts;

export type DraftStep<Name extends DraftName = DraftName> = {
  [Each in Name]: Question & {
    readonly step: Each;
    readonly draft: Drafts[Each]['draft'];
    /** Why Enter did nothing. */
    readonly problem: string | undefined;
  };
}[Name];

export type DraftEvent<Name extends DraftName = DraftName> = {
  [Each in Name]: { readonly type: Each; readonly event: Drafts[Each]['event'] };
}[Name];

interface DraftKind<Name extends DraftName> {
  readonly begin: (document: PlanDocument) => Drafts[Name]['draft'];
  readonly reduce: (draft: Drafts[Name]['draft'], event: Drafts[Name]['event']) => Drafts[Name]['draft'];
  readonly chosen: (draft: Drafts[Name]['draft'], answering: Answering, opened: Opened) => Chosen;
}

const drafts: { readonly [Name in DraftName]: DraftKind<Name> } = {
  baseline: { begin: initialBaselineQuestion, reduce: reduceBaselineQuestion, chosen: chosenBaselines },
  schedule: { begin: initialScheduleChoice, reduce: reduceScheduleChoice, chosen: chosenSchedule },
  options: { begin: initialOptionsForm, reduce: reduceOptionsForm, chosen: chosenOptions },
};

/** A question with the answers so far on its screen. */
function begun<Name extends DraftName>(question: Question, step: Name): DraftStep<Name> {
  return { ...question, step, draft: drafts[step].begin(question.answering.document), problem: undefined };
}

/** A question after a key on its screen. */
export function drafted<Name extends DraftName>(state: DraftStep<Name>, { event }: DraftEvent<Name>): DraftStep<Name> {
  return { ...state, draft: drafts[state.step].reduce(state.draft, event), problem: undefined };
}

/** What the screen of a question says. */
export function chosenOn<Name extends DraftName>({ step, draft, answering, opened }: DraftStep<Name>): Chosen {
  return drafts[step].chosen(draft, answering, opened);
}

export type ReviewStep = Asking & {
  readonly step: 'review';
  /** What has a tick of its own; taking over is among the answers. */
  readonly ticks: Omit<Consent, 'adopt'>;
};

export type SetupState = { readonly flow: 'setup' } & (
  | OpeningStep
  | (Question & { readonly step: 'plan' })
  | DraftStep
  | ReviewStep
  | (Asking & WorkStep<SetupPlan, SetupPlaceEnd>)
);

/** The steps by the names that people read. */
export const stepTitles = {
  region: 'Region',
  account: 'Account',
  plan: 'Plan',
  baseline: 'Baseline',
  schedule: 'Schedule',
  options: 'Options',
  review: 'Review',
  progress: 'Progress',
  done: 'Done',
} as const;

export type SetupStep = keyof typeof stepTitles;

export type QuestionName = Exclude<SetupStep, 'progress' | 'done'>;

/** What the review leads back to. */
export type RevisedStep = Exclude<QuestionName, 'review'>;

/** The questions, in order; which plan only where an account that has been read leaves a choice. */
export function questionsOf({
  answering,
  opened,
}: Pick<Asking, 'answering'> & { readonly opened: Opened | undefined }): readonly QuestionName[] {
  const hasPlans = opened && asksPlan(answering, opened.inventory);
  const which = hasPlans ? (['plan'] as const) : [];
  return ['region', 'account', ...which, 'baseline', 'schedule', 'options', 'review'];
}

/** A question, with the answers so far filled in. */
export function ask({ answering, opened }: Asking, step: QuestionName, isRevising = false): SetupState {
  const question = { flow: 'setup', answering, opened, isRevising } as const;
  switch (step) {
    case 'region': {
      const opening = { step, connection: opened.connection, opened } as const;
      return { flow: 'setup', step: 'opening', opening, answering, isRevising };
    }
    case 'account':
      return { flow: 'setup', step: 'opening', opening: reopened(opened), answering, isRevising };
    case 'plan':
      return { ...question, step };
    case 'review': {
      // A yes to deletions was one to those that were on the screen; other answers may mean others.
      const { prune, resume } = answering.request.consent;
      return { flow: 'setup', step, answering, opened, ticks: { prune, resume } };
    }
    default:
      return { flow: 'setup', ...begun(question, step) };
  }
}

/** What the review has a yes of its own for. */
export function consentOf({ answering, ticks }: ReviewStep): Consent {
  return { ...ticks, adopt: answering.takingOver !== undefined };
}

/** The step as people know it. */
export function stepOf(state: SetupState): SetupStep {
  if (state.step === 'opening') return state.opening.step;
  return state.step === 'refused' ? 'done' : state.step;
}

export function setupWhere(state: SetupState): Where {
  const step = stepOf(state);
  const at = state.step === 'opening' ? state.opening : state;
  const asking = { answering: state.answering, opened: openedOf(at) };
  const steps: readonly SetupStep[] = [...questionsOf(asking), 'done'];
  const number = steps.indexOf(step === 'progress' ? 'done' : step) + 1;
  return {
    crumbs: ['Set up', stepTitles[step]],
    position: `${number} of ${steps.length}`,
    place: placeWords(at),
  };
}
