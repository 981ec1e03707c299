/** Which plan, in the wizard: one of several, one that broke off, one of windows that are there, a paused and an unreadable one. */
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
  tickedOn,
  waitForStep,
  walkTo,
  withPlans,
  words,
  writesFromNow,
} from '../helpers/wizard.js';
import { counted } from '../jobs/runs.js';
import { runScripts } from '../jobs/scripts-account.js';

const two = '--wave dev=2tue@03:00 --wave prod=3tue@03:00';

test('of two plans each opens with its own answers, and a new one cannot take the name of another', {
  timeout: 60_000,
}, async () => {
  const db = '-w 1 -d 2 -t 3 22:30 -z Europe/London --os suse=5 --duration 3 --max-errors 10% --tag Team=ops';
  const { sandbox, open } = await withPlans(`--plan db ${db}`, '--plan web -w 4 -d 5 -t 1');
  const writes = await writesFromNow(sandbox);
  const terminal = await open();
  const which = await walkTo(terminal, 'plan');
  expect(lineWith(which, '❯')).toMatch(/❯ db +1st Tue · 03:00 and 22:30 London · 2 windows · (?:! 0 nodes · )?next /);
  await choose(terminal, 'web');
  const web = await waitForStep(terminal, 'hub');
  expect(web).toContain(words.nothingToDo);
  expect(lineWith(web, '❯')).toContain('❯ When       4th Fri · 01:00 UTC');
  expect(commandOn(web)).toMatch(/--plan web -w 4 -d 5 -t 1$/);

  // The other one: nothing is left of the first.
  terminal.press('escape');
  await terminal.waitFor('❯ web');
  terminal.press('up', 'enter');
  const hub = await waitForStep(terminal, 'hub');
  expect(hub).toContain(words.nothingToDo);
  expect(hub).toContain('= 10 as they should be already');
  expect(commandOn(hub)).toContain(` --plan db ${db}`);
  await change(terminal, 'Systems');
  const baselines = await waitForStep(terminal, 'baseline');
  expect(lineWith(baselines, 'SUSE')).toMatch(/❯ ◼ SUSE Linux Enterprise Server +AWS's rules, but after 5 days/);
  terminal.press('escape');
  await waitForStep(terminal, 'hub');

  terminal.press('escape');
  await terminal.waitFor('❯ db');
  await choose(terminal, words.newPlan);
  expect(await walkTo(terminal, 'hub')).toContain('default (new)');
  await change(terminal, 'Name');
  await waitForStep(terminal, 'name');
  terminal.press('ctrl-u');
  terminal.type('web');
  await terminal.waitFor(/❯ Plan name +web▏/);
  terminal.press('enter');
  await terminal.waitFor('There is a plan web already');
  await leave(terminal, 130);
  expect(await writes()).toEqual([]);
});

test('what broke off before its first window is asked about with the answers that it had, and goes on', {
  timeout: 60_000,
}, async () => {
  const { sandbox, windows, open } = await withPlans();
  await sandbox.faults({ operation: 'CreateMaintenanceWindow', times: 9, kind: 'expired-token' });
  const broken = await open('-z', 'America/New_York', '--duration', '3', '--tag-key', 'Patch Group');
  await walkTo(broken, 'hub');
  await confirm(broken);
  const stopped = (await broken.waitFor(words.notCompleteSoFar)).replaceAll(/\s+/g, ' ');
  expect(stopped).toContain('2 more are not done: The session of these credentials has expired.');
  await leave(broken, 1);
  const report = broken.screen();
  expect(report).toContain('aws sso login');
  expect(report.slice(report.indexOf(words.goOn)).replaceAll('\n', '')).toContain(
    "-w 1 2 -d 2 3 -t 3 4 -z America/New_York --tag-key 'Patch Group' --duration 3",
  );
  await sandbox.faults();
  expect(await windows()).toEqual([]);

  const terminal = await open();
  const hub = await walkTo(terminal, 'hub');
  // The record is there already.
  expect(hub).toContain(words.apply);
  expect(hub).toContain('03:00 and 04:00 New York');
  expect(hub).toContain('open 3 h');
  expect(hub).toContain('groups by the tag Patch Group');
  expect(lineWith(hub, '8 windows')).not.toMatch(/record|baseline/);
  await apply(terminal);
  const made = await windows();
  expect(made).toHaveLength(8);
  for (const { fields, targets, tasks } of made) {
    expect(fields).toMatchObject({ ScheduleTimezone: 'America/New_York', Duration: 3 });
    expect(targets).toMatchObject([{ fields: { Targets: [{ Key: 'tag:Patch Group' }] } }]);
    expect(tasks).toHaveLength(1);
  }
});

test('a change that was refused half-way is not taken back: r goes on with the windows that lack it', {
  timeout: 60_000,
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
  await apply(terminal);
  expect(await writes()).toEqual(Array(lacking).fill('UpdateMaintenanceWindow'));
  expect(new Set(await hours())).toEqual(new Set(['3 h Europe/London']));
});

test('windows of nobody become a plan by the same calls without a screen, with the flag and by its row', {
  timeout: 60_000,
}, async () => {
  const ways = await Promise.all(
    [1, 2, 3].map(async () => {
      const account = await withPlans();
      await runScripts(account.ssm, { weeks: [2], days: [2, 6], hours: [5], timeZone: 'Europe/Berlin' });
      return { ...account, writes: await writesFromNow(account.sandbox) };
    }),
  );
  const [without, flagged, chosen] = ways;
  if (!without || !flagged || !chosen) throw new Error('three ways');
  await without.run('setup --adopt');
  const withFlag = await flagged.open('--adopt');
  await walkTo(withFlag, 'hub');
  await apply(withFlag);

  const terminal = await chosen.open();
  const which = await walkTo(terminal, 'plan');
  expect(lineWith(which, '❯')).toContain(words.newPlan);
  expect(lineWith(which, 'Take over')).toMatch(
    /Take over +2 windows that nobody's plan has: Week2Day2Unattended0500, Week2Day6Unattended0500/,
  );
  await choose(terminal, 'Take over');
  await waitForStep(terminal, 'hub');
  await change(terminal, 'When');
  const schedule = await waitForStep(terminal, 'schedule');
  expect(schedule).toContain('times in Berlin');
  expect(tickedOn(schedule)).toEqual(['2nd', 'Tuesday', '05:00', 'Saturday']);
  terminal.press('enter');
  const hub = await waitForStep(terminal, 'hub');
  expect(hub).toMatch(/Take over +2 windows become this plan's as they are/);
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
  for (const { ssm, writes } of [flagged, chosen]) {
    expect(counted(await writes())).toEqual(calls);
    expect(await comparable(ssm)).toEqual(await comparable(without.ssm));
  }
});

test('what is switched off or held back stays so through a set-up, and the tick ends it', {
  timeout: 60_000,
}, async () => {
  const { sandbox, windows, update, run, open } = await withPlans(`${two} --wave db=4tue@03:00`);
  await update('default-dev', { Enabled: false });
  await run('pause --wave prod --until 2100-01-05T00:00:00Z');
  const pauses = async () =>
    (await windows()).map(({ fields }) => [fields.Name, fields.Enabled, fields.StartDate, fields.Duration]);
  const writes = await writesFromNow(sandbox);
  const terminal = await open('--duration', '2');
  const hub = await walkTo(terminal, 'hub');
  expect(lineWith(hub, 'Pause')).toContain('! 2 of 3 windows are paused and stay so');
  expect(lineWith(hub, 'How')).toMatch(/open 2 h .* --duration 2 given/);
  expect(hub).toContain('~ 3 windows  open 1 → 2 h');
  await apply(terminal);
  expect(await pauses()).toEqual([
    ['default-dev', false, undefined, 2],
    ['default-prod', true, '2100-01-05T00:00:00Z', 2],
    ['default-db', true, undefined, 2],
  ]);

  const second = await open();
  const idle = await walkTo(second, 'hub');
  expect(idle).toContain(words.nothingToDo);
  expect(idle).not.toContain(words.apply);
  // What cannot be done says why.
  second.press('c');
  await second.waitFor('! Nothing to create or change');
  await change(second, 'Pause');
  const ended = await second.waitFor(words.apply);
  expect(ended).not.toContain('paused and stay so');
  expect(ended).toMatch(/~ window default-dev +switched on/);
  expect(ended).toMatch(/~ window default-prod +no longer held back/);
  expect(commandOn(ended)).toContain('--resume');
  await apply(second);
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
