/** The account without a socket: the same answers as over HTTP, from clients of the real SDK. */
import { STS } from '@aws-sdk/client-sts';
import { expect, it, onTestFinished } from 'vitest';
import { InMemoryAccount } from '../../source/sandbox/in-memory.js';
import { handlerOf, memorySandbox } from '../helpers/memory-account.js';
import { defaultRegion, plainWindow, rawRequest, refusalOf, testCredentials, withSandbox } from '../helpers/sandbox.js';

const now = () => new Date('2026-11-23T10:00:00Z');

it('shows what the server shows', async () => {
  const [over, without] = await Promise.all(
    [await withSandbox({ now }), memorySandbox({ now })].map((sandbox) => sandbox.ssm().describeMaintenanceWindows({})),
  );
  expect(without?.WindowIdentities).toHaveLength(6);
  expect(without?.WindowIdentities).toEqual(over?.WindowIdentities);
});

it.each([
  ['a member that is missing', '{}', 400],
  ['a body beyond the limit', 'x'.repeat(1024 * 1024 + 1), 413],
])('refuses %s with status, headers and body as on the wire', async (_, body, status) => {
  const { endpoint } = await withSandbox({ empty: true });
  const wire = await rawRequest(endpoint, { operation: 'GetMaintenanceWindow', body });
  const headers = {
    Authorization: `AWS4-HMAC-SHA256 Credential=AKID/20261123/${defaultRegion}/ssm/aws4_request, Signature=0`,
    'X-Amz-Target': 'AmazonSSM.GetMaintenanceWindow',
  };
  const answer = await new InMemoryAccount({ empty: true }).handle({ method: 'POST', path: '/', headers, body });
  expect([answer.status, wire.status, answer.body]).toEqual([status, status, wire.text]);
  expect(answer.headers).toMatchObject({ 'content-type': 'application/x-amz-json-1.1' });
});

it('answers STS and the control protocol', async () => {
  const account = new InMemoryAccount({ empty: true });
  const sts = new STS({ region: defaultRegion, credentials: testCredentials, requestHandler: handlerOf(account) });
  onTestFinished(() => sts.destroy());
  expect((await sts.getCallerIdentity({})).Account).toBe(account.account);
  const requests = await account.handle({ method: 'GET', path: '/_sandbox/requests', headers: {} });
  expect(JSON.parse(requests.body)).toMatchObject([{ operation: 'GetCallerIdentity' }]);
});

it('is an account of its own each time, and has the quotas that it is given', async () => {
  const first = memorySandbox({ empty: true, quotas: { windows: 1 } }).ssm();
  await first.createMaintenanceWindow(plainWindow);
  expect((await refusalOf(first.createMaintenanceWindow(plainWindow))).name).toBe('ResourceLimitExceededException');
  const second = memorySandbox({ empty: true }).ssm();
  expect((await second.describeMaintenanceWindows({})).WindowIdentities).toEqual([]);
});

it('breaks connections as it is told to, and the SDK tries again', async () => {
  const sandbox = memorySandbox({ empty: true });
  const manager = await sandbox.connect();
  await sandbox.faults({ operation: 'CreateMaintenanceWindow', nth: 1, kind: 'reset-after' });
  const texts = { Description: 'plain', ScheduleTimezone: 'UTC', Tags: [] };
  await manager.perform('CreateMaintenanceWindow', { ...plainWindow, ...texts });
  expect((await manager.readInventory()).windows).toMatchObject([{ name: plainWindow.Name }]);
});

it('lets a call that hangs be given up', async () => {
  const giveUp = new AbortController();
  const sandbox = memorySandbox({ log: () => giveUp.abort() });
  await sandbox.faults({ kind: 'hang' });
  const call = sandbox.ssm().describeMaintenanceWindows({}, { abortSignal: giveUp.signal });
  expect((await refusalOf(call)).name).toBe('AbortError');
});
