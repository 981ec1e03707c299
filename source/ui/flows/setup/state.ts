/** The set-up: which question now, and the answers so far. */
import type { SetupPlaceEnd } from '../../../jobs/setup.js';
import type { Inventory } from '../../../plan/account/inventory.js';
import { documentProblems } from '../../../plan/intent/validate.js';
import type { Consent } from '../../../plan/setup/consent.js';
import type { SetupPlan } from '../../../plan/setup/setup-plan.js';
import { atHome, type HomeState } from '../home/state.js';
import { initialOpening, type OpeningEvent, readAccountOf, reduceOpening } from '../opening/state.js';
import type { Session } from '../session.js';
import { beginning, type JobNews, reduceWork } from '../work.js';
import { type Answering, isPlanKnown, suggestedAnew, withAnswers, withTakingOver, withTarget } from './answering.js';
import type { PlanTarget } from './plans.js';
import {
  type Asking,
  ask,
  chosenOn,
  type DraftEvent,
  drafted,
  type Question,
  type QuestionName,
  questionsOf,
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
  | DraftEvent
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
    case 'schedule':
    case 'options':
      return 'draft' in state && state.step === event.type ? { flow: 'setup', ...drafted(state, event) } : state;
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
  if (consent === 'adopt') return { ...state, answering: withTakingOver(state.answering, state.opened.inventory) };
  return { ...state, ticks: { ...state.ticks, [consent]: !state.ticks[consent] } };
}

function stepAfter(state: SetupState): SetupState {
  if (state.step === 'opening') {
    const opened = readAccountOf(state.opening);
    return opened ? onwards({ ...state, opened }, 'account') : state;
  }
  if (!('draft' in state)) return state;
  const { answers, problem } = chosenOn(state);
  if (problem !== undefined) return { ...state, problem };
  return onwards({ ...state, answering: withAnswers(state.answering, answers) }, state.step);
}

/** To the review where one thing was to be changed; else to the next question that flags have not answered. */
function onwards(asking: Question, from: QuestionName): SetupState {
  const { answering, opened, isRevising } = asking;
  const questions = questionsOf(asking);
  const given: ReadonlySet<string> = answering.given;
  const next = questions.slice(questions.indexOf(from) + 1).find((step) => !given.has(step)) ?? 'review';
  // A record that cannot be read is no ground for questions, unless another plan can be chosen.
  if (answering.refusal && next !== 'plan')
    return { flow: 'setup', answering, opened, step: 'refused', error: answering.refusal };
  const isOpen = next === 'plan' && answering.target === undefined;
  return next === 'review' || (isRevising && !isOpen) ? reviewed(asking) : ask(asking, next, isRevising);
}

/** The review; where answers do not go together, as those of flags and of a record may, the options with what is wrong. */
function reviewed(asking: Question): SetupState {
  const [problem] = documentProblems(asking.answering.document);
  const options = ask(asking, 'options', asking.isRevising);
  return problem && options.step === 'options' ? { ...options, problem: problem.message } : ask(asking, 'review');
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
      const asking = { ...state, answering: answeringNow(state) };
      // An account that was opened anew is not to be reviewed before it is known what of it is meant.
      const isOpen = state.step === 'plan' && asking.answering.target === undefined;
      const isReviewed = state.isRevising && !isOpen && documentProblems(asking.answering.document).length === 0;
      return ask(asking, isReviewed ? 'review' : before(state.step, asking), state.isRevising);
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
function before(step: QuestionName, asking: Asking): QuestionName {
  const questions = questionsOf(asking);
  return questions[questions.indexOf(step) - 1] ?? 'region';
}

/** The answers with what is chosen on the screen and not answered yet, as far as it is an answer. */
export function answeringNow(state: SetupState): Answering {
  return 'draft' in state ? withAnswers(state.answering, chosenOn(state).answers) : state.answering;
}
