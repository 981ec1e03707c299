/** The clean-up by keys in a real terminal: choosing, confirming each thing by name, deleting, and the way back. */
import { describe, expect, test } from 'vitest';
import {
  type AccountToClean,
  builtInAccount,
  expectLeft,
  goOnCommandOf,
  goTo,
  markOf,
  openChoosing,
  pressFor,
  restoreCommandOf,
  servedAccount,
  smallPlan,
  cleanupWords as words,
} from '../helpers/cleanup-wizard.js';
import { emptyFolder } from '../helpers/command.js';
import type { TestTerminal } from '../helpers/terminal.js';
import { choose, lineWith, openWizard, runShown, waitForStep } from '../helpers/wizard.js';

/** What the small plan makes, in the order of the list. */
const own = {
  windows: ['Week1Day2Unattended0300', 'Week1Day2Unattended0400'],
  groups: ['Week 1 Day 2 - Unattended - 03:00', 'Week 1 Day 2 - Unattended - 04:00'],
  baseline: 'Windows-0day-Important',
  record: '/patch-wizard/plans/default',
};
const everyOwn = [...own.windows, ...own.groups, own.baseline, own.record];
const reset = 'Make AWS-DefaultPatchBaseline the default for Windows Server again';

describe('from the account to the way back', () => {
  test('on 120 by 40: own and others’ things, the account’s id by hand, and restored', {
    timeout: 120_000,
  }, async () => {
    const account = await builtInAccount([]);
    const before = await account.comparable();
    const namesBefore = await account.names();
    const terminal = await openChoosing(account);

    // Only the wizard's own are on; everything has its heading.
    const list = terminal.screen();
    expect(list).toContain('18 of 50 chosen');
    expect(list).toMatch(/◼ Plan default +8 windows, 8 registrations, 1 baseline, 1 record · 18 chosen/);
    for (const name of own.windows) expect(markOf(list, name), name).toBe('◼');
    await pressFor(terminal, 'down', '❯ ◼ Week1Day2Unattended0400');
    await pressFor(terminal, 'up', '❯ ◼ Week1Day2Unattended0300');
    const ends = await goTo(terminal, own.baseline);
    for (const name of [...own.groups, own.baseline]) expect(markOf(ends, name), name).toBe('◼');
    expect(ends).toContain('Patching, created by others');
    const others = await goTo(terminal, 'web-tier', 'web-tier ');
    for (const name of ['Corp-Windows-Monthly', 'legacy-erp-patching', 'web-tier']) {
      expect(markOf(others, name), name).toBe('◻');
    }
    await goTo(terminal, own.windows[0] ?? '');
    // Details, why, and what happens.
    expect(list).toMatch(/❯ ◼ Week1Day2Unattended0300 +window · next run \w{3} \d+ \w{3} 03:00 UTC/);
    expect(list).toMatch(/Id +mw-[0-9a-f]{17}, created \w/);
    expect(list).toMatch(/Schedule +cron\(00 03 \? \* TUE#1 \*\), UTC/);
    expect(list).toMatch(/Tasks +AWS-RunPatchBaseline · Install · priority 1/);
    expect(list).toMatch(/Why +created by this wizard, plan default/);
    expect(list).toContain('No nodes are in its targets now. Its next run would be');

    // Protected: shown with the reason, and never on.
    const inventory = await goTo(terminal, 'nightly-inventory');
    expect(lineWith(inventory, 'nightly-inventory')).toMatch(/❯ – nightly-inventory +not about patching/);
    expect(inventory).toContain('Kept: not about patching.');
    const refused = await pressFor(terminal, 'space', '! nightly-inventory stays: not about patching.');
    expect(markOf(refused, 'nightly-inventory')).toBe('–');
    expect(lineWith(await goTo(terminal, 'AWS-SuseDefaultPatchBaseline'), '❯')).toContain(
      "AWS's own, the default for SUSE",
    );
    await pressFor(terminal, 'd', '! AWS-SuseDefaultPatchBaseline stays');

    // A default baseline needs its own step first, and takes its group along.
    await goTo(terminal, 'Corp-Windows-Default');
    await pressFor(terminal, 'space', `! Choose "${reset}"`);
    await goTo(terminal, reset, 'Make AWS-DefaultPa');
    const withReset = await pressFor(terminal, 'space', '19 of 50 chosen');
    expect(withReset).toContain('Nodes without a patch group will be patched with AWS-DefaultPatchBaseline');
    await goTo(terminal, 'Corp-Windows-Default');
    const withDefault = await pressFor(terminal, 'space', '21 of 50 chosen');
    expect(markOf(withDefault, 'corp-windows')).toBe('◼');

    // Off in place of gone.
    await goTo(terminal, 'web-tier-patching');
    const off = await pressFor(terminal, 'd', 'switched off, not deleted');
    expect(lineWith(off, 'web-tier-patching')).toContain('◼');
    expect(off).toContain('22 of 50 chosen');

    // All of a kind, then none of it, then all again.
    await goTo(terminal, own.windows[0] ?? '');
    // The record stays with what stays, and goes when it is chosen itself.
    await pressFor(terminal, 'a', '13 of 50 chosen');
    await pressFor(terminal, 'a', '21 of 50 chosen');
    await goTo(terminal, own.record);
    await pressFor(terminal, 'space', '22 of 50 chosen');

    // The filter hides, and Esc takes it off before it leaves.
    terminal.press('/');
    terminal.type('finance');
    const found = await terminal.waitFor('Filter: finance');
    expect(found).not.toContain('web-tier');
    expect(found).toContain('22 of 50 chosen');
    const mixed = await pressFor(terminal, 'pagedown', '❯ ◻ finance-month-end / AWS-RunPatchBaseline');
    expect(mixed).toContain('Mixed: patching task only');
    expect(mixed).toContain('keeps a Lambda task (ledger-snapshot)');
    expect(mixed).toContain('The window stays, with a Lambda task (ledger-snapshot).');
    expect(mixed).toMatch(/Tasks +kept: a Lambda task \(ledger-snapshot\) · priority 0;/);
    terminal.press('escape');
    const unfiltered = await terminal.waitUntil((screen) => !screen.includes('Filter:'));
    expect(unfiltered).toContain('❯ ◻ finance-month-end');
    expect(unfiltered).toContain('db-maintenance-draft');

    // Each thing by name: windows one by one, then the rest of their kind.
    terminal.press('enter');
    const first = await terminal.waitFor('Delete window Week1Day2Unattended0300 with its 1 target and 1 task?');
    expect(first).toContain('1 of 22');
    expect(first).toContain('a all 8 like it');
    await pressFor(terminal, 'y', 'Delete window Week1Day2Unattended0400');
    await pressFor(terminal, 'n', 'Delete window Week1Day3Unattended0300');
    await pressFor(terminal, 'escape', 'Delete window Week1Day2Unattended0400');
    await pressFor(terminal, 'n', 'Delete window Week1Day3Unattended0300');
    await pressFor(terminal, 'a', 'Deregister patch group Week 1 Day 2 - Unattended - 03:00 from');
    await pressFor(terminal, 'y', 'Deregister patch group Week 1 Day 2 - Unattended - 04:00 from');
    // A group that stays keeps its baseline, which is not asked about any more.
    await pressFor(terminal, 'n', 'Deregister patch group Week 1 Day 3 - Unattended - 03:00 from');
    // Nor is the record, which says what the window is for that stays.
    const web = await pressFor(terminal, 'a', 'Switch off window web-tier-patching?');
    expect(web).toContain('It will no longer patch 2 nodes.');
    expect(web.replaceAll(/\s+/g, ' ')).toContain('You can switch it on again at any time.');
    await pressFor(terminal, 'y', 'Deregister patch group corp-windows from Corp-Windows-Default?');
    await pressFor(terminal, 'y', `${reset}?`);
    await pressFor(terminal, 'y', 'Delete baseline Corp-Windows-Default?');
    const last = (await pressFor(terminal, 'y', words.goAhead)).replaceAll(/\s+/g, ' ');
    expect(last).toContain(
      'Go ahead and delete 7 windows, 7 registrations of plan default and 1 registration, 1 baseline outside your plans, reset 1 default and switch off 1 window?',
    );
    expect(last).toMatch(/First missed run: \w{3} \d+ \w{3} \d\d:\d\d \S+ \(in .*\)\./);
    expect(last).toContain('4 of them were not created by this wizard. A backup is written first.');
    const done = await pressFor(terminal, 'enter', words.done);
    expect(done).toContain(words.listedAgain);
    expect(done).toMatch(
      /Done: 1 window switched off; 1 default set; 7 windows, 8 registrations, 1\s+baseline\s+deleted/,
    );
    const [, backup = ''] = /Backup +(\/\S+)/.exec(done) ?? [];
    expect(backup.startsWith(account.folder)).toBe(true);

    // The report stays in the scrollback.
    terminal.press('enter');
    const report = await expectLeft(terminal, 0);
    expect(report.match(/^ {2}done {5}\w+/gm)).toHaveLength(7 * 3 + 7 + 1 + 1 + 1 + 1);
    expect(report.replaceAll('\n', '')).toMatch(/7 windows, 8 registrations, 1 baseline deleted in .*, 32 kept\./);
    expect(report).not.toContain(words.choose);
    expect(restoreCommandOf(terminal)).toContain(backup);

    // Gone is what was confirmed, and nothing else.
    const kept = ['Week1Day2Unattended0400', 'Week 1 Day 2 - Unattended - 04:00'];
    const expected = namesBefore
      .filter((name) => kept.includes(name) || !/^Week ?\d/.test(name))
      .filter((name) => name !== 'corp-windows' && name !== 'Corp-Windows-Default (default)')
      .map((name) => (name === 'web-tier-patching' ? 'web-tier-patching (off)' : name));
    expect(await account.names()).toEqual(expected);

    // And back.
    const restored = await runShown(restoreCommandOf(terminal), account);
    expect(restored).toContain('Done:');
    expect(await account.comparable()).toEqual(before);
  });

  test('on 60 by 15: the wizard’s own things, a plain yes, and restored', { timeout: 120_000 }, async () => {
    const account = await builtInAccount(smallPlan);
    const before = await account.comparable();
    const terminal = await openChoosing(account, { columns: 60, rows: 15 });
    const list = terminal.screen();
    expect(list).toContain('6 of 38 chosen');
    expect(markOf(list, own.windows[0] ?? '')).toBe('◼');
    // What is kept of a mixed window is said where there is little room, too.
    expect(lineWith(await goTo(terminal, 'finance-month-end', 'finance-month-end'), '❯')).toContain('Lambda task kept');
    terminal.press('enter');
    // A question that is wider than the screen takes a second row.
    const question = await terminal.waitFor(
      /Delete window Week1Day2Unattended0300 with its 1 +1 of 6\n target and 1 task\?/,
    );
    expect(question).toContain('No nodes are in its targets now.');
    await pressFor(terminal, 'a', / Deregister patch group Week 1 Day 2 - .* 3 of 6\n.*03:00 from/);
    await pressFor(terminal, 'a', 'Delete baseline Windows-0day-Important?');
    await pressFor(terminal, 'y', 'Delete the record of plan default?');
    const last = (await pressFor(terminal, 'y', words.goAhead)).replaceAll(/\s+/g, ' ');
    expect(last).toContain('delete 2 windows, 2 registrations, 1 baseline, 1 record of plan default?');
    expect(last).toContain('A backup is written first.');
    const done = await pressFor(terminal, 'enter', words.done);
    expect(done.replaceAll(/\s+/g, ' ')).toContain('2 windows, 2 registrations, 1 baseline, 1 record deleted');
    expect(done.split('\n').length).toBe(15);
    terminal.press('enter');
    await expectLeft(terminal, 0);
    expect(await namesLeft(account)).toEqual([]);

    await runShown(restoreCommandOf(terminal), account);
    expect(await account.comparable()).toEqual(before);
  });
});

describe('Ctrl-C changes nothing and gives the terminal back', () => {
  test('while it is still finding what there is, and where a text is typed', { timeout: 120_000 }, async () => {
    const account = await servedAccount(smallPlan);
    const finding = await openWizard({ args: ['cleanup', ...account.flags], env: account.env });
    await finding.waitFor('Yes, this one');
    await account.sandbox.faults({ operation: 'GetMaintenanceWindowTask', kind: 'hang' });
    await pressFor(finding, 'enter', 'Finding everything related to patching.');
    finding.press('ctrl-c');
    expect(await expectLeft(finding, 130)).toContain('Nothing was changed.');
    await account.sandbox.faults();

    const terminal = await openChoosing(account, { columns: 80, rows: 24 });
    // With the wizard's own six, more than ten.
    terminal.press('/');
    terminal.type('web');
    await terminal.waitFor('Filter: web');
    await pressFor(terminal, 'enter', /Filter: web$/m);
    await pressFor(terminal, 'space', '7 of 38 chosen');
    for (const [key, next] of [
      ['enter', 'Delete window Week1Day2Unattended0300'],
      ['a', 'Deregister patch group'],
      ['a', 'Delete baseline'],
      ['y', 'Delete the record'],
      ['y', 'Delete window web-tier-patching'],
      ['y', words.typeAccount],
      ['1', 'Account: 1'],
    ] as const)
      await pressFor(terminal, key, next);
    expect(terminal.rawMode()).toBe(true);
    terminal.press('ctrl-c');
    const left = await expectLeft(terminal, 130);
    expect(left).toContain('Nothing was changed.');
    expect(left).not.toContain(words.typeAccount);
    expect(await account.writes()).toEqual([]);
  });
});

/** From the list to the last question about the small plan's own five things. */
async function confirmOwn(terminal: TestTerminal): Promise<void> {
  await pressFor(terminal, 'enter', 'Delete window');
  await pressFor(terminal, 'a', 'Deregister patch group');
  await pressFor(terminal, 'a', 'Delete baseline');
  await pressFor(terminal, 'y', 'Delete the record of plan default?');
  const last = (await pressFor(terminal, 'y', words.typeAccount)).replaceAll(/\s+/g, ' ');
  expect(last).toContain('Type the account id to delete 2 windows, 2 registrations, 1 baseline, 1 record');
  terminal.type('1234 5678 9012');
  await terminal.waitFor('Account: 1234 5678 9012');
}

test('Ctrl-C while deleting stops between items, says what is gone and what is left, and the rest can go later', {
  timeout: 120_000,
}, async () => {
  const account = await servedAccount(smallPlan, { empty: true });
  const terminal = await openChoosing(account);
  await confirmOwn(terminal);
  await account.sandbox.control('PUT', 'latency', { ms: 1500 });
  await pressFor(terminal, 'enter', words.working);
  await terminal.waitFor(/ ✔ task/);
  terminal.press('ctrl-c');
  const report = await expectLeft(terminal, 130);
  expect(terminal.raw()).toContain('Stopping: waiting for the calls in progress.');
  await account.sandbox.control('PUT', 'latency', { ms: 0 });

  const notMade = /! (\d) calls? w\w+ not made \(interrupted\)\. Still unchanged or only partly deleted: (.*)/;
  const [, unmade, names] = notMade.exec(report.replaceAll('\n', '')) ?? [];
  const gone = 10 - Number(unmade);
  expect(gone).toBeGreaterThan(0);
  expect(gone).toBeLessThan(10);
  // What the report says is what the account has seen: nothing was cut off in the middle.
  expect(await account.writes()).toHaveLength(gone);
  expect(names).toContain(own.baseline);
  expect(await account.names()).toContain(own.baseline);

  // What is left is found again; together with the backup both ways are open.
  await runShown(`${goOnCommandOf(terminal.raw())} --yes`, account);
  expect(await namesLeft(account)).toEqual([]);
  await runShown(restoreCommandOf(terminal), account);
  expect(await account.names()).toEqual(expect.arrayContaining(everyOwn));
});

test('a backup that cannot be written stops everything before the first call', async () => {
  const account = await servedAccount(smallPlan, { empty: true });
  const file = `${import.meta.filename}/backup.json`;
  const terminal = await openChoosing(account, { flags: ['--backup', file] });
  await confirmOwn(terminal);
  const screen = await pressFor(terminal, 'enter', words.notDeleted);
  expect(screen).toContain(`The backup cannot be written to ${file.slice(0, 40)}`);
  expect(screen).toMatch(/Nothing\s+was\s+changed/);
  expect(screen).not.toMatch(/Backup +\//);
  terminal.press('enter');
  const report = await expectLeft(terminal, 2);
  expect(report).toContain('The backup cannot be written');
  expect(report).not.toContain('Done:');
  expect(await account.writes()).toEqual([]);
});

test('what AWS refuses to delete stays, is named with the reason, and the others go', async () => {
  const account = await servedAccount(smallPlan, { empty: true });
  await account.sandbox.faults({ operation: 'DeregisterTargetFromMaintenanceWindow', nth: 1, kind: 'access-denied' });
  const terminal = await openChoosing(account);
  await confirmOwn(terminal);
  const screen = await pressFor(terminal, 'enter', 'Not complete: 4 of 6 things done.');
  expect(screen).toMatch(/✘ Week1Day2Unattended0[34]00 remains: [^→]*DeregisterTargetFromMaintenanceWindow/);
  // One line says why; the rest of that window only waits for it.
  expect(screen).not.toMatch(/ Week1\S+ remains: waits for/);
  expect(screen).toMatch(/! \/patch-wizard\/plans\/default remains: waits for Week1/);
  expect(screen).toContain('Backup');
  terminal.press('enter');
  const report = await expectLeft(terminal, 1);
  expect(report).toContain('To restore it:');
  expect(await namesLeft(account)).toEqual([expect.stringMatching(/^Week1/), own.record]);
});

test('what is named and is not of the plan cannot be chosen', async () => {
  const account = await servedAccount(smallPlan);
  const named = ['cleanup', ...account.flags, '--plan', 'default', '--only', 'web-tier-patching'];
  const terminal = await openWizard({ args: named, env: account.env });
  await terminal.waitFor('Yes, this one');
  const screen = await pressFor(terminal, 'enter', 'The flags cannot be used here.');
  expect(screen).toContain('Nothing in plan default is called "web-tier-patching".');
  terminal.press('ctrl-c');
  await expectLeft(terminal, 130);
});

test('one window of a plan of 45 things is deleted with at most 16 keys and the account’s id', async () => {
  const systems = ['windows', 'amazon-linux-2023', 'ubuntu', 'redhat-enterprise-linux'];
  const folder = await emptyFolder();
  const account = await servedAccount(['-z', 'Asia/Tokyo', '-d', 'sun', 'mon', '--os', ...systems], { empty: true });
  const terminal = await openWizard({ args: account.flags, env: { ...account.env, XDG_STATE_HOME: folder } });
  const before = await account.comparable();
  let keys = 0;
  const press = (key: string, shown: string | RegExp) => {
    keys += 1;
    return pressFor(terminal, key, shown);
  };
  await waitForStep(terminal, 'home');
  await press('g', 'Yes, this one');
  const list = await press('enter', words.choose);
  expect(list).toMatch(/Plan default +8 windows, 32 registrations, 4 baselines, 1 record/);
  // The day of the plan's clock, which at 03:00 in Tokyo is not that of UTC.
  expect(lineWith(list, 'Week1Day0Unattended0300')).toMatch(/next (?:run )?Sun \d+ \w{3} 03:00 Tokyo/);
  for (const name of ['Week1Day0Unattended0400', 'Week1Day1Unattended0300', 'Week1Day1Unattended0400'])
    await press('down', `❯ ◻ ${name}`);
  for (const name of ['Week2Day0Unattended0300', 'Week2Day0Unattended0400', 'Week2Day1Unattended0300'])
    await press('down', `❯ ◻ ${name}`);
  await press('down', '❯ ◻ Week2Day1Unattended0400');
  await press('space', '1 of ');
  expect(await press('v', 'Only chosen items:')).not.toContain('Week2Day1Unattended0300');
  await press('enter', 'Delete window Week2Day1Unattended0400');
  const last = await press('y', words.typeAccount);
  expect(last).toContain('Type the account id to delete 1 window of plan default.');
  expect(last).toMatch(/First missed run: Mon \d+ \w{3} 04:00 Tokyo \(in /);
  expect(keys).toBeLessThanOrEqual(16);
  terminal.type('123456789012');
  const done = await pressFor(terminal, 'enter', words.done);
  expect(done).toContain('Done: 1 window deleted in');
  expect(await account.writes()).toHaveLength(3);

  // And back again, from where it was deleted; both are told in the end.
  await pressFor(terminal, 'u', /❯ .*\(.*1 window$/m);
  await pressFor(terminal, 'enter', 'Yes, this one');
  await pressFor(terminal, 'enter', 'Restore: 1 window');
  await pressFor(terminal, 'enter', 'Type yes to restore');
  terminal.type('yes');
  await pressFor(terminal, 'enter', 'Done: 1 window created');
  terminal.press('enter');
  const report = await expectLeft(terminal, 0);
  expect(report.match(/Done: 1 window \w+ in/g)).toHaveLength(2);
  expect(report).toContain('To restore it:');
  expect(await account.comparable()).toEqual(before);
});

test('Home leads to the clean-up too; a second Ctrl-C leaves at once, and the way back is still said', async () => {
  const account = await servedAccount(smallPlan, { empty: true });
  const terminal = await openWizard({ args: account.flags, env: account.env, columns: 80, rows: 24 });
  await waitForStep(terminal, 'home');
  await choose(terminal, 'Clean up');
  const screen = await terminal.waitFor('Yes, this one');
  expect(screen).toMatch(/Clean up › Account +1234 5678 9012 · eu-west-1/);
  expect(screen).toContain('Nothing is changed until you confirm each item by name.');
  // Nobody has said what is to go: nothing is chosen, and a plan is chosen by its heading.
  await pressFor(terminal, 'enter', '0 of 23 chosen');
  await pressFor(terminal, 'up', '❯ ◻ Plan default');
  await pressFor(terminal, 'space', '6 of 23 chosen');
  await confirmOwn(terminal);
  await account.sandbox.faults({ operation: 'DeleteMaintenanceWindow', kind: 'hang' });
  terminal.press('enter');
  await terminal.waitFor(/[\u2801-\u28ff] deleted/);
  await pressFor(terminal, 'ctrl-c', 'Stopping');
  terminal.press('ctrl-c');
  const report = await expectLeft(terminal, 130);
  expect(report).toMatch(/Not complete: \d of \d things done/);
  await account.sandbox.faults();
  await runShown(restoreCommandOf(terminal), account);
  expect(await namesLeft(account)).toEqual(everyOwn);
});

test('no to everything deletes nothing, Esc takes answers back, and without a backup there is no way back', {
  timeout: 120_000,
}, async () => {
  const account = await servedAccount(smallPlan, { empty: true });
  const terminal = await openChoosing(account, { columns: 80, rows: 24, flags: ['--no-backup'] });
  // Turned off with what takes it along; nothing is left of the six in the end.
  await pressFor(terminal, 'a', '3 of 23 chosen');
  await goTo(terminal, own.groups[0] ?? '');
  await pressFor(terminal, 'a', '0 of 23 chosen');
  await pressFor(terminal, 'enter', words.nothingChosen);
  await goTo(terminal, own.groups[0] ?? '');
  await pressFor(terminal, 'a', '2 of 23 chosen');

  await pressFor(terminal, 'enter', `Deregister patch group ${own.groups[0]} from`);
  // A key that bounces answers the item that was on the screen, not the next one too.
  terminal.paste('nn');
  await terminal.waitFor(`Deregister patch group ${own.groups[1]} from`);
  await pressFor(terminal, 'escape', `Deregister patch group ${own.groups[0]} from`);
  await pressFor(terminal, 'n', `Deregister patch group ${own.groups[1]} from`);
  await pressFor(terminal, 'n', words.everythingStays);
  await pressFor(terminal, 'escape', `Deregister patch group ${own.groups[1]} from`);
  await pressFor(terminal, 's', words.everythingStays);
  await pressFor(terminal, 'enter', `Deregister patch group ${own.groups[1]} from`);
  await pressFor(terminal, 'escape', `Deregister patch group ${own.groups[0]} from`);
  expect(await pressFor(terminal, 'escape', words.choose)).toContain('2 of 23 chosen');
  await pressFor(terminal, 'escape', 'Yes, this one');
  // From the account on everything is found anew.
  expect(await pressFor(terminal, 'enter', words.choose)).toContain('6 of 23 chosen');
  expect(await account.writes()).toEqual([]);

  await confirmOwn(terminal);
  // Another account's id, and none, are refused.
  terminal.press('backspace');
  terminal.type('3');
  await pressFor(terminal, 'enter', words.wrongAccount);
  expect(await account.writes()).toEqual([]);
  terminal.press('ctrl-u', 'enter');
  terminal.type('123456789012');
  expect(await terminal.waitFor('Account: 123456789012')).toMatch(
    /No backup is\s+written, so\s+this cannot\s+be undone\./,
  );
  expect(await pressFor(terminal, 'enter', words.done)).toContain('Backup   none');
  terminal.press('enter');
  expect(await expectLeft(terminal, 0)).not.toContain('To restore it');
});

/** What of the small plan's own things is still there. */
async function namesLeft(account: AccountToClean): Promise<string[]> {
  const names = await account.names();
  return everyOwn.filter((name) => names.includes(name));
}
