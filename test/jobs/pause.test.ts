/** `pause` and `resume`: which dates are skipped, what is held back, and how it ends. */
import { describe, expect, it } from 'vitest';
import { pauses } from './pause-runs.js';
import { parsed, placeLine, placeMembers, setUp, toldAsJson, withPlan, writesIn } from './runs.js';

async function withWaves() {
  const sandbox = await withPlan('--wave dev=1tue@03:00 --wave prod=2tue@03:00 -z Europe/Berlin');
  /** Whether each window is on, and until when it is held back. */
  const held = async () => {
    const { windows } = await sandbox.dump();
    return windows.map(({ fields }) => [fields.Enabled, fields.StartDate]);
  };
  return { sandbox, held };
}

const running = [true, undefined];

it('what can never run again is neither paused nor resumed, and it is said', async () => {
  const { sandbox, held } = await withWaves();
  const [one, other] = (await sandbox.dump()).windows;
  const ssm = sandbox.ssm();
  await ssm.updateMaintenanceWindow({ WindowId: one?.id, EndDate: '2026-12-31T00:00:00Z', Enabled: false });
  await ssm.updateMaintenanceWindow({ WindowId: other?.id, EndDate: '2026-12-31T00:00:00Z' });
  const later = { now: () => new Date('2027-01-02T00:00:00Z') };
  const before = await held();
  for (const line of ['resume', 'pause --until 2027-03-01']) {
    const { exitCode, out } = await pauses(sandbox, line, later);
    expect(exitCode).toBe(0);
    const why = 'its EndDate, 2026-12-31T00:00:00Z, has passed';
    expect(out).toContain(`! ${one?.fields.Name} stays as it is, because it can never run again: ${why}.`);
  }
  expect(await held()).toEqual(before);
});

describe('pause', () => {
  it('--until a date of the plan’s zone: the dates that are skipped come first, in one call for each window', async () => {
    const { sandbox, held } = await withWaves();
    const before = await sandbox.dump();
    const writes = await writesIn(sandbox);
    const { exitCode, out, err } = await pauses(sandbox, 'pause --until 2027-01-06');
    expect({ exitCode, err }).toEqual({ exitCode: 0, err: [] });
    expect(out.slice(0, 7)).toEqual([
      placeLine,
      'Plan default: 2 windows to pause, 0 kept',
      'These runs will be skipped:',
      '  Tue  2026-12-01 03:00  Europe/Berlin  default-dev',
      '  Tue  2026-12-08 03:00  Europe/Berlin  default-prod',
      '  Tue  2027-01-05 03:00  Europe/Berlin  default-dev',
      '',
    ]);
    expect(out.at(-1)).toBe('Done: 2 windows held back until 2027-01-05T23:00:00Z.');
    expect((await writesIn(sandbox)).slice(writes.length)).toEqual(Array(2).fill('UpdateMaintenanceWindow 200'));
    const StartDate = '2027-01-05T23:00:00Z';
    const heldBack = before.windows.map((window) => ({ ...window, fields: { ...window.fields, StartDate } }));
    expect(await sandbox.dump()).toEqual({ ...before, windows: heldBack });
    const again = await pauses(sandbox, 'pause --until 2027-01-05T23:00:00Z');
    expect(again.out.at(-1)).toBe('Nothing to do: the windows are already paused.');
    const shorter = await pauses(sandbox, 'pause --until 2026-12-24 --wave dev', { isDryRun: true });
    expect(shorter.out).toContain(`! This ends an existing pause earlier: default-dev (until ${StartDate}).`);
    expect((await pauses(sandbox, 'resume')).out.at(-1)).toBe('Done: 2 windows resumed.');
    expect(await held()).toEqual([running, running]);
    expect((await setUp(sandbox)).out.at(-1)).toMatch(/^Nothing to do/);
  });

  it('--next: each window until its next run is over, of one wave alone', async () => {
    const { sandbox, held } = await withWaves();
    const { out } = await pauses(sandbox, 'pause --wave prod --next');
    expect(out).toContain('Wave prod of plan default: 1 window to pause, 0 kept');
    expect(out.filter((line) => line.includes('03:00'))).toEqual([
      '  Tue  2026-12-08 03:00  Europe/Berlin  default-prod',
    ]);
    const [dev, [, until]] = (await held()) as [unknown, [boolean, string]];
    expect(dev).toEqual(running);
    expect(new Date(until).toISOString()).toBe('2026-12-08T02:01:00.000Z');
    // What broke off is run again: only the other window is left.
    expect((await pauses(sandbox, 'pause --next')).out).toContain('Plan default: 1 window to pause, 1 kept');
    expect((await held())[1]).toEqual([true, until]);
    expect((await pauses(sandbox, 'pause --next')).out.at(-1)).toBe('Nothing to do: the windows are already paused.');
  });

  it('in JSON: the plan with where and as whom and the runs, two lines for each window, the summary', async () => {
    const { sandbox } = await withWaves();
    const told = await pauses(sandbox, 'pause --until 2026-12-10', { isJson: true });
    const { plan, summary } = toldAsJson(told);
    expect(plan).toEqual({
      version: 1,
      event: 'plan',
      ...placeMembers,
      operations: ['default-dev', 'default-prod'].map((name) => ({
        id: expect.stringMatching(/^pause\/mw-/),
        kind: 'UpdateMaintenanceWindow',
        name,
        summary: `Hold back the maintenance window ${name} until 2026-12-09T23:00:00Z`,
        changes: [{ field: 'StartDate', from: 'not set', to: '"2026-12-09T23:00:00Z"' }],
      })),
      kept: 0,
      warnings: [],
      runs: [
        { window: 'default-dev', start: '2026-12-01T02:00:00Z' },
        { window: 'default-prod', start: '2026-12-08T02:00:00Z' },
      ],
    });
    expect(summary).toMatchObject({ nextSteps: [] });
  });

  it('without confirmation changes nothing: a dry run ends with 0, else it is 3', async () => {
    const { sandbox, held } = await withWaves();
    const dry = await pauses(sandbox, 'pause --next', { isDryRun: true });
    expect(dry).toMatchObject({ exitCode: 0, err: [] });
    expect(dry.out.at(-1)).toBe('Dry run: nothing was changed.');
    const asked = await pauses(sandbox, 'pause --next', { isConfirmed: false, isJson: true });
    const again = 'To pause these windows, run it again with --yes.';
    expect(asked).toMatchObject({ exitCode: 3, err: [`Nothing was changed. ${again}`] });
    expect(parsed(asked.out).at(-1)).toMatchObject({ nextSteps: [again] });
    expect(await held()).toEqual([running, running]);
  });

  it('leaves alone what is switched off, and says so; resume switches it on', async () => {
    const { sandbox, held } = await withWaves();
    const WindowId = (await sandbox.dump()).windows[0]?.id;
    await sandbox.ssm().updateMaintenanceWindow({ WindowId, Enabled: false });
    const { out } = await pauses(sandbox, 'pause --until 2026-12-24');
    expect(out).toContain('Plan default: 1 window to pause, 1 kept');
    expect(out).toContain(
      '! default-dev: already switched off, and still off when the pause ends; resume switches windows on.',
    );
    expect((await held())[0]).toEqual([false, undefined]);
    const ended = await pauses(sandbox, 'resume', { isConfirmed: false });
    expect(ended.exitCode).toBe(3);
    expect(ended.out).toContain('These runs will take place again:');
    expect(ended.out.filter((line) => line.includes('03:00'))).toEqual([
      '  Tue  2026-12-01 03:00  Europe/Berlin  default-dev',
      '  Tue  2026-12-08 03:00  Europe/Berlin  default-prod',
    ]);
    expect((await pauses(sandbox, 'resume')).exitCode).toBe(0);
    expect(await held()).toEqual([running, running]);
    expect((await pauses(sandbox, 'resume')).out.at(-1)).toBe('Nothing to do: no window is paused.');
  });

  it('that is refused in part tells the command that goes on', async () => {
    const { sandbox, held } = await withWaves();
    await sandbox.faults({ kind: 'access-denied', operation: 'UpdateMaintenanceWindow', nth: 1, times: 1 });
    const { exitCode, out } = await pauses(sandbox, 'pause --until 2027-01-06', { isJson: true });
    expect(exitCode).toBe(1);
    expect(parsed(out).find(({ status }) => status === 'failed')).toMatchObject({
      error: { code: 'AccessDeniedException', nextSteps: [expect.any(String), expect.any(String)] },
    });
    const { nextSteps } = parsed(out).at(-1) as { nextSteps: string[] };
    const again = nextSteps[0] ?? '';
    expect(again).toBe('ssm-patch-wizard pause --yes --plan default --until 2027-01-06T00:00:00 --region eu-west-1');
    expect((await pauses(sandbox, again.slice('ssm-patch-wizard '.length))).exitCode).toBe(0);
    for (const [, until] of await held()) expect(until).toBe('2027-01-05T23:00:00Z');
  });
});

describe('what cannot be paused is refused, and nothing is called', () => {
  it.each([
    ['pause --plan defalut --next', 'unknown-plan', ['Did you mean default?', 'The plans are: default.']],
    ['resume --plan web', 'unknown-plan', ['The plans are: default.']],
    ['pause --wave prodd --next', 'unknown-wave', ['Did you mean prod?', 'The waves are: dev, prod.']],
    ['pause --until 2026-11-23', 'date-in-the-past', [expect.stringContaining('--until')]],
  ])('%s', async (line, code, nextSteps) => {
    const { sandbox } = await withWaves();
    const before = await writesIn(sandbox);
    await expect(pauses(sandbox, line)).rejects.toMatchObject({ code, exitCode: 2, nextSteps });
    expect(await writesIn(sandbox)).toEqual(before);
  });
});
