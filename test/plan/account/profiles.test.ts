/** The profiles of the AWS CLI's files: of what kind each is, and whether its sign-in is valid. */
import { describe, expect, it } from 'vitest';
import { type Profile, profilesIn } from '../../../source/plan/account/profiles.js';
import { keptSignIn, signInOf, signInPlace } from '../../../source/plan/account/sign-in.js';

const config = `
[default]
region = eu-west-1   # a comment
[profile prod-main]
sso_session = corp
sso_account_id = 444444444444
sso_role_name = Admin
region = eu-central-1
[sso-session corp]
sso_start_url = https://corp.awsapps.com/start
[profile legacy]
sso_start_url = https://old.awsapps.com/start
sso_account_id = 333333333333
sso_role_name = Ops
[profile deploy]
role_arn = arn:aws:iam::555555555555:role/Deploy
source_profile = prod-main
[profile mfa]
role_arn = arn:aws:iam::555555555555:role/Admin
source_profile = base
mfa_serial = arn:aws:iam::121212121212:mfa/me
[profile machine]
role_arn = arn:aws:iam::555555555555:role/Box
credential_source = Ec2InstanceMetadata
[profile process]
credential_process = print-keys --fast
[profile web]
role_arn = arn:aws:iam::666666666666:role/Ci
web_identity_token_file = /token
[profile laptop]
login_session = arn:aws:iam::777777777777:user/me
[profile nested]
region = us-east-1
s3 =
  region = nowhere
[profile 'with a space']
region = us-east-1
[profile badsource]
role_arn = arn:aws:iam::555555555555:role/Admin
source_profile = missing
[profile nosource]
role_arn = arn:aws:iam::555555555555:role/Admin
[profile round]
role_arn = arn:aws:iam::555555555555:role/A
source_profile = about
[profile about]
role_arn = arn:aws:iam::555555555555:role/B
source_profile = round
[profile spaced]
sso_session = test sso
sso_account_id = 444444444444
[sso-session 'test sso']
sso_start_url = https://corp.awsapps.com/start
`;

const credentials = `
[base]
aws_access_key_id = AKIABASE
aws_secret_access_key = x
[saml]
aws_access_key_id = ASIASAML
aws_secret_access_key = x
aws_session_token = y
x_security_token_expires = 2026-11-27T09:00:00Z
`;

const profiles = profilesIn({ config, credentials });
const named = (name: string): Profile => {
  const profile = profiles.find((each) => each.name === name);
  if (profile === undefined) throw new Error(`${name} is not there`);
  return profile;
};
const now = new Date('2026-11-26T22:00:00Z');

it('are those that the SDK finds, by name', () => {
  expect(profiles.map(({ name }) => name)).toEqual([
    ...['about', 'badsource', 'base', 'default', 'deploy', 'laptop', 'legacy', 'machine', 'mfa', 'nested'],
    ...['nosource', 'process', 'prod-main', 'round', 'saml', 'spaced', 'web'],
  ]);
});

it.each<[string, Partial<Profile['kind']>, Partial<Profile>]>([
  ['default', { type: 'none' }, { region: 'eu-west-1', problem: 'it has no credentials' }],
  ['base', { type: 'keys', isTemporary: false }, { problem: undefined }],
  ['saml', { type: 'keys', isTemporary: true, expires: '2026-11-27T09:00:00Z' }, {}],
  ['prod-main', { type: 'sso', role: 'Admin', session: 'corp' }, { account: '444444444444', region: 'eu-central-1' }],
  ['legacy', { type: 'sso', session: 'https://old.awsapps.com/start' }, { account: '333333333333' }],
  ['deploy', { type: 'role', source: 'prod-main' }, { account: '555555555555', problem: undefined }],
  ['machine', { type: 'role', credentialSource: 'Ec2InstanceMetadata' }, { problem: undefined }],
  ['mfa', { type: 'role', asksForCode: true }, { problem: undefined }],
  ['process', { type: 'process' }, { account: undefined }],
  ['web', { type: 'web-identity' }, { account: '666666666666' }],
  ['laptop', { type: 'login' }, {}],
  ['nested', { type: 'none' }, { region: 'us-east-1' }],
  ['badsource', { type: 'role' }, { problem: 'its source profile missing is not in the files' }],
  ['nosource', { type: 'none' }, { problem: expect.stringContaining('no source_profile') }],
  ['round', { type: 'role' }, { problem: expect.stringContaining('form a loop') }],
  ['spaced', { type: 'sso' }, { problem: expect.stringContaining('test sso is not in the file') }],
])('%s', (name, kind, members) => {
  expect(named(name)).toMatchObject({ ...members, kind });
});

describe('a sign-in', () => {
  const sso = (members: object) => keptSignIn(JSON.stringify(members), 'sso');
  const login = { accessToken: { expiresAt: '2026-11-26T21:00:00Z' }, refreshToken: 'x' };

  it.each([
    [
      'prod-main',
      sso({ expiresAt: '2026-11-26T23:00:00Z' }),
      { state: 'valid', until: new Date('2026-11-26T23:00:00Z') },
    ],
    [
      'prod-main',
      sso({ expiresAt: '2026-11-26T21:00:00Z' }),
      { state: 'over', command: 'aws sso login --profile prod-main' },
    ],
    [
      'prod-main',
      sso({ expiresAt: '2026-11-26T21:00:00Z', refreshToken: 'x', registrationExpiresAt: '2027-01-01T00:00:00Z' }),
      { state: 'valid', until: undefined },
    ],
    ['prod-main', keptSignIn('no JSON', 'sso'), { state: 'missing', command: 'aws sso login --profile prod-main' }],
    ['deploy', undefined, { state: 'missing', command: 'aws sso login --profile prod-main' }],
    ['laptop', keptSignIn(JSON.stringify(login), 'login'), { state: 'valid', until: undefined }],
    ['laptop', undefined, { state: 'missing', command: 'aws login --profile laptop' }],
    ['saml', undefined, { state: 'valid', until: new Date('2026-11-27T09:00:00Z') }],
    ['base', undefined, { state: 'unknown' }],
    ['process', undefined, { state: 'unknown' }],
    ['round', undefined, { state: 'unknown' }],
  ])('of %s, %#', (name, kept, expected) => {
    expect(signInOf(named(name), profiles, kept, now)).toEqual(expected);
  });

  it('is kept under the session, or the address of an older profile', () => {
    expect(['deploy', 'legacy', 'laptop', 'base'].map((name) => signInPlace(named(name), profiles)?.session)).toEqual([
      ...['corp', 'https://old.awsapps.com/start', 'arn:aws:iam::777777777777:user/me'],
      undefined,
    ]);
  });
});
