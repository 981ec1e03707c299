/** Arriving at a plan: the account is opened, and once that is agreed to it is read for what the flow is about. */
import type { ErrorDescription } from '../../../errors.js';
import type { InventoryProgress } from '../../../plan/account/inventory.js';
import { atHome, type HomeState } from '../home/state.js';
import type { Where } from '../session.js';
import type { Answering } from '../setup/answering.js';
import type { JobNews } from '../work.js';
import {
  connectionOf,
  type Opened,
  type Opening,
  type OpeningEvent,
  openedOf,
  openingBefore,
  placeWords,
  readAccountOf,
  reduceOpening,
  reopened,
} from './state.js';

/** The account is read for a plan, or could not be. */
export type ReadingStep<Former = never> = { readonly opened: Opened } & (
  | {
      readonly step: 'reading';
      readonly progress: InventoryProgress | undefined;
      /** What was carried out before, not to its end: it is tried again. */
      readonly former?: Former;
    }
  | { readonly step: 'unread'; readonly error: ErrorDescription }
);

/** The first steps of a flow that reads an account for a plan; its own follow. */
export type Arrival<Former = never> = Opening | ReadingStep<Former>;

export type ArrivalEvent =
  | { readonly type: 'opening'; readonly event: OpeningEvent }
  /** What has failed, or could not be read, is tried again. */
  | { readonly type: 'again' }
  /** This is the account. */
  | { readonly type: 'agreed' }
  /** From the step that is on the screen: a second key before the next one is drawn must not leave that one. */
  | { readonly type: 'back'; readonly step: string };

/** What is said to later steps counts for nothing here. */
interface LaterEvent {
  readonly type: 'picked' | 'choose' | 'chosen' | 'confirm' | 'confirmed' | 'stopping';
}

/** Whether an event leads back from this step. */
export function isBack(
  event: { readonly type: string; readonly step?: string },
  { step }: { readonly step: string },
): boolean {
  return event.type === 'back' && event.step === step;
}

/**
 * The step after an event; {@link leftArrival} leads back from the first.
 * @param planned makes the flow's own first step of the plan that the account was read for
 */
export function reduceArrival<Plan, Own, Former = never>(
  state: Arrival<Former>,
  event: ArrivalEvent | JobNews<Plan, unknown> | LaterEvent,
  planned: (opened: Opened, plan: Plan, at: Date, former: Former | undefined) => Own,
): Arrival<Former> | Own {
  switch (state.step) {
    case 'region':
    case 'account': {
      if (event.type === 'opening') return reduceOpening(state, event.event);
      if (isBack(event, state)) return openingBefore(state) ?? state;
      const opened = readAccountOf(state);
      return opened && event.type === 'agreed' ? { step: 'reading', opened, progress: undefined } : state;
    }
    case 'reading': {
      const { opened } = state;
      if (isBack(event, state)) return reopenedAfter(state);
      if (event.type === 'failed') return { step: 'unread', opened, error: event.error };
      if (event.type !== 'job') return state;
      const news = event.event;
      if (news.type === 'planned') return planned(opened, news.plan, event.at, state.former);
      return news.type === 'reading' ? { ...state, progress: news.progress } : state;
    }
    case 'unread':
      if (event.type === 'again') return { step: 'reading', opened: state.opened, progress: undefined };
      return isBack(event, state) ? reopened(state.opened) : state;
    default:
      return state satisfies never;
  }
}

/** The question about the account, which is not as it was read before work was carried out. */
function reopenedAfter({ opened, former }: Extract<ReadingStep<unknown>, { readonly step: 'reading' }>): Opening {
  const opening = reopened(opened);
  return former === undefined ? opening : reduceOpening(opening, { type: 'reconnect' });
}

/** The start, where an event leads back from the first question of a flow. */
export function leftArrival(
  state: ({ readonly step: string } | Opening) & { readonly answering: Answering },
  event: { readonly type: string; readonly step?: string },
): HomeState | undefined {
  if (!isOpening(state) || openingBefore(state) !== undefined || !isBack(event, state)) return undefined;
  return atHome({ answering: state.answering, connection: connectionOf(state), opened: openedOf(state) });
}

function isOpening<Step extends { readonly step: string }>(state: Step): state is Extract<Step, Opening> {
  return state.step === 'region' || state.step === 'account';
}

/** Where a flow is, by the title of each step. */
export function whereIn<Step extends string>(
  flow: string,
  titles: Readonly<Record<Step, string>>,
  state: { readonly step: Step } & Parameters<typeof placeWords>[0],
): Where {
  return { crumbs: [flow, titles[state.step]], place: placeWords(state) };
}
