/** Arriving at an account: one Enter where the region is known, profiles and regions as lists, everything refused at once. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { dumpAccount } from '../helpers/account-dump.js';
import { emptyFolder } from '../helpers/command.js';
import { withSandbox } from '../helpers/sandbox.js';
import { lineWith, openWizard, servedAt, toggle, waitForStep, walkTo, words } from '../helpers/wizard.js';

const config = `
[profile prod-main]
region = eu-central-1
aws_access_key_id = AKIDPROD
aws_secret_access_key = secret
[profile staging]
sso_session = corp
sso_account_id = 444444444444
sso_role_name = Admin
region = us-west-2
[profile with-code]
region = us-east-2
endpoint_url = ENDPOINT
role_arn = arn:aws:iam::123456789012:role/Ops
source_profile = prod-main
mfa_serial = arn:aws:iam::121212121212:mfa/me
[sso-session corp]
sso_start_url = https://corp.awsapps.com/start
sso_region = eu-west-1
`;

async function withConfig(endpoint = ''): Promise<{ readonly AWS_CONFIG_FILE: string }> {
  const file = join(await emptyFolder(), 'config');
  writeFileSync(file, config.replace('ENDPOINT', endpoint));
  return { AWS_CONFIG_FILE: file };
}

test('a profile names the region: home and one Enter; the list has what the files tell, and another profile brings its own region', {
  timeout: 120_000,
}, async () => {
  const { endpoint } = await withSandbox();
  const terminal = await openWizard({
    args: ['--endpoint-url', endpoint, '--profile', 'prod-main'],
    columns: 120,
    env: await withConfig(endpoint),
  });
  await waitForStep(terminal, 'home');
  terminal.press('enter');
  const account = await waitForStep(terminal, 'account');
  const { host } = new URL(endpoint);
  // The account's id is never without its profile's name, and it is said what it is called.
  expect(account.split('\n')[0]).toContain(`prod-main 1234 5678 9012 · eu-central-1 · endpoint ${host} · PRODUCTION`);
  terminal.press('down', 'enter');
  const profiles = await terminal.waitFor(words.whichProfile);
  expect(profiles).toMatch(/❯ prod-main \(in use\) +access keys +eu-central-1/);
  expect(lineWith(profiles, 'staging')).toMatch(/staging +! not signed in +SSO Admin +4444 4444 4444 +us-west-2/);
  terminal.type('stag');
  await terminal.waitFor('Sign in first, in another terminal: aws sso login --profile staging');
  terminal.press('enter');
  const failed = await terminal.waitFor(words.cannotUse);
  expect(failed.split('\n')[0]).toMatch(/staging · us-west-2$/);
  expect(failed).toContain('aws sso login --profile staging');
  terminal.press('down', 'enter');
  await terminal.waitFor(words.whichProfile);
  terminal.type('with-c');
  await terminal.waitFor('and asks for an MFA code');
  terminal.press('enter');
  await terminal.waitFor('What code does your MFA device show?');
  terminal.type('12x3');
  await terminal.waitFor('The code has six digits.');
  terminal.type('456');
  await terminal.waitFor('123456');
  terminal.press('enter');
  expect((await waitForStep(terminal, 'account')).split('\n')[0]).toContain('with-code 1234 5678 9012 · us-east-2');
  terminal.press('escape');
  await waitForStep(terminal, 'home');
});

test('no region is known: those of profiles come first; a plan for several that are marked is read and confirmed in lines', {
  timeout: 120_000,
}, async () => {
  const sandbox = await withSandbox({ empty: true });
  const { endpoint } = sandbox;
  const { AWS_REGION: _, ...env } = servedAt(endpoint).env;
  const terminal = await openWizard({ args: ['--endpoint-url', endpoint], env: { ...env, ...(await withConfig()) } });
  await waitForStep(terminal, 'home');
  terminal.press('enter');
  const regions = await waitForStep(terminal, 'region');
  expect(regions).toMatch(
    /❯ eu-central-1 +Europe \(Frankfurt\) · used by profile prod-main\n +us-west-2 +US West \(Oregon\) · used by/,
  );
  terminal.press('space');
  await terminal.waitFor('◼ eu-central-1');
  await toggle(terminal, 'us-west-2');
  expect(terminal.screen()).toContain('2 regions marked: eu-central-1, us-west-2');
  const hub = await walkTo(terminal, 'hub');
  expect(hub).toContain('also in us-west-2 · here');
  terminal.press('c');
  const asked = await terminal.waitFor('Type yes to confirm');
  expect(asked.replaceAll(/\s+/g, ' ')).toContain('1 record created in each of 2 places):');
  expect(terminal.scrollback().replaceAll(/\s+/g, ' ')).toMatch(
    /1 of 2 Account 123456789012, region eu-central-1, .* 2 of 2 Account .* The same as in 123456789012, eu-central-1: 34 calls\./,
  );
  terminal.type('yes');
  terminal.press('enter');
  expect(await terminal.exit).toEqual({ exitCode: 0 });
  expect(terminal.scrollback()).toContain('Done in all 2 places.');
  for (const region of ['eu-central-1', 'us-west-2'])
    expect((await dumpAccount(sandbox.ssm(region))).windows).toHaveLength(8);
});

test('everything that is refused is on one screen, with one policy; what only counts is gone without, and r tries again', {
  timeout: 120_000,
}, async () => {
  const sandbox = await withSandbox();
  const refuse = (...operations: readonly string[]) =>
    sandbox.faults(...operations.map((operation) => ({ kind: 'access-denied' as const, operation })));
  await sandbox.faults({ kind: 'expired-token' });
  const terminal = await openWizard({ ...servedAt(sandbox.endpoint), columns: 120, rows: 40 });
  await waitForStep(terminal, 'home');
  terminal.press('enter');
  const expired = await terminal.waitFor(words.cannotUse);
  expect(expired).toMatch(/have expired/);
  expect(expired).toContain('aws sso login');
  for (const choice of [words.tryAgain, words.otherProfile, words.otherRegion]) expect(expired).toContain(choice);
  expect(expired).not.toContain(words.yes);
  await refuse('DescribePatchGroups', 'ListTagsForResource', 'DescribeInstanceInformation');
  terminal.press('enter');
  const refused = (await terminal.waitFor('ssm:ListTagsForResource')).replaceAll(/\n +/g, ' ');
  expect(refused).toMatch(/ssm:ListTagsForResource \(\d+ times\)/);
  expect(refused).toContain(
    '{"Effect": "Allow", "Action": ["ssm:DescribeInstanceInformation", "ssm:DescribePatchGroups", "ssm:ListTagsForResource"], "Resource": "*"}',
  );
  const other = await openWizard({ ...servedAt(sandbox.endpoint), columns: 60, rows: 15 });
  await waitForStep(other, 'home');
  other.press('enter');
  await other.waitFor('cannot be used');
  other.press('ctrl-c');
  expect(await other.exit).toEqual({ exitCode: 130 });
  // Whole, where the screen had no room for it.
  expect(other.scrollback().replaceAll('\n', '')).toMatch(
    /Ask for a policy with: .*"ssm:ListTagsForResource"\], "Resource": "\*"\}/,
  );
  await refuse('DescribeInstanceInformation');
  terminal.press('r');
  const account = await waitForStep(terminal, 'account');
  expect(account).toMatch(/Unknown +which nodes there are, and how many each patch group has/);
  const requests = await sandbox.requests();
  expect(requests.filter(({ operation }) => !/^(Get|List|Describe)/.test(operation))).toEqual([]);
});
