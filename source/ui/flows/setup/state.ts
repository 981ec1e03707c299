/** The set-up: which question now, and the answers so far. */
import type { SetupPlaceEnd } from '../../../jobs/setup.js';
import type { Inventory } from '../../../plan/account/inventory.js';
import type { PlanDocument } from '../../../plan/intent/document.js';
import { documentProblems } from '../../../plan/intent/validate.js';
import type { Consent } from '../../../plan/setup/consent.js';
import type { SetupPlan } from '../../../plan/setup/setup-plan.js';
import { atHome, type HomeState } from '../home/state.js';
import { initialOpening, type OpeningEvent, readAccountOf, reduceOpening } from '../opening/state.js';
import { answeredSchedule, keptSchedule, reduceScheduleChoice, type ScheduleChoiceEvent } from '../schedule/state.js';
import type { Session } from '../session.js';
import { beginning, type JobNews, reduceWork } from '../work.js';
import {
  type Answering,
  asksPlan,
  isPlanKnown,
  suggestedAnew,
  withAnswers,
  withTakingOver,
  withTarget,
} from './answering.js';
import { type BaselineQuestionEvent, baselineAnswers, reduceBaselineQuestion } from './baseline-question.js';
import { type OptionsFormEvent, optionsAnswers, optionsProblem, reduceOptionsForm } from './options-form.js';
import { type PlanTarget, plansOf } from './plans.js';
import {
  type Asking,
  ask,
  type Question,
  type QuestionName,
  type QuestionStep,
  questions,
  type RevisedStep,
  type SetupState,
  type SetupStep,
  stepOf,
} from './steps.js';

export type SetupEvent =
  | { readonly type: 'opening'; readonly event: OpeningEvent }
  /** The question is answered: a second Enter before the next screen is drawn must not answer that one. */
  | { readonly type: 'answered'; readonly step: SetupStep }
  /** One question back; what was chosen so far is kept. */
  | { readonly type: 'back'; readonly step: SetupStep }
  | { readonly type: 'chose-plan'; readonly target: PlanTarget }
  | { readonly type: 'baseline'; readonly event: BaselineQuestionEvent }
  | { readonly type: 'schedule'; readonly event: ScheduleChoiceEvent }
  | { readonly type: 'options'; readonly event: OptionsFormEvent }
  /** How many nodes are in the patch groups of the answers so far. */
  | ({ readonly type: 'counted' } & Pick<Inventory, 'nodesByGroup' | 'nodesBySelectors'>)
  /** From the review to one question. */
  | { readonly type: 'revise'; readonly step: RevisedStep }
  | { readonly type: 'toggled'; readonly consent: keyof Consent }
  /** With the plan that was on the screen. */
  | { readonly type: 'confirmed'; readonly plan: SetupPlan; readonly at: Date }
  | JobNews<SetupPlan, SetupPlaceEnd>
  | { readonly type: 'stopping' };

/** The first question that flags have not answered. */
export function startSetup({ answering, ...connected }: Session): SetupState {
  const opening = initialOpening(connected, answering.given.has('region'));
  return suggesting({ flow: 'setup', step: 'opening', opening, answering, isRevising: false });
}

/** The state after an event. Once the work has begun, nothing leads back to the questions. */
export function reduceSetup(state: SetupState, event: SetupEvent): SetupState | HomeState {
  switch (event.type) {
    case 'opening':
      return state.step === 'opening'
        ? suggesting({ ...state, opening: reduceOpening(state.opening, event.event) })
        : state;
    case 'answered':
      return event.step === stepOf(state) ? stepAfter(state) : state;
    case 'back':
      return event.step === stepOf(state) ? stepBefore(state) : state;
    case 'chose-plan': {
      if (state.step !== 'plan') return state;
      const answering = withTarget(state.answering, event.target, state.opened.inventory);
      return onwards({ ...state, answering }, 'plan');
    }
    case 'baseline':
      if (state.step !== 'baseline') return state;
      return { ...state, question: reduceBaselineQuestion(state.question, event.event), isRefused: false };
    case 'schedule':
      if (state.step !== 'schedule') return state;
      return { ...state, choice: reduceScheduleChoice(state.choice, event.event), isRefused: false };
    case 'options':
      if (state.step !== 'options') return state;
      return { ...state, form: reduceOptionsForm(state.form, event.event), problem: undefined };
    case 'counted': {
      if (state.step !== 'options' && state.step !== 'review') return state;
      const { type: _, ...counts } = event;
      return { ...state, opened: { ...state.opened, inventory: { ...state.opened.inventory, ...counts } } };
    }
    case 'revise':
      return state.step === 'review' ? ask(state, event.step, true) : state;
    case 'toggled':
      return state.step === 'review' ? withTick(state, event.consent) : state;
    case 'confirmed': {
      if (state.step !== 'review') return state;
      const { flow, answering, opened } = state;
      return { flow, answering, ...beginning(opened, event.plan, event.at) };
    }
    case 'job':
    case 'failed':
    case 'stopping': {
      if (state.step !== 'progress') return state;
      const { flow, answering } = state;
      return { flow, answering, ...reduceWork(state, event) };
    }
    default:
      return event satisfies never;
  }
}

type AtStep<Step extends SetupState['step']> = Extract<SetupState, { readonly step: Step }>;

/** An account that has been read suggests answers, once. */
function suggesting(state: AtStep<'opening'>): SetupState {
  const opened = readAccountOf(state.opening);
  if (opened === undefined || state.answering.suggestedFor === opened.connection) return state;
  return { ...state, answering: suggestedAnew(state.answering, opened) };
}

function withTick(state: AtStep<'review'>, consent: keyof Consent): SetupState {
  switch (consent) {
    case 'prune':
      return { ...state, isPruning: !state.isPruning };
    case 'resume':
      return { ...state, isResuming: !state.isResuming };
    case 'adopt':
      return { ...state, answering: withTakingOver(state.answering, state.opened.inventory) };
    default:
      return consent satisfies never;
  }
}

function stepAfter(state: SetupState): SetupState {
  switch (state.step) {
    case 'opening': {
      const opened = readAccountOf(state.opening);
      return opened ? onwards({ ...state, opened }, 'account') : state;
    }
    case 'baseline': {
      const baselines = baselineAnswers(state.question);
      // A plan of windows that were taken over may have none; nobody makes one so.
      const isEmptied = baselines.length === 0 && state.answering.document.baselines.length > 0;
      return isEmptied ? { ...state, isRefused: true } : onwards(answered(state, { baselines }), 'baseline');
    }
    case 'schedule': {
      const answers = answeredSchedule(state.choice);
      return answers ? onwards(answered(state, answers), 'schedule') : { ...state, isRefused: true };
    }
    case 'options': {
      const problem = problemOf(state);
      if (problem !== undefined) return { ...state, problem };
      return onwards(answered(state, optionsAnswers(state.form, state.answering.document)), 'options');
    }
    case 'plan':
    case 'review':
    case 'progress':
    case 'refused':
    case 'done':
      return state;
    default:
      return state satisfies never;
  }
}

/** To the review where one thing was to be changed; else to the next question that flags have not answered. */
function onwards(asking: Question, from: QuestionName): SetupState {
  const { answering, opened } = asking;
  const next = questions.filter((_, index) => index > questions.indexOf(from)).filter((step) => isAsked(step, asking));
  const isOpen = next[0] === 'plan' && answering.target === undefined;
  // A record that cannot be read is no ground for questions, unless another plan can be chosen.
  if (answering.refusal && next[0] !== 'plan')
    return { flow: 'setup', answering, opened, step: 'refused', error: answering.refusal };
  const step = asking.isRevising && !isOpen ? 'review' : (next[0] ?? 'review');
  return step === 'review' ? reviewed(asking) : ask(asking, step, asking.isRevising);
}

/** The review; where answers do not go together, as those of flags and of a record may, the options with what is wrong. */
function reviewed(asking: Question): SetupState {
  const [problem] = documentProblems(asking.answering.document);
  const options = ask(asking, 'options', asking.isRevising);
  return problem && options.step === 'options' ? { ...options, problem: problem.message } : ask(asking, 'review');
}

function isAsked(step: QuestionName, { answering, opened }: Asking): boolean {
  if (step === 'plan') return asksPlan(answering, opened.inventory);
  const given: ReadonlySet<string> = answering.given;
  return !given.has(step);
}

function stepBefore(state: SetupState): SetupState | HomeState {
  switch (state.step) {
    case 'opening': {
      const { opening, answering } = state;
      if (opening.step === 'account') return { ...state, opening: reduceOpening(opening, { type: 'other-region' }) };
      const { connection, opened } = opening;
      // A connection changed on the way is not to be reviewed before its account has been read and its plan is known.
      if (state.isRevising && opened && isPlanKnown(answering, opened.inventory))
        return reviewed({ answering, opened, isRevising: true });
      return atHome({ answering, connection, opened });
    }
    case 'plan':
    case 'baseline':
    case 'schedule':
    case 'options': {
      const asking = answered(state, chosenSoFar(state));
      // An account that was opened anew is not to be reviewed before it is known what of it is meant.
      const isOpen = state.step === 'plan' && state.answering.target === undefined;
      const isReviewed = state.isRevising && !isOpen && documentProblems(asking.answering.document).length === 0;
      return ask(asking, isReviewed ? 'review' : before(state.step, state), state.isRevising);
    }
    case 'review':
      return ask(state, before('review', state));
    case 'progress':
    case 'refused':
    case 'done':
      return state;
    default:
      return state satisfies never;
  }
}

/** What flags have answered comes up too. */
function before(step: QuestionName, { answering, opened }: Asking): QuestionName {
  const order = questions.filter((each) => each !== 'plan' || asksPlan(answering, opened.inventory));
  return order[order.indexOf(step) - 1] ?? 'region';
}

function answered<State extends Question>(state: State, answers: Partial<PlanDocument>): State {
  return { ...state, answering: withAnswers(state.answering, answers) };
}

/** What a question's screen says, where it is an answer; back may lead to the review, where half an answer would be a plan. */
function chosenSoFar(state: QuestionStep): Partial<PlanDocument> {
  switch (state.step) {
    case 'plan':
      return {};
    case 'baseline': {
      // None at all would be windows that patch with the account's defaults.
      const baselines = baselineAnswers(state.question);
      return baselines.length === 0 ? {} : { baselines };
    }
    case 'schedule':
      return keptSchedule(state.choice);
    case 'options': {
      return problemOf(state) === undefined ? optionsAnswers(state.form, state.answering.document) : {};
    }
    default:
      return state satisfies never;
  }
}

/** Why the options cannot be left forwards; the answers of one plan are not laid over another. */
function problemOf({
  form,
  answering,
  opened,
}: Extract<QuestionStep, { readonly step: 'options' }>): string | undefined {
  const name = optionsAnswers(form, answering.document).plan;
  const isTaken =
    name !== answering.suggested.plan && plansOf(opened.inventory).plans.some((plan) => plan.name === name);
  if (isTaken) return `There is a plan ${name} already: name this one otherwise, or go back and choose that one.`;
  return optionsProblem(form, answering.document);
}

/** The answers with what is ticked on the schedule screen and not answered yet. */
export function answeringNow(state: SetupState): Answering {
  if (state.step !== 'schedule') return state.answering;
  return withAnswers(state.answering, answeredSchedule(state.choice) ?? {});
}
