/** Profiles as they are read of files: the SDK finds the same, and tokens are looked for where the AWS CLI keeps them. */
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SSMClient } from '@aws-sdk/client-ssm';
import { afterEach, expect, it, vi } from 'vitest';
import { readProfiles, regionOfProfile } from '../../source/process/aws-profiles.js';
import { emptyFolder } from '../helpers/command.js';

afterEach(() => vi.unstubAllEnvs());

const config = `
[default]
region = eu-west-1
[profile 'quoted']
region = eu-west-2 # not in London
[profile nested]
s3 =
  region = nowhere
region = eu-west-3
[profile a/b.c+d@e:f%g]
region = us-east-2
[profile dev]
sso_session = corp
sso_account_id = 444444444444
sso_role_name = Admin
[sso-session corp]
sso_start_url = https://corp.awsapps.com/start
`;

async function home(): Promise<string> {
  const folder = await emptyFolder();
  for (const name of ['AWS_CONFIG_FILE', 'AWS_SHARED_CREDENTIALS_FILE', 'AWS_REGION', 'AWS_PROFILE'])
    vi.stubEnv(name, undefined);
  vi.stubEnv('HOME', folder);
  mkdirSync(join(folder, '.aws', 'sso', 'cache'), { recursive: true });
  writeFileSync(join(folder, '.aws', 'config'), config);
  writeFileSync(join(folder, '.aws', 'credentials'), '[nested]\nregion = sa-east-1\n');
  return folder;
}

it('have the regions that the SDK finds', async () => {
  await home();
  const names = ['default', 'quoted', 'nested', 'a/b.c+d@e:f%g'];
  const found = names.map((profile) => new SSMClient({ profile }).config.region());
  expect(names.map((name) => regionOfProfile(name))).toEqual(await Promise.all(found));
});

it('have the sign-in that the CLI has kept', async () => {
  const folder = await home();
  const now = new Date('2026-11-26T12:00:00Z');
  const dev = () => readProfiles(now).find(({ name }) => name === 'dev')?.signIn;
  expect(dev()).toEqual({ state: 'missing', command: 'aws sso login --profile dev' });
  const file = `${createHash('sha1').update('corp').digest('hex')}.json`;
  const expiresAt = '2026-11-26T18:40:00Z';
  writeFileSync(join(folder, '.aws', 'sso', 'cache', file), JSON.stringify({ accessToken: 'x', expiresAt }));
  expect(dev()).toEqual({ state: 'valid', until: new Date(expiresAt) });
});

it('are none where there are no files', async () => {
  vi.stubEnv('AWS_CONFIG_FILE', '/nowhere/config');
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', '/nowhere/credentials');
  expect(readProfiles(new Date())).toEqual([]);
  expect(regionOfProfile()).toBeUndefined();
});
