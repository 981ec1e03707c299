/** Opening an account: what is read again and what is not, and that late news count for nothing. */
import { describe, expect, it } from 'vitest';
import { describeError, UserError } from '../../../../source/errors.js';
import {
  connectionOf,
  initialOpening,
  noCredentials,
  type Opening,
  type OpeningEvent,
  openedOf,
  openingBefore,
  placeWords,
  reduceOpening,
} from '../../../../source/ui/flows/opening/state.js';
import { heard, place, readEvent } from '../opened.js';

const connection = { region: 'eu-west-1', profile: 'ops' };

function after(state: Opening, ...events: OpeningEvent[]): Opening {
  return events.reduce(reduceOpening, state);
}

function read(state: Opening): Opening {
  return after(state, readEvent(state));
}

function statusOf(state: Opening): string {
  return state.step === 'account' ? state.account.status : state.step;
}

const asking = initialOpening({ connection, opened: undefined }, false);
const reading = initialOpening({ connection, opened: undefined }, true);

describe('the account', () => {
  it('comes after the region, unless that is given', () => {
    expect(statusOf(asking)).toBe('region');
    expect(statusOf(after(asking, { type: 'region', region: 'eu-west-1' }))).toBe('reading');
    expect(statusOf(reading)).toBe('reading');
  });

  it('is read again where the region or the profile is another one, and only then', () => {
    const region = after(read(reading), { type: 'other-region' });
    expect(statusOf(after(region, { type: 'region', region: 'eu-west-1' }))).toBe('read');
    expect(statusOf(after(region, { type: 'region', region: 'eu-west-2' }))).toBe('reading');
    expect(statusOf(after(read(reading), { type: 'reconnect' }))).toBe('reading');
    expect(after(read(reading), { type: 'reconnect', connection: { profile: 'dev' } })).toEqual({
      step: 'account',
      connection: { region: 'eu-west-1', profile: 'dev' },
      account: { status: 'reading' },
    });
  });

  it('is left for the start by Esc, or for the region where that was asked; another region leads back to it', () => {
    expect(openingBefore(asking)).toBeUndefined();
    expect(openingBefore(reading)).toBeUndefined();
    const chosen = read(after(asking, { type: 'region', region: 'eu-west-2' }));
    expect(openingBefore(chosen)).toMatchObject({ step: 'region', connection: { region: 'eu-west-2' } });
    const other = after(read(reading), { type: 'other-region' });
    expect(openingBefore(other)).toEqual(read(reading));
  });

  it('is called by its profile, its id, its region, and what is special there', () => {
    const prod = initialOpening({ connection: { region: 'eu-west-1', profile: 'prod' }, opened: undefined });
    const own = { ...place, endpoint: 'localhost:4566' };
    expect(placeWords(after(prod, heard(prod, { status: 'reading', place: own })))).toEqual([
      'prod 1234 5678 9012',
      'eu-west-1',
      'endpoint localhost:4566',
      'PRODUCTION',
    ]);
  });

  it('tells how far reading has come', () => {
    const progress = { windows: 3, baselines: 1, patchGroups: 0, nodes: 12 };
    const further = after(reading, heard(reading, { status: 'reading', place, progress }));
    expect(further).toMatchObject({ account: { status: 'reading', place, progress } });
    expect(placeWords(reading)).toEqual(['ops', 'eu-west-1']);
    expect(placeWords(further)).toEqual(['ops 1234 5678 9012', 'eu-west-1']);
    const error = describeError(new UserError('No.', { code: 'no' }));
    const failed = heard(reading, { status: 'failed', error });
    expect(after(further, failed)).toMatchObject({ account: { status: 'failed', error } });
    expect(after(read(reading), failed)).toEqual(read(reading));
  });

  it('is not there without credentials: no region is asked for then, unless somebody asks for another one', () => {
    const error = describeError(new UserError('No.', { code: noCredentials }));
    const anywhere = initialOpening({ connection: {}, opened: undefined });
    const unsigned = after(anywhere, heard(anywhere, { status: 'failed', error }));
    expect(unsigned).toMatchObject({ step: 'account', account: { status: 'failed', error } });
    expect(after(unsigned, { type: 'reconnect' })).toMatchObject({ step: 'region' });
    const profile = { profile: 'dev', region: 'eu-west-1' };
    expect(statusOf(after(unsigned, { type: 'reconnect', connection: profile }))).toBe('reading');
    const other = after(read(reading), { type: 'other-region' });
    expect(after(other, heard(other, { status: 'failed', error }))).toBe(other);
  });

  it('is that of the newest connection, whatever is heard late of another', () => {
    const again = after(reading, { type: 'reconnect', connection: { profile: 'dev' } });
    expect(after(again, readEvent(reading))).toBe(again);
    expect(openedOf(read(again))?.connection).toEqual({ region: 'eu-west-1', profile: 'dev' });
    // The same once more is another reading too.
    const retried = after(reading, { type: 'reconnect' });
    expect(after(retried, readEvent(reading))).toBe(retried);
  });

  it('says the region that the credentials have led to', () => {
    const anywhere = initialOpening({ connection: {}, opened: undefined }, true);
    expect(connectionOf(anywhere)).toEqual({ region: undefined });
    expect(connectionOf(read(anywhere))).toEqual({ region: 'eu-west-1' });
  });
});
