/** Opening an account: which region, whose credentials, what is there already. The first step of every flow that has one. */
import type { ErrorDescription } from '../../../errors.js';
import type { OpenPlace, Place } from '../../../jobs/job.js';
import type { InventoryProgress } from '../../../plan/account/inventory.js';
import type { OwnedInventory } from '../../../plan/account/ownership.js';
import { accountWords } from '../../words/account.js';

/** Where to connect; undefined members are left to the SDK's own configuration. */
export interface ConnectionAnswers {
  readonly region?: string | undefined;
  readonly profile?: string | undefined;
}

/** An account that has been read, with the way to it. */
export interface Opened {
  readonly connection: ConnectionAnswers;
  readonly open: OpenPlace;
  readonly inventory: OwnedInventory;
}

/** What is known of the account; reading it is a state, not a hidden effect. */
export type AccountReading =
  | {
      readonly status: 'reading';
      readonly place?: Place | undefined;
      readonly progress?: InventoryProgress | undefined;
    }
  | { readonly status: 'read'; readonly opened: Opened }
  | { readonly status: 'failed'; readonly error: ErrorDescription };

export type Opening =
  | {
      readonly step: 'region';
      readonly connection: ConnectionAnswers;
      /** The account of this connection, where it was read before. */
      readonly opened: Opened | undefined;
    }
  | { readonly step: 'account'; readonly connection: ConnectionAnswers; readonly account: AccountReading };

export type OpeningEvent =
  | { readonly type: 'region'; readonly region: string }
  /** From the account to the region. */
  | { readonly type: 'other-region' }
  /** Read the account again, perhaps with another profile. */
  | { readonly type: 'reconnect'; readonly connection?: ConnectionAnswers }
  | ReadingEvent;

/** News of a reading; that of another connection than the one on the screen counts for nothing. */
export type ReadingEvent = { readonly of: ConnectionAnswers } & (
  | { readonly type: 'identified'; readonly place: Place }
  | { readonly type: 'progressed'; readonly progress: InventoryProgress }
  | { readonly type: 'read'; readonly opened: Opened }
  | { readonly type: 'failed'; readonly error: ErrorDescription }
);

/** The region question, or the account itself where the region is known. */
export function initialOpening(
  { connection, opened }: Pick<Extract<Opening, { step: 'region' }>, 'connection' | 'opened'>,
  isRegionGiven: boolean,
): Opening {
  return isRegionGiven ? accountOf(connection, opened) : { step: 'region', connection, opened };
}

/** The account question about an account that has been read. */
export function reopened(opened: Opened): Opening {
  return accountOf(opened.connection, opened);
}

function accountOf(connection: ConnectionAnswers, opened: Opened | undefined): Opening {
  // Each reading is told from the others by its connection, which is therefore an object of its own.
  return opened
    ? { step: 'account', connection, account: { status: 'read', opened } }
    : { step: 'account', connection: { ...connection }, account: { status: 'reading' } };
}

/** The state after an event. */
export function reduceOpening(state: Opening, event: OpeningEvent): Opening {
  switch (event.type) {
    case 'region': {
      if (state.step !== 'region') return state;
      const connection = { ...state.connection, region: event.region };
      return accountOf(connection, event.region === state.connection.region ? state.opened : undefined);
    }
    case 'other-region':
      return state.step === 'account'
        ? { step: 'region', connection: state.connection, opened: openedOf(state) }
        : state;
    case 'reconnect':
      return state.step === 'account' ? accountOf({ ...state.connection, ...event.connection }, undefined) : state;
    default:
      return state.step === 'account' && state.account.status === 'reading' && state.connection === event.of
        ? { ...state, account: reduceReading(state.account, event) }
        : state;
  }
}

function reduceReading(
  reading: Extract<AccountReading, { readonly status: 'reading' }>,
  event: ReadingEvent,
): AccountReading {
  switch (event.type) {
    case 'identified':
      return { ...reading, place: event.place };
    case 'progressed':
      return { ...reading, progress: event.progress };
    case 'read':
      return { status: 'read', opened: event.opened };
    case 'failed':
      return { status: 'failed', error: event.error };
    default:
      return event satisfies never;
  }
}

/** The account, once it has been read. */
export function openedOf(state: Opening): Opened | undefined {
  if (state.step === 'region') return state.opened;
  return state.account.status === 'read' ? state.account.opened : undefined;
}

/** The account on the screen, once it has been read: what a yes agrees to. */
export function readAccountOf(state: Opening): Opened | undefined {
  return state.step === 'account' ? openedOf(state) : undefined;
}

/** A flow's step by its name; opening an account has two. */
export function stepNameOf<Name extends string>(
  state: { readonly step: Exclude<Name, 'opening'> } | { readonly step: 'opening'; readonly opening: Opening },
): Exclude<Name, 'opening'> | Opening['step'] {
  return 'opening' in state ? state.opening.step : state.step;
}

/** The account as the header names it: `1234 5678 9012`, `eu-west-1`, as far as it is known. */
export function placeWords(at: Opening | Opened): readonly string[] {
  const place = placeOf(at);
  const { region } = at.connection;
  return [...(place ? [accountWords(place.account)] : []), ...(region ? [region] : [])];
}

/** The region as AWS's answer or the connection has it, and the profile. */
export function connectionOf(at: Opening | Opened): ConnectionAnswers {
  return { ...at.connection, region: placeOf(at)?.region ?? at.connection.region };
}

function placeOf(at: Opening | Opened): Place | undefined {
  if ('open' in at) return at.open.place;
  if (at.step === 'account' && at.account.status === 'reading') return at.account.place;
  return openedOf(at)?.open.place;
}
