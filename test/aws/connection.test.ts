/** Connecting: regions, profiles and credentials as the SDK finds them, and what is said where it does not. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { credentialsInWords } from '../../source/aws/identity.js';
import { connectWith } from '../../source/aws/patch-manager.js';
import { testCredentials, withSandbox } from '../helpers/sandbox.js';

afterEach(() => {
  vi.unstubAllEnvs();
});

type Files = { readonly config?: string; readonly credentials?: string };
type Variables = Readonly<Record<string, string>>;
type Chosen = { readonly region?: string; readonly profile?: string };

/** A process without any AWS configuration but these files and variables. */
async function environment({ config = '', credentials = '' }: Files = {}, variables: Variables = {}): Promise<string> {
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
async function identity(options: Chosen) {
  const { endpoint } = await withSandbox({ empty: true });
  const manager = await connectWith({ endpoint })(options);
  onTestFinished(() => manager.close());
  return manager.identify();
}

const keys = 'aws_access_key_id = AKIDEXAMPLE\naws_secret_access_key = secret\n';
const ofProfile = { config: '[profile ops]\nregion = eu-north-1\n', credentials: `[ops]\n${keys}` };
const ofDefault = { config: '[default]\nregion = eu-north-1\n', credentials: `[default]\n${keys}` };
const inEnvironment = {
  AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'secret',
  AWS_REGION: 'ap-southeast-2',
};
const shared = 'keys from the shared credentials file';
const ops = { region: 'eu-west-1', profile: 'ops' };

describe('credentials and region are found', () => {
  it.each<[string, Files, Variables, Chosen, string, string]>([
    ['in the environment', {}, inEnvironment, {}, 'ap-southeast-2', 'from environment variables'],
    ['in a profile that is named', ofProfile, {}, { profile: 'ops' }, 'eu-north-1', `profile ops, ${shared}`],
    [
      'in the default profile; the region of the flag wins',
      ofDefault,
      {},
      { region: 'us-west-2' },
      'us-west-2',
      shared,
    ],
  ])('%s', async (_, files, variables, options, region, credentials) => {
    await environment(files, variables);
    expect(await identity(options)).toMatchObject({ region, credentials });
  });

  it('by a process, with the time at which they end', async () => {
    const folder = await environment();
    const [config, answer] = [join(folder, 'config'), join(folder, 'answer.json')];
    const keys = { AccessKeyId: 'ASIAEXAMPLE', SecretAccessKey: 'secret', SessionToken: 'token' };
    await writeFile(answer, JSON.stringify({ Version: 1, ...keys, Expiration: '2099-01-01T18:40:00Z' }));
    await writeFile(config, `[profile vault]\nregion = eu-west-1\ncredential_process = cat ${answer}\n`);
    expect(await identity({ profile: 'vault' })).toMatchObject({
      credentials: 'profile vault, from a credential process, valid until 18:40 UTC',
    });
  });

  it('by assuming a role', async () => {
    const { endpoint } = await withSandbox({ empty: true });
    const role = 'role_arn = arn:aws:iam::123456789012:role/Ops\nsource_profile = base\nrole_session_name = jo\n';
    const config = `[profile ops]\nregion = eu-west-1\n${role}`;
    await environment({ config, credentials: `[base]\n${keys}` }, { AWS_ENDPOINT_URL: endpoint });
    const manager = await connectWith({})({ profile: 'ops' });
    onTestFinished(() => manager.close());
    expect(await manager.identify()).toMatchObject({
      arn: 'arn:aws:sts::123456789012:assumed-role/Ops/jo',
      credentials: expect.stringMatching(/^profile ops, an assumed role, valid until \d\d:\d\d UTC$/),
    });
  });
});

it('a role whose STS begins to answer and stalls is given up', async () => {
  const server = createServer((_, response) => response.writeHead(200, { 'content-length': '100' }).write('<'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const AWS_ENDPOINT_URL = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const config = `[profile ops]\nregion = eu-west-1\nsource_profile = base\nrole_arn = arn:aws:iam::123456789012:role/Ops\n`;
  await environment({ config, credentials: `[base]\n${keys}` }, { AWS_ENDPOINT_URL });
  const manager = await connectWith({ requestTimeout: 50 })({ profile: 'ops' });
  onTestFinished(() => manager.close());
  await expect(manager.identify()).rejects.toMatchObject({ code: 'TimeoutError', exitCode: 1 });
});

describe('what is missing or wrong is said', () => {
  const sso = 'sso_start_url = https://x.awsapps.com/start\nsso_region = eu-west-1\n';
  const session = `sso_session = corp\nsso_account_id = 123456789012\nsso_role_name = Ops\n[sso-session corp]\n${sso}`;

  it.each<[string, Chosen, object, Files?, Variables?]>([
    ['no region', {}, { code: 'no-region', exitCode: 2, nextSteps: [expect.stringContaining('--region eu-west-1')] }],
    [
      'no credentials',
      { region: 'eu-west-1' },
      {
        ...{ code: 'no-credentials', message: 'No AWS credentials were found.', exitCode: 1 },
        nextSteps: expect.arrayContaining(['Or try it without an AWS account: add --sandbox.']),
      },
    ],
    [
      'a profile that nobody has',
      { ...ops, profile: 'associates' },
      { code: 'no-credentials', message: 'Profile associates has no usable credentials.' },
      ofDefault,
    ],
    [
      'an SSO session that is over',
      ops,
      {
        message: 'These credentials have expired.',
        nextSteps: ['Sign in again: aws sso login --profile ops', expect.any(String)],
      },
      { config: `[profile ops]\n${session}` },
    ],
    [
      'a token file that is not there',
      { region: 'eu-west-1' },
      { code: 'no-credentials', detail: expect.stringContaining('/nowhere/token') },
      {},
      { AWS_WEB_IDENTITY_TOKEN_FILE: '/nowhere/token', AWS_ROLE_ARN: 'arn:aws:iam::123456789012:role/Ops' },
    ],
    ['a region that cannot be one', {}, { code: 'invalid-region', exitCode: 2 }, {}, { AWS_REGION: 'eu west 1' }],
  ])('%s', async (_, options, error, files, variables) => {
    await environment(files, variables);
    await expect(identity(options)).rejects.toMatchObject(error);
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
      ...{ code: expect.stringMatching(/^(ENOTFOUND|EAI_AGAIN)$/), exitCode: 1 },
      message: 'The host ssm.invalid was not found.',
    });
  });

  it('a port that nobody listens on', async () => {
    await expect((await identified('http://127.0.0.1:1')).readInventory()).rejects.toMatchObject({
      ...{ code: 'ECONNREFUSED', exitCode: 1, message: 'AWS in eu-west-1 did not answer.' },
      nextSteps: [expect.stringContaining('--endpoint-url')],
    });
  });

  it('a server without TLS behind https', async () => {
    const port = await serverThatAnswers(200, '');
    await expect((await identified(`https://127.0.0.1:${port}`)).identify()).rejects.toMatchObject({
      code: 'EPROTO',
      message: 'AWS in eu-west-1 did not answer.',
    });
  });

  it.each([
    [200, '<html>Please sign in</html>'],
    [200, ''],
    [503, '<html>Bad gateway</html>', 'http-503'],
    [404, '{"message":"Not Found"}'],
  ])('a server that answers %i %s', async (status, body, code = 'not-aws') => {
    const manager = await identified(`http://127.0.0.1:${await serverThatAnswers(status, body)}`);
    await expect(manager.identify()).rejects.toMatchObject({ code, exitCode: 1 });
    if (body !== '') await expect(manager.readInventory()).rejects.toMatchObject({ code });
  });
});

describe('where credentials came from', () => {
  const nobody = { profile: undefined, leftAside: undefined };

  it.each<[Record<string, string>, string]>([
    [{ CREDENTIALS_ENV_VARS: 'g' }, 'from environment variables'],
    [{ CREDENTIALS_PROFILE: 'n' }, 'keys from the shared credentials file'],
    [{ CREDENTIALS_SSO: 's', CREDENTIALS_PROFILE_SSO: 'r' }, 'signed in through SSO'],
    [{ CREDENTIALS_SSO_LEGACY: 'u', CREDENTIALS_PROFILE_SSO_LEGACY: 't' }, 'signed in through SSO'],
    [{ CREDENTIALS_LOGIN: 'AD', CREDENTIALS_PROFILE_LOGIN: 'AC' }, 'signed in with aws login'],
    [{ CREDENTIALS_PROCESS: 'w', CREDENTIALS_PROFILE_PROCESS: 'v' }, 'from a credential process'],
    [{ CREDENTIALS_HTTP: 'z' }, 'from the container or CloudShell'],
    [{ CREDENTIALS_IMDS: '0' }, "from the instance's role"],
    [{ CREDENTIALS_STS_ASSUME_ROLE: 'i', CREDENTIALS_PROFILE: 'n' }, 'an assumed role'],
    [{ CREDENTIALS_STS_ASSUME_ROLE: 'i', CREDENTIALS_SSO: 's' }, 'an assumed role'],
    [{ CREDENTIALS_STS_ASSUME_ROLE_WEB_ID: 'k' }, 'a role assumed with a web identity token'],
    [{ CREDENTIALS_CODE: 'e' }, 'given directly'],
    [{}, 'given directly'],
  ])('%j: %s', ($source, words) => {
    expect(credentialsInWords({ $source }, nobody)).toBe(words);
  });

  it('is said with the profile and the time at which they end', () => {
    const expiration = new Date('2026-11-23T18:40:30Z');
    const $source = { CREDENTIALS_SSO: 's' };
    expect(credentialsInWords({ $source, expiration }, { ...nobody, profile: 'prod-admin' })).toBe(
      'profile prod-admin, signed in through SSO, valid until 18:40 UTC',
    );
    expect(credentialsInWords({ expiration }, nobody)).toBe('valid until 18:40 UTC');
    expect(credentialsInWords({}, { ...nobody, profile: 'ops' })).toBe('profile ops');
  });
});

describe('the servers that are called', () => {
  const services = '[profile own]\nservices = local\n[services local]\nssm =\n  endpoint_url = http://localhost:4566\n';
  it.each<[string, Files, Variables, Chosen & { readonly endpoint?: string }, Awaited<ReturnType<typeof servers>>]>([
    [
      "are AWS's",
      {},
      {},
      { region: 'eu-west-1' },
      { identity: 'sts.eu-west-1.amazonaws.com', manager: 'ssm.eu-west-1.amazonaws.com', own: undefined },
    ],
    [
      "are another partition's",
      {},
      {},
      { region: 'cn-north-1' },
      { identity: 'sts.cn-north-1.amazonaws.com.cn', manager: 'ssm.cn-north-1.amazonaws.com.cn', own: undefined },
    ],
    [
      "are a flag's",
      {},
      {},
      { region: 'eu-west-1', endpoint: 'http://127.0.0.1:9' },
      { identity: '127.0.0.1:9', manager: '127.0.0.1:9', own: '127.0.0.1:9' },
    ],
    [
      "are the environment's",
      {},
      { AWS_ENDPOINT_URL: 'https://vpce-1.ssm.eu-west-1.vpce.amazonaws.com' },
      { region: 'eu-west-1' },
      {
        identity: 'vpce-1.ssm.eu-west-1.vpce.amazonaws.com',
        manager: 'vpce-1.ssm.eu-west-1.vpce.amazonaws.com',
        own: undefined,
      },
    ],
    [
      "are a profile's, for one service",
      { config: services },
      // The SDK looks for endpoints in the profile of the environment alone.
      { AWS_PROFILE: 'own' },
      { region: 'eu-west-1' },
      { identity: 'sts.eu-west-1.amazonaws.com', manager: 'localhost:4566', own: 'localhost:4566' },
    ],
  ])('%s', async (_, files, variables, { endpoint, ...chosen }, expected) => {
    await environment(files, variables);
    expect(await servers(endpoint, chosen)).toEqual(expected);
  });
});

/** The servers by flags, environment and profile; nothing listens there. */
async function servers(endpoint: string | undefined, chosen: Chosen) {
  const manager = await connectWith({ endpoint })(chosen);
  onTestFinished(() => manager.close());
  return manager.servers();
}
