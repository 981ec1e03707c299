/** A plan that is there, in the wizard: it opens with its own answers, and changes in what is asked alone. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  apply,
  change,
  choose,
  commandOn,
  comparable,
  confirm,
  leave,
  moveTo,
  tickedOn,
  toggle,
  waitForStep,
  walkTo,
  withPlans,
  words,
  writesFromNow,
} from '../helpers/wizard.js';

const made = '-w 1 -d 2 -t 3 22:30 -z Europe/London --duration 3 --max-errors 10% --os suse=5 --tag Team=ops';
const two = '--wave dev=2tue@03:00 --wave prod=3tue@03:00';

test('after other weeks Enter alone finds those weeks and makes no call; a tick brings the rows that apply it', async () => {
  const { sandbox, open } = await withPlans('-w 1 2 -d 2 -t 3', '-w 3 -d 3 -t 4');
  const writes = await writesFromNow(sandbox);
  const terminal = await open();
  expect(tickedOn(await walkTo(terminal, 'schedule'))).toEqual(['3rd', 'Wednesday', '04:00']);
  const review = await walkTo(terminal, 'review', 'schedule');
  expect(review).toContain(words.nothingToCreate);
  expect(review).toContain('= 6 as they should be already');
  expect(review).toContain(`❯ ${words.leave}`);
  await moveTo(terminal, 'Also delete 4 things');
  terminal.press('space');
  expect(await terminal.waitFor('❯ ◼ Also delete')).toContain('Apply: make 8 calls');
  for (const row of [words.everyCall, words.change, words.leave]) {
    terminal.press('down');
    await terminal.waitFor(`❯ ${row}`);
  }
  await leave(terminal);
  expect(await writes()).toEqual([]);
});

test('another weekday: what is new is created, what is former goes only with its own tick, and can come back', {
  timeout: 60_000,
}, async () => {
  const { ssm, run, open } = await withPlans(made);
  const original = await comparable(ssm);
  const terminal = await open();
  await walkTo(terminal, 'schedule');
  terminal.press('right');
  await terminal.waitFor('❯ ◼ Tuesday');
  await toggle(terminal, 'Tuesday');
  await toggle(terminal, 'Wednesday');
  let review = await walkTo(terminal, 'review', 'schedule');
  expect(review).toMatch(/\+ 2 +maintenance windows/);
  expect(review).not.toMatch(/^ +- \d/m);
  expect(review).toContain('◻ Also delete 4 things that this plan no longer wants');
  expect(review).toContain('Apply: make 9 calls');

  // Changing an answer takes a tick back; the tick itself makes the deletions part of what is applied.
  await choose(terminal, 'Also delete');
  review = await terminal.waitFor('❯ ◼ Also delete 4 things');
  expect(review).toMatch(/- 2 +maintenance windows +Week1Day2Unattended0300, Week1Day2Unattended2230/);
  expect(review).toMatch(/- 2 +registrations/);
  await change(terminal, 'Options');
  expect(await walkTo(terminal, 'review', 'options')).toContain('◻ Also delete');
  await choose(terminal, 'Also delete');
  review = await terminal.waitFor('❯ ◼ Also delete');
  expect(commandOn(review)).toMatch(/ --prune$/);

  await choose(terminal, words.everyCall);
  await terminal.waitFor(words.allCalls);
  terminal.press('end');
  await terminal.waitFor(/❯ DeregisterPatchBaselineForPatchGroup +Week 1 Day 2/);
  terminal.press('escape');
  // A second Enter must not apply anything: the cursor is where it was.
  expect(await terminal.waitFor(words.apply)).toContain(`❯ ${words.everyCall}`);
  await confirm(terminal);
  await terminal.waitFor(words.done);
  const alone = await withPlans(made.replace('-d 2', '-d 3'));
  expect(await comparable(ssm)).toEqual(await comparable(alone.ssm));
  await leave(terminal);

  const folder = join(terminal.home, '.local', 'state', 'ssm-patch-wizard', 'backups');
  const [backup = '', ...more] = readdirSync(folder);
  expect(more).toEqual([]);
  const restore = `ssm-patch-wizard restore ${join(folder, backup)} --yes --endpoint-url`;
  const left = terminal.scrollback();
  expect(left).toContain('To bring back what was deleted:');
  expect(left.replaceAll('\n', '')).toContain(restore);
  await run(`restore ${join(folder, backup)}`);
  await run(`setup --prune ${made}`);
  expect(await comparable(ssm)).toEqual(original);
});

test('a window that was changed by hand is in the status, and Enter alone mends that one', async () => {
  const { sandbox, ssm, update, open } = await withPlans(two);
  const original = await comparable(ssm);
  await update('default-dev', { Duration: 6, ScheduleTimezone: 'Asia/Tokyo' });
  const writes = await writesFromNow(sandbox);
  const terminal = await open();
  await waitForStep(terminal, 'home');
  await moveTo(terminal, 'Status');
  for (const question of [words.region, words.yes, 'What this account has about patching now']) {
    terminal.press('enter');
    await terminal.waitFor(question);
  }
  expect(terminal.screen().replaceAll(/\n +/g, ' ')).toMatch(
    /1 difference from what the plans want: ! default: The window default-dev was changed: ScheduleTimezone is "Asia\/Tokyo", the plan has "UTC"; Duration is 6, the plan has 1\. /,
  );
  expect(terminal.screen()).toMatch(/Plan default: last changed on .* UTC by arn:aws:iam::123456789012:user\/sandbox/);
  for (const question of [words.yes, words.region, words.home]) {
    terminal.press('escape');
    await terminal.waitFor(question);
  }
  terminal.press('home');
  const review = await walkTo(terminal, 'review');
  expect(review).toContain(words.apply);
  expect(review).toMatch(/~ 1 +maintenance window +ScheduleTimezone, Duration/);
  expect(review).toContain('= 9 as they should be already');
  await choose(terminal, words.everyCall);
  const calls = await terminal.waitFor('UpdateMaintenanceWindow');
  expect(calls).toMatch(/default-dev/);
  expect(calls).toMatch(/Duration: 6 → 1/);
  terminal.press('escape');
  await terminal.waitFor(words.apply);
  await apply(terminal);
  expect(await writes()).toEqual(['UpdateMaintenanceWindow']);
  expect(await comparable(ssm)).toEqual(original);
});

test('a wave of a plan with named waves is moved by one update beside the record', async () => {
  const { sandbox, windows, open } = await withPlans(`--plan web ${two}`);
  const writes = await writesFromNow(sandbox);
  const terminal = await open('--plan', 'web', '--wave', 'dev=2tue@05:00', '--wave', 'prod=3tue@03:00');
  const review = await walkTo(terminal, 'review', 'account', ['schedule', 'options']);
  expect(review).toContain('plan web');
  expect(review).toMatch(/~ 1 +record +\/patch-wizard\/plans\/web/);
  expect(review).toMatch(/~ 1 +maintenance window +Description, Schedule/);
  await apply(terminal);
  expect(await writes()).toEqual(['PutParameter', 'UpdateMaintenanceWindow']);
  const schedules = (await windows()).map(({ fields }) => `${fields.Name} ${fields.Schedule}`);
  expect(schedules).toEqual(['web-dev cron(00 05 ? * TUE#2 *)', 'web-prod cron(00 03 ? * TUE#3 *)']);

  // Waves that are no grid of weeks, days and hours stay as they are where nothing is ticked.
  const again = await open();
  const schedule = await walkTo(again, 'schedule');
  expect(tickedOn(schedule)).toEqual([]);
  expect(schedule).toContain('The plan has waves of its own: dev 2nd Tuesday at 05:00, prod 3rd Tuesday at 03:00.');
  expect(await walkTo(again, 'review', 'schedule')).toContain(words.nothingToDo);
  await moveTo(again, words.leave);
  await leave(again);
  expect(await writes()).toHaveLength(2);
});
