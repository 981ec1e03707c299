/** The set-up: which question now, and the answers so far. */
import type { SetupPlaceEnd } from '../../../jobs/setup.js';
import type { OwnedInventory } from '../../../plan/account/ownership.js';
import { documentProblems } from '../../../plan/intent/validate.js';
import { instructionsOf } from '../../../plan/nodes/change.js';
import { formerDocument, resumesWhenSetBack } from '../../../plan/setup/set-back.js';
import type { SetupPlan } from '../../../plan/setup/setup-plan.js';
import { atHome, type HomeState } from '../home/state.js';
import { type NodesState, startNodesOf } from '../nodes/state.js';
import {
  connectionOf,
  initialOpening,
  type Opened,
  type OpeningEvent,
  openedOf,
  openingBefore,
  readAccountOf,
  reduceOpening,
  reopened,
} from '../opening/state.js';
import type { Session } from '../session.js';
import { beginning, type JobNews, reduceWork } from '../work.js';
import {
  type Answering,
  answeringAgain,
  answeringOf,
  asksPlan,
  suggestedAnew,
  withAnswers,
  withoutChanges,
  withRegions,
  withTakingOver,
  withTarget,
} from './answering.js';
import { type NodeMove, nodesWanted } from './hub-nodes.js';
import { onlyPlan, type PlanTarget } from './plans.js';
import {
  type Asking,
  ask,
  type Counts,
  chosenOn,
  type DraftEvent,
  type DraftName,
  drafted,
  type HubChoices,
  type HubStep,
  hub,
  isWalked,
  questionAfter,
  questionBefore,
  type RevisedStep,
  type SetupState,
  type SetupStep,
  stepOf,
} from './steps.js';

export type SetupEvent =
  | { readonly type: 'opening'; readonly event: OpeningEvent }
  /** The question is answered: a second Enter before the next screen is drawn must not answer that one. */
  | { readonly type: 'answered'; readonly step: SetupStep }
  /** One question back; from one that the hub has opened, with its answer as it was. */
  | { readonly type: 'back'; readonly step: SetupStep }
  | { readonly type: 'chose-plan'; readonly target: PlanTarget }
  | DraftEvent
  /** What was read meanwhile. */
  | ({ readonly type: 'counted' } & Counts)
  /** From the hub to one answer. */
  | { readonly type: 'revise'; readonly step: RevisedStep }
  | { readonly type: 'took-over' }
  | { readonly type: 'chose'; readonly choices: Partial<HubChoices> }
  /** Which node is in which group, with the account as the answers will make it; without that as it is. Moves are offered. */
  | { readonly type: 'nodes'; readonly planned?: OwnedInventory; readonly offered?: readonly NodeMove[] }
  /** All answers as they were when the plan was opened. */
  | { readonly type: 'undone' }
  /** With the plan that was on the screen. */
  | { readonly type: 'confirmed'; readonly plan: SetupPlan; readonly at: Date }
  /** The plan that was changed is to be opened with the answers that it had before. */
  | { readonly type: 'set-back' }
  /** What was not done is to be looked at again, and done. */
  | { readonly type: 'again' }
  | JobNews<SetupPlan, SetupPlaceEnd>
  | { readonly type: 'stopping' };

/** The first question that flags have not answered. */
export function startSetup({ answering, ...connected }: Session): SetupState {
  const opening = initialOpening(connected);
  return suggesting({ flow: 'setup', step: 'opening', opening, answering });
}

/** A plan of an account that was agreed to: what is there is read anew, then the plan opens. */
export function startSetupOf(plan: string, opened: Opened, answering: Answering): SetupState {
  return readAgain({ opened }, answeringOf(plan, answering, opened.open.place.region));
}

/** The state after an event. Once the work has begun, nothing leads back to the questions but the way back to former answers. */
export function reduceSetup(state: SetupState, event: SetupEvent): SetupState | NodesState | HomeState {
  switch (event.type) {
    case 'opening': {
      if (state.step !== 'opening') return state;
      const answering = withRegions(state.answering, event.event);
      const next = suggesting({ ...state, answering, opening: reduceOpening(state.opening, event.event) });
      return next.isAgreed && readAccountOf(next.opening) ? stepAfter(next) : next;
    }
    case 'answered':
      return event.step === stepOf(state) ? stepAfter(state) : state;
    case 'back':
      return event.step === stepOf(state) ? stepBefore(state) : state;
    case 'chose-plan': {
      if (state.step !== 'plan') return state;
      const answering = withTarget(state.answering, event.target, state.opened.inventory);
      return planOpened({ ...state, answering });
    }
    case 'baseline':
    case 'schedule':
    case 'options':
    case 'name':
      return 'draft' in state && state.step === event.type ? { flow: 'setup', ...drafted(state, event) } : state;
    case 'counted': {
      if (!('opened' in state) || 'work' in state || 'end' in state || 'error' in state) return state;
      const { type: _, ...counts } = event;
      return { ...state, opened: { ...state.opened, inventory: { ...state.opened.inventory, ...counts } } };
    }
    case 'revise':
      return state.step === 'hub' ? ask(state, event.step, { ...state, row: event.step }) : state;
    case 'took-over': {
      if (state.step !== 'hub') return state;
      const answering = withTakingOver(state.answering, state.opened.inventory);
      return hub({ ...state, answering }, { ...state, row: 'adopt' });
    }
    case 'chose':
      return state.step === 'hub' ? { ...state, choices: { ...state.choices, ...event.choices } } : state;
    case 'nodes':
      return 'opened' in state ? nodesFrom(state, event) : state;
    case 'undone':
      return state.step === 'hub' ? undone(state) : state;
    case 'confirmed': {
      if (state.step !== 'hub') return state;
      const { flow, answering, opened } = state;
      return { flow, answering, ...beginning(opened, event.plan, event.at) };
    }
    case 'set-back':
      return state.step === 'done' ? settingBack(state) : state;
    case 'again':
      return state.step === 'done' || state.step === 'refused' ? readAgain(state, answeringOn(state)) : state;
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

function undone(state: HubStep) {
  const before = hub({ ...state, answering: withoutChanges(state.answering) }, state);
  return { ...before, choices: { ...before.choices, nodes: undefined } };
}

/** From the hub, which has what is decided there carried out with the plan, or from the end. */
function nodesFrom(
  state: SetupState & { readonly opened: Opened },
  { planned, offered = [] }: Extract<SetupEvent, { readonly type: 'nodes' }>,
): NodesState {
  const { answering, opened } = state;
  if (state.step !== 'hub') return startNodesOf(opened, { answering });
  const instructions = instructionsOf(nodesWanted(state.choices, answering.document) ?? offered);
  const from = { ...state, row: 'nodes' } as const;
  return startNodesOf(opened, { answering, from, planned, plan: answering.document.plan, instructions });
}

type AtStep<Step extends SetupState['step']> = Extract<SetupState, { readonly step: Step }>;

/** An account that has been read suggests answers, once. */
function suggesting(state: AtStep<'opening'>): AtStep<'opening'> {
  const opened = readAccountOf(state.opening);
  if (opened === undefined || state.answering.suggestedFor === opened.connection) return state;
  return { ...state, answering: suggestedAnew(state.answering, opened) };
}

/** The account of a plan that was changed, read anew, with the former answers over those that it keeps now. */
function settingBack(state: AtStep<'done'>): SetupState {
  const { plan } = state.end;
  const former = formerDocument(plan);
  if (former === undefined) return state;
  return readAgain(state, answeringAgain(state.answering, plan.document, former, resumesWhenSetBack(plan)));
}

/** The answers of what was not done, whatever of it there is by now. */
function answeringOn(state: AtStep<'done' | 'refused'>): Answering {
  const agreed = state.step === 'done' ? state.end.plan : state.plan;
  const anew = { ...state.answering, suggestedFor: undefined, agreed };
  if (state.step === 'refused') return anew;
  const { document, consent } = state.end.plan;
  const { request } = anew;
  const adopt = request.consent.adopt || consent.adopt;
  return {
    ...anew,
    request: { ...request, consent: { ...request.consent, adopt } },
    target: { kind: 'plan', name: document.plan },
  };
}

/** The account that was agreed to, read anew; then the plan opens. */
function readAgain({ opened }: { readonly opened: Opened }, answering: Answering): SetupState {
  const opening = reduceOpening(reopened(opened), { type: 'reconnect' });
  return { flow: 'setup', step: 'opening', opening, answering, isAgreed: true };
}

function stepAfter(state: SetupState): SetupState {
  if (state.step === 'opening') {
    const opened = readAccountOf(state.opening);
    return opened ? arrived(state, opened) : state;
  }
  if (!('draft' in state)) return state;
  const { answers, problem } = chosenOn(state);
  if (problem !== undefined) return { ...state, problem };
  const asking = { ...state, answering: withAnswers(state.answering, answers) };
  if (state.from) return reviewed(asking, state.from);
  return walkedOn(asking, questionAfter(state.answering, state.step));
}

/** At an account that was agreed to: which plan, where it leaves a choice. */
function arrived({ answering, from, isAgreed }: AtStep<'opening'>, opened: Opened): SetupState {
  const { inventory } = opened;
  if (from?.opened.open === opened.open) return { flow: 'setup', ...from, opened };
  // Answers that were looked at on the hub before are not asked for again.
  const isKnown = !asksPlan(answering, inventory) || (isAgreed && answering.target);
  if (isKnown) return planOpened({ answering, opened }, from !== undefined || isAgreed);
  const only = onlyPlan(inventory);
  // Flags without a plan's name may mean another one.
  const isMeant = only === answering.suggested.plan || [...answering.given].every((step) => step === 'region');
  if (only === undefined || !isMeant) return ask({ answering, opened }, 'plan');
  return planOpened({ answering: withTarget(answering, { kind: 'plan', name: only }, inventory), opened });
}

/** A plan that is there as its hub, a new one question by question. */
function planOpened({ answering, opened }: Asking, isAnswered = false): SetupState {
  // A record that cannot be read is no ground for questions.
  if (answering.refusal) return { flow: 'setup', answering, opened, step: 'refused', error: answering.refusal };
  const asking = { answering, opened };
  return walkedOn(asking, isWalked(asking) && !isAnswered ? questionAfter(answering) : 'hub');
}

function walkedOn(asking: Asking, next: ReturnType<typeof questionAfter>): SetupState {
  return next === 'hub' ? reviewed(asking) : ask(asking, next);
}

/** The hub; where answers do not go together, as those of flags and of a record may, the question with what is wrong. */
function reviewed(asking: Asking, from?: HubStep): SetupState {
  const [problem] = documentProblems(asking.answering.document);
  if (problem === undefined) return hub(asking, from);
  const question = ask(asking, questionAbout(problem.place), from);
  return 'draft' in question ? { ...question, problem: problem.message } : question;
}

/** The question whose answer is wrong, by its place in the document. */
function questionAbout(place: string): DraftName {
  if (/^(plan|tags)|\.window$/.test(place)) return 'name';
  if (/\.(when|timeZone)$|^(waves|timeZone)$/.test(place)) return 'schedule';
  return place.startsWith('baselines') ? 'baseline' : 'options';
}

function stepBefore(state: SetupState): SetupState | HomeState {
  switch (state.step) {
    case 'opening': {
      const { opening, answering, from } = state;
      // A connection changed on the way is not to be left with before its account has been read and agreed to.
      const isSame = from !== undefined && openedOf(opening)?.open === from.opened.open;
      if (isSame) return { flow: 'setup', ...from };
      const before = openingBefore(opening);
      if (before) return { ...state, opening: before };
      return atHome({ answering, connection: connectionOf(opening), opened: openedOf(opening) });
    }
    case 'plan':
      return ask(state, 'account');
    case 'baseline':
    case 'schedule':
    case 'options':
    case 'name':
      if (state.from) return { flow: 'setup', ...state.from, opened: state.opened };
      return ask({ ...state, answering: answeringNow(state) }, questionBefore(state.step, state));
    case 'hub':
      return ask(state, questionBefore('hub', state));
    case 'progress':
    case 'refused':
    case 'done':
      return state;
    default:
      return state satisfies never;
  }
}

/** The answers with what is chosen on the screen and not answered yet, as far as it is an answer. */
export function answeringNow(state: SetupState): Answering {
  return 'draft' in state ? withAnswers(state.answering, chosenOn(state).answers) : state.answering;
}
