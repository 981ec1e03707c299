/** Arriving at a plan: the account is opened, and once that is agreed to it is read for what the flow is about. */
import type { ErrorDescription } from '../../../errors.js';
import type { InventoryProgress } from '../../../plan/account/inventory.js';
import type { Where } from '../session.js';
import type { JobNews } from '../work.js';
import {
  type Opened,
  type Opening,
  type OpeningEvent,
  openedOf,
  placeWords,
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
  /** This is the account. */
  | { readonly type: 'agreed' }
  /** From the step that is on the screen: a second key before the next one is drawn must not leave that one. */
  | { readonly type: 'back'; readonly step: string };

/** What is said to later steps counts for nothing here. */
interface LaterEvent {
  readonly type: 'again' | 'picked' | 'choose' | 'chosen' | 'confirm' | 'confirmed' | 'stopping';
}

/** Whether an event leads back from this step. */
export function isBack(
  event: { readonly type: string; readonly step?: string },
  { step }: { readonly step: string },
): boolean {
  return event.type === 'back' && event.step === step;
}

/**
 * The step after an event; nothing leads back from the region.
 * @param planned makes the flow's own first step of the plan that the account was read for
 */
export function reduceArrival<Plan, Own, Former = never>(
  state: Arrival<Former>,
  event: ArrivalEvent | JobNews<Plan, unknown> | LaterEvent,
  planned: (opened: Opened, plan: Plan, at: Date, former: Former | undefined) => Own,
): Arrival<Former> | Own {
  switch (state.step) {
    case 'region':
      return event.type === 'opening' ? reduceOpening(state, event.event) : state;
    case 'account': {
      if (event.type === 'opening') return reduceOpening(state, event.event);
      if (isBack(event, state)) return reduceOpening(state, { type: 'other-region' });
      const opened = openedOf(state);
      return opened && event.type === 'agreed' ? { step: 'reading', opened, progress: undefined } : state;
    }
    case 'reading': {
      const { opened } = state;
      if (isBack(event, state)) return reopened(opened);
      if (event.type === 'failed') return { step: 'unread', opened, error: event.error };
      if (event.type !== 'job') return state;
      const news = event.event;
      if (news.type === 'planned') return planned(opened, news.plan, event.at, state.former);
      return news.type === 'reading' ? { ...state, progress: news.progress } : state;
    }
    case 'unread':
      return isBack(event, state) ? reopened(state.opened) : state;
    default:
      return state satisfies never;
  }
}

/** Where a flow of so many steps is, by the title and the number of each; the region has none where it is asked for aside. */
export function whereIn<Step extends string>(
  flow: string,
  titles: Readonly<Record<Step, readonly [title: string, number: number | undefined]>>,
  of: number,
  state: { readonly step: Step } & Parameters<typeof placeWords>[0],
): Where {
  const [title, number] = titles[state.step];
  return {
    crumbs: [flow, title],
    position: number === undefined ? undefined : `${number} of ${of}`,
    place: placeWords(state),
  };
}
