/** As whom, and from where: what flags, environment and the AWS CLI's files say, as the calls that are made of it show. */
import { createHash, generateKeyPairSync } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { openAccount } from '../../source/commands/account.js';
import { configuredProfile, configuredRegion } from '../../source/process/environment.js';
import { emptyFolder } from '../helpers/command.js';
import { refusalOf } from '../helpers/refused.js';
import { certificate, type Otherwise, type Relay, withLocked, withRelay, withTls } from '../helpers/relay.js';
import { withSandbox } from '../helpers/sandbox.js';

afterEach(() => {
  vi.unstubAllEnvs();
});

type Variables = Readonly<Record<string, string>>;
/** No flag says where. */
const noPlaces = { regions: undefined, accounts: undefined, roleName: undefined };

type Flags = { readonly profile?: string; readonly region?: string };

const keysOf = (id: string) => `aws_access_key_id = ${id}\naws_secret_access_key = x\n`;
const keys = { AWS_ACCESS_KEY_ID: 'AKIAENV', AWS_SECRET_ACCESS_KEY: 'x' };

/** A process that has nothing of AWS but this. PORT in the file is the relay's. */
async function surroundings(config: string, variables: Variables = {}, otherwise?: Otherwise): Promise<Relay> {
  const { endpoint } = await withSandbox({ empty: true });
  const relay = await withRelay(endpoint, otherwise);
  const folder = await emptyFolder();
  for (const name of Object.keys(process.env)) if (/^AWS_|_proxy$/i.test(name)) vi.stubEnv(name, undefined);
  // The program sets it for the SDK, and it has to go again.
  vi.stubEnv('AWS_PROFILE', undefined);
  writeFileSync(join(folder, 'config'), config.replaceAll('PORT', new URL(relay.endpoint).port));
  const own = { HOME: folder, AWS_CONFIG_FILE: join(folder, 'config'), AWS_EC2_METADATA_DISABLED: 'true' };
  for (const [name, value] of Object.entries({ ...own, ...variables }))
    vi.stubEnv(name, value.replaceAll('PORT', new URL(relay.endpoint).port));
  return relay;
}

const written: string[] = [];
const log = {
  debug: (line: string) => written.push(line),
  info: () => {},
  warning: (line: string) => written.push(line),
};

/** Who calls, by the program's own way to an account. */
async function identity(flags: Flags, endpointUrl?: string, code?: string) {
  const connection = { region: undefined, profile: undefined, endpointUrl, isSandbox: false, ...flags };
  const account = await openAccount({ ...noPlaces, ...connection }, log);
  const manager = await account.connect({
    region: configuredRegion(connection),
    profile: configuredProfile(connection),
    code,
  });
  onTestFinished(() => manager.close());
  const found = await manager.identify();
  await manager.readInventory();
  return found;
}

describe('of two sources of credentials one wins, as for the AWS CLI, and it is said which', () => {
  const config = `[profile prod]\nregion = eu-north-1\n${keysOf('AKIAPROFILE')}[profile other]\nregion = eu-west-3\n${keysOf('AKIAOTHER')}`;
  const left = 'from environment variables; AWS_PROFILE=prod is ignored';
  const ofProfile = 'keys from the shared credentials file';

  it.each<[string, Variables, Flags, { key: string; region: string; credentials: string }]>([
    [
      'keys before AWS_PROFILE, whose region counts',
      { AWS_PROFILE: 'prod', ...keys },
      {},
      { key: 'AKIAENV', region: 'eu-north-1', credentials: left },
    ],
    [
      'the flag before keys',
      { AWS_PROFILE: 'prod', ...keys },
      { profile: 'prod' },
      {
        key: 'AKIAPROFILE',
        region: 'eu-north-1',
        credentials: `profile prod, ${ofProfile}; AWS_ACCESS_KEY_ID is ignored`,
      },
    ],
    [
      'the flag before AWS_PROFILE',
      { AWS_PROFILE: 'prod' },
      { profile: 'other' },
      { key: 'AKIAOTHER', region: 'eu-west-3', credentials: `profile other, ${ofProfile}` },
    ],
    [
      'AWS_PROFILE alone',
      { AWS_PROFILE: 'prod' },
      {},
      { key: 'AKIAPROFILE', region: 'eu-north-1', credentials: `profile prod, ${ofProfile}` },
    ],
    [
      'AWS_DEFAULT_PROFILE, which the CLI reads first',
      { AWS_DEFAULT_PROFILE: 'other', AWS_PROFILE: 'prod' },
      {},
      { key: 'AKIAOTHER', region: 'eu-west-3', credentials: `profile other, ${ofProfile}` },
    ],
    [
      'keys before an AWS_PROFILE that does not exist',
      { AWS_PROFILE: 'gone', AWS_REGION: 'eu-west-1', ...keys },
      {},
      {
        key: 'AKIAENV',
        region: 'eu-west-1',
        credentials: 'from environment variables; AWS_PROFILE=gone is ignored',
      },
    ],
  ])('%s', async (_, variables, flags, { key, ...expected }) => {
    const warned = vi.spyOn(console, 'warn');
    const relay = await surroundings(config, variables);
    expect(await identity(flags, relay.endpoint)).toMatchObject(expected);
    expect(new Set(relay.seen.map((each) => each.key))).toEqual(new Set([key]));
    expect(warned).not.toHaveBeenCalled();
  });
});

describe('--profile means all of the profile', () => {
  const region = 'region = eu-west-1\n';
  const services =
    '[services local]\nssm =\n  endpoint_url = http://127.0.0.1:PORT\nsts =\n  endpoint_url = http://127.0.0.1:PORT\n';
  const role = 'role_arn = arn:aws:iam::123456789012:role/Ops\nrole_session_name = jo\nsource_profile = base\n';

  it.each<[string, string, string, Variables?]>([
    ['endpoint_url', `[profile p]\n${region}endpoint_url = http://127.0.0.1:PORT\n${keysOf('AKIAP')}`, 'AKIAP'],
    ['a section of services', `[profile p]\n${region}services = local\n${keysOf('AKIAP')}${services}`, 'AKIAP'],
    [
      'beside another profile of the environment',
      `[profile p]\n${region}endpoint_url = http://127.0.0.1:PORT\n${keysOf('AKIAP')}[profile q]\nendpoint_url = http://127.0.0.1:1\n`,
      'AKIAP',
      { AWS_PROFILE: 'q' },
    ],
    [
      'a role that is assumed',
      `[profile p]\n${region}endpoint_url = http://127.0.0.1:PORT\n${role}[profile base]\n${keysOf('AKIAB')}`,
      'AKIAB',
    ],
  ])('%s', async (_, config, key, variables) => {
    const relay = await surroundings(config, variables);
    expect(await identity({ profile: 'p' })).toMatchObject({ region: 'eu-west-1' });
    expect(relay.seen[0]?.key).toBe(key);
    expect(relay.seen.map(({ operation }) => operation)).toContain('DescribeMaintenanceWindows');
  });

  it('use_fips_endpoint and retry mode', async () => {
    await surroundings(`[profile p]\n${region}use_fips_endpoint = true\nmax_attempts = 1\n${keysOf('AKIAP')}`);
    const account = await openAccount({ ...noPlaces, profile: 'p', endpointUrl: undefined, isSandbox: false }, log);
    const manager = await account.connect({ profile: 'p' });
    onTestFinished(() => manager.close());
    expect(await manager.servers()).toMatchObject({ manager: 'ssm-fips.eu-west-1.amazonaws.com' });
  });
});

describe('what fails on the way to credentials is passed on', () => {
  const p = (keys: string) => `[profile prodd]\nregion = eu-west-1\n[profile p]\nregion = eu-west-1\n${keys}`;
  const container = { AWS_REGION: 'eu-west-1', AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://127.0.0.1:PORT/creds' };
  const refusal = { status: 400, body: '{"Code":"AccessDenied","Message":"no association for this pod"}' };
  const denied =
    '<ErrorResponse><Error><Code>AccessDenied</Code><Message>User: arn:aws:iam::1:user/a is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::123456789012:role/Ops</Message></Error></ErrorResponse>';
  const role = 'role_arn = arn:aws:iam::123456789012:role/Ops\n';

  it.each<[string, string, Flags, { message?: RegExp; detail?: RegExp; steps?: RegExp }, Variables?, Otherwise?]>([
    [
      'a credential process',
      p(`credential_process = sh -c 'echo "your MFA device is required" >&2; exit 1'\n`),
      { profile: 'p' },
      { detail: /your MFA device is required/ },
    ],
    [
      "a container's endpoint",
      '',
      {},
      { detail: /400, AccessDenied, no association for this pod/ },
      container,
      () => refusal,
    ],
    [
      'a role that may not be assumed',
      p(`${role}source_profile = base\n[profile base]\n${keysOf('AKIAB')}`),
      { profile: 'p' },
      { message: /are not allowed to call sts:AssumeRole/, steps: /role\/Ops/ },
      { AWS_ENDPOINT_URL: 'http://127.0.0.1:PORT' },
      ({ operation }) => (operation === 'AssumeRole' ? { status: 403, body: denied } : undefined),
    ],
    [
      'a source that is not there',
      p(`${role}source_profile = missing\n`),
      { profile: 'p' },
      { detail: /source profile missing is not in the files/ },
    ],
    ['a role without a source', p(role), { profile: 'p' }, { detail: /no source_profile/ }],
    [
      'an SSO session that is not there',
      p('sso_session = gone\nsso_account_id = 1\nsso_role_name = x\n'),
      { profile: 'p' },
      { detail: /session gone is not in the file/ },
    ],
    [
      'a profile that does not exist',
      p(keysOf('A')),
      { profile: 'prod' },
      { message: /Profile prod does not exist/, steps: /--profile prodd/ },
    ],
    [
      'one of the environment',
      p(keysOf('A')),
      {},
      { message: /Profile prod does not exist/, steps: /--profile prodd/ },
      { AWS_PROFILE: 'prod' },
    ],
    [
      'a region in capitals',
      p(keysOf('A')),
      {},
      { message: /EU-WEST-1 is not/, steps: /Did you mean eu-west-1\?/ },
      { AWS_REGION: 'EU-WEST-1', ...keys },
    ],
    [
      'a zone',
      `[profile p]\nregion = eu-west-1a\n${keysOf('A')}`,
      { profile: 'p' },
      { message: /eu-west-1a is not/, steps: /mean eu-west-1\?/ },
    ],
    [
      'a token with a line feed',
      '',
      {},
      { message: /session token contains a character/ },
      { ...keys, AWS_REGION: 'eu-west-1', AWS_SESSION_TOKEN: 'abc\n.' },
    ],
    [
      'a mode that there is not',
      '',
      {},
      { detail: /defaultsMode.*bogus/ },
      { ...keys, AWS_REGION: 'eu-west-1', AWS_DEFAULTS_MODE: 'bogus' },
    ],
  ])('%s', async (_, config, flags, { message = /./, detail = /./s, steps = /./ }, variables, otherwise) => {
    await surroundings(config, variables, otherwise);
    const refused = await refusalOf(identity(flags));
    expect(refused.message).toMatch(message);
    if (detail.source !== '.') expect(refused.detail).toMatch(detail);
    expect(refused.nextSteps.join('\n')).toMatch(steps);
  });
});

describe('what gives credentials to a container is called by its name', () => {
  const uri = { AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://127.0.0.1:PORT/v1/credentials' };
  const token = '/var/run/secrets/pods.eks.amazonaws.com/serviceaccount/eks-pod-identity-token';

  it.each<[string, Variables]>([
    ['EKS Pod Identity', { AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: 'TOKEN' }],
    ['CloudShell', { AWS_EXECUTION_ENV: 'CloudShell' }],
    ['the container or CloudShell', {}],
  ])('%s', async (name, variables) => {
    const folder = await emptyFolder();
    const file = join(folder, token.slice(token.lastIndexOf('/') + 1));
    writeFileSync(file, 'jwt');
    const { AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: isAsked, ...others } = variables;
    const own = {
      ...uri,
      ...others,
      AWS_REGION: 'eu-west-1',
      ...(isAsked && { AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: file }),
    };
    const Expiration = new Date(Date.now() + 3_600_000).toISOString();
    const creds = { AccessKeyId: 'ASIAPOD', SecretAccessKey: 'x', Token: 'x', AccountId: '123456789012', Expiration };
    const relay = await surroundings('', own, ({ url }) =>
      url === '/v1/credentials' ? { body: JSON.stringify(creds) } : undefined,
    );
    expect((await identity({}, relay.endpoint)).credentials).toMatch(new RegExp(`^from ${name}, valid until`));
    expect(relay.seen[0]?.headers.authorization).toBe(isAsked && 'jwt');
  });
});

describe('a proxy, as for the AWS CLI', () => {
  const config = `[profile p]\nregion = eu-west-1\nrole_arn = arn:aws:iam::123456789012:role/Ops\nsource_profile = base\n[profile base]\n${keysOf('AKIAB')}`;
  const endpoint = 'http://ssm.nowhere.example';

  it.each([
    ['HTTP_PROXY', {}],
    ['http_proxy', { HTTP_PROXY: 'http://127.0.0.1:1' }],
    ['HTTP_PROXY', { NO_PROXY: 'elsewhere.example,here.example:81' }],
  ])('%s with %j, for roles too', async (name, others) => {
    const relay = await surroundings(config, {
      [name]: 'http://ops:pass@127.0.0.1:PORT',
      AWS_ENDPOINT_URL: endpoint,
      ...others,
    });
    expect(await identity({ profile: 'p' })).toMatchObject({ region: 'eu-west-1' });
    expect(relay.seen[0]).toMatchObject({ operation: 'AssumeRole', url: `${endpoint}/` });
    expect(relay.seen.every(({ url }) => url.startsWith(endpoint))).toBe(true);
    expect(relay.seen[0]?.headers['proxy-authorization']).toBe(`Basic ${btoa('ops:pass')}`);
  });

  it.each(['nowhere.example', '.example', '*', 'x, SSM.nowhere.example'])('none for NO_PROXY=%s', async (no) => {
    const relay = await surroundings('', {
      ...keys,
      AWS_REGION: 'eu-west-1',
      HTTP_PROXY: 'http://127.0.0.1:PORT',
      no_proxy: no,
    });
    const refused = await refusalOf(identity({}, endpoint));
    expect(refused.message).toBe('The host ssm.nowhere.example was not found.');
    expect(refused.nextSteps.join()).toContain(`NO_PROXY is ${no}`);
    expect(relay.seen).toEqual([]);
  });

  it('tunnels to https, with certificates of one’s own; without them it is called a certificate', async () => {
    const { endpoint: target } = await withSandbox({ empty: true });
    const { port } = await withTls(target);
    const proxy = await withRelay(`http://127.0.0.1:${port}`);
    const secure = 'https://localhost:4443';
    const bundle = join(await emptyFolder(), 'ca.pem');
    writeFileSync(bundle, certificate.cert);
    const variables = { ...keys, AWS_REGION: 'eu-west-1', HTTPS_PROXY: proxy.endpoint.replace('http://', '') };
    await surroundings('', variables);
    const refused = await refusalOf(identity({}, secure));
    expect(refused).toMatchObject({ code: 'DEPTH_ZERO_SELF_SIGNED_CERT', exitCode: 1 });
    expect(refused.nextSteps.join()).toContain('AWS_CA_BUNDLE');
    vi.stubEnv('AWS_CA_BUNDLE', bundle);
    expect(await identity({}, secure)).toMatchObject({ region: 'eu-west-1' });
    expect(proxy.seen.at(-1)).toMatchObject({ operation: 'CONNECT', url: 'localhost:4443' });
    await surroundings(`[profile p]\nregion = eu-west-1\nca_bundle = ${bundle}\n${keysOf('AKIAP')}`, {
      no_proxy: 'localhost',
    });
    expect(await identity({ profile: 'p' }, `https://localhost:${port}`)).toMatchObject({ region: 'eu-west-1' });
  });

  /** What the AWS CLI keeps of a sign-in, in the home folder. */
  const kept = (session: string, algorithm: string, content: object, ...folders: string[]) => {
    const folder = join(process.env.HOME ?? '', '.aws', ...folders, 'cache');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `${createHash(algorithm).update(session).digest('hex')}.json`), JSON.stringify(content));
  };
  const later = new Date(Date.now() + 3_600_000).toISOString();
  const given = { accessKeyId: 'ASIAGIVEN', secretAccessKey: 'x', sessionToken: 'x' };
  const sso = 'sso_session = corp\nsso_account_id = 123456789012\nsso_role_name = Ops\nregion = eu-west-1\n';
  const session = '[sso-session corp]\nsso_region = eu-west-1\nsso_start_url = https://corp.awsapps.com/start\n';
  const login = 'region = eu-west-1\nlogin_session = arn:aws:iam::123456789012:user/ops\n';
  const signIns = {
    sso: {
      config: `[profile p]\n${sso}${session}`,
      variable: 'AWS_ENDPOINT_URL_SSO',
      path: '/federation/credentials?account_id=123456789012&role_name=Ops',
      words: 'profile p, signed in through SSO, valid until',
      answer: { roleCredentials: { ...given, expiration: Date.parse(later) } },
      keep: () => kept('corp', 'sha1', { accessToken: 'token', expiresAt: later }, 'sso'),
    },
    login: {
      config: `[profile p]\n${login}`,
      variable: 'AWS_ENDPOINT_URL_SIGNIN',
      path: '/v1/token',
      words: 'profile p, signed in with aws login, valid until',
      answer: {
        accessToken: given,
        tokenType: 'urn:aws:params:oauth:token-type:access_token_sigv4',
        expiresIn: 900,
        refreshToken: 'next',
      },
      keep: () => {
        const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
        const over = { ...given, accountId: '123456789012', expiresAt: '2020-01-01T00:00:00Z' };
        const dpopKey = privateKey.export({ format: 'pem', type: 'sec1' });
        const content = { accessToken: over, tokenType: 'x', refreshToken: 'r', idToken: 'i', clientId: 'c', dpopKey };
        kept('arn:aws:iam::123456789012:user/ops', 'sha256', content, 'login');
      },
    },
  };

  it.each(Object.entries(signIns))('for the sign-in by %s, whose refusal is passed on', async (name, signIn) => {
    const { config, variable, path, words, answer, keep } = signIn;
    const host = `http://${name}.nowhere.example`;
    let isRefused = false;
    const refusal = { status: 407, headers: { 'proxy-authenticate': 'Basic' }, body: 'Proxy Authentication Required' };
    const relay = await surroundings(
      config,
      { [variable]: host, HTTP_PROXY: 'http://127.0.0.1:PORT', AWS_ENDPOINT_URL: endpoint },
      ({ url }) => {
        if (!url.startsWith(host)) return undefined;
        const headers = { 'content-type': 'application/json' };
        return isRefused ? refusal : { headers, body: JSON.stringify(answer) };
      },
    );
    keep();
    expect((await identity({ profile: 'p' })).credentials).toContain(words);
    expect(relay.seen[0]?.url).toBe(`${host}${path}`);
    expect(relay.seen.slice(1).map(({ key }) => key)).toEqual(Array(relay.seen.length - 1).fill('ASIAGIVEN'));
    keep();
    isRefused = true;
    expect(await refusalOf(identity({ profile: 'p' }))).toMatchObject({ code: 'http-407' });
  });

  it.each([
    ['HTTP_PROXY', 'http://ssm.nowhere.example'],
    ['HTTPS_PROXY', 'https://ssm.nowhere.example'],
  ])('%s that wants a password', async (name, url) => {
    const proxy = await withLocked();
    await surroundings('', { ...keys, AWS_REGION: 'eu-west-1', [name]: proxy });
    expect(await refusalOf(identity({}, url))).toMatchObject({
      code: 'http-407',
      message: 'The proxy requires a user name and password, or refused the ones it was given.',
      nextSteps: [expect.stringContaining(`${name} is ${proxy}`), expect.any(String)],
    });
  });

  it.each([
    ['AWS_CA_BUNDLE', '/nowhere/ca.pem', 'The certificates in /nowhere/ca.pem cannot be read.'],
    ['HTTPS_PROXY', 'http://', 'The proxy address is not valid.'],
  ])('%s=%s', async (name, value, message) => {
    await surroundings('', { ...keys, AWS_REGION: 'eu-west-1', [name]: value });
    expect(await refusalOf(identity({}))).toMatchObject({ message, exitCode: 2 });
  });
});

describe('a profile that asks for a code of an MFA device', () => {
  const device = 'arn:aws:iam::121212121212:mfa/me';
  const config = `[profile mfa]\nregion = eu-west-1\nendpoint_url = http://127.0.0.1:PORT\nrole_arn = arn:aws:iam::123456789012:role/Ops\nsource_profile = base\nmfa_serial = ${device}\n[profile base]\n${keysOf('AKIAB')}`;

  it('leads to the AWS CLI where nobody can be asked', async () => {
    await surroundings(config);
    expect(await refusalOf(identity({ profile: 'mfa' }))).toMatchObject({
      code: 'mfa-code-needed',
      detail: expect.stringContaining(device),
      nextSteps: [expect.stringContaining('aws configure export-credentials --profile mfa --format env')],
    });
  });

  it('sends a code once for all clients', async () => {
    const relay = await surroundings(config);
    expect(await identity({ profile: 'mfa' }, undefined, '123456')).toMatchObject({ region: 'eu-west-1' });
    const roles = relay.seen.filter(({ operation }) => operation === 'AssumeRole');
    expect(roles.map(({ body }) => new URLSearchParams(body).get('TokenCode'))).toEqual(['123456']);
    expect(new URLSearchParams(roles[0]?.body).get('SerialNumber')).toBe(device);
  });

  it('says that a code is refused, not that the role may not be assumed', async () => {
    const body =
      '<ErrorResponse><Error><Code>AccessDenied</Code><Message>MultiFactorAuthentication failed with invalid MFA one time pass code. </Message></Error></ErrorResponse>';
    await surroundings(config, {}, ({ operation }) => (operation === 'AssumeRole' ? { status: 403, body } : undefined));
    const refused = await refusalOf(identity({ profile: 'mfa' }, undefined, '000000'));
    expect(refused.code).toBe('mfa-code-refused');
  });
});
