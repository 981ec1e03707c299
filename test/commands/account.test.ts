/** As whom, and from where: what flags, environment and the AWS CLI's files say, as the calls that are made of it show. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { openAccount } from '../../source/commands/account.js';
import { configuredProfile, configuredRegion } from '../../source/process/environment.js';
import { emptyFolder } from '../helpers/command.js';
import { refusalOf } from '../helpers/refused.js';
import { certificate, type Otherwise, type Relay, withRelay, withTls } from '../helpers/relay.js';
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
  const left = 'from environment variables; AWS_PROFILE=prod is left aside';
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
        credentials: `profile prod, ${ofProfile}; AWS_ACCESS_KEY_ID is left aside`,
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
        credentials: 'from environment variables; AWS_PROFILE=gone is left aside',
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
      { message: /may not call sts:AssumeRole/, steps: /role\/Ops/ },
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
      { message: /no profile prod/, steps: /--profile prodd/ },
    ],
    [
      'one of the environment',
      p(keysOf('A')),
      {},
      { message: /no profile prod/, steps: /--profile prodd/ },
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
      { message: /session token has a character/ },
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
    expect(refused.message).toBe('The host ssm.nowhere.example is not found.');
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

  it.each([
    ['AWS_CA_BUNDLE', '/nowhere/ca.pem', 'The certificates in /nowhere/ca.pem cannot be read.'],
    ['HTTPS_PROXY', 'http://', 'The address of the proxy is not an address.'],
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
