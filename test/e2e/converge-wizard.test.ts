/** A plan that is there, in the wizard: it opens with its own answers, and changes in what is asked alone. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { TestTerminal } from '../helpers/terminal.js';
import {
  apply,
  change,
  choose,
  commandOn,
  comparable,
  confirm,
  decideAndConfirm,
  leave,
  lineWith,
  moveTo,
  runShown,
  waitForStep,
  walkTo,
  withPlans,
  words,
  writesFromNow,
} from '../helpers/wizard.js';

const made = '-w 1 -d 2 -t 3 22:30 -z Europe/London --duration 3 --max-errors 10% --os suse=5 --tag Team=ops';
const two = '--wave dev=2tue@03:00 --wave prod=3tue@03:00';

test('another weekday: what is new is created, what is former goes where somebody says so, and can come back', {
  timeout: 120_000,
}, async () => {
  const { ssm, run, open } = await withPlans(made);
  const original = await comparable(ssm);
  const terminal = await open();
  await walkTo(terminal, 'hub');
  terminal.press('enter');
  await waitForStep(terminal, 'schedule');
  terminal.press('right');
  await terminal.waitFor('❯ ◼ Tuesday');
  terminal.press('+');
  await terminal.waitFor('❯ ◼ Wednesday');
  terminal.press('enter');
  const hub = await waitForStep(terminal, 'hub');
  expect(hub).toContain('+ 2 windows, targets, tasks');
  expect(hub).not.toMatch(/^ +- /m);
  expect(hub).toContain(words.undo);
  terminal.press('u');
  await terminal.waitFor(words.nothingToDo);
  await change(terminal, 'When');
  await waitForStep(terminal, 'schedule');
  terminal.press('right', '+', 'enter');
  await waitForStep(terminal, 'hub');

  // Nothing is chosen before, and Enter alone is no answer.
  terminal.press('c');
  const asked = await terminal.waitFor(words.leftovers);
  for (const name of ['Week1Day2Unattended0300', 'Week1Day2Unattended2230'])
    expect(asked).toContain(`window ${name} (mw-`);
  expect(asked).not.toContain('❯');
  await terminal.press('enter');
  expect(await terminal.waitUntil(() => true)).toBe(asked);
  await choose(terminal, 'Delete');
  await terminal.waitFor(/Type the account id to .* in 1234 5678 9012, eu-west-1\./);
  terminal.type('yes');
  terminal.press('enter');
  expect(await terminal.waitUntil(() => true)).toContain('twelve digits');
  terminal.press('escape');
  const decided = await waitForStep(terminal, 'hub');
  expect(lineWith(decided, '- 2 windows')).toContain('Week1Day2Unattended0300, Week1Day2Unattended2230');
  expect(commandOn(decided)).toMatch(/ --prune$/);
  await confirm(terminal);
  await terminal.waitFor(words.done);
  const alone = await withPlans(made.replace('-d 2', '-d 3'));
  expect(await comparable(ssm)).toEqual(await comparable(alone.ssm));
  await leave(terminal);

  const folder = join(terminal.home, '.local', 'state', 'ssm-patch-wizard', 'backups');
  const [backup = '', ...more] = readdirSync(folder);
  expect(more).toEqual([]);
  const restore = `ssm-patch-wizard restore ${join(folder, backup)} --yes --endpoint-url`;
  const left = terminal.scrollback().replaceAll('\n', '');
  expect(left).toContain('To restore what was deleted:');
  expect(left).toContain(restore);
  expect(left).not.toContain('cleanup --plan');
  const [, back = ''] =
    /To go back to the previous answers: +(ssm-patch-wizard setup .*? -d 2 -t 3 22:30)/.exec(left) ?? [];
  await runShown(back);
  await run(`restore ${join(folder, backup)}`);
  await run(`setup --prune ${made}`);
  expect(await comparable(ssm)).toEqual(original);
});

test('one hour is moved in nine keys and what has to be typed; u goes back to the answers before it', {
  timeout: 120_000,
}, async () => {
  const { sandbox, windows, open } = await withPlans('-w 1 -d 2 -t 3 4');
  const names = async () =>
    (await windows()).map(({ fields }) => `${fields.Name} ${fields.Enabled === false ? 'off' : 'on'}`).sort();
  const terminal = await open('--plan', 'default');
  await waitForStep(terminal, 'account');
  // With Enter on the home screen, where this begins for most.
  const keys = counting(terminal, 1);
  await keys.press('enter', 'hub');
  await keys.press('enter', 'schedule');
  await keys.press('left', '❯ ◼ 03:00');
  await keys.press('-', '❯ ◼ 02:00');
  await keys.press('enter', 'hub');
  await keys.press('c', words.leftovers);
  await keys.press('down', '❯ Delete');
  await keys.press('enter', words.typed);
  expect(keys.pressed()).toBe(9);
  // Switched off instead, which deletes nothing: then yes is enough.
  terminal.press('escape');
  await waitForStep(terminal, 'hub');
  await change(terminal, 'Leftovers');
  await terminal.waitFor(words.leftovers);
  await choose(terminal, 'Switch off');
  await terminal.waitFor('switched off');
  await confirm(terminal);
  await terminal.waitFor(words.done);
  expect(await names()).toEqual(['0200 on', '0300 off', '0400 on'].map((each) => `Week1Day2Unattended${each}`));

  terminal.press('u');
  const before = await waitForStep(terminal, 'hub');
  expect(lineWith(before, '❯')).toContain('1st Tue · 03:00 and 04:00 UTC');
  expect(lineWith(before, '~ window')).toContain('Week1Day2Unattended0300  switched on');
  await sandbox.faults({ operation: 'DeleteMaintenanceWindow', kind: 'access-denied' });
  await decideAndConfirm(terminal, 'Delete');
  await terminal.waitFor(/not\s+allowed\s+to\s+call\s+ssm:DeleteMaintenanceWindow/);
  // What was decided about the same leftovers holds when it is tried again.
  await sandbox.faults();
  terminal.press('r');
  const rest = await waitForStep(terminal, 'hub');
  expect(lineWith(rest, 'Leftovers')).toContain('deleted, after a backup');
  await confirm(terminal);
  await terminal.waitFor(words.done);
  await leave(terminal);
  expect(await names()).toEqual(['0300 on', '0400 on'].map((each) => `Week1Day2Unattended${each}`));
});

/** Presses keys one by one, waits for what each leads to, and counts them. */
function counting(terminal: TestTerminal, before: number) {
  let count = before;
  return {
    press: async (key: string, until: string | RegExp) => {
      count += 1;
      terminal.press(key);
      if (until === 'hub' || until === 'schedule') await waitForStep(terminal, until);
      else await terminal.waitFor(until);
    },
    pressed: () => count,
  };
}

test('a window that was changed by hand is in the status, from where m mends that one', async () => {
  const { sandbox, ssm, update, open } = await withPlans(two);
  const original = await comparable(ssm);
  await update('default-dev', { Duration: 6, ScheduleTimezone: 'Asia/Tokyo' });
  const writes = await writesFromNow(sandbox);
  const terminal = await open();
  await waitForStep(terminal, 'home');
  await moveTo(terminal, 'Status');
  for (const question of [words.yes, 'Which windows run next?']) {
    terminal.press('enter');
    await terminal.waitFor(question);
  }
  terminal.press('left');
  const drift = await terminal.waitFor('[Drift 1]');
  expect(drift).toMatch(/! window default-dev +default +zone Asia\/Tokyo → UTC · open 6 → 1 h/);
  terminal.press('m');
  const hub = await waitForStep(terminal, 'hub');
  expect(hub).toContain(words.apply);
  expect(hub).toMatch(/~ window default-dev +zone Asia\/Tokyo → UTC · open 6 → 1 h/);
  expect(hub).toContain('= 9 already as planned');
  terminal.press('e');
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
  const hub = await walkTo(terminal, 'hub');
  expect(hub).toMatch(/› web {2,}/);
  expect(hub).toContain('from --wave dev=2tue@05:00 --wave prod=3tue@03:00');
  expect(hub).toMatch(/~ window web-dev +2nd Tuesday at 03:00 → 2nd Tuesday at 05:00/);
  await apply(terminal);
  expect(await writes()).toEqual(['PutParameter', 'UpdateMaintenanceWindow']);
  const schedules = (await windows()).map(({ fields }) => `${fields.Name} ${fields.Schedule}`);
  expect(schedules).toEqual(['web-dev cron(00 05 ? * TUE#2 *)', 'web-prod cron(00 03 ? * TUE#3 *)']);
});
