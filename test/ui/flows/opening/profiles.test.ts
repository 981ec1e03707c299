/** Profiles and regions as the lists have them: those in use first, found while typing, with what comes along. */
import { describe, expect, it } from 'vitest';
import type { Profile } from '../../../../source/plan/account/profiles.js';
import type { KnownProfile, SignIn } from '../../../../source/plan/account/sign-in.js';
import {
  nameOf,
  profileCells,
  profileExplanation,
  profileRows,
  withProfile,
} from '../../../../source/ui/flows/opening/profiles.js';
import { regionsInUse } from '../../../../source/ui/flows/opening/regions.js';

function profile(name: string, members: Partial<KnownProfile> = {}): KnownProfile {
  return {
    name,
    kind: { type: 'keys', isTemporary: false, expires: undefined },
    region: undefined,
    account: undefined,
    problem: undefined,
    caBundle: undefined,
    signIn: { state: 'unknown' },
    ...members,
  };
}

const all = [
  profile('acme-dev', { region: 'eu-west-1' }),
  profile('dev', { region: 'eu-west-1', account: '444444444444' }),
  profile('prod', { region: 'us-east-1' }),
];
const names = (text: string, inUse?: string) => profileRows(all, { profile: inUse }, text).map(nameOf);

describe('the rows', () => {
  it.each<[text: string, inUse: string | undefined, expected: readonly (string | undefined)[]]>([
    ['', 'prod', ['prod', 'acme-dev', 'dev']],
    ['', undefined, [undefined, 'acme-dev', 'dev', 'prod']],
    ['DEV', 'prod', ['dev', 'acme-dev', 'DEV']],
    ['dev', 'prod', ['dev', 'acme-dev']],
    ['4444', 'prod', ['dev', '4444']],
    ['nowhere', 'prod', ['nowhere']],
  ])('for "%s" with %s in use', (text, inUse, expected) => {
    expect(names(text, inUse)).toEqual(expected);
  });

  it.each([
    ['a region from the former profile gives way', { region: 'us-east-1', regionBy: 'profile' }, 'eu-west-1'],
    ['one that was chosen stays', { region: 'us-east-1', regionBy: 'choice' }, 'us-east-1'],
    ['one of a flag stays', { region: 'us-east-1' }, 'us-east-1'],
    ['none is filled in', {}, 'eu-west-1'],
  ] as const)('%s', (_, connection, region) => {
    const [row] = profileRows(all, {}, 'dev');
    expect(row && withProfile(connection, row)).toMatchObject({ profile: 'dev', region });
  });

  const clock = { timeZone: 'Europe/London', now: new Date('2026-11-26T12:00:00Z') };
  it.each<[SignIn, string]>([
    [{ state: 'valid', until: new Date('2026-11-26T18:40:00Z') }, 'until 18:40'],
    [{ state: 'valid', until: new Date('2026-11-27T08:00:00Z') }, 'until Fri 27 Nov 08:00'],
    [{ state: 'valid', until: undefined }, 'renews itself'],
    [{ state: 'over', command: 'aws sso login --profile dev' }, 'sign in again'],
    [{ state: 'missing', command: 'aws sso login --profile dev' }, 'not signed in'],
    [{ state: 'stale' }, 'keys expired'],
    [{ state: 'unknown' }, ''],
  ])('%j is said as %s', (signIn, words) => {
    const row = { type: 'known', profile: profile('dev', { signIn }) } as const;
    expect(profileCells(row, { profile: 'dev' }, clock).slice(0, 2)).toMatchObject([
      { text: 'dev (in use)' },
      { text: words },
    ]);
    const command = 'command' in signIn ? /^Sign in first, in another terminal: aws sso login --profile dev$/ : /./;
    expect(profileExplanation(row)).toMatch(command);
  });
});

it('regions in use come first: the one at hand, then those of most profiles', () => {
  const profiles: readonly Pick<Profile, 'name' | 'region'>[] = all;
  expect(regionsInUse({ region: 'eu-central-1' }, profiles)).toEqual([
    { name: 'eu-central-1', why: 'in use' },
    { name: 'eu-west-1', why: 'used by 2 profiles' },
    { name: 'us-east-1', why: 'used by profile prod' },
  ]);
  expect(regionsInUse({ region: 'us-east-1', regionBy: 'profile' }, profiles)[0]?.why).toBe('from your profile');
  expect(regionsInUse({}, [])).toEqual([{ name: 'us-east-1', why: '' }]);
});
