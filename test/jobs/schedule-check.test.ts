/** AWS's own dates against the preview's, for windows that existed before and those that the run has made. */
import { describe, expect, it } from 'vitest';
import { checkSchedule } from '../../source/jobs/schedule-check.js';
import type { Outcome } from '../../source/plan/account/events.js';
import type { SetupPlan } from '../../source/plan/setup/setup-plan.js';
import { PlanningAccount } from '../helpers/planning.js';
import { accountWith, few } from '../plan/setup/documents.js';
import { contextWith } from './runs.js';

const [three, four] = ['Week1Day2Unattended0300', 'Week1Day2Unattended0400'];

/** Compares the plan with these runs, under the ids by which they are asked for. */
async function check(plan: SetupPlan, outcomes: readonly Outcome[], runs: Readonly<Record<string, readonly string[]>>) {
  const asked: string[] = [];
  const upcomingRuns = async (id: string, count: number) => {
    asked.push(`${id} ${count}`);
    return runs[id] ?? [];
  };
  return { ...(await checkSchedule({ upcomingRuns }, plan, outcomes, contextWith())), asked };
}

/** A plan of two windows of which only the first has been made, with what AWS says of it. */
async function checkFirst(...runs: readonly string[]) {
  const plan = await (await PlanningAccount.open()).plan({ file: few() });
  const outcomes = plan.operations
    .filter(({ id }) => id === `window/${three}`)
    .map((operation) => ({ type: 'succeeded' as const, operation, resourceId: 'mw-1' }));
  return check(plan, outcomes, { 'mw-1': runs });
}

describe('AWS’s schedule', () => {
  it('agrees, in whatever form AWS writes its times; what was not made is not asked about', async () => {
    expect(await checkFirst('2026-12-01T03:00Z', '2027-01-05T04:00:00.000+01:00', '2027-02-01T20:00-07:00')).toEqual({
      checked: 3,
      differences: [],
      asked: ['mw-1 3'],
    });
  });

  it('differs by time and by missing runs', async () => {
    expect(await checkFirst('2026-12-01T02:00Z', '2027-01-05T03:00Z')).toMatchObject({
      checked: 3,
      differences: [
        { window: three, expected: new Date('2026-12-01T03:00Z'), actual: new Date('2026-12-01T02:00Z') },
        { window: three, expected: new Date('2027-02-02T03:00Z'), actual: undefined },
      ],
    });
  });

  it('differs by runs that the preview does not have', async () => {
    const once = { kind: 'schedule', schedule: 'at(2027-01-05T03:00:00)' } as const;
    const account = await accountWith(few({ waves: few().waves.map((wave) => ({ ...wave, when: once })) }));
    const [id = ''] = (await account.read()).windows.map((window) => window.id);
    const found = await check(await account.plan(), [], { [id]: ['2027-01-05T03:00Z', '2027-01-06T03:00Z'] });
    expect(found.differences).toEqual([
      { window: three, expected: undefined, actual: new Date('2027-01-06T03:00Z') },
      { window: four, expected: new Date('2027-01-05T03:00Z'), actual: undefined },
    ]);
  });

  it('cannot be read where it is no time', async () => {
    await expect(checkFirst('next Tuesday')).rejects.toThrow('not a time: next Tuesday');
  });
});
