/** A plan that is there already, in the wizard: its answers, its changes, its drift, its status, and what scripts left. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { UpdateMaintenanceWindowCommand } from '@aws-sdk/client-ssm';
import { expect, test } from 'vitest';
import { comparable } from '../helpers/read-back.js';
import { type TestSandbox, withSandbox } from '../helpers/sandbox.js';
import type { TestTerminal } from '../helpers/terminal.js';
import {
  commandOn,
  lineWith,
  moveTo,
  openWizard,
  type Question,
  runCommand,
  servedAt,
  toggle,
  waitForStep,
  walkTo,
  words,
} from '../helpers/wizard.js';
import { dumpAccount } from '../jobs/account-dump.js';
import { writesIn } from '../jobs/runs.js';
import { runScripts } from '../jobs/scripts-account.js';

const made = '-w 1 -d 2 -t 3 22:30 -z Europe/London --duration 3 --max-errors 10% --os suse=5 --tag Team=ops';

/** An account that has a plan, set up without a screen. */
async function withPlan(flags = made): Promise<TestSandbox> {
  const sandbox = await withSandbox({ empty: true });
  await runCommand(`ssm-patch-wizard setup --yes --endpoint-url ${sandbox.endpoint} ${flags}`);
  return sandbox;
}

/** What the account is after a set-up with these flags alone. */
async function alone(flags: string): Promise<unknown> {
  return comparable((await withPlan(flags)).ssm());
}

/** Walks to the review, where there is nothing to create. */
async function walkToReview(terminal: TestTerminal, question: string, from: Question = 'home'): Promise<string> {
  await walkTo(terminal, 'options', from);
  terminal.press('enter');
  return terminal.waitFor(question);
}

/** The rows that are ticked, from top to bottom. */
function tickedOn(screen: string): (string | undefined)[] {
  return [...screen.matchAll(/◉ (\S+)/g)].map(([, label]) => label);
}

const apply = 'Apply these changes?';

test('the second run finds its answers in the account and nothing to do', async () => {
  const sandbox = await withPlan();
  const before = await writesIn(sandbox);
  const terminal = await openWizard(servedAt(sandbox.endpoint));
  const baselines = await walkTo(terminal, 'baseline');
  expect(lineWith(baselines, 'SUSE')).toMatch(/❯ ◉ SUSE Linux Enterprise Server +AWS's rules, but after 5 days/);
  const schedule = await walkTo(terminal, 'schedule', 'baseline');
  expect(schedule).toContain('times in Europe/London');
  // 22:30 is further down in its column.
  expect(tickedOn(schedule)).toEqual(['1st', 'Tuesday', '03:00']);
  expect(schedule).toMatch(/22:30–01:30/);
  const options = await walkTo(terminal, 'options', 'schedule');
  expect(options).toMatch(/Team=ops/);
  expect(options).toMatch(/10%/);
  terminal.press('enter');
  const review = await terminal.waitFor(words.nothingToDo);
  expect(review).toContain('= 9 as they should be already');
  expect(review).not.toContain('Also delete');
  const [schedulePart, rest] = made.split(' --duration');
  expect(commandOn(review)).toContain(`${schedulePart} --os suse=5 --duration${rest?.replace(' --os suse=5', '')}`);
  await moveTo(terminal, words.leave);
  terminal.press('enter');
  expect(await terminal.exit).toEqual({ exitCode: 0 });
  expect(await writesIn(sandbox)).toEqual(before);
});

test('a tick where there was nothing to do brings the rows that apply it, and each can be reached', async () => {
  const sandbox = await withPlan();
  const before = await writesIn(sandbox);
  const terminal = await openWizard(servedAt(sandbox.endpoint));
  await walkTo(terminal, 'schedule');
  terminal.press('right', 'right');
  await terminal.waitFor('❯ ◉ 03:00');
  await toggle(terminal, '22:30');
  terminal.press('enter');
  await waitForStep(terminal, 'options');
  terminal.press('enter');
  await terminal.waitFor('Nothing to create or change.');
  await moveTo(terminal, 'Also delete');
  terminal.press('space');
  const ticked = await terminal.waitFor('❯ ◉ Also delete');
  expect(ticked).toMatch(/: make \d calls/);
  for (const row of [words.everyCall, words.change, words.leave]) {
    terminal.press('down');
    await terminal.waitFor(`❯ ${row}`);
  }
  terminal.press('enter');
  expect(await terminal.exit).toEqual({ exitCode: 0 });
  expect(await writesIn(sandbox)).toEqual(before);
});

test('another weekday: what is new is created, what is former goes only with its own tick, and can come back', {
  timeout: 60_000,
}, async () => {
  const sandbox = await withPlan();
  const ssm = sandbox.ssm();
  const original = await comparable(ssm);
  const terminal = await openWizard(servedAt(sandbox.endpoint));
  await walkTo(terminal, 'schedule');
  terminal.press('right');
  await terminal.waitFor('❯ ◉ Tuesday');
  await toggle(terminal, 'Tuesday');
  await toggle(terminal, 'Wednesday');
  terminal.press('enter');
  await waitForStep(terminal, 'options');
  terminal.press('enter');
  let review = await waitForStep(terminal, 'review');
  expect(review).toMatch(/\+ 2 +maintenance windows/);
  expect(review).not.toMatch(/^ +- \d/m);
  expect(review).toContain('◯ Also delete 4 things that this plan no longer wants');
  expect(review).toContain('Create: make 8 calls');

  // Changing an answer takes a tick back; the tick itself makes the deletions part of what is applied.
  await moveTo(terminal, 'Also delete');
  terminal.press('enter');
  review = await terminal.waitFor(apply);
  expect(review).toContain('❯ ◉ Also delete 4 things');
  expect(review).toMatch(/- 2 +maintenance windows +Week1Day2Unattended0300, Week1Day2Unattended2230/);
  expect(review).toMatch(/- 2 +registrations/);
  await moveTo(terminal, words.change);
  terminal.press('enter');
  await terminal.waitFor(words.whichChange);
  await moveTo(terminal, 'Options');
  terminal.press('enter');
  await waitForStep(terminal, 'options');
  terminal.press('enter');
  review = await waitForStep(terminal, 'review');
  expect(review).toContain('◯ Also delete');
  await moveTo(terminal, 'Also delete');
  terminal.press('enter');
  review = await terminal.waitFor(apply);
  expect(commandOn(review)).toMatch(/ --prune$/);

  await moveTo(terminal, words.everyCall);
  terminal.press('enter');
  await terminal.waitFor(words.allCalls);
  terminal.press('end');
  await terminal.waitFor(/❯ DeregisterPatchBaselineForPatchGroup +Week 1 Day 2/);
  terminal.press('escape');
  // A second Enter must not apply anything: the cursor is where it was.
  expect(await terminal.waitFor(apply)).toContain(`❯ ${words.everyCall}`);
  terminal.press('home');
  terminal.press('enter');
  await terminal.waitFor(words.done);
  expect(await comparable(ssm)).toEqual(await alone(made.replace('-d 2', '-d 3')));
  terminal.press('enter');
  expect(await terminal.exit).toEqual({ exitCode: 0 });

  const folder = join(terminal.home, '.local', 'state', 'ssm-patch-wizard', 'backups');
  const [backup = '', ...more] = readdirSync(folder);
  expect(more).toEqual([]);
  const restore = `ssm-patch-wizard restore ${join(folder, backup)} --yes --endpoint-url ${sandbox.endpoint}`;
  const left = terminal.scrollback();
  expect(left).toContain('To bring back what was deleted:');
  expect(left.replaceAll('\n', '')).toContain(restore);
  await runCommand(restore);
  await runCommand(`ssm-patch-wizard setup --yes --prune --endpoint-url ${sandbox.endpoint} ${made}`);
  expect(await comparable(ssm)).toEqual(original);
});

test('drift is in the status, and mended from the review, field by field', async () => {
  // What most windows have is what the plan has, so there are three.
  const sandbox = await withPlan(made.replace('-t 3', '-t 3 4'));
  const ssm = sandbox.ssm();
  const original = await comparable(ssm);
  const { windows } = await dumpAccount(ssm);
  const WindowId = windows.find(({ fields }) => fields.Name === 'Week1Day2Unattended0300')?.id;
  await ssm.send(new UpdateMaintenanceWindowCommand({ WindowId, Enabled: false, Duration: 5 }));

  const terminal = await openWizard({ ...servedAt(sandbox.endpoint), columns: 80, rows: 24 });
  await terminal.waitFor(words.home);
  await moveTo(terminal, 'Status');
  terminal.press('enter');
  await terminal.waitFor(words.region);
  terminal.press('enter');
  await terminal.waitFor(words.yes);
  terminal.press('enter');
  const status = await terminal.waitFor('What this account has about patching now');
  expect(status.replaceAll(/\n +/g, ' ')).toMatch(
    /1 difference from what the plans were made for:.*! default: The window Week1Day2Unattended0300 was switched off\. The window Week1Day2Unattended0300 was changed: Duration is 5, the plan has 3\./,
  );
  expect(status).toMatch(/Week1Day2Unattended2230 +Tue 20\d\d-\d\d-\d\d 22:30 [+]0[01]:00 +\d+ (days|h) +default/);
  expect(status).toMatch(/Week1Day2Unattended0300 +switched off +default/);
  for (const question of [words.yes, words.region, words.home]) {
    terminal.press('escape');
    await terminal.waitFor(question);
  }

  terminal.press('home');
  const review = await walkToReview(terminal, apply);
  expect(review).toMatch(/~ 1 +maintenance window/);
  expect(review).toContain('= 12 as they should be already');
  await moveTo(terminal, words.everyCall);
  terminal.press('enter');
  const calls = await terminal.waitFor('UpdateMaintenanceWindow');
  expect(calls).toMatch(/Duration: 5 → 3/);
  expect(calls).toMatch(/Enabled: false → true/);
  terminal.press('escape');
  await terminal.waitFor(apply);
  terminal.press('home');
  await terminal.waitFor('❯ Apply: make 1 call');
  terminal.press('enter');
  await terminal.waitFor(words.done);
  terminal.press('enter');
  expect(await terminal.exit).toEqual({ exitCode: 0 });
  expect(await comparable(ssm)).toEqual(original);
});

test('what the original scripts made gives the answers, is in the way, and is taken over with a tick', async () => {
  const sandbox = await withSandbox({ empty: true });
  const ssm = sandbox.ssm();
  const { windowIds } = await runScripts(ssm, { weeks: [2], days: [6], hours: [5], timeZone: 'Europe/Berlin' });
  const terminal = await openWizard(servedAt(sandbox.endpoint));
  const schedule = await walkTo(terminal, 'schedule');
  expect(schedule).toContain('times in Europe/Berlin');
  expect(tickedOn(schedule)).toEqual(['2nd', '05:00', 'Saturday']);
  const blocked = await walkToReview(terminal, words.cannotCreate, 'schedule');
  expect(blocked).toMatch(/Take over what the original scripts made: --adopt/);
  await moveTo(terminal, 'Take over 1 window');
  terminal.press('enter');
  const review = await terminal.waitFor(apply);
  expect(review).toContain('❯ ◉ Take over 1 window of the original scripts');
  expect(review).toMatch(/~ 1 +task/);
  expect(commandOn(review)).toMatch(/ -w 2 -d 6 -t 5 -z Europe\/Berlin --tag-key 'Patch Group' --adopt$/);
  terminal.press('home');
  await terminal.waitFor('❯ Apply: make 6 calls');
  terminal.press('enter');
  await terminal.waitFor(words.done);
  const { windows } = await dumpAccount(ssm);
  expect(windows.map(({ id }) => id)).toEqual(windowIds);
  expect(windows[0]?.fields.Tags).toMatchObject({ 'ssm-patch-wizard:plan': 'default' });
  expect(windows[0]?.tasks[0]?.fields.TaskArn).toBe('AWS-RunPatchBaseline');
});
