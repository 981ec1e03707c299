/** Maintenance windows: what is refused, what an update leaves alone, what a delete takes along. */
import type { CreateMaintenanceWindowCommandInput } from '@aws-sdk/client-ssm';
import { describe, expect, it } from 'vitest';
import { plainWindow, refusalOf, refusalsOf, withSandbox } from '../helpers/sandbox.js';

const now = () => new Date('2026-11-23T10:00:00Z');

async function emptyAccount(options = {}) {
  return (await withSandbox({ empty: true, now, ...options })).ssm();
}

describe('create', () => {
  it.each<[string, Partial<CreateMaintenanceWindowCommandInput>, RegExp]>([
    ['a cutoff as long as the window', { Duration: 2, Cutoff: 2 }, /cutoff 2, duration 2/],
    ['text that is no schedule', { Schedule: 'every tuesday' }, /Invalid schedule expression/],
    ['a cron expression with four fields', { Schedule: 'cron(0 3 * ?)' }, /fields/],
    ['a rate under five minutes', { Schedule: 'rate(1 minute)' }, /Invalid schedule expression/],
    ['a date that never comes', { Schedule: 'cron(0 3 31 2 ? *)' }, /no execution in the future/],
    ['a time that has passed', { Schedule: 'at(2026-11-23T09:59:59)' }, /no execution in the future/],
    ['an unknown zone', { ScheduleTimezone: 'Europe/Atlantis' }, /Europe\/Atlantis/],
    ['an offset without cron', { Schedule: 'rate(7 days)', ScheduleOffset: 2 }, /ScheduleOffset/],
    ['a start that is no date', { StartDate: 'next week' }, /StartDate/],
    ['a start that is on no calendar', { StartDate: '2027-02-30' }, /StartDate/],
    ['an end that is on no calendar', { EndDate: '2027-04-31T00:00:00Z' }, /EndDate/],
    ['an end before the start', { StartDate: '2027-02-01T00:00:00Z', EndDate: '2027-01-01T00:00:00Z' }, /EndDate/],
    ['an end before the first run', { EndDate: '2026-11-30T00:00:00Z' }, /no execution in the future/],
    ['a reserved tag', { Tags: [{ Key: 'aws:owner', Value: 'x' }] }, /reserved/],
  ])('refuses %s', async (_what, members, message) => {
    const ssm = await emptyAccount();
    const refused = await refusalOf(ssm.createMaintenanceWindow({ ...plainWindow, ...members }));
    expect(refused).toEqual({ name: 'ValidationException', message: expect.stringMatching(message) });
    const { WindowIdentities } = await ssm.describeMaintenanceWindows({});
    expect(WindowIdentities).toEqual([]);
  });

  it('lists every violation of the model at its path', async () => {
    const ssm = await emptyAccount();
    const wrong = { ...plainWindow, Name: 'a b', Tags: [{ Key: '', Value: 'x' }] };
    expect((await refusalOf(ssm.createMaintenanceWindow(wrong))).message).toBe(
      "2 validation errors detected: Value 'a b' at 'name' failed to satisfy constraint: Member must satisfy regular " +
        "expression pattern: ^[a-zA-Z0-9_\\-.]{3,128}$; Value '' at 'tags.1.member.key' failed to satisfy constraint: " +
        'Member must have length greater than or equal to 1',
    );
  });

  it('stops at the quota, which can be raised', async () => {
    const create = { ...plainWindow, ClientToken: undefined };
    const standard = await emptyAccount();
    for (let count = 0; count < 50; count++) await standard.createMaintenanceWindow(create);
    expect((await refusalOf(standard.createMaintenanceWindow(create))).name).toBe('ResourceLimitExceededException');
    const small = await emptyAccount({ quotas: { windows: 1 } });
    await small.createMaintenanceWindow(create);
    expect((await refusalOf(small.createMaintenanceWindow(create))).message).toMatch(/limit of 1 /);
  });

  it('gives the first window again for a known token, and refuses it with other parameters', async () => {
    const ssm = await emptyAccount();
    const create = (members: Partial<CreateMaintenanceWindowCommandInput>) =>
      ssm.createMaintenanceWindow({ ...plainWindow, ClientToken: 'token-1', ...members });
    const first = await create({});
    expect((await create({})).WindowId).toBe(first.WindowId);
    expect((await refusalOf(create({ Duration: 5 }))).name).toBe('IdempotentParameterMismatch');
    expect((await create({ ClientToken: 'token-2' })).WindowId).not.toBe(first.WindowId);
    await ssm.deleteMaintenanceWindow({ WindowId: first.WindowId });
    expect((await create({})).WindowId).toBe(first.WindowId);
  });
});

describe('update', () => {
  const full = {
    ...{ ...plainWindow, Description: 'first', ScheduleTimezone: 'Europe/Paris', ScheduleOffset: 2 },
    ...{ StartDate: '2026-12-01T00:00:00Z', EndDate: '2030-01-01T00:00:00Z' },
  };

  it('changes what it is given and leaves the rest', async () => {
    const ssm = await emptyAccount();
    const { WindowId } = await ssm.createMaintenanceWindow(full);
    const changes = { Description: 'second', Enabled: false };
    const { $metadata: _, ...answer } = await ssm.updateMaintenanceWindow({ WindowId, ...changes });
    expect(answer).toEqual({ WindowId, ...full, ...changes });
    const window = await ssm.getMaintenanceWindow({ WindowId });
    expect(window).toMatchObject({ ...full, ...changes });
    expect(window.NextExecutionTime).toBeUndefined();
  });

  it('clears the optional members with Replace, and then requires what create does', async () => {
    const ssm = await emptyAccount();
    const { WindowId } = await ssm.createMaintenanceWindow(full);
    const incomplete = ssm.updateMaintenanceWindow({ WindowId, Replace: true, Name: 'other' });
    expect((await refusalOf(incomplete)).message).toMatch(/Schedule, Duration, Cutoff, AllowUnassociated/);
    await ssm.updateMaintenanceWindow({ WindowId, Replace: true, ...plainWindow });
    const { $metadata: _, CreatedDate, ModifiedDate, ...window } = await ssm.getMaintenanceWindow({ WindowId });
    expect(window).toEqual({ WindowId, ...plainWindow, Enabled: true, NextExecutionTime: '2026-12-01T03:00Z' });
  });

  it('checks the window as it would be, and changes nothing when it refuses', async () => {
    const ssm = await emptyAccount();
    const { WindowId } = await ssm.createMaintenanceWindow(plainWindow);
    const refused = ssm.updateMaintenanceWindow({ WindowId, Duration: 1, Name: 'other' });
    expect((await refusalOf(refused)).message).toMatch(/cutoff 1, duration 1/);
    expect((await ssm.getMaintenanceWindow({ WindowId })).Name).toBe('plain-window');
    const missing = ssm.updateMaintenanceWindow({ WindowId: 'mw-00000000000000000', Enabled: false });
    expect((await refusalOf(missing)).name).toBe('DoesNotExistException');
  });

  it('switches off a window that will not run again', async () => {
    let time = new Date('2026-11-23T10:00:00Z');
    const ssm = await emptyAccount({ now: () => time });
    const { WindowId } = await ssm.createMaintenanceWindow({ ...plainWindow, Schedule: 'at(2026-11-24T03:00:00)' });
    time = new Date('2026-11-25T00:00:00Z');
    await ssm.updateMaintenanceWindow({ WindowId, Enabled: false });
    expect(await ssm.getMaintenanceWindow({ WindowId })).toMatchObject({ Enabled: false });
  });
});

it('is listed by name and by whether it is on', async () => {
  const ssm = (await withSandbox({ now })).ssm();
  const names = async (Key: string, ...Values: string[]) => {
    const answer = await ssm.describeMaintenanceWindows({ Filters: [{ Key, Values }] });
    return answer.WindowIdentities?.map(({ Name }) => Name);
  };
  expect(await names('Enabled', 'false')).toEqual(['legacy-erp-patching']);
  expect(await names('Enabled', 'True')).toHaveLength(5);
  expect(await names('Name', 'nightly-inventory', 'nightly')).toEqual(['nightly-inventory']);
  const invalid = 'ValidationException';
  expect(await refusalsOf(names('Color', 'red'), names('Name'))).toEqual([invalid, invalid]);
});

it('takes its targets along when it is deleted, and a second delete is no error', async () => {
  const ssm = await emptyAccount();
  const { WindowId } = await ssm.createMaintenanceWindow(plainWindow);
  const Targets = [{ Key: 'tag:Team', Values: ['web'] }];
  await ssm.registerTargetWithMaintenanceWindow({ WindowId, ResourceType: 'INSTANCE', Targets });
  expect((await ssm.deleteMaintenanceWindow({ WindowId })).WindowId).toBe(WindowId);
  const lost = [ssm.getMaintenanceWindow({ WindowId }), ssm.describeMaintenanceWindowTargets({ WindowId })];
  expect(await refusalsOf(...lost)).toEqual(['DoesNotExistException', 'DoesNotExistException']);
  expect((await ssm.deleteMaintenanceWindow({ WindowId })).WindowId).toBe(WindowId);
});
