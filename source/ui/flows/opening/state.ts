/** Opening an account: which region, whose credentials, what is there already. The first step of every flow that has one. */
import type { ErrorDescription } from '../../../errors.js';
import type { OpenPlace, Place } from '../../../jobs/job.js';
import type { InventoryProgress } from '../../../plan/account/inventory.js';
import type { OwnedInventory } from '../../../plan/account/ownership.js';
import { accountWords, isProduction, production } from '../../words/account.js';

/** Where to connect; undefined members are left to the SDK's own configuration. */
export interface ConnectionAnswers {
  readonly region?: string | undefined;
  readonly profile?: string | undefined;
  /** What an MFA device shows: for the reading that it was typed for. */
  readonly code?: string | undefined;
  /** `profile`: another profile brings its own with it. `choice`: the question about it leads to the account. @default a flag or the environment */
  readonly regionBy?: 'profile' | 'choice' | undefined;
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
      /** The server that is asked who the credentials belong to. */
      readonly asking?: string;
      readonly place?: Place;
      readonly progress?: InventoryProgress;
    }
  | { readonly status: 'read'; readonly opened: Opened }
  | { readonly status: 'failed'; readonly error: ErrorDescription };

interface AccountStep {
  readonly step: 'account';
  readonly connection: ConnectionAnswers;
  readonly account: AccountReading;
}

export type Opening =
  | AccountStep
  | {
      readonly step: 'region';
      readonly connection: ConnectionAnswers;
      /** The account of this connection, where it was read before. */
      readonly opened: Opened | undefined;
      /** Where another region was asked for. */
      readonly before?: AccountStep;
    };

export type OpeningEvent =
  /** With further ones, where several may be marked. */
  | { readonly type: 'region'; readonly region: string; readonly others?: readonly string[] }
  /** From the account to the region. */
  | { readonly type: 'other-region' }
  /** Read the account again, perhaps with another profile. */
  | { readonly type: 'reconnect'; readonly connection?: ConnectionAnswers }
  /** News of a reading; that of another connection than the one on the screen counts for nothing. */
  | { readonly type: 'heard'; readonly of: ConnectionAnswers; readonly account: AccountReading };

/** The region question, or the account itself where a flag, the environment or the profile names the region. */
export function initialOpening(
  { connection, opened }: Pick<Extract<Opening, { step: 'region' }>, 'connection' | 'opened'>,
  isRegionKnown = connection.region !== undefined,
): Opening {
  return isRegionKnown ? accountOf(connection, opened) : { step: 'region', connection, opened };
}

/** The question before; undefined at the first. */
export function openingBefore(state: Opening): Opening | undefined {
  if (state.step === 'region') return state.before;
  return state.connection.regionBy === 'choice'
    ? { step: 'region', connection: state.connection, opened: openedOf(state) }
    : undefined;
}

/** The account question about an account that has been read. */
export function reopened(opened: Opened): Opening {
  return accountOf(opened.connection, opened);
}

function accountOf(connection: ConnectionAnswers, opened: Opened | undefined): AccountStep {
  // Each reading is told from the others by its connection, which is therefore an object of its own.
  return opened
    ? { step: 'account', connection, account: { status: 'read', opened } }
    : { step: 'account', connection: { ...connection }, account: { status: 'reading' } };
}

/** The code of the error that there are no credentials at all. */
export const noCredentials = 'no-credentials';

/** Nobody's credentials: no region can help. */
function isUnsigned(account: AccountReading): boolean {
  return account.status === 'failed' && [noCredentials, 'unknown-profile'].includes(account.error.code);
}

/** The state after an event. */
export function reduceOpening(state: Opening, event: OpeningEvent): Opening {
  if (state.step === 'region') {
    // Without credentials there is no region to choose, but for who asked for another one.
    if (
      event.type === 'heard' &&
      state.connection === event.of &&
      state.before === undefined &&
      isUnsigned(event.account)
    )
      return { step: 'account', connection: state.connection, account: event.account };
    if (event.type !== 'region') return state;
    const isSame = event.region === state.connection.region;
    const connection = isSame
      ? state.connection
      : { ...state.connection, code: undefined, region: event.region, regionBy: 'choice' as const };
    return accountOf(connection, isSame ? state.opened : undefined);
  }
  switch (event.type) {
    case 'region':
      return state;
    case 'other-region':
      return { step: 'region', connection: state.connection, opened: openedOf(state), before: state };
    case 'reconnect':
      if (isUnsigned(state.account))
        return initialOpening({ connection: { ...state.connection, ...event.connection }, opened: undefined });
      return accountOf({ ...state.connection, code: undefined, ...event.connection }, undefined);
    case 'heard':
      return state.account.status === 'reading' && state.connection === event.of
        ? { ...state, account: event.account }
        : state;
    default:
      return event satisfies never;
  }
}

/** A step at an account: one of opening it, or a later one. */
type Located = Opening | { readonly opened: Opened };

/** The account, once it has been read. */
export function openedOf(at: Located): Opened | undefined {
  if (!('account' in at)) return at.opened;
  return at.account.status === 'read' ? at.account.opened : undefined;
}

/** The account on the screen, once it has been read: what a yes agrees to. */
export function readAccountOf(state: Opening): Opened | undefined {
  return state.step === 'account' ? openedOf(state) : undefined;
}

/** The account as the header names it, as far as it is known: its profile, its id, its region, and what is not AWS's there. */
export function placeWords(at: Located): readonly string[] {
  const place = placeOf(at);
  const { region, profile } = connectedBy(at);
  const who = [profile, place && accountWords(place.account)].filter((each) => each !== undefined).join(' ');
  const where = place?.region ?? region;
  return [
    ...(who === '' ? [] : [who]),
    ...(where === undefined ? [] : [where]),
    ...(place?.endpoint === undefined ? [] : [`endpoint ${place.endpoint}`]),
    ...(isProduction(profile) ? [production] : []),
  ];
}

/** The region as AWS's answer or the connection has it, and the profile. */
export function connectionOf(at: Located): ConnectionAnswers {
  const connection = connectedBy(at);
  return { ...connection, region: placeOf(at)?.region ?? connection.region };
}

function connectedBy(at: Located): ConnectionAnswers {
  return 'connection' in at ? at.connection : at.opened.connection;
}

function placeOf(at: Located): Place | undefined {
  const isReading = 'account' in at && at.account.status === 'reading';
  return isReading ? at.account.place : openedOf(at)?.open.place;
}
