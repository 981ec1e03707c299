/** Pauses in a set-up: what somebody has switched off or holds back stays so, is no drift, and ends only by name. */
import type { SSM } from '@aws-sdk/client-ssm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Wave } from '../../../source/plan/intent/document.js';
import { kinds, type PlanningAccount } from '../../helpers/planning.js';
import { forSome } from '../../helpers/properties.js';
import { accountWith, few, grid, twoDocuments } from './documents.js';

type Pause = 'none' | 'off' | 'until' | 'both';
const later = '2027-01-05T00:00:00Z';

async function pause(ssm: SSM, WindowId: string, how: Pause, StartDate = later): Promise<void> {
  const input = {
    ...(how === 'off' || how === 'both' ? { Enabled: false } : {}),
    ...(how === 'until' || how === 'both' ? { StartDate } : {}),
  };
  if (how !== 'none') await ssm.updateMaintenanceWindow({ WindowId, ...input });
}

/** What each window says about a pause, under its id. */
async function pausesIn(account: PlanningAccount): Promise<Map<string, string>> {
  const { windows } = await account.dump();
  return new Map(windows.map(({ id, fields: { Enabled, StartDate } }) => [id, `${Enabled} ${StartDate}`]));
}

function isOnce({ when }: Wave): boolean {
  return when.kind === 'schedule' && when.schedule.startsWith('at(');
}

it('whatever is paused stays so in any set-up and is no drift, until it is resumed', async () => {
  const anyPauses = fc.array(fc.constantFrom<Pause>('none', 'off', 'until', 'both'), { minLength: 4, maxLength: 4 });
  await forSome(4, [twoDocuments(), anyPauses, fc.boolean()], async ([one, other], pauses, prune) => {
    // What is over by the end of the pause is another case, below.
    fc.pre([one, other].every(({ waves }) => !waves.some(isOnce)));
    const account = await accountWith(one);
    const { windows } = await account.dump();
    for (const [index, { id }] of windows.entries()) await pause(account.ssm, id, pauses[index] ?? 'none');
    expect(await account.drift()).toEqual([]);
    expect((await account.plan({ file: one })).operations).toEqual([]);
    const before = await pausesIn(account);
    await account.setUp({ file: other, consent: { prune } });
    const after = await pausesIn(account);
    const wanted = new Set((await account.plan({ file: other })).desired.windows.map(({ existing }) => existing?.id));
    const isStaying = ({ id }: { readonly id: string }): boolean => wanted.has(id);
    const soFar = windows.some(isStaying) ? windows.filter(isStaying) : windows;
    const isWhole = soFar.every(({ id }) => before.get(id)?.endsWith(later));
    for (const [id, now] of after) expect(now).toBe(before.get(id) ?? (isWhole ? `true ${later}` : 'true undefined'));
    expect(await account.drift()).toEqual([]);

    await account.setUp({ file: other, consent: { resume: true } });
    expect(await account.drift()).toEqual([]);
    expect((await account.plan({ file: other, consent: { resume: true } })).operations).toEqual([]);
    for (const [id, now] of await pausesIn(account)) if (wanted.has(id)) expect(now).toBe('true undefined');
  });
});

it('a window whose schedule is over by the end of the pause is switched off, and a new one patches, which is said', async () => {
  const [first, second] = few().waves;
  const once = { kind: 'schedule', schedule: 'at(2027-01-01T03:00:00)' } as const;
  const account = await accountWith({ ...few(), waves: first ? [first] : [] });
  const [window] = (await account.dump()).windows;
  await pause(account.ssm, window?.id ?? '', 'until');
  const waves = [first, second].flatMap((wave) => (wave ? [{ ...wave, when: once }] : []));
  const { findings } = await account.setUp({ file: { ...few(), waves } });
  expect([...(await pausesIn(account)).values()]).toEqual(['false undefined', 'true undefined']);
  expect(findings.map(({ message }) => message)).toContainEqual(
    expect.stringContaining(`New windows are not paused: ${second?.window}.`),
  );
  expect(await account.drift()).toEqual([]);
});

describe('what is said of a pause', () => {
  it('names each window with its pause, and how it ends', async () => {
    const account = await accountWith(few());
    const [first, second] = (await account.read()).windows;
    await pause(account.ssm, first?.id ?? '', 'off');
    await pause(account.ssm, second?.id ?? '', 'until');
    const message = `2 windows are paused and stay paused: Week1Day2Unattended0300 (switched off), Week1Day2Unattended0400 (held back until ${later}).`;
    const nextSteps = ['To end the pause: --resume, or the resume command.'];
    expect((await account.plan()).findings).toEqual([{ severity: 'warning', code: 'paused', message, nextSteps }]);
    const resumed = await account.plan({ consent: { resume: true } });
    expect(kinds(resumed)).toEqual({ UpdateMaintenanceWindow: 2 });
    expect(resumed.findings).toEqual([]);
  });

  it('names new windows that patch at once, where all others are switched off', async () => {
    const account = await accountWith(few());
    for (const { id } of (await account.read()).windows) await pause(account.ssm, id, 'off');
    const found = await account.plan({ flags: { when: grid([1], [2], [3, 4, 5]) } });
    expect(found.findings[0]?.message).toMatch(/New windows are not paused: Week1Day2Unattended0500\.$/);
    const replaced = await account.plan({ flags: { when: grid([2], [2], [5]) } });
    expect(replaced.findings[0]?.message).toMatch(/New windows are not paused: Week2Day2Unattended0500\.$/);
  });

  it('holds back what is new until the latest date, where all others are held back', async () => {
    const account = await accountWith(few());
    const [first, second] = (await account.read()).windows;
    await pause(account.ssm, first?.id ?? '', 'until');
    await pause(account.ssm, second?.id ?? '', 'until', '2027-02-01T00:00:00Z');
    const { operations } = await account.plan({ flags: { when: grid([1], [2], [3, 4, 5]) } });
    const created = operations.find(({ kind }) => kind === 'CreateMaintenanceWindow');
    expect(created).toMatchObject({ input: { StartDate: '2027-02-01T00:00:00Z' } });
    expect(created?.summary).toMatch(/, held back until 2027-02-01T00:00:00Z$/);
  });

  it('is nothing of a date that has passed, which an update takes off', async () => {
    const account = await accountWith(few());
    const [first] = (await account.read()).windows;
    await pause(account.ssm, first?.id ?? '', 'until', '2026-01-01T00:00:00Z');
    expect(await account.plan()).toMatchObject({ operations: [], findings: [] });
    await account.setUp({ flags: { task: { durationHours: 2 } } });
    expect((await account.dump()).windows[0]?.fields).not.toHaveProperty('StartDate');
  });
});
