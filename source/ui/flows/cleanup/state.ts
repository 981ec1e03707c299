/** The clean-up: what may go, then each of it by name, then the work. */
import { type CleanupPlaceEnd, type CleanupPlan, planCleanup } from '../../../jobs/cleanup.js';
import type { CleanupSelection } from '../../../plan/cleanup/choice.js';
import { atHome, type HomeState } from '../home/state.js';
import {
  initialOpening,
  type Opened,
  type Opening,
  type OpeningEvent,
  placeWords,
  readAccountOf,
  reduceOpening,
  reopened,
  stepNameOf,
} from '../opening/state.js';
import type { Session, Where } from '../session.js';
import type { Answering } from '../setup/answering.js';
import { beginning, type JobNews, type ReadingStep, reduceReading, reduceWork, type WorkStep } from '../work.js';
import { type ChooseEvent, type ChooseState, initialChoose, reduceChoose } from './choose.js';
import { askedItem, type ConfirmEvent, type ConfirmState, initialConfirm, reduceConfirm } from './confirm.js';

/** What flags say about a clean-up. */
export interface CleanupRequest {
  /** Chosen at first; only the wizard's own without any flag. */
  readonly selection: CleanupSelection;
  /** False where flags want no backup. */
  readonly hasBackup: boolean;
}

export type CleanupState = {
  readonly flow: 'cleanup';
  readonly request: CleanupRequest;
  /** Home has it again. */
  readonly answering: Answering;
} & (
  | { readonly step: 'opening'; readonly opening: Opening }
  | ({ readonly opened: Opened } & (
      | ReadingStep
      | { readonly step: 'choose'; readonly list: ChooseState }
      | { readonly step: 'confirm'; readonly asked: ConfirmState }
      | WorkStep<CleanupPlan, CleanupPlaceEnd>
    ))
);

/** A step, the account's opening by its two questions. */
type StepName = Exclude<CleanupState['step'], 'opening'> | Opening['step'];

export type CleanupEvent =
  | { readonly type: 'opening'; readonly event: OpeningEvent }
  /** This is the account. */
  | { readonly type: 'agreed' }
  /** From the step that is on the screen: a second key before the next one is drawn must not leave that one. */
  | { readonly type: 'back'; readonly step: StepName }
  | { readonly type: 'choose'; readonly event: ChooseEvent }
  /** What may go has been chosen. */
  | { readonly type: 'chosen' }
  | { readonly type: 'confirm'; readonly event: ConfirmEvent }
  /** What goes has been confirmed, item by item, and once for all of it. */
  | { readonly type: 'confirmed'; readonly at: Date }
  | JobNews<CleanupPlan, CleanupPlaceEnd>
  | { readonly type: 'stopping' };

export function startCleanup({ answering, ...connected }: Session, request: CleanupRequest): CleanupState {
  const opening = initialOpening(connected, answering.given.has('region'));
  return { flow: 'cleanup', request, answering, step: 'opening', opening };
}

/** The state after an event. Once the work has begun, nothing leads back. */
export function reduceCleanup(state: CleanupState, event: CleanupEvent): CleanupState | HomeState {
  const { flow, request, answering } = state;
  const base = { flow, request, answering };
  switch (event.type) {
    case 'opening':
      return state.step === 'opening' ? { ...state, opening: reduceOpening(state.opening, event.event) } : state;
    case 'agreed': {
      const opened = state.step === 'opening' && readAccountOf(state.opening);
      return opened ? { ...base, opened, step: 'reading', progress: undefined } : state;
    }
    case 'back':
      return event.step === stepNameOf(state) ? stepBefore(state) : state;
    case 'choose':
      return state.step === 'choose' ? { ...state, list: reduceChoose(state.list, event.event) } : state;
    case 'chosen':
      return state.step === 'choose' ? chosen(state) : state;
    case 'confirm':
      return state.step === 'confirm' ? { ...state, asked: reduceConfirm(state.asked, event.event) } : state;
    case 'confirmed': {
      // Nothing goes that has not been asked about.
      if (state.step !== 'confirm' || askedItem(state.asked) !== undefined) return state;
      const { items, choice } = state.asked;
      const plan = planCleanup(items, choice, request.selection, event.at);
      return { ...base, opened: state.opened, ...beginning(plan, event.at) };
    }
    case 'job':
    case 'failed':
    case 'stopping':
      return heard(state, event);
    default:
      return event satisfies never;
  }
}

/** What is found is chosen from; what goes on once that is confirmed is work. */
function heard(
  state: CleanupState,
  news: Extract<CleanupEvent, { readonly type: 'job' | 'failed' | 'stopping' }>,
): CleanupState {
  const { flow, request, answering } = state;
  const base = { flow, request, answering };
  if (state.step === 'progress') return { ...base, opened: state.opened, ...reduceWork(state, news) };
  if (state.step !== 'reading' || news.type === 'stopping') return state;
  const { opened } = state;
  const next = reduceReading(state, news);
  if (next.step === 'planned') return { ...base, opened, step: 'choose', list: initialChoose(next.plan) };
  return { ...base, opened, ...next };
}

function chosen(state: Extract<CleanupState, { readonly step: 'choose' }>): CleanupState {
  const { flow, request, answering, opened, list } = state;
  if (list.choice.size > 0) return { flow, request, answering, opened, step: 'confirm', asked: initialConfirm(list) };
  const why = 'Nothing is chosen: space lets the item under the cursor go.';
  return { ...state, list: reduceChoose(list, { type: 'refused', why }) };
}

function stepBefore(state: CleanupState): CleanupState | HomeState {
  const { flow, request, answering } = state;
  switch (state.step) {
    case 'opening': {
      const { opening } = state;
      if (opening.step === 'account') return { ...state, opening: reduceOpening(opening, { type: 'other-region' }) };
      return atHome({ answering, connection: opening.connection, opened: opening.opened });
    }
    case 'reading':
    case 'unread':
    case 'choose':
      return { flow, request, answering, step: 'opening', opening: reopened(state.opened) };
    case 'confirm': {
      // Takes the last answer back; before the first, what was chosen stays chosen.
      const { asked, opened } = state;
      if (asked.before) return { ...state, asked: reduceConfirm(asked, { type: 'back' }) };
      return { flow, request, answering, opened, step: 'choose', list: initialChoose(asked) };
    }
    case 'progress':
    case 'refused':
    case 'done':
      return state;
    default:
      return state satisfies never;
  }
}

const titles = {
  region: ['Region', 1],
  account: ['Account', 2],
  reading: ['Choose', 3],
  unread: ['Choose', 3],
  choose: ['Choose', 3],
  confirm: ['Confirm', 4],
  progress: ['Progress', 5],
  refused: ['Done', 5],
  done: ['Done', 5],
} as const;

export function cleanupWhere(state: CleanupState): Where {
  const [title, number] = titles[stepNameOf(state)];
  const place = placeWords(state.step === 'opening' ? state.opening : state.opened);
  return { crumbs: ['Clean up', title], position: `${number} of 5`, place };
}
