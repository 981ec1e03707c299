/** The clean-up: what may go, then each of it by name, then the work. */
import { type CleanupPlaceEnd, type CleanupPlan, planCleanup } from '../../../jobs/cleanup.js';
import { isAgreed } from '../../../plan/account/agreed.js';
import type { CleanupSelection } from '../../../plan/cleanup/choice.js';
import type { HomeState } from '../home/state.js';
import { type Arrival, type ArrivalEvent, isBack, leftArrival, reduceArrival, whereIn } from '../opening/arrival.js';
import { initialOpening, type Opened, reopened } from '../opening/state.js';
import type { Session, Where } from '../session.js';
import type { Answering } from '../setup/answering.js';
import { beginning, isWorkNews, type JobNews, readingAgain, reduceWork, type WorkStep } from '../work.js';
import { type ChooseEvent, type ChooseState, initialChoose, reduceChoose } from './choose.js';
import { type ConfirmEvent, type ConfirmState, initialConfirm, reduceConfirm } from './confirm.js';

/** What flags say about a clean-up. */
export interface CleanupRequest {
  /** Chosen at first; only the wizard's own without any flag. */
  readonly selection: CleanupSelection;
  /** False where flags want no backup. */
  readonly hasBackup: boolean;
  /** Nothing is chosen at first: nobody has said what is to go. */
  readonly isOpen?: boolean;
}

interface ChooseStep {
  readonly step: 'choose';
  readonly opened: Opened;
  readonly list: ChooseState;
}

interface ConfirmStep {
  readonly step: 'confirm';
  readonly opened: Opened;
  readonly asked: ConfirmState;
}

type CleanupStep = Arrival<CleanupPlan> | ChooseStep | ConfirmStep | WorkStep<CleanupPlan, CleanupPlaceEnd>;

interface CleanupStart {
  readonly flow: 'cleanup';
  readonly request: CleanupRequest;
  /** Home has it again. */
  readonly answering: Answering;
}

export type CleanupState = CleanupStart & CleanupStep;

export type CleanupEvent =
  | ArrivalEvent
  | { readonly type: 'choose'; readonly event: ChooseEvent }
  /** What may go has been chosen. */
  | { readonly type: 'chosen' }
  | { readonly type: 'confirm'; readonly event: ConfirmEvent }
  /** What goes has been confirmed, item by item, and once for all of it. */
  | { readonly type: 'confirmed'; readonly at: Date }
  | JobNews<CleanupPlan, CleanupPlaceEnd>
  | { readonly type: 'stopping' };

export function startCleanup({ answering, ...connected }: Session, request: CleanupRequest): CleanupState {
  return { flow: 'cleanup', request, answering, ...initialOpening(connected) };
}

/** The state after an event. Once the work has begun, nothing leads back. */
export function reduceCleanup(state: CleanupState, event: CleanupEvent): CleanupState | HomeState {
  const home = leftArrival(state, event);
  if (home) return home;
  const { flow, request, answering } = state;
  const next = stepAfter(state, event, request);
  return next === state ? state : { flow, request, answering, ...next };
}

function stepAfter(state: CleanupStep, event: CleanupEvent, { selection, isOpen }: CleanupRequest): CleanupStep {
  switch (state.step) {
    case 'region':
    case 'account':
    case 'reading':
    case 'unread':
      return reduceArrival(state, event, (opened, plan: CleanupPlan, at, former) =>
        former
          ? again(opened, plan, former, selection, at)
          : choosing(opened, initialChoose(isOpen ? { ...plan, choice: new Map() } : plan)),
      );
    case 'choose':
      if (event.type === 'choose') return choosing(state.opened, reduceChoose(state.list, event.event));
      if (event.type === 'chosen') return chosen(state);
      return isBack(event, state) ? reopened(state.opened) : state;
    case 'confirm':
      return confirming(state, event, selection);
    case 'progress':
      return isWorkNews(event) ? reduceWork(state, event) : state;
    case 'refused':
      return event.type === 'again' && state.plan ? readingAgain(state.opened, state.plan) : state;
    case 'done':
      return event.type === 'again' ? readingAgain(state.opened, state.end.plan) : state;
    default:
      return state satisfies never;
  }
}

/** What is still there of a choice; it goes without being asked about only as it was confirmed. */
function again(
  opened: Opened,
  { items }: CleanupPlan,
  former: CleanupPlan,
  selection: CleanupSelection,
  at: Date,
): CleanupStep {
  const there = new Set(items.map(({ id }) => id));
  const choice = new Map([...former.choice].filter(([id]) => there.has(id)));
  const plan = planCleanup(items, choice, selection, at);
  const isSame = plan.operations.length > 0 && isAgreed(plan.operations, former.operations);
  return isSame ? beginning(opened, plan, at) : choosing(opened, initialChoose({ items, choice }));
}

function choosing(opened: Opened, list: ChooseState): ChooseStep {
  return { step: 'choose', opened, list };
}

function chosen({ opened, list }: ChooseStep): ChooseStep | ConfirmStep {
  if (list.choice.size > 0) return { step: 'confirm', opened, asked: initialConfirm(list) };
  const why = 'Nothing is chosen. Press space to choose the item under the cursor.';
  return choosing(opened, reduceChoose(list, { type: 'refused', why }));
}

function confirming(state: ConfirmStep, event: CleanupEvent, selection: CleanupSelection): CleanupStep {
  const { opened, asked } = state;
  if (event.type === 'confirm') return { ...state, asked: reduceConfirm(asked, event.event) };
  if (isBack(event, state)) {
    // Takes the last answer back; before the first, what was chosen stays chosen.
    return asked.before ? { ...state, asked: asked.before } : choosing(opened, initialChoose(asked));
  }
  // Nothing goes that has not been asked about.
  if (event.type !== 'confirmed' || asked.ahead.length > 0) return state;
  return beginning(opened, planCleanup(asked.items, asked.choice, selection, event.at), event.at);
}

const titles = {
  region: 'Region',
  account: 'Account',
  reading: 'Choose',
  unread: 'Choose',
  choose: 'Choose',
  confirm: 'Confirm',
  progress: 'Progress',
  refused: 'Done',
  done: 'Done',
} as const;

export function cleanupWhere(state: CleanupState): Where {
  return whereIn('Clean up', titles, state);
}
