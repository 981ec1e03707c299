/** AWS's own dates against the preview's, and the ids by which a plan's resources are found afterwards. */
import { describe, expect, it } from 'vitest';
import { checkSchedule, verifySchedule, windowIds } from '../../source/jobs/schedule-check.js';
import type { Occurrence } from '../../source/schedule/occurrences.js';
import { PlanningAccount } from '../helpers/planning.js';

const slot = { kind: 'nth-weekday', week: 1, weekday: 2, time: { hour: 3, minute: 0 } } as const;

function occurrence(window: string, start: string): Occurrence {
  const at = { start: new Date(start), end: new Date(start), local: start.slice(0, 16) };
  return { window, when: slot, timeZone: 'UTC', ...at, notes: [] };
}

const preview = [
  occurrence('A', '2026-12-01T03:00:00Z'),
  occurrence('B', '2026-12-01T04:00:00Z'),
  occurrence('A', '2027-01-05T03:00:00Z'),
  occurrence('B', '2027-01-05T04:00:00Z'),
  occurrence('A', '2027-02-02T03:00:00Z'),
];

function check(runs: Readonly<Record<string, readonly string[]>>, runsEach = 2) {
  const windows = new Map(Object.keys(runs).map((window) => [window, `mw-${window}`]));
  const upcomingRuns = async (id: string) => runs[id.slice(3)] ?? [];
  return verifySchedule({ upcomingRuns }, windows, preview, runsEach);
}

describe('AWS’s schedule', () => {
  it('agrees, in whatever form AWS writes its times', async () => {
    const found = await check({
      A: ['2026-12-01T03:00Z', '2027-01-05T03:00:00.000Z', '2027-02-02T03:00:00Z'],
      B: ['2026-12-01T05:00:00+01:00', '2027-01-04T21:00-07:00'],
    });
    expect(found).toEqual({ checked: 4, differences: [] });
  });

  it('differs by time, by missing and by further runs', async () => {
    const found = await check(
      { A: ['2026-12-01T02:00Z'], B: ['2026-12-01T04:00Z', '2027-01-05T04:00Z', '2027-02-02T04:00Z'] },
      3,
    );
    expect(found).toEqual({
      checked: 6,
      differences: [
        { window: 'A', expected: new Date('2026-12-01T03:00Z'), actual: new Date('2026-12-01T02:00Z') },
        { window: 'A', expected: new Date('2027-01-05T03:00Z'), actual: undefined },
        { window: 'A', expected: new Date('2027-02-02T03:00Z'), actual: undefined },
        { window: 'B', expected: undefined, actual: new Date('2027-02-02T04:00Z') },
      ],
    });
  });

  it('cannot be read where it is no time', async () => {
    await expect(check({ A: ['next Tuesday'] })).rejects.toThrow('not a time: next Tuesday');
  });
});

describe('a plan', () => {
  it('is checked window by window, three runs each', async () => {
    const account = await PlanningAccount.open();
    const plan = await account.plan({ flags: { timeZone: 'Europe/London' } });
    const asked: [string, number][] = [];
    const upcomingRuns = async (id: string, count: number) => {
      asked.push([id, count]);
      return ['2026-12-01T03:00Z', '2027-01-05T03:00Z', '2027-02-02T03:00Z'];
    };
    const ids = new Map([['Week1Day2Unattended0300', 'mw-1']]);
    const found = await checkSchedule({ upcomingRuns }, plan, ids, new Date('2026-11-23T10:00Z'));
    expect(found).toEqual({ checked: 3, differences: [] });
    expect(asked).toEqual([['mw-1', 3]]);
  });

  it('knows the ids of what existed and of what was created, not of what was not', async () => {
    const account = await PlanningAccount.open();
    const { operations, ...plan } = await account.plan();
    const outcomes = operations
      .slice(0, 11)
      .map((operation) => ({ type: 'succeeded' as const, operation, resourceId: `id of ${operation.id}` }));
    expect([...windowIds({ operations, ...plan }, outcomes)]).toEqual([
      ['Week1Day2Unattended0300', 'id of window/Week1Day2Unattended0300'],
    ]);
    await account.carryOut(operations);
    const settled = await account.plan();
    expect([...windowIds(settled, [])]).toEqual(settled.account.windows.map(({ name, id }) => [name, id]));
  });
});
