/** Connecting: regions, profiles and credentials as the SDK finds them, and what is said where it does not. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { connectWith } from '../../source/aws/patch-manager.js';
import { testCredentials, withSandbox } from '../helpers/sandbox.js';

afterEach(() => {
  vi.unstubAllEnvs();
});

/** A process without any AWS configuration but these files and variables. */
async function environment(
  { config = '', credentials = '' }: { config?: string; credentials?: string } = {},
  variables: Readonly<Record<string, string>> = {},
): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'aws-configuration-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  for (const name of Object.keys(process.env)) if (name.startsWith('AWS_')) vi.stubEnv(name, undefined);
  await writeFile(join(folder, 'config'), config);
  await writeFile(join(folder, 'credentials'), credentials);
  vi.stubEnv('HOME', folder);
  vi.stubEnv('AWS_CONFIG_FILE', join(folder, 'config'));
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', join(folder, 'credentials'));
  vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true');
  vi.stubEnv('AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED', 'true');
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
  return folder;
}

/** Who calls, by way of the SDK's own chain of configuration. */
async function identity(options: { region?: string; profile?: string } = {}) {
  const { endpoint } = await withSandbox({ empty: true });
  const manager = await connectWith({ endpoint })(options);
  onTestFinished(() => manager.close());
  return manager.identify();
}

const keys = 'aws_access_key_id = AKIDEXAMPLE\naws_secret_access_key = secret\n';

describe('credentials and region are found', () => {
  it('in the environment', async () => {
    await environment(
      {},
      { AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 'secret', AWS_REGION: 'ap-southeast-2' },
    );
    expect(await identity()).toMatchObject({ region: 'ap-southeast-2', credentials: 'from environment variables' });
  });

  it('in a profile that is named', async () => {
    await environment({ config: '[profile ops]\nregion = eu-north-1\n', credentials: `[ops]\n${keys}` });
    expect(await identity({ profile: 'ops' })).toMatchObject({
      region: 'eu-north-1',
      credentials: 'profile ops, keys from the shared credentials file',
    });
  });

  it('in the default profile, where the flag’s region wins', async () => {
    await environment({ config: '[default]\nregion = eu-north-1\n', credentials: `[default]\n${keys}` });
    expect(await identity({ region: 'us-west-2' })).toMatchObject({
      region: 'us-west-2',
      credentials: 'keys from the shared credentials file',
    });
  });

  it('by a process, with the time at which they end', async () => {
    const answer = {
      Version: 1,
      AccessKeyId: 'ASIAEXAMPLE',
      SecretAccessKey: 'secret',
      SessionToken: 'token',
      Expiration: '2099-01-01T18:40:00Z',
    };
    const folder = await environment();
    await writeFile(join(folder, 'answer.json'), JSON.stringify(answer));
    await writeFile(
      join(folder, 'config'),
      `[profile vault]\nregion = eu-west-1\ncredential_process = cat ${join(folder, 'answer.json')}\n`,
    );
    expect(await identity({ profile: 'vault' })).toMatchObject({
      credentials: 'profile vault, from a credential process, valid until 18:40 UTC',
    });
  });

  it('by assuming a role', async () => {
    const { endpoint } = await withSandbox({ empty: true });
    const role = 'role_arn = arn:aws:iam::123456789012:role/Ops\nsource_profile = base\nrole_session_name = jo\n';
    await environment(
      { config: `[profile ops]\nregion = eu-west-1\n${role}`, credentials: `[base]\n${keys}` },
      { AWS_ENDPOINT_URL: endpoint },
    );
    const manager = await connectWith({})({ profile: 'ops' });
    onTestFinished(() => manager.close());
    expect(await manager.identify()).toMatchObject({
      arn: 'arn:aws:sts::123456789012:assumed-role/Ops/jo',
      credentials: expect.stringMatching(/^profile ops, an assumed role, valid until \d\d:\d\d UTC$/),
    });
  });
});

describe('what is missing or wrong is said', () => {
  it('no region', async () => {
    await environment();
    await expect(identity()).rejects.toMatchObject({
      code: 'no-region',
      exitCode: 2,
      nextSteps: [expect.stringContaining('--region eu-west-1')],
    });
  });

  it('no credentials', async () => {
    await environment();
    await expect(identity({ region: 'eu-west-1' })).rejects.toMatchObject({
      code: 'no-credentials',
      message: 'No AWS credentials were found.',
      exitCode: 1,
      nextSteps: expect.arrayContaining(['Or rehearse without an account: add --sandbox.']),
    });
  });

  it('a profile that nobody has', async () => {
    await environment({ credentials: `[default]\n${keys}` });
    await expect(identity({ region: 'eu-west-1', profile: 'associates' })).rejects.toMatchObject({
      code: 'no-credentials',
      message: 'The profile associates gives no credentials.',
    });
  });

  it('an SSO session that is over', async () => {
    const sso = 'sso_start_url = https://x.awsapps.com/start\nsso_region = eu-west-1\n';
    const config = `[profile ops]\nsso_session = corp\nsso_account_id = 123456789012\nsso_role_name = Ops\n[sso-session corp]\n${sso}`;
    await environment({ config });
    await expect(identity({ region: 'eu-west-1', profile: 'ops' })).rejects.toMatchObject({
      message: 'The session of these credentials has expired.',
      nextSteps: ['Sign in again: aws sso login --profile ops', expect.any(String)],
    });
  });

  it('a token file that is not there', async () => {
    await environment(
      {},
      { AWS_WEB_IDENTITY_TOKEN_FILE: '/nowhere/token', AWS_ROLE_ARN: 'arn:aws:iam::123456789012:role/Ops' },
    );
    await expect(identity({ region: 'eu-west-1' })).rejects.toMatchObject({
      code: 'no-credentials',
      detail: expect.stringContaining('/nowhere/token'),
    });
  });

  it('a region that cannot be one', async () => {
    await environment({}, { AWS_REGION: 'eu west 1' });
    await expect(identity()).rejects.toMatchObject({ code: 'invalid-region', exitCode: 2 });
  });

  it('a configured endpoint that is no address', async () => {
    await environment({}, { AWS_ENDPOINT_URL: 'localhost', AWS_REGION: 'eu-west-1' });
    const manager = connectWith({ credentials: testCredentials })({}).then((connected) => connected.identify());
    await expect(manager).rejects.toMatchObject({ code: 'ERR_INVALID_URL', exitCode: 2 });
  });
});

describe('a server that cannot be reached, or is not AWS', () => {
  const identified = async (endpoint: string) => {
    const manager = await connectWith({ endpoint, credentials: testCredentials })({ region: 'eu-west-1' });
    onTestFinished(() => manager.close());
    return manager;
  };

  /** A server that gives one answer to everything. */
  async function serverThatAnswers(status: number, body: string): Promise<number> {
    const server = createServer((_request, response) => response.writeHead(status).end(body));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => {
      server.close();
    });
    return (server.address() as AddressInfo).port;
  }

  it('a host that does not exist', async () => {
    await expect((await identified('http://ssm.invalid')).identify()).rejects.toMatchObject({
      code: expect.stringMatching(/^(ENOTFOUND|EAI_AGAIN)$/),
      exitCode: 1,
      message: 'There is no Systems Manager endpoint to be found for the region eu-west-1.',
    });
  });

  it('a port that nobody listens on', async () => {
    await expect((await identified('http://127.0.0.1:1')).readInventory()).rejects.toMatchObject({
      code: 'ECONNREFUSED',
      exitCode: 1,
      message: 'AWS in eu-west-1 does not answer.',
      nextSteps: [expect.stringContaining('--endpoint-url')],
    });
  });

  it('a server without TLS behind https', async () => {
    const port = await serverThatAnswers(200, '');
    await expect((await identified(`https://127.0.0.1:${port}`)).identify()).rejects.toMatchObject({
      code: 'EPROTO',
      message: 'AWS in eu-west-1 does not answer.',
    });
  });

  it.each([
    [200, '<html>Please sign in</html>'],
    [200, ''],
    [503, '<html>Bad gateway</html>'],
    [404, '{"message":"Not Found"}'],
  ])('a server that answers %i %s', async (status, body) => {
    const manager = await identified(`http://127.0.0.1:${await serverThatAnswers(status, body)}`);
    await expect(manager.identify()).rejects.toMatchObject({ code: 'not-aws', exitCode: 1 });
    if (body !== '') await expect(manager.readInventory()).rejects.toMatchObject({ code: 'not-aws' });
  });
});
