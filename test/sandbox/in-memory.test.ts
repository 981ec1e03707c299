/** The account without a socket: the same answers as over HTTP, from a client of the real SDK. */
import { SSM } from '@aws-sdk/client-ssm';
import { STS } from '@aws-sdk/client-sts';
import { expect, it, onTestFinished } from 'vitest';
import { InMemoryAccount } from '../../source/sandbox/in-memory.js';
import { handlerOf, managerOf, memoryAccount } from '../helpers/memory-account.js';
import { defaultRegion, plainWindow, rawRequest, refusalOf, testCredentials, withSandbox } from '../helpers/sandbox.js';

const now = () => new Date('2026-11-23T10:00:00Z');

function clientOf(account: InMemoryAccount): SSM {
  const requestHandler = handlerOf(account);
  const ssm = new SSM({ region: defaultRegion, credentials: testCredentials, maxAttempts: 1, requestHandler });
  onTestFinished(() => ssm.destroy());
  return ssm;
}

it('shows what the server shows', async () => {
  const http = (await withSandbox({ now })).ssm();
  const memory = clientOf(new InMemoryAccount({ now }));
  const [over, without] = await Promise.all(
    [http, memory].map(async (ssm) => (await ssm.describeMaintenanceWindows({})).WindowIdentities),
  );
  expect(without).toHaveLength(6);
  expect(without).toEqual(over);
});

it('answers SSM, STS and the control protocol, with status, headers and body as on the wire', async () => {
  const account = new InMemoryAccount({ empty: true });
  const sts = new STS({
    region: defaultRegion,
    credentials: testCredentials,
    requestHandler: handlerOf(account),
  });
  onTestFinished(() => sts.destroy());
  expect((await sts.getCallerIdentity({})).Account).toBe(account.account);
  const { endpoint } = await withSandbox({ empty: true });
  const wire = await rawRequest(endpoint, { operation: 'GetMaintenanceWindow', body: '{}' });
  const answer = await account.handle({
    method: 'POST',
    path: '/',
    headers: {
      Authorization: `AWS4-HMAC-SHA256 Credential=AKID/20261123/${defaultRegion}/ssm/aws4_request, Signature=0`,
      'X-Amz-Target': 'AmazonSSM.GetMaintenanceWindow',
    },
    body: '{}',
  });
  expect([answer.status, answer.body]).toEqual([wire.status, wire.text]);
  expect(answer.headers).toMatchObject({ 'content-type': 'application/x-amz-json-1.1' });
  const requests = await account.handle({ method: 'GET', path: '/_sandbox/requests', headers: {} });
  expect(JSON.parse(requests.body)).toMatchObject([{ operation: 'GetCallerIdentity' }, { status: 400 }]);
});

it('refuses a body beyond the limit, with what the server says', async () => {
  const body = 'x'.repeat(1024 * 1024 + 1);
  const { endpoint } = await withSandbox();
  const wire = await rawRequest(endpoint, { operation: 'GetMaintenanceWindow', body });
  const answer = await new InMemoryAccount().handle({ method: 'POST', path: '/', headers: {}, body });
  expect([answer.status, answer.body]).toEqual([413, wire.text]);
});

it('is an account of its own each time, and has the quotas that it is given', async () => {
  const first = clientOf(new InMemoryAccount({ empty: true, quotas: { windows: 1 } }));
  await first.createMaintenanceWindow(plainWindow);
  const beyond = await refusalOf(first.createMaintenanceWindow(plainWindow));
  expect(beyond.name).toBe('ResourceLimitExceededException');
  const second = clientOf(new InMemoryAccount({ empty: true }));
  expect((await second.describeMaintenanceWindows({})).WindowIdentities).toEqual([]);
});

it('breaks connections as it is told to, and the SDK tries again', async () => {
  const account = new InMemoryAccount({ empty: true });
  const requestHandler = handlerOf(account);
  const ssm = new SSM({ region: defaultRegion, credentials: testCredentials, requestHandler });
  onTestFinished(() => ssm.destroy());
  const faults = [{ operation: 'CreateMaintenanceWindow', nth: 1, kind: 'reset-after' }];
  await account.handle({ method: 'PUT', path: '/_sandbox/faults', headers: {}, body: JSON.stringify(faults) });
  await ssm.createMaintenanceWindow(plainWindow);
  expect((await ssm.describeMaintenanceWindows({})).WindowIdentities).toHaveLength(1);
});

it('lets a call that hangs be given up', async () => {
  const giveUp = new AbortController();
  const account = new InMemoryAccount({ log: () => giveUp.abort() });
  await account.handle({ method: 'PUT', path: '/_sandbox/faults', headers: {}, body: '[{"kind":"hang"}]' });
  const call = clientOf(account).describeMaintenanceWindows({}, { abortSignal: giveUp.signal });
  expect((await refusalOf(call)).name).toBe('AbortError');
});

it('is a PatchManager by one call, seeded or empty', async () => {
  const seeded = await memoryAccount({ now });
  expect((await seeded.readInventory()).windows).toHaveLength(6);
  expect((await seeded.identify()).account).toBe('123456789012');
  const account = new InMemoryAccount({ empty: true });
  const manager = await managerOf(account);
  await manager.perform('CreateMaintenanceWindow', {
    ...plainWindow,
    Description: 'plain',
    ScheduleTimezone: 'UTC',
    Tags: [],
  });
  const { WindowIdentities = [] } = await clientOf(account).describeMaintenanceWindows({});
  expect(WindowIdentities.map(({ Name }) => Name)).toEqual([plainWindow.Name]);
  manager.close();
  seeded.close();
});
