/** The wire: what no SDK would send is refused as AWS refuses it, and nothing gets a 5xx. */

import { connect } from 'node:net';
import { expect, it } from 'vitest';
import {
  credentialsOf,
  plainWindow,
  type RawRequest,
  rawRequest,
  refusalOf,
  refusalsOf,
  withSandbox,
} from '../helpers/sandbox.js';

const get = 'GetMaintenanceWindow';
const list = 'DescribeMaintenanceWindows';
const target = (name: string) => ({ headers: { 'x-amz-target': name }, body: '{}' });
const signed = (authorization: string) => ({ operation: get, headers: { authorization } });
const algorithm = 'AWS4-HMAC-SHA256 Credential=a/20261123';
const mebibyte = 1024 * 1024;
const nest = `${'['.repeat(1e5)}${']'.repeat(1e5)}`;

it.each<[string, RawRequest, string, status?: number]>([
  ['no JSON', { operation: get, body: '{"WindowId":' }, 'SerializationException'],
  ['a list', { operation: get, body: '[]' }, 'SerializationException'],
  ['null', { operation: get, body: 'null' }, 'SerializationException'],
  ['bytes that are no UTF-8', { operation: get, body: Buffer.from([0x22, 0xff, 0x22]) }, 'SerializationException'],
  ['a number for a string', { operation: get, body: '{"WindowId":1}' }, 'SerializationException'],
  ['a structure for a string', { operation: get, body: '{"WindowId":{}}' }, 'SerializationException'],
  ['a list for a string', { operation: get, body: '{"WindowId":[]}' }, 'SerializationException'],
  ['a nest of lists', { operation: get, body: `{"WindowId":${nest}}` }, 'SerializationException'],
  ['a fraction', { operation: list, body: '{"MaxResults":10.5}' }, 'SerializationException'],
  ['a huge number', { operation: list, body: '{"MaxResults":1e999}' }, 'SerializationException'],
  ['nothing at all', { operation: get }, 'ValidationException'],
  ['null for a member', { operation: get, body: '{"WindowId":null}' }, 'ValidationException'],
  ['an operation that the sandbox lacks', { operation: 'SendCommand', body: '{}' }, 'UnknownOperationException'],
  ['a name of every object', { operation: 'constructor', body: '{}' }, 'UnknownOperationException'],
  ['no operation', { body: '{}' }, 'UnknownOperationException'],
  ['another service', target('DynamoDB_20120810.ListTables'), 'UnknownOperationException'],
  ['an operation without the service', target(list), 'UnknownOperationException'],
  ['a service that is written otherwise', target(`amazonssm.${list}`), 'UnknownOperationException'],
  ['GET', { operation: get, method: 'GET' }, 'UnknownOperationException'],
  ['no signature', signed(''), 'IncompleteSignatureException', 403],
  ['a region that is none', signed(`${algorithm}/Ireland/ssm/aws4_request`), 'InvalidSignatureException', 403],
  ['more than a mebibyte', { operation: get, body: ' '.repeat(mebibyte + 1) }, 'RequestEntityTooLargeException', 413],
])('refuses %s', async (_what, request, name, status = 400) => {
  const { endpoint } = await withSandbox({ empty: true });
  const answer = await rawRequest(endpoint, request);
  expect([answer.status, answer.json.__type]).toEqual([status, name]);
});

it('takes a body of just one mebibyte, and ignores members that it does not know', async () => {
  const { endpoint } = await withSandbox({ empty: true });
  const body = `{"MaxResults":10,"Unknown":{"deep":[1]}${' '.repeat(mebibyte - 40)}}`;
  const answer = await rawRequest(endpoint, { operation: list, body });
  expect([Buffer.byteLength(body), answer.status, answer.json.WindowIdentities]).toEqual([mebibyte, 200, []]);
});

it('keeps the answer small when everything in a large body is wrong', async () => {
  const { endpoint } = await withSandbox({ empty: true });
  const body = `{"Tags":[${Array.from({ length: 300_000 }, () => '{}').join()}]}`;
  const { json, text } = await rawRequest(endpoint, { operation: 'CreateMaintenanceWindow', body });
  expect(json.message).toMatch(/^600006 validation errors detected: /);
  expect(text.length).toBeLessThan(100_000);
});

it('keeps a parameter that is called __proto__ and stays itself', async () => {
  const { endpoint } = await withSandbox({ empty: true, quotas: { windows: 1 } });
  const call = async (operation: string, body: string) => (await rawRequest(endpoint, { operation, body })).json;
  const window = '{"Name":"abc","Schedule":"rate(1 day)","Duration":2,"Cutoff":1,"AllowUnassociatedTargets":false}';
  const { WindowId } = await call('CreateMaintenanceWindow', window);
  const { WindowTaskId } = await call(
    'RegisterTaskWithMaintenanceWindow',
    `{"WindowId":"${WindowId}","TaskArn":"a","TaskType":"AUTOMATION","__proto__":{"TaskArn":"b"},` +
      '"TaskInvocationParameters":{"Automation":{"Parameters":{"__proto__":["x"],"constructor":["y"]}}}}',
  );
  const body = JSON.stringify({ WindowId, WindowTaskId });
  const { text } = await rawRequest(endpoint, { operation: 'GetMaintenanceWindowTask', body });
  expect(text).toContain('"Automation":{"Parameters":{"__proto__":["x"],"constructor":["y"]}}');
  expect(text).toContain('"TaskArn":"a"');
});

/** What a server says to some bytes, after which nothing more comes. */
function answerTo(endpoint: string, bytes: string): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    const socket = connect(Number(new URL(endpoint).port), '127.0.0.1', () => socket.end(bytes));
    socket.on('data', (data) => {
      text += data;
    });
    socket.on('close', () => resolve(text)).on('error', () => {});
  });
}

it('answers the next request when one was broken off, and refuses what is no HTTP', async () => {
  const { endpoint } = await withSandbox({ empty: true });
  await answerTo(endpoint, 'POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\n{');
  expect(await answerTo(endpoint, '\x16\x03\x01 hello\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 /);
  expect((await rawRequest(endpoint, { operation: list, body: '{}' })).status).toBe(200);
});

it('says whose an access key is', async () => {
  const sandbox = await withSandbox({ empty: true });
  const { Account } = await sandbox.sts().getAccessKeyInfo({ AccessKeyId: 'AKIAIOSFODNN7EXAMPLE' });
  expect(Account).toBe('123456789012');
});

it('lets a role be assumed, and then is called by that role', async () => {
  const sandbox = await withSandbox({ empty: true });
  const role = { RoleArn: 'arn:aws:iam::123456789012:role/team/patcher', RoleSessionName: 'monday' };
  const assumed = await sandbox.sts().assumeRole(role);
  const { Credentials, AssumedRoleUser } = assumed;
  const arn = 'arn:aws:sts::123456789012:assumed-role/patcher/monday';
  expect(AssumedRoleUser?.Arn).toBe(arn);
  expect(Credentials?.Expiration?.getTime()).toBeGreaterThan(Date.now());
  const client = sandbox.sts('eu-west-1', { credentials: credentialsOf(assumed) });
  const caller = await client.getCallerIdentity({});
  expect([caller.Arn, caller.UserId]).toEqual([arn, AssumedRoleUser?.AssumedRoleId]);
});

it('has an account for each role that is assumed in another, with regions of its own, and refuses one where it is told to', async () => {
  const sandbox = await withSandbox({ empty: true });
  const role = (account: string) => ({ RoleArn: `arn:aws:iam::${account}:role/patcher`, RoleSessionName: 'monday' });
  const [first, second] = await Promise.all(
    ['111111111111', '222222222222'].map(async (account) => {
      const credentials = credentialsOf(await sandbox.sts().assumeRole(role(account)));
      return { sts: sandbox.sts('eu-west-1', { credentials }), ssm: sandbox.ssm('eu-west-1', { credentials }) };
    }),
  );
  expect(await second?.sts.getCallerIdentity({})).toMatchObject({ Account: '222222222222' });
  await first?.ssm.createMaintenanceWindow(plainWindow);
  const windows = async (ssm = sandbox.ssm()) => (await ssm.describeMaintenanceWindows({})).WindowIdentities?.length;
  expect(await Promise.all([windows(first?.ssm), windows(second?.ssm), windows()])).toEqual([1, 0, 0]);

  const about = { account: '222222222222', region: 'eu-west-1' };
  await sandbox.faults({ operation: 'AssumeRole', kind: 'access-denied', ...about }, { kind: 'region-off', ...about });
  const assumed = (account: string, region: string) => sandbox.sts(region).assumeRole(role(account));
  expect(await refusalsOf(assumed('222222222222', 'eu-west-1'))).toEqual(['AccessDenied']);
  await Promise.all([assumed('111111111111', 'eu-west-1'), assumed('222222222222', 'eu-west-2'), windows(first?.ssm)]);
  expect(await refusalsOf(windows(second?.ssm), second?.sts.getCallerIdentity({}) as Promise<unknown>)).toEqual([
    'UnrecognizedClientException',
    'InvalidClientTokenId',
  ]);
});

it('refuses in XML what is asked in the Query protocol', async () => {
  const sandbox = await withSandbox({ empty: true });
  const short = sandbox.sts().getAccessKeyInfo({ AccessKeyId: '<&>' });
  expect(await refusalOf(short)).toEqual({
    name: 'ValidationError',
    message: expect.stringContaining("Value '<&>' at 'accessKeyId' failed to satisfy constraint"),
  });
  const unknown = await rawRequest(sandbox.endpoint, {
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'Action=GetFederationToken&Version=2011-06-15',
  });
  expect([unknown.status, unknown.text]).toEqual([400, expect.stringContaining('<Code>InvalidAction</Code>')]);
});

const role = 'RoleArn=arn:aws:iam::123456789012:role/';
const lasting = (seconds: string) => `${role}patcher&DurationSeconds=${seconds}`;

it.each([
  ['a role that is no ARN', 'RoleArn=this-is-no-arn-of-any-role', 400, 'ValidationError', ' is invalid'],
  ['a URL', 'RoleArn=https://example.org/role/patcher', 400, 'ValidationError', ' is invalid'],
  ['an ARN of no role', 'RoleArn=arn:aws:iam::123456789012:user/patcher', 403, 'AccessDenied', 'not authorized'],
  ['an account too early', 'RoleArn=arn:aws:iam:123456789012:role/patcher', 403, 'AccessDenied', 'not authorized'],
  ['a role without a name', role, 403, 'AccessDenied', 'not authorized'],
  ['a duration in words', lasting('soon'), 400, 'MalformedInput', 'Integer'],
  ['a duration past every integer', lasting('99999999999'), 400, 'MalformedInput', 'Integer'],
  ['a day', lasting('86400'), 400, 'ValidationError', 'durationSeconds'],
])('assumes no role for %s', async (_what, parameters, status, code, message) => {
  const { endpoint } = await withSandbox({ empty: true });
  const answer = await rawRequest(endpoint, {
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: `Action=AssumeRole&Version=2011-06-15&RoleSessionName=monday&${parameters}`,
  });
  expect([answer.status, answer.text]).toEqual([status, expect.stringContaining(`<Code>${code}</Code>`)]);
  expect(answer.text).toContain(message);
});
