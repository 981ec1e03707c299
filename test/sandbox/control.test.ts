/** The control protocol: reset, requests, faults of each kind, latency, and the rate limit. */
import type { SSM } from '@aws-sdk/client-ssm';

import { describe, expect, it } from 'vitest';
import type { Fault } from '../../source/sandbox/faults.js';
import { memorySandbox } from '../helpers/memory-account.js';
import { plainWindow, rawRequest, refusalOf, withSandbox } from '../helpers/sandbox.js';

const create = (ssm: SSM) => ssm.createMaintenanceWindow(plainWindow);
const count = async (ssm: SSM) => (await ssm.describeMaintenanceWindows({})).WindowIdentities?.length;

/** `ok` or the error's name, for each of some calls in a row. */
async function outcomes(calls: number, call: () => Promise<unknown>): Promise<string[]> {
  const found: string[] = [];
  const outcome = () => 'ok';
  for (let index = 0; index < calls; index++) found.push(await call().then(outcome, (error: Error) => error.name));
  return found;
}

async function withFaults(...faults: Fault[]) {
  const sandbox = await withSandbox({ empty: true });
  await sandbox.faults(...faults);
  return { sandbox, ssm: sandbox.ssm() };
}

const operation = 'CreateMaintenanceWindow';

describe('faults', () => {
  it.each<[Fault['kind'], string]>([
    ['throttle', 'ThrottlingException'],
    ['error500', 'InternalServerError'],
    ['expired-token', 'ExpiredTokenException'],
    ['access-denied', 'AccessDeniedException'],
  ])('%s is answered with %s and changes nothing', async (kind, name) => {
    const { ssm } = await withFaults({ operation, kind });
    expect((await refusalOf(create(ssm))).name).toBe(name);
    expect(await count(ssm)).toBe(0);
  });

  it('access-denied names the caller and the action', async () => {
    const { ssm } = await withFaults({ kind: 'access-denied' });
    expect((await refusalOf(create(ssm))).message).toBe(
      'User: arn:aws:iam::123456789012:user/sandbox is not authorized to perform: ssm:CreateMaintenanceWindow ' +
        'because no identity-based policy allows the ssm:CreateMaintenanceWindow action',
    );
  });

  it.each<[Fault['kind'], string, number]>([
    ['reset-before', 'without doing the work', 0],
    ['reset-after', 'when it is done', 1],
  ])('%s breaks the connection %s', async (kind, _, windows) => {
    const { ssm } = await withFaults({ operation, kind });
    expect((await refusalOf(create(ssm))).message).toMatch(/ECONNRESET|socket hang up/);
    expect(await count(ssm)).toBe(windows);
  });

  it('reset-after does not double what a client tries again, for it repeats its token', async () => {
    const { sandbox } = await withFaults({ operation, nth: 1, kind: 'reset-after' });
    const patient = sandbox.ssm('eu-west-1', { maxAttempts: 3 });
    await create(patient);
    expect(await count(patient)).toBe(1);
    expect((await sandbox.requests()).map(({ operation, status }) => `${operation} ${status}`)).toEqual([
      ...['CreateMaintenanceWindow 0', 'CreateMaintenanceWindow 200', 'DescribeMaintenanceWindows 200'],
    ]);
  });

  it('hang never answers', async () => {
    const { ssm } = await withFaults({ operation, kind: 'hang' });
    const abort = AbortSignal.timeout(100);
    const call = ssm.createMaintenanceWindow(plainWindow, { abortSignal: abort });
    expect((await refusalOf(call)).name).toBe('AbortError');
    expect(await count(ssm)).toBe(0);
  });

  it('lag shows lists as they were a moment before, and nothing else', async () => {
    let time = 0;
    const { ssm, control } = memorySandbox({ empty: true, now: () => new Date(time) });
    await create(ssm());
    await control('PUT', 'faults', [{ kind: 'lag', ms: 2000 }]);
    const { WindowId } = (await create(ssm())) as { readonly WindowId?: string };
    expect(await count(ssm())).toBe(1);
    expect(await ssm().getMaintenanceWindow({ WindowId })).toMatchObject({ WindowId });
    time = 2000;
    expect(await count(ssm())).toBe(2);
    await ssm().deleteMaintenanceWindow({ WindowId });
    expect(await count(ssm())).toBe(2);
    await control('PUT', 'faults', []);
    expect(await count(ssm())).toBe(1);
  });

  it('count the calls that match, from nth and for so many times', async () => {
    const { sandbox, ssm } = await withFaults(
      { operation, nth: 2, kind: 'throttle' },
      { operation, nth: 3, times: 2, kind: 'access-denied' },
      { operation: 'GetCallerIdentity', times: 1, kind: 'expired-token' },
    );
    await count(ssm);
    const denied = 'AccessDeniedException';
    expect(await outcomes(6, () => create(ssm))).toEqual(['ok', 'ThrottlingException', denied, denied, 'ok', 'ok']);
    const sts = sandbox.sts();
    expect(await outcomes(2, () => sts.getCallerIdentity({}))).toEqual(['ExpiredToken', 'ok']);
    await sandbox.faults();
    expect(await outcomes(2, () => create(ssm))).toEqual(['ok', 'ok']);
  });

  it('are refused when they are none', async () => {
    const sandbox = await withSandbox({ empty: true });
    for (const faults of [{}, [{}], [{ kind: 'explode' }], [{ kind: 'hang', nth: 0 }], 'throttle']) {
      await expect(sandbox.control('PUT', 'faults', faults)).rejects.toThrow(/: 400 /);
    }
  });
});

it('reset empties or seeds the account and forgets requests and faults', async () => {
  const sandbox = await withSandbox();
  const ssm = sandbox.ssm();
  expect(await count(ssm)).toBe(6);
  await sandbox.faults({ kind: 'throttle' });
  await sandbox.control('POST', 'reset', { empty: true });
  expect(await count(ssm)).toBe(0);
  const where = { account: sandbox.account, region: 'eu-west-1' };
  expect(await sandbox.control('GET', 'requests')).toEqual([
    { ...where, operation: 'DescribeMaintenanceWindows', status: 200, at: expect.stringMatching(/^\d{4}-.*Z$/) },
  ]);
  await sandbox.control('POST', 'reset', { empty: false });
  expect(await count(ssm)).toBe(6);
});

it.each([
  [false, 6],
  [true, 0],
])('reset without a word makes the account as it was at the start: empty %s', async (empty, windows) => {
  const sandbox = await withSandbox({ empty });
  await sandbox.control('POST', 'reset', { empty: !empty });
  await sandbox.control('POST', 'reset');
  expect(await count(sandbox.ssm())).toBe(windows);
});

it('latency delays every call until it is taken back', async () => {
  const sandbox = await withSandbox({ empty: true });
  const ssm = sandbox.ssm();
  await sandbox.control('PUT', 'latency', { ms: 120 });
  const before = performance.now();
  await count(ssm);
  // Timers may fire a millisecond early.
  expect(performance.now() - before).toBeGreaterThanOrEqual(118);
  await expect(sandbox.control('PUT', 'latency', { ms: -1 })).rejects.toThrow(/: 400 /);
});

it('answers 404 for what is no control', async () => {
  const sandbox = await withSandbox({ empty: true });
  await expect(sandbox.control('GET', 'reset')).rejects.toThrow(/: 404 /);
  await expect(sandbox.control('GET', 'nothing')).rejects.toThrow(/: 404 /);
});

it('throttles past the rate, and lets through again when time has passed', async () => {
  const sandbox = await withSandbox({ empty: true, rateLimit: 5 });
  const ssm = sandbox.ssm();
  const burst = await Promise.all(
    Array.from({ length: 12 }, async () => (await outcomes(1, () => ssm.describePatchBaselines({})))[0]),
  );
  const allowed = burst.filter((outcome) => outcome === 'ok').length;
  expect(allowed).toBeGreaterThanOrEqual(5);
  expect(burst.filter((outcome) => outcome === 'ThrottlingException')).toHaveLength(12 - allowed);
  const patient = sandbox.ssm('eu-west-1', { maxAttempts: 8 });
  await patient.describePatchBaselines({});
});

it('writes a line for each request', async () => {
  const lines: string[] = [];
  const sandbox = await withSandbox({ empty: true, log: (line) => lines.push(line) });
  await create(sandbox.ssm('ap-south-1'));
  await rawRequest(sandbox.endpoint, { operation: 'Send\u001b[31mCommand'.replace('\u001b', ''), body: '{}' });
  await rawRequest(sandbox.endpoint, { operation: 'GetMaintenanceWindow', body: '{"WindowId":"\\u001b[2J"}' });
  expect(lines[0]).toMatch(/^ap-south-1 CreateMaintenanceWindow 200 \d+ms$/);
  expect(lines[1]).toMatch(/^eu-west-1 Send\[31mCommand 400 \d+ms UnknownOperationException: /);
  expect(lines[2]).toMatch(/^eu-west-1 GetMaintenanceWindow 400 \d+ms ValidationException: 2 validation errors/);
  expect(lines.join()).not.toContain('\u001b');
});
