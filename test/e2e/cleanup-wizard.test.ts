/** The clean-up by keys in a real terminal: choosing, confirming each thing by name, deleting, and the way back. */
import { describe, expect, test } from 'vitest';
import {
  builtInAccount,
  expectLeft,
  goTo,
  markOf,
  openChoosing,
  pressFor,
  restoreCommandOf,
  runShown,
  servedAccount,
  smallPlan,
  cleanupWords as words,
} from '../helpers/cleanup-wizard.js';
import { runCommand } from '../helpers/command.js';
import { lineWith, moveTo, openWizard, waitForStep } from '../helpers/wizard.js';

/** What the small plan makes, in the order of the list. */
const own = {
  windows: ['Week1Day2Unattended0300', 'Week1Day2Unattended0400'],
  groups: ['Week 1 Day 2 - Unattended - 03:00', 'Week 1 Day 2 - Unattended - 04:00'],
  baseline: 'Windows-0day-Important',
};
const everyOwn = [...own.windows, ...own.groups, own.baseline];
const reset = 'Make AWS-DefaultPatchBaseline the default for Windows Server again';

describe('from the account to the way back', () => {
  test('on 120 by 40: own and others’ things, the account’s id by hand, and restored', {
    timeout: 60_000,
  }, async () => {
    const account = await builtInAccount([]);
    const before = await account.comparable();
    const namesBefore = await account.names();
    const terminal = await openChoosing(account);

    // Only the wizard's own are on; everything has its heading.
    const list = terminal.screen();
    expect(list).toContain('17 of 49 chosen');
    expect(list.indexOf('Made by this wizard')).toBeLessThan(list.indexOf('Patching, made by others'));
    for (const name of everyOwn) expect(markOf(list, name), name).toBe('◉');
    for (const name of ['web-tier-patching', 'Corp-Windows-Monthly', 'legacy-erp-patching', 'web-tier-canary']) {
      expect(markOf(list, name), name).toBe('◯');
    }
    // Details, why, and what happens.
    expect(list).toMatch(/❯ ◉ Week1Day2Unattended0300 +window · next run .* · 1 target · 1 task/);
    expect(list).toMatch(/Id +mw-[0-9a-f]{17}, made \d/);
    expect(list).toMatch(/Schedule +cron\(00 03 \? \* TUE#1 \*\), UTC/);
    expect(list).toMatch(/Why +made by this wizard, plan default/);
    expect(list).toContain('No node is in its targets now. Its next run would be');

    // Protected: shown with the reason, and never on.
    const inventory = await goTo(terminal, 'nightly-inventory');
    expect(lineWith(inventory, 'nightly-inventory')).toMatch(/❯ – nightly-inventory +not about patching/);
    expect(inventory).toContain('Stays: not about patching.');
    const refused = await pressFor(terminal, 'space', '! nightly-inventory stays: not about patching.');
    expect(markOf(refused, 'nightly-inventory')).toBe('–');
    expect(lineWith(await goTo(terminal, 'AWS-SuseDefaultPatchBaseline'), '❯')).toContain(
      "AWS's own, the default for SUSE",
    );
    await pressFor(terminal, 'd', '! AWS-SuseDefaultPatchBaseline stays');

    // A default baseline needs its own step first, and takes its group along.
    await goTo(terminal, 'Corp-Windows-Default');
    await pressFor(terminal, 'space', `! First choose "${reset}"`);
    await goTo(terminal, reset.slice(0, 30));
    const withReset = await pressFor(terminal, 'space', '18 of 49 chosen');
    expect(withReset).toContain('Nodes without a patch group are patched by AWS-DefaultPatchBaseline');
    await goTo(terminal, 'Corp-Windows-Default');
    const withDefault = await pressFor(terminal, 'space', '20 of 49 chosen');
    expect(markOf(withDefault, 'corp-windows')).toBe('◉');

    // Off in place of gone.
    await goTo(terminal, 'web-tier-patching');
    const off = await pressFor(terminal, 'd', 'switched off, not deleted');
    expect(lineWith(off, 'web-tier-patching')).toContain('◉');
    expect(off).toContain('21 of 49 chosen');

    // All of a kind, then none of it, then all again.
    await goTo(terminal, own.windows[0] ?? '');
    await pressFor(terminal, 'a', '13 of 49 chosen');
    await pressFor(terminal, 'a', '21 of 49 chosen');

    // The filter hides, and Esc takes it off before it leaves.
    terminal.press('/');
    terminal.type('finance');
    const found = await terminal.waitFor('Filter: finance');
    expect(found).not.toContain('web-tier');
    expect(found).toContain('finance-month-end / AWS-RunPatchBaseline');
    expect(found).toContain('a Lambda task (ledger-snapshot): kept');
    expect(found).toContain('21 of 49 chosen');
    terminal.press('escape');
    await terminal.waitFor('web-tier-patching');

    // Each thing by name: windows one by one, then the rest of their kind.
    terminal.press('enter');
    const first = await terminal.waitFor('Delete window Week1Day2Unattended0300 with its 1 target and 1 task?');
    expect(first).toContain('1 of 21');
    expect(first).toContain('a all 8 like it');
    await pressFor(terminal, 'y', 'Delete window Week1Day2Unattended0400');
    await pressFor(terminal, 'n', 'Delete window Week1Day3Unattended0300');
    await pressFor(terminal, 'escape', 'Delete window Week1Day2Unattended0400');
    await pressFor(terminal, 'n', 'Delete window Week1Day3Unattended0300');
    await pressFor(terminal, 'a', 'Deregister patch group Week 1 Day 2 - Unattended - 03:00 from');
    await pressFor(terminal, 'y', 'Deregister patch group Week 1 Day 2 - Unattended - 04:00 from');
    // A group that stays keeps its baseline, which is not asked about any more.
    await pressFor(terminal, 'n', 'Deregister patch group Week 1 Day 3 - Unattended - 03:00 from');
    const web = await pressFor(terminal, 'a', 'Switch off window web-tier-patching?');
    expect(web).toContain('2 nodes are no longer patched by it.');
    expect(web).toContain('It can be switched on again at any time.');
    await pressFor(terminal, 'y', 'Deregister patch group corp-windows from Corp-Windows-Default?');
    await pressFor(terminal, 'y', `${reset}?`);
    await pressFor(terminal, 'y', 'Delete baseline Corp-Windows-Default?');
    const typing = await pressFor(terminal, 'y', words.typeAccount);
    expect(typing).toContain('To delete 16 things, reset 1 default and switch off 1 window,');
    expect(typing).toContain('4 of them were not made by this wizard. A backup is written first;');

    // The account's id, typed: another one and none are refused.
    terminal.type('123456789013');
    terminal.press('enter');
    await terminal.waitFor(words.wrongAccount);
    terminal.press('ctrl-u', 'enter');
    terminal.type('1234 5678 9012');
    await terminal.waitFor('Account: 1234 5678 9012');
    const done = await pressFor(terminal, 'enter', words.done);
    expect(done).toContain(words.listedAgain);
    const [, calls] = /Done: (\d+) of (\d+) calls/.exec(done) ?? [];
    expect(Number(calls)).toBe(7 * 3 + 7 + 1 + 1 + 1 + 1);
    const [, backup = ''] = /Backup +(\/\S+)/.exec(done) ?? [];
    expect(backup.startsWith(account.folder)).toBe(true);

    // The report stays in the scrollback.
    terminal.press('enter');
    const report = await expectLeft(terminal, 0);
    expect(report.match(/✔ \w+/g)).toHaveLength(Number(calls));
    expect(report).toMatch(/Done: 32 of 32 calls in [\d.]+ s, 31 things kept\./);
    expect(report).not.toContain(words.choose);
    expect(restoreCommandOf(terminal)).toContain(backup);

    // Gone is what was confirmed, and nothing else.
    const gone = namesBefore.filter(
      (name) => !['Week1Day2Unattended0400', 'Week 1 Day 2 - Unattended - 04:00'].includes(name),
    );
    const expected = namesBefore
      .filter((name) => !gone.includes(name) || !/^Week ?\d/.test(name))
      .filter((name) => name !== 'corp-windows' && name !== 'Corp-Windows-Default (default)')
      .map((name) => (name === 'web-tier-patching' ? 'web-tier-patching (off)' : name));
    expect(await account.names()).toEqual(expected);

    // And back.
    const restored = await runShown(restoreCommandOf(terminal), account);
    expect(restored).toContain('Done:');
    expect(await account.comparable()).toEqual(before);
  });

  test('on 60 by 15: the wizard’s own things, a plain yes, and restored', { timeout: 60_000 }, async () => {
    const account = await builtInAccount(smallPlan);
    const before = await account.comparable();
    const plan = await runCommand(['cleanup', '--dry-run', '--json', ...account.flags], account.env);
    const terminal = await openChoosing(account, { columns: 60, rows: 15 });
    const list = terminal.screen();
    expect(list).toContain('5 of 37 chosen');
    expect(markOf(list, own.windows[0] ?? '')).toBe('◉');
    terminal.press('enter');
    // A question that is wider than the screen takes a second row.
    const question = await terminal.waitFor(
      /Delete window Week1Day2Unattended0300 with its 1 +1 of 5\n target and 1 task\?/,
    );
    expect(question).toContain('No node is in its targets now.');
    await pressFor(terminal, 'a', / Deregister patch group Week 1 Day 2 - Unattended +3 of 5\n - 03:00 from/);
    await pressFor(terminal, 'a', 'Delete baseline Windows-0day-Important?');
    const last = await pressFor(terminal, 'y', words.goAhead);
    expect(last).toContain('❯ Yes, delete 5 things');
    expect(last).toContain('A backup is written first; restore brings everything back');
    const done = await pressFor(terminal, 'enter', words.done);
    expect(done).toContain('9 of 9 calls');
    expect(done.split('\n').length).toBeLessThan(15);
    terminal.press('enter');
    await expectLeft(terminal, 0);
    const names = await account.names();
    expect(everyOwn.filter((name) => names.includes(name))).toEqual([]);

    await runShown(restoreCommandOf(terminal), account);
    expect(await account.comparable()).toEqual(before);
    // The clean-up finds the same again, under new ids.
    const again = await runCommand(['cleanup', '--dry-run', '--json', ...account.flags], account.env);
    const summaries = ({ stdout }: { stdout: string }) =>
      [...stdout.matchAll(/"summary":"([^"]*)"/g)].map(([, each]) => each);
    expect(summaries(plan)).toHaveLength(9);
    expect(summaries(again).sort()).toEqual(summaries(plan).sort());
  });
});
