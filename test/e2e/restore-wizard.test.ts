/** The restore by keys in a real terminal: the account, what comes back, the calls, and the new ids against the old ones. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Backup } from '../../source/plan/cleanup/backup.js';
import type { CleanupSelection } from '../../source/plan/cleanup/choice.js';
import { writeBackup } from '../../source/process/backups.js';
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
  review: 'Restore this?',
  calls: 'Every call;',
  working: 'Restoring.',
  done: 'Done:',
  nothingToDo: 'Nothing to do: all of the backup is there.',
  cannotUse: 'This account cannot be used as it is.',
  nothingChanged: 'Nothing was changed.',
  newIds: 'New ids against the old ones:',
} as const;

/** A served account after a set-up and its clean-up, with the backup of it. */
async function cleanedUp(selection: Partial<CleanupSelection> = { plan: 'default' }) {
  const account = await servedAccount(smallPlan);
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
  test('on 80 by 24; a second time there is nothing to do', { timeout: 60_000 }, async () => {
    const account = await cleanedUp();
    const terminal = await open(account);
    const first = await terminal.waitFor(words.yes);
    expect(first).toMatch(/Restore › Account .*1 of 4 · 1234 5678 9012 · eu-west-1/);
    expect(first).toContain('Nothing is changed before you confirm the review.');

    const review = await pressFor(terminal, 'enter', words.review);
    expect(review).toMatch(/Restore › Review .*2 of 4/);
    expect(review).toMatch(/Restore this\? +backup of \d+ \w{3} \d{4} \d\d:\d\d UTC/);
    for (const line of [
      /\+ 1 +record +\/patch/,
      /\+ 1 +patch baseline +Windows-0day-Important/,
      /\+ 2 +patch groups/,
      /\+ 2 +maintenance win/,
    ])
      expect(review).toMatch(line);
    expect(review).toMatch(/\+ 2 +targets/);
    expect(review).toMatch(/\+ 2 +tasks +Week1Day2Unattended0300, Week1Day2Unattended0400/);
    expect(review).toContain('❯ Restore: make 10 calls');
    expect(review).not.toContain('kept');

    // Every call, and back to where the cursor was.
    await moveTo(terminal, 'Show every call');
    const calls = await pressFor(terminal, 'enter', words.calls);
    expect(calls).toContain('1 of 10');
    await pressFor(terminal, 'down', /Create the patch baseline Windows-0day-Important again \(it was\n? pb-/);
    expect(await pressFor(terminal, 'escape', words.review)).toContain('❯ Show every call');
    await pressFor(terminal, 'up', '❯ Restore: make 10 calls');

    const done = await pressFor(terminal, 'enter', words.done);
    expect(done).toMatch(/Restore › Done .*4 of 4/);
    expect(done).toContain('Done: 10 of 10 calls in');
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
    expect(nothing).toContain('= 10 of the backup are there: kept as they are');
    expect(nothing).toContain('❯ Leave, nothing is changed');
    expect(nothing).not.toContain('Restore: make');
    again.press('enter');
    const end = await expectLeft(again, 0);
    expect(end).toContain(words.nothingToDo);
    for (const [old, now] of ids) expect(end).toContain(`  ${old} → ${now} (there already)`);
    expect(await account.writes()).toHaveLength(10);
  });

  test('on 60 by 15, with what others had made and a default', { timeout: 60_000 }, async () => {
    const account = await cleanedUp({ only: ['default/WINDOWS', 'Corp-Windows-Default', 'web-tier-patching'] });
    const terminal = await openReview(account, { columns: 60, rows: 15 });
    expect(terminal.screen()).toMatch(/Review .*2 of 4 · 1234 5678 9012 · eu-west-1/);
    expect(await pressFor(terminal, 'pagedown', 'page up, page down: 2 of')).not.toContain('+ 1   patch baseline');
    const done = await pressFor(terminal, 'enter', words.done);
    expect(done.split('\n').length).toBe(15);
    await pressFor(terminal, 'pagedown', 'page up, page down: 2 of');
    terminal.press('escape');
    await expectLeft(terminal, 0);
    expect(await account.comparable()).toEqual(account.before);
  });
});

test('Esc leads back and Ctrl-C away, with the command that comes back; an edited file has no screen at all', {
  timeout: 60_000,
}, async () => {
  const account = await cleanedUp();
  const terminal = await openReview(account);
  await pressFor(terminal, 'escape', words.yes);
  await pressFor(terminal, 'enter', words.review);
  await pressFor(terminal, 'end', '❯ Leave, nothing is changed');
  await pressFor(terminal, 'escape', words.yes);
  await pressFor(terminal, 'enter', words.review);
  await moveTo(terminal, 'Show every call');
  await pressFor(terminal, 'enter', words.calls);
  expect(terminal.rawMode()).toBe(true);
  terminal.press('ctrl-c');
  const left = await expectLeft(terminal, 130);
  expect(left).toContain(words.nothingChanged);
  expect(left.replaceAll('\n', '')).toContain(`To come back: ssm-patch-wizard restore ${account.file} --end`);
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
  timeout: 60_000,
}, async () => {
  const account = await cleanedUp();
  const elsewhere = ['--endpoint-url', account.sandbox.endpoint, '--region', 'us-east-1'];
  const before = (await account.sandbox.requests()).length;
  const terminal = await open(account, { flags: elsewhere });
  const refused = await terminal.waitFor(words.cannotUse);
  const requests = (await account.sandbox.requests()).slice(before).map(({ operation }) => operation);
  expect(new Set(requests)).toEqual(new Set(['GetCallerIdentity']));
  expect(refused.replaceAll(/\s+/g, ' ')).toContain(
    'The backup is of account 123456789012, region eu-west-1; this is account 123456789012, region us-east-1.',
  );
  expect(refused).toContain('→ Give the right --profile and --region eu-west-1.');
  expect(refused).toContain('→ Or, if it is meant so, add --force.');
  expect(refused).toContain(words.nothingChanged);
  expect(refused).toContain('❯ Region eu-west-1, which the backup is of');
  // Another region by hand, and back again without an answer.
  await moveTo(terminal, 'Another region');
  expect(await pressFor(terminal, 'enter', 'Which region?')).toMatch(/Restore › Region /);
  await pressFor(terminal, 'escape', words.cannotUse);
  const right = await pressFor(terminal, 'enter', words.yes);
  expect(right).toMatch(/Restore › Account .*1 of 4 · 1234 5678 9012 · eu-west-1/);
  expect(right).toContain('❯ Yes, this one');
  await pressFor(terminal, 'enter', words.review);
  await pressFor(terminal, 'enter', words.done);
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
  const review = await pressFor(terminal, 'enter', 'This cannot be restored as it is.');
  expect(review).toMatch(/✘ There is no room for 2 new maintenance windows: 49 of 50 are in use/);
  expect(review).toContain('❯ Show every call');
  expect(review).not.toContain('Restore: make');
  terminal.press('down', 'enter');
  expect(await expectLeft(terminal, 0)).toContain(words.nothingChanged);
});

describe('trouble', () => {
  test('Ctrl-C while it restores stops between calls, and the command that is shown finishes it', {
    timeout: 60_000,
  }, async () => {
    const account = await cleanedUp();
    const terminal = await openReview(account);
    await account.sandbox.control('PUT', 'latency', { ms: 1500 });
    await pressFor(terminal, 'enter', words.working);
    await terminal.waitFor('✔ CreatePatchBaseline');
    await pressFor(terminal, 'ctrl-c', 'Stopping: the calls in flight are being finished.');
    const left = (await expectLeft(terminal, 130)).replaceAll('\n', '');
    await account.sandbox.control('PUT', 'latency', { ms: 0 });
    const [, made] = /Not complete: (\d+) of 10 calls/.exec(left) ?? [];
    expect(await account.writes()).toHaveLength(Number(made));
    expect(Number(made)).toBeLessThan(10);
    expect(left).toMatch(/! \d calls? w\w+ not made, interrupted; missing still, or in part: /);
    expect(left).toContain('Run it again: what is there by now is kept, the rest is tried again.');
    const [old, now] = / {2}(pb-\w+) → (pb-\w+)/.exec(left)?.slice(1) ?? [];
    const [, command = ''] = /is tried again\.\s+(ssm-patch-wizard restore .*eu-west-1)/.exec(left) ?? [];
    expect(await runShown(command, account)).toContain(`  ${old} → ${now} (there already)`);
    expect(await account.comparable()).toEqual(account.before);
  });

  test('what AWS refuses is said with the policy to ask for, the rest comes back, and the exit code is 1', async () => {
    const account = await cleanedUp();
    await account.sandbox.faults({ operation: 'RegisterTargetWithMaintenanceWindow', nth: 1, kind: 'access-denied' });
    const terminal = await openReview(account);
    const done = await pressFor(terminal, 'enter', 'Not complete: 8 of 10 calls');
    expect(done).toMatch(
      /✘ RegisterTargetWithMaintenanceWindow Week1Day2Unattended0[34]00: User:\s[\s\S]* not authorized to perform/,
    );
    expect(done).toContain('→ Ask for a policy with:');
    expect(done).toMatch(/! RegisterTaskWithMaintenanceWindow Week1Day2Unattended0[34]00: waits for/);
    terminal.press('enter');
    const left = await expectLeft(terminal, 1);
    expect(left).toMatch(/! not done: Register the target of Week1Day2Unattended0[34]00 again/);
    expect(left).toContain('  → Ask for a policy with: ');
    expect(left.replaceAll('\n', '')).toContain(`ssm-patch-wizard restore ${account.file} --yes --endpoint-url`);
  });
});
