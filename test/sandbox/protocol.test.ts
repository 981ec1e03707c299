/** The wire: what no SDK would send is refused as AWS refuses it, and nothing gets a 5xx. */

import { connect } from 'node:net';
import { STS } from '@aws-sdk/client-sts';
import { expect, it } from 'vitest';
import { type RawRequest, rawRequest, refusalOf, withSandbox } from '../helpers/sandbox.js';

const get = 'GetMaintenanceWindow';
const list = 'DescribeMaintenanceWindows';
const target = (name: string) => ({ headers: { 'x-amz-target': name }, body: '{}' });
const nest = `${'['.repeat(1e5)}${']'.repeat(1e5)}`;

it.each<[string, RawRequest, number, string]>([
  ['no JSON', { operation: get, body: '{"WindowId":' }, 400, 'SerializationException'],
  ['a list', { operation: get, body: '[]' }, 400, 'SerializationException'],
  ['null', { operation: get, body: 'null' }, 400, 'SerializationException'],
  ['bytes that are no UTF-8', { operation: get, body: Buffer.from([0x22, 0xff, 0x22]) }, 400, 'SerializationException'],
  ['a number for a string', { operation: get, body: '{"WindowId":1}' }, 400, 'SerializationException'],
  ['a structure for a string', { operation: get, body: '{"WindowId":{}}' }, 400, 'SerializationException'],
  ['a list for a string', { operation: get, body: '{"WindowId":[]}' }, 400, 'SerializationException'],
  ['a nest of lists', { operation: get, body: `{"WindowId":${nest}}` }, 400, 'SerializationException'],
  ['a fraction', { operation: list, body: '{"MaxResults":10.5}' }, 400, 'SerializationException'],
  ['a huge number', { operation: list, body: '{"MaxResults":1e999}' }, 400, 'SerializationException'],
  ['nothing at all', { operation: get }, 400, 'ValidationException'],
  ['null for a member', { operation: get, body: '{"WindowId":null}' }, 400, 'ValidationException'],
  ['an operation that the sandbox lacks', { operation: 'SendCommand', body: '{}' }, 400, 'UnknownOperationException'],
  ['a name of every object', { operation: 'constructor', body: '{}' }, 400, 'UnknownOperationException'],
  ['no operation', { body: '{}' }, 400, 'UnknownOperationException'],
  ['another service', target('DynamoDB_20120810.ListTables'), 400, 'UnknownOperationException'],
  ['an operation without the service', target(list), 400, 'UnknownOperationException'],
  ['a service that is written otherwise', target(`amazonssm.${list}`), 400, 'UnknownOperationException'],
  ['GET', { operation: get, method: 'GET' }, 400, 'UnknownOperationException'],
  ['no signature', { operation: get, headers: { authorization: '' } }, 403, 'IncompleteSignatureException'],
  [
    'a region that is none',
    { operation: get, headers: { authorization: 'AWS4-HMAC-SHA256 Credential=a/20261123/Ireland/ssm/aws4_request' } },
    403,
    'InvalidSignatureException',
  ],
  [
    'more than a mebibyte',
    { operation: get, body: ' '.repeat(1024 * 1024 + 1) },
    413,
    'RequestEntityTooLargeException',
  ],
])('refuses %s', async (_what, request, status, name) => {
  const { endpoint } = await withSandbox({ empty: true });
  const answer = await rawRequest(endpoint, request);
  expect([answer.status, answer.json.__type]).toEqual([status, name]);
});

it('takes a body of just one mebibyte, and ignores members that it does not know', async () => {
  const { endpoint } = await withSandbox({ empty: true });
  const body = `{"MaxResults":10,"Unknown":{"deep":[1]}${' '.repeat(1024 * 1024 - 40)}}`;
  const answer = await rawRequest(endpoint, { operation: list, body });
  expect([Buffer.byteLength(body), answer.status, answer.json.WindowIdentities]).toEqual([1024 * 1024, 200, []]);
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
  const { WindowId } = await call(
    'CreateMaintenanceWindow',
    '{"Name":"abc","Schedule":"rate(1 day)","Duration":2,"Cutoff":1,"AllowUnassociatedTargets":false}',
  );
  const { WindowTaskId } = await call(
    'RegisterTaskWithMaintenanceWindow',
    `{"WindowId":"${WindowId}","TaskArn":"a","TaskType":"AUTOMATION","__proto__":{"TaskArn":"b"},` +
      '"TaskInvocationParameters":{"Automation":{"Parameters":{"__proto__":["x"],"constructor":["y"]}}}}',
  );
  const { text } = await rawRequest(endpoint, {
    operation: 'GetMaintenanceWindowTask',
    body: JSON.stringify({ WindowId, WindowTaskId }),
  });
  expect(text).toContain('"Automation":{"Parameters":{"__proto__":["x"],"constructor":["y"]}}');
  expect(text).toContain('"TaskArn":"a"');
});

it('answers the next request when one was broken off, and refuses what is no HTTP', async () => {
  const { endpoint } = await withSandbox({ empty: true });
  const port = Number(new URL(endpoint).port);
  const head = 'POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\n{';
  await new Promise<void>((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.end(head));
    socket
      .on('close', () => resolve())
      .on('error', () => {})
      .resume();
  });
  const garbage = await new Promise<string>((resolve) => {
    let text = '';
    const socket = connect(port, '127.0.0.1', () => socket.end('\x16\x03\x01 hello\r\n\r\n'));
    socket.on('data', (data) => {
      text += data;
    });
    socket.on('close', () => resolve(text)).on('error', () => {});
  });
  expect(garbage).toMatch(/^HTTP\/1\.1 400 /);
  const { status } = await rawRequest(endpoint, { operation: list, body: '{}' });
  expect(status).toBe(200);
});

it('names the account in the partition of the region', async () => {
  const sandbox = await withSandbox({ empty: true });
  const arn = async (region: string) => (await sandbox.sts(region).getCallerIdentity({})).Arn;
  expect(await arn('eu-west-1')).toBe('arn:aws:iam::123456789012:user/sandbox');
  expect(await arn('cn-north-1')).toBe('arn:aws-cn:iam::123456789012:user/sandbox');
  const { Account } = await sandbox.sts().getAccessKeyInfo({ AccessKeyId: 'AKIAIOSFODNN7EXAMPLE' });
  expect(Account).toBe('123456789012');
});

it('lets a role be assumed, and then is called by that role', async () => {
  const sandbox = await withSandbox({ empty: true });
  const { Credentials, AssumedRoleUser } = await sandbox
    .sts()
    .assumeRole({ RoleArn: 'arn:aws:iam::123456789012:role/team/patcher', RoleSessionName: 'monday' });
  const arn = 'arn:aws:sts::123456789012:assumed-role/patcher/monday';
  expect(AssumedRoleUser?.Arn).toBe(arn);
  expect(Credentials?.Expiration?.getTime()).toBeGreaterThan(Date.now());
  const client = new STS({
    endpoint: sandbox.endpoint,
    region: 'eu-west-1',
    credentials: {
      accessKeyId: Credentials?.AccessKeyId ?? '',
      secretAccessKey: Credentials?.SecretAccessKey ?? '',
      sessionToken: Credentials?.SessionToken ?? '',
    },
  });
  const caller = await client.getCallerIdentity({});
  expect([caller.Arn, caller.UserId]).toEqual([arn, AssumedRoleUser?.AssumedRoleId]);
  client.destroy();
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
