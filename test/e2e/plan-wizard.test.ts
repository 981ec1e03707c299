/** Which plan, in the wizard: one that broke off, one of windows that are there, a paused and an unreadable one. */
import { expect, test } from 'vitest';
import {
  apply,
  change,
  choose,
  commandOn,
  comparable,
  confirm,
  leave,
  lineWith,
  runShown,
  tickedOn,
  waitForStep,
  walkTo,
  withPlans,
  words,
  writesFromNow,
} from '../helpers/wizard.js';
import { counted, setUpServed } from '../jobs/runs.js';
import { runScripts } from '../jobs/scripts-account.js';

const two = '--wave dev=2tue@03:00 --wave prod=3tue@03:00';

test('a change that was refused half-way is not taken back: r goes on with the windows that lack it, and so does the command that is left', {
  timeout: 120_000,
}, async () => {
  const { sandbox, windows, open } = await withPlans('');
  await sandbox.faults({ operation: 'UpdateMaintenanceWindow', nth: 4, kind: 'access-denied' });
  const terminal = await open('-z', 'Europe/London', '--duration', '3');
  await walkTo(terminal, 'hub');
  await confirm(terminal);
  await terminal.waitFor(words.notCompleteSoFar);
  await sandbox.faults();
  const hours = async () => (await windows()).map(({ fields }) => `${fields.Duration} h ${fields.ScheduleTimezone}`);
  const lacking = (await hours()).filter((each) => each === '1 h UTC').length;
  expect(lacking).toBeGreaterThan(0);
  expect(lacking).toBeLessThan(8);

  const writes = await writesFromNow(sandbox);
  terminal.press('r');
  const hub = await waitForStep(terminal, 'hub');
  expect(hub).toContain(lacking === 1 ? '~ window ' : `~ ${lacking} windows  zone UTC → Europe/London · open 1 → 3 h`);
  expect(hub).not.toMatch(/~ record/);
  // Left before it goes on, it is finished by the command of its report.
  await sandbox.faults({ operation: 'UpdateMaintenanceWindow', kind: 'expired-token' });
  await confirm(terminal);
  await terminal.waitFor(/not done: These credentials have\s+expired\./);
  await leave(terminal, 1);
  const report = terminal.scrollback().replaceAll('\n', '');
  expect(report).toContain('aws sso login');
  const [, goesOn = ''] = /To continue: *(ssm-patch-wizard setup .*? --duration 3)/.exec(report) ?? [];
  await sandbox.faults();
  await runShown(goesOn);
  expect(await writes()).toEqual(Array(lacking).fill('UpdateMaintenanceWindow'));
  expect(new Set(await hours())).toEqual(new Set(['3 h Europe/London']));
});

test('windows of nobody become a plan by its row, by the same calls as without a screen', {
  timeout: 120_000,
}, async () => {
  const ways = await Promise.all(
    [1, 2].map(async () => {
      const account = await withPlans();
      await runScripts(account.ssm, { weeks: [2], days: [2, 6], hours: [5], timeZone: 'Europe/Berlin' });
      return { ...account, writes: await writesFromNow(account.sandbox) };
    }),
  );
  const [without, chosen] = ways;
  if (!without || !chosen) throw new Error('two ways');
  await setUpServed(without.sandbox, '--adopt');
  const terminal = await chosen.open();
  const which = await walkTo(terminal, 'plan');
  expect(lineWith(which, '❯')).toContain(words.newPlan);
  expect(lineWith(which, 'Take over')).toMatch(
    /Take over +2 windows in no plan: Week2Day2Unattended0500, Week2Day6Unattended0500/,
  );
  await choose(terminal, 'Take over');
  await waitForStep(terminal, 'hub');
  await change(terminal, 'When');
  const schedule = await waitForStep(terminal, 'schedule');
  expect(schedule).toContain('times in Berlin');
  expect(tickedOn(schedule)).toEqual(['2nd', 'Tuesday', '05:00', 'Saturday']);
  terminal.press('enter');
  const hub = await waitForStep(terminal, 'hub');
  expect(hub).toMatch(/Take over +the plan takes over 2 windows as they are/);
  expect(hub).toMatch(/~ 2 windows .*document AWS-ApplyPatchBaseline → AWS-RunPatchBaseline/);
  expect(commandOn(hub)).toMatch(/ setup --yes .*--plan default --adopt$/);
  await apply(terminal);

  const calls = counted(await without.writes());
  expect(calls).toEqual({
    PutParameter: 1,
    AddTagsToResource: 3,
    UpdateMaintenanceWindowTarget: 2,
    UpdateMaintenanceWindowTask: 2,
  });
  expect(counted(await chosen.writes())).toEqual(calls);
  expect(await comparable(chosen.ssm)).toEqual(await comparable(without.ssm));
});

test('what is switched off or held back stays so through a set-up, and the tick ends it', {
  timeout: 120_000,
}, async () => {
  const { sandbox, windows, update, run, open } = await withPlans(`${two} --wave db=4tue@03:00`);
  await update('default-dev', { Enabled: false });
  await run('pause --wave prod --until 2100-01-05T00:00:00Z');
  const pauses = async () =>
    (await windows()).map(({ fields }) => [fields.Name, fields.Enabled, fields.StartDate, fields.Duration]);
  const writes = await writesFromNow(sandbox);
  await setUpServed(sandbox, '--duration 2');
  expect(await pauses()).toEqual([
    ['default-dev', false, undefined, 2],
    ['default-prod', true, '2100-01-05T00:00:00Z', 2],
    ['default-db', true, undefined, 2],
  ]);

  const terminal = await open();
  const idle = await walkTo(terminal, 'hub');
  expect(lineWith(idle, 'Pause')).toContain('! 2 of 3 windows are paused and stay paused');
  expect(idle).toContain(words.nothingToDo);
  expect(idle).not.toContain(words.apply);
  // What cannot be done says why.
  terminal.press('c');
  await terminal.waitFor('! Nothing to create or change');
  await change(terminal, 'Pause');
  const ended = await terminal.waitFor(words.apply);
  expect(ended).not.toContain('paused and stay paused');
  expect(ended).toMatch(/~ window default-dev +switched on/);
  expect(ended).toMatch(/~ window default-prod +no longer held back/);
  expect(commandOn(ended)).toContain('--resume');
  await apply(terminal);
  expect(await pauses()).toEqual(['dev', 'prod', 'db'].map((name) => [`default-${name}`, true, undefined, 2]));
  expect(counted(await writes())).toEqual({ PutParameter: 1, UpdateMaintenanceWindow: 5 });
});

test('a record that somebody has edited into nonsense is refused with the way back, and nothing is called', async () => {
  const { sandbox, ssm, open } = await withPlans(two);
  const Name = '/patch-wizard/plans/default';
  await ssm.putParameter({ Name, Value: '{ "waves": nonsense', Overwrite: true });
  const writes = await writesFromNow(sandbox);
  const terminal = await open();
  await walkTo(terminal, 'plan');
  terminal.press('enter');
  const screen = await terminal.waitFor(`${Name}, version 2) cannot be read`);
  await leave(terminal, 2);
  // What is cut is one command all the same.
  const unbroken = (text: string) => text.replace(/\\?\n\s*/g, '');
  const to = `--region eu-west-1 --endpoint-url ${sandbox.endpoint} --name ${Name}`;
  for (const text of [screen, terminal.screen()].map(unbroken)) {
    expect(text).toContain(`The record of plan default (${Name}, version 2) cannot be read.`);
    expect(text).toContain(`aws ssm get-parameter-history ${to}`);
    expect(text).toContain(`aws ssm delete-parameter ${to}, then`);
  }
  expect(await writes()).toEqual([]);
});
