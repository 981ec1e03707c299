/** The restore by keys in a real terminal: the account, what comes back, the calls, and the new ids against the old ones. */
import { readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Backup, parseBackup, serializeBackup } from '../../source/plan/cleanup/backup.js';
import type { CleanupSelection } from '../../source/plan/cleanup/choice.js';
import { writeBackup } from '../../source/process/backups.js';
import { checksum } from '../../source/process/codec.js';
import { dumpAccount } from '../helpers/account-dump.js';
import { expectLeft, pressFor, servedAccount, smallPlan } from '../helpers/cleanup-wizard.js';
import { emptyFolder } from '../helpers/command.js';
import { reached } from '../helpers/memory-account.js';
import { plainWindow } from '../helpers/sandbox.js';
import type { TerminalOptions, TestTerminal } from '../helpers/terminal.js';
import { moveTo, openWizard, runShown } from '../helpers/wizard.js';
import { cleanUp } from '../jobs/cleanup-runs.js';

/** What the screens of the restore are waited for by: a word that changes there is one edit here. */
const words = {
  yes: 'Yes, this one',
  typed: 'Type yes to restore',
  review: 'Restore this?',
  calls: 'Every call, each after',
  working: 'Restoring.',
  done: 'Done:',
  nothingToDo: 'Nothing to do: all of it already exists.',
  cannotUse: 'This account cannot be used as it is.',
  nothingChanged: 'Nothing was changed.',
  newIds: 'Old and new ids:',
} as const;

/** A served account after a set-up and its clean-up, with the backup of it. */
async function cleanedUp({ only }: Pick<Partial<CleanupSelection>, 'only'> = {}) {
  const account = await servedAccount(smallPlan, { empty: only === undefined });
  const selection = only === undefined ? { plan: 'default' } : { only };
  const before = await account.comparable();
  const windowsBefore = (await dumpAccount(account.sandbox.ssm())).windows;
  const file = join(await emptyFolder(), 'backup.json');
  const clean = { selection, writeBackup: (contents: Backup) => writeBackup(contents, file), now: () => new Date() };
  expect(await cleanUp(reached(account.sandbox), clean)).toMatchObject({ exitCode: 0 });
  const deletions = (await account.writes()).length;
  return {
    ...account,
    before,
    windowsBefore,
    file,
    /** What has been called since then. */
    writes: async () => (await account.writes()).slice(deletions),
  };
}

type CleanedUp = Awaited<ReturnType<typeof cleanedUp>>;

/** What the small plan is, in things. */
const comesBack = '2 windows, 2 registrations, 1 baseline, 1 record';

/** The word that has to be typed, and what is waited for after it. */
async function confirm(terminal: TestTerminal, then: string = words.done): Promise<string> {
  terminal.press('ctrl-u');
  terminal.type('yes');
  return pressFor(terminal, 'enter', then);
}

function open(
  account: CleanedUp,
  { flags = account.flags, file = account.file, ...options }: Partial<TerminalOptions> & Opened = {},
): Promise<TestTerminal> {
  return openWizard({ columns: 80, rows: 24, ...options, args: ['restore', file, ...flags], env: account.env });
}

interface Opened {
  readonly flags?: readonly string[];
  readonly file?: string;
}

/** From the start to the review, by a yes to the account. */
async function openReview(account: CleanedUp, options: Partial<TerminalOptions> & Opened = {}): Promise<TestTerminal> {
  const terminal = await open(account, options);
  await terminal.waitFor(words.yes);
  await pressFor(terminal, 'enter', words.review);
  return terminal;
}

describe('from the account to the new ids', () => {
  test('on 80 by 24; a second time there is nothing to do', { timeout: 120_000 }, async () => {
    const account = await cleanedUp();
    const terminal = await open(account);
    const first = await terminal.waitFor(words.yes);
    expect(first).toMatch(/Restore › Account +1234 5678 9012 · eu-west-1/);
    expect(first).toContain('Nothing is changed until you confirm the review.');

    const review = await pressFor(terminal, 'enter', words.review);
    expect(review).toMatch(/Restore › Review +1234/);
    expect(review).toMatch(/Restore this\? +backup of \w{3} \d+ \w{3} \d\d:\d\d \S+$/m);
    for (const line of [
      /\+ 1 +record +\/patch/,
      /\+ 1 +patch baseline +Windows-0day-Important/,
      /\+ 2 +patch groups/,
      /\+ 2 +maintenance win/,
    ])
      expect(review).toMatch(line);
    expect(review).toMatch(/\+ 2 +targets/);
    expect(review).toMatch(/\+ 2 +tasks +Week1Day2Unattended0300, Week1Day2Unattended0400/);
    expect(review).toContain(`❯ Restore: ${comesBack}`);
    expect(review).not.toContain('kept');

    // Every call, and back to where the cursor was.
    await moveTo(terminal, 'Show every call');
    const calls = await pressFor(terminal, 'enter', words.calls);
    expect(calls).toContain('1 of 10');
    await pressFor(terminal, 'down', /Re-create the patch baseline Windows-0day-Important \(was\n? pb-/);
    expect(await pressFor(terminal, 'escape', words.review)).toContain('❯ Show every call');
    await pressFor(terminal, 'up', `❯ Restore: ${comesBack}`);

    await pressFor(terminal, 'enter', words.typed);
    terminal.type('yse');
    await pressFor(terminal, 'enter', 'That is not yes.');
    const done = await confirm(terminal);
    expect(done).toMatch(/Restore › Done +1234/);
    expect(done).toContain(`Done: ${comesBack} created`);
    expect(done).toContain(words.newIds);
    const { windows } = await dumpAccount(account.sandbox.ssm());
    const ids = account.windowsBefore
      .filter(({ fields }) => /^Week1/.test(`${fields.Name}`))
      .map(({ id, fields }) => [id, windows.find((window) => window.fields.Name === fields.Name)?.id]);
    expect(ids).toHaveLength(2);
    for (const [old, now] of ids) expect(done).toContain(`${old} → ${now}`);

    terminal.press('enter');
    const left = await expectLeft(terminal, 0);
    expect(left.match(/^ {2}done {5}\w+/gm)).toHaveLength(10);
    for (const [old, now] of ids) expect(left).toContain(`  ${old} → ${now}\n`);
    expect(left).not.toContain(words.review);
    expect(await account.comparable()).toEqual(account.before);
    expect(await account.writes()).toHaveLength(10);

    const again = await open(account);
    await again.waitFor(words.yes);
    const nothing = await pressFor(again, 'enter', words.nothingToDo);
    expect(nothing).toContain('= 10 items in the backup already exist: kept as they are');
    expect(nothing).toContain('❯ Quit without changes');
    expect(nothing).not.toContain('❯ Restore');
    again.press('enter');
    const end = await expectLeft(again, 0);
    expect(end).toContain(words.nothingToDo);
    for (const [old, now] of ids) expect(end).toContain(`  ${old} → ${now} (already there)`);
    expect(await account.writes()).toHaveLength(10);
  });

  test('on 60 by 15, with what others had made and a default', { timeout: 120_000 }, async () => {
    const account = await cleanedUp({ only: ['default/WINDOWS', 'Corp-Windows-Default', 'web-tier-patching'] });
    const terminal = await openReview(account, { columns: 60, rows: 15 });
    expect(terminal.screen()).toMatch(/Review +1234 5678 9012 · eu-west-1/);
    expect(await pressFor(terminal, 'pagedown', 'page 2 of')).not.toMatch(/\+ 1 +patch baseline/);
    await pressFor(terminal, 'enter', words.typed);
    const done = await confirm(terminal);
    expect(done.split('\n').length).toBe(15);
    terminal.press('escape');
    await expectLeft(terminal, 0);
    expect(await account.comparable()).toEqual(account.before);
  });
});

test('Esc leads back and Ctrl-C away, with the command that comes back; an edited file has no screen at all', {
  timeout: 120_000,
}, async () => {
  const account = await cleanedUp();
  const terminal = await openReview(account);
  await pressFor(terminal, 'escape', words.yes);
  await pressFor(terminal, 'enter', words.review);
  await pressFor(terminal, 'end', '❯ Quit without changes');
  await pressFor(terminal, 'escape', words.yes);
  await pressFor(terminal, 'enter', words.review);
  await moveTo(terminal, 'Show every call');
  await pressFor(terminal, 'enter', words.calls);
  expect(terminal.rawMode()).toBe(true);
  terminal.press('ctrl-c');
  const left = await expectLeft(terminal, 130);
  expect(left).toContain(words.nothingChanged);
  expect(left.replaceAll('\n', '')).toContain(`To continue: ssm-patch-wizard restore ${account.file} --end`);
  expect(left).not.toContain(words.review);

  writeFileSync(account.file, readFileSync(account.file, 'utf8').replace('"Duration": 1', '"Duration": 2'));
  const edited = await open(account);
  const refused = await expectLeft(edited, 2);
  expect(refused.replaceAll('\n', '')).toMatch(/Error: The backup .* cannot be used: windows\[0\] was changed/);
  expect(refused).not.toContain('Restore ›');
  expect(edited.raw()).not.toContain('\x1b[?25l');
  expect(await account.writes()).toEqual([]);
});

test('another region is refused with its reason before it is read; the backup’s own is offered', {
  timeout: 120_000,
}, async () => {
  const account = await cleanedUp();
  const elsewhere = ['--endpoint-url', account.sandbox.endpoint, '--region', 'us-east-1'];
  const before = (await account.sandbox.requests()).length;
  const terminal = await open(account, { flags: elsewhere });
  const refused = await terminal.waitFor(words.cannotUse);
  const requests = (await account.sandbox.requests()).slice(before).map(({ operation }) => operation);
  expect(new Set(requests)).toEqual(new Set(['GetCallerIdentity']));
  expect(refused.replaceAll(/\s+/g, ' ')).toContain(
    'The backup is from account 123456789012, region eu-west-1. This is account 123456789012, region us-east-1.',
  );
  expect(refused.replaceAll(/\s+/g, ' ')).toContain(
    '→ Run it again with a profile of account 123456789012 and --region eu-west-1.',
  );
  expect(refused).toContain('→ To restore it here anyway, add --force.');
  expect(refused).toContain(words.nothingChanged);
  expect(refused).toContain('❯ Region eu-west-1, where the backup was made');
  // Another region by hand, and back again without an answer.
  await moveTo(terminal, 'Another region');
  expect(await pressFor(terminal, 'enter', 'Which region?')).toMatch(/Restore › Region /);
  await pressFor(terminal, 'escape', words.cannotUse);
  const right = await pressFor(terminal, 'enter', words.yes);
  expect(right).toMatch(/Restore › Account +1234 5678 9012 · eu-west-1/);
  expect(right).toContain('❯ Yes, this one');
  await pressFor(terminal, 'enter', words.review);
  await pressFor(terminal, 'enter', words.typed);
  await confirm(terminal);
  terminal.press('enter');
  await expectLeft(terminal, 0);
  expect(await account.comparable()).toEqual(account.before);
});

test('what does not fit into the quota is not begun, and the review says why', async () => {
  const account = await cleanedUp();
  const ssm = account.sandbox.ssm();
  const { windows } = await dumpAccount(ssm);
  for (let count = windows.length; count < 49; count += 1) {
    await ssm.createMaintenanceWindow(plainWindow);
  }
  const terminal = await open(account);
  await terminal.waitFor(words.yes);
  const review = await pressFor(terminal, 'enter', 'This backup cannot be restored as it is.');
  expect(review).toMatch(/✘ There is no room for 2 new maintenance windows: 49 of 50 are in use/);
  expect(review).toContain('❯ Show every call');
  expect(review).not.toContain('❯ Restore');
  terminal.press('down', 'enter');
  expect(await expectLeft(terminal, 0)).toContain(words.nothingChanged);
});

test('from home the last backup is back with four keys and the yes; another account’s is told, a damaged one is not opened', {
  timeout: 120_000,
}, async () => {
  const folder = await emptyFolder();
  const env = { XDG_STATE_HOME: folder };
  const account = ['--sandbox', '--region', 'eu-west-1'];
  const run = (line: string) => runShown(`ssm-patch-wizard ${line} --yes ${account.join(' ')}`, { env });
  await run('setup -w 1 -d 2 -t 3 4');
  await run('cleanup --plan default');
  const backups = join(folder, 'ssm-patch-wizard', 'backups');
  const [name = ''] = readdirSync(backups);
  const text = readFileSync(join(backups, name), 'utf8');
  const other = parseBackup(text, name, checksum);
  const older = { ...other, account: '210987654321', createdAt: '2026-01-05T10:00:00.000Z' };
  writeFileSync(join(backups, 'older.json'), serializeBackup(older, checksum));
  writeFileSync(join(backups, 'spoilt.json'), text.slice(0, -100));
  utimesSync(join(backups, 'spoilt.json'), new Date('2025-01-01'), new Date('2025-01-01'));

  // Without a file it begins with the list.
  const listed = await openWizard({ columns: 80, rows: 24, args: ['restore', ...account], env });
  expect(await listed.waitFor('Which backup?')).toContain('✘ damaged: it cannot be used');
  await pressFor(listed, 'escape', 'What would you like to do?');
  listed.press('q');
  await expectLeft(listed, 0);

  const terminal = await openWizard({ columns: 120, rows: 40, args: account, env });
  await terminal.waitFor('Restore           u');
  const list = await pressFor(terminal, 'u', 'Which backup?');
  expect(list).toMatch(
    /❯ \w{3} \d+ \w{3} .*1234 5678 9012 · eu-west-1 +2 windows, 2 registrations, 1 baseline, 1 record/,
  );
  expect(list).toMatch(
    /\n {3}Mon 5 Jan .*2109 8765 4321 · eu-west-1 .*\n {3}Wed 1 Jan 2025 .*✘ damaged: it cannot be used/,
  );
  expect(list).toContain(join(backups, name));
  await pressFor(terminal, 'end', '! The backup');
  await pressFor(terminal, 'enter', 'Which backup?');
  await pressFor(terminal, 'up', 'older.json');
  await pressFor(terminal, 'enter', 'The backup is from account 210987654321');
  // Back to the same row, and home.
  await pressFor(terminal, 'escape', 'older.json');
  await pressFor(terminal, 'escape', 'What would you like to do?');

  await pressFor(terminal, 'u', 'Which backup?');
  await pressFor(terminal, 'enter', words.yes);
  await pressFor(terminal, 'enter', words.review);
  // The sandbox asks for no word.
  await pressFor(terminal, 'enter', words.done);
  // The account has been agreed to; Esc leads back to it as it is now.
  await pressFor(terminal, 's', 'Week1Day2Unattended0300');
  await pressFor(terminal, 'escape', words.yes);
  terminal.press('q');
  await terminal.waitFor('What would you like to do?');
  terminal.press('q');
  // What happened is told, though more was looked at since.
  expect(await expectLeft(terminal, 0)).toMatch(/Done: \d windows?, .* created[\s\S]*Old and new ids:/);
});

describe('trouble', () => {
  test('Ctrl-C while it restores stops between calls, and the command that is shown finishes it', {
    timeout: 120_000,
  }, async () => {
    const account = await cleanedUp();
    const terminal = await openReview(account);
    await account.sandbox.control('PUT', 'latency', { ms: 1500 });
    await pressFor(terminal, 'enter', words.typed);
    await confirm(terminal, words.working);
    await terminal.waitFor(/baseline {2}Windows-0day-Important.* ✔ created/);
    terminal.press('ctrl-c');
    const left = (await expectLeft(terminal, 130)).replaceAll('\n', '');
    expect(terminal.raw()).toContain('Stopping: waiting for the calls in progress.');
    await account.sandbox.control('PUT', 'latency', { ms: 0 });
    const notMade = /! (\d) calls? w\w+ not made \(interrupted\)\. Still missing or incomplete: /;
    const [, unmade] = notMade.exec(left) ?? [];
    expect(await account.writes()).toHaveLength(10 - Number(unmade));
    expect(left).toContain('To try the rest again (what exists is kept):');
    const [old, now] = / {2}(pb-\w+) → (pb-\w+)/.exec(left)?.slice(1) ?? [];
    const [, command = ''] = /what exists is kept\):\s+(ssm-patch-wizard restore .*eu-west-1)/.exec(left) ?? [];
    expect(await runShown(command, account)).toContain(`  ${old} → ${now} (already there)`);
    expect(await account.comparable()).toEqual(account.before);
  });

  test('what AWS refuses is said with the policy to ask for, the rest comes back, and r tries it again', async () => {
    const account = await cleanedUp();
    await account.sandbox.faults({ operation: 'RegisterTargetWithMaintenanceWindow', nth: 1, kind: 'access-denied' });
    const terminal = await openReview(account);
    await pressFor(terminal, 'enter', words.typed);
    const done = await confirm(terminal, 'Not complete: 5 of 6 things done.');
    expect(done).toMatch(
      /✘ Week1Day2Unattended0[34]00 was not restored:\s+These\s+credentials\s+are\s+not\s+allowed[\s\S]*User:/,
    );
    expect(done).toContain('→ Ask for a policy with:');
    // Its task only waits for it.
    expect(done).not.toContain('waits for');
    expect(done).toContain('r try again');
    // The same once more is not asked about.
    await pressFor(terminal, 'r', 'Done: 1 window updated');
    terminal.press('enter');
    const left = await expectLeft(terminal, 0);
    expect(left).toMatch(/! not done: Register the target for Week1Day2Unattended0[34]00 again/);
    expect(left).toContain('  → Ask for a policy with: ');
    expect(left.replaceAll('\n', '')).toContain(`ssm-patch-wizard restore ${account.file} --yes --endpoint-url`);
    expect(await account.comparable()).toEqual(account.before);
  });
});
