/** Answers changed by keys: what the screens show, what is created, and that the hub's command and file do the same. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { dumpAccount } from '../helpers/account-dump.js';
import { withSandbox } from '../helpers/sandbox.js';
import {
  change,
  choose,
  commandOn,
  comparable,
  confirm,
  headerOf,
  leave,
  lineWith,
  moveTo,
  openWizard,
  runShown,
  servedAt,
  toggle,
  waitForStep,
  walkTo,
  words,
} from '../helpers/wizard.js';

/** A folder with baseline files, good and bad, that is gone after the test. */
function baselineFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'baselines-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const rule = { PatchFilterGroup: { PatchFilters: [{ Key: 'PRIORITY', Values: ['Required'] }] } };
  const good = {
    Name: 'ubuntu-own',
    OperatingSystem: 'UBUNTU',
    ApprovalRules: { PatchRules: [{ ...rule, ApproveAfterDays: 0 }] },
  };
  const files = {
    'ubuntu.json': good,
    'late.json': { ...good, ApprovalRules: { PatchRules: [{ ...rule, ApproveAfterDays: 400 }] } },
    'evil.json': { ...good, Name: 'red\u001b[31mname\u0007' },
  };
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), JSON.stringify(content));
  writeFileSync(join(folder, 'broken.json'), '{ "Name": ');
  return folder;
}

/** The dates of the schedule screen, each with its time, as they stand there. */
function datesOn(screen: string): string[] {
  const found = screen.matchAll(
    /((?:Sun|Mon|Tue|Wed|Thu|Fri|Sat) [ \d]\d [A-Z][a-z]{2})(?: \d{4})? +(\d\d:\d\d(?: \d\d:\d\d)*)/g,
  );
  return [...found].flatMap(([, date, times = '']) => times.split(' ').map((time) => `${date} ${time}`));
}

/** What `preview --json` says for the same answers, in the screen's words. */
async function previewed(flags: string): Promise<string[]> {
  const stdout = await runShown(`ssm-patch-wizard preview --json --count 40 ${flags}`);
  const { timeZone, occurrences } = JSON.parse(stdout) as {
    timeZone: string;
    occurrences: { start: string; local: string }[];
  };
  const part = (instant: string, options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat('en-GB', { timeZone, ...options }).format(new Date(instant));
  return occurrences.map(({ start, local }) => {
    const day = String(Number(local.slice(8, 10))).padStart(2);
    return `${part(start, { weekday: 'short' })} ${day} ${part(start, { month: 'short' })} ${local.slice(11)}`;
  });
}

/** The screen's dates are the first ones of the preview's. */
async function expectPreviewed(screen: string, flags: string): Promise<void> {
  const dates = datesOn(screen);
  expect(dates.length).toBeGreaterThan(8);
  expect(dates).toEqual((await previewed(flags)).slice(0, dates.length));
}

test('every answer changed by keys, created, and created again by the command and the file of the hub', {
  timeout: 60_000,
}, async () => {
  const sandbox = await withSandbox({ empty: true });
  const cwd = baselineFolder();
  const terminal = await openWizard({ ...servedAt(sandbox.endpoint), cwd });

  await walkTo(terminal, 'baseline');
  // From the scripts' own rules to AWS's, with a delay typed in.
  terminal.press('left');
  await terminal.waitFor(/Windows Server +AWS's rules, but after 28 days/);
  terminal.type('12');
  await terminal.waitFor(/Windows Server +AWS's rules, but after 12 days/);
  await moveTo(terminal, 'Amazon Linux 2023');
  terminal.press('right');
  await terminal.waitFor(/◼ Amazon Linux 2023 +AWS's rules, but at once/);
  terminal.press('f');
  await terminal.waitFor(words.whichFile);
  terminal.type('ubuntu.json');
  terminal.press('enter');
  await terminal.waitFor(/❯ ◼ Ubuntu Server +ubuntu-own, from ubuntu.json/);
  terminal.press('enter');

  await waitForStep(terminal, 'schedule');
  await expectPreviewed(terminal.screen(), '-w 1 2 -d 2 3 -t 3 4');
  // Not the 1st but the last; Fridays and Sundays; 22:00 besides 03:00.
  await toggle(terminal, '1st');
  await toggle(terminal, 'last');
  terminal.press('right', 'a', 'a', 'home');
  await terminal.waitFor(/❯ ◻ Sunday(.*\n)+.*◻ Saturday/);
  await toggle(terminal, 'Sunday');
  await toggle(terminal, 'Friday');
  terminal.press('right');
  await terminal.waitFor('❯ ◼ 03:00');
  await toggle(terminal, '04:00');
  await toggle(terminal, '22:00');
  await terminal.waitFor('8 windows');
  terminal.press('z');
  await terminal.waitFor(words.whichZone);
  terminal.type('lond');
  await terminal.waitFor('❯ Europe/London');
  terminal.press('enter');
  await terminal.waitFor('times in London');
  await expectPreviewed(terminal.screen(), '-w 2 L -d 5 0 -t 3 22 -z Europe/London');
  // Days after Patch Tuesday and back: neither forgets.
  terminal.press('t');
  await terminal.waitFor(words.afterPatchTuesday);
  terminal.press('left', 'a');
  await terminal.waitFor('42 windows');
  await expectPreviewed(
    terminal.screen(),
    '--after-patch-tuesday 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 -t 3 22 -z Europe/London',
  );
  terminal.press('t');
  await terminal.waitFor('8 windows');
  await expectPreviewed(terminal.screen(), '-w 2 L -d 5 0 -t 3 22 -z Europe/London');
  terminal.press('enter');

  await waitForStep(terminal, 'hub');
  await change(terminal, 'How');
  await waitForStep(terminal, 'options');
  terminal.press('right');
  await terminal.waitFor(/Operation +‹ scan ›/);
  await moveTo(terminal, 'Duration');
  terminal.type('4');
  await terminal.waitFor(/Duration, hours +‹ 4 ›/);
  await moveTo(terminal, 'Cutoff');
  terminal.press('right', 'right');
  await terminal.waitFor(/Cutoff, hours +‹ 2 ›/);
  await moveTo(terminal, 'At the cutoff');
  terminal.press('right');
  await terminal.waitFor('‹ cancel ›');
  await moveTo(terminal, 'Nodes at a time');
  terminal.type('10%');
  await terminal.waitFor('‹ 10% ›');
  await moveTo(terminal, 'Errors allowed');
  terminal.type('5');
  await terminal.waitFor('‹ 5 ›');
  terminal.press('enter');
  await waitForStep(terminal, 'hub');
  await change(terminal, 'Name');
  await waitForStep(terminal, 'name');
  terminal.press('ctrl-u');
  terminal.type('winter');
  await terminal.waitFor(/Plan name +winter/);
  await moveTo(terminal, 'Tag key');
  terminal.press('right');
  await terminal.waitFor('‹ Patch Group ›');
  await moveTo(terminal, 'Tags');
  terminal.type('Team=ops, Cost Center=42');
  await terminal.waitFor('Cost Center=42');
  terminal.press('enter');

  const hub = await waitForStep(terminal, 'hub');
  for (const text of ['+ 3 baselines', '+ 24 registrations', '+ 8 windows, targets, tasks'])
    expect(hub).toContain(text);
  expect(lineWith(hub, 'When')).toContain('2nd + last Sun, Fri · 03:00 and 22:00 London');
  expect(lineWith(hub, 'How')).toMatch(/Scan only.* open 4 h · no node starts in the last 2 h · 10% at a time/);
  expect(lineWith(hub, 'Name')).toContain('winter · groups by the tag Patch Group · tags Cost Center=42, Team=ops');
  // The plan as a document, which makes the same too.
  terminal.press('x');
  await terminal.waitFor(words.saveAs);
  terminal.press('enter');
  await terminal.waitFor(words.whichSave);
  terminal.type('nowhere/winter.json');
  terminal.press('enter');
  await terminal.waitFor('nowhere/winter.json cannot be written.');
  terminal.press('ctrl-u');
  terminal.type('ubuntu.json');
  terminal.press('enter');
  await terminal.waitFor('ubuntu.json is there already. Write over it?');
  terminal.press('enter');
  await terminal.waitFor(words.whichSave);
  terminal.type('winter.json');
  terminal.press('enter');
  await terminal.waitFor('Written to winter.json: setup --file winter.json reads it.');
  // In another format, over a file that exists.
  writeFileSync(join(cwd, 'winter.sh'), '');
  terminal.press('x');
  await terminal.waitFor(words.saveAs);
  await moveTo(terminal, 'aws-cli');
  terminal.press('enter');
  await terminal.waitFor(words.whichSave);
  terminal.press('enter');
  await terminal.waitFor('winter.sh is there already. Write over it?');
  terminal.press('down', 'enter');
  const written = await terminal.waitFor('Written to winter.sh: a script for the AWS CLI.');
  expect(written).toMatch(/How to go on:\s+bash winter\.sh --region eu-west-1/);
  expect(readFileSync(join(cwd, 'winter.sh'), 'utf8').match(/^ {2}window /gm)).toHaveLength(8);
  terminal.press('escape');
  await terminal.waitFor('Written to winter.sh: a script for the AWS CLI.');
  await waitForStep(terminal, 'hub');
  const command = commandOn(hub);
  await confirm(terminal);
  await terminal.waitFor(words.agrees);
  await leave(terminal);

  const { windows, baselines } = await dumpAccount(sandbox.ssm());
  const slots = ['2Day0', '2Day5', 'LDay0', 'LDay5'].flatMap((day) => [`${day}Unattended0300`, `${day}Unattended2200`]);
  expect(windows.map(({ fields }) => fields.Name).sort()).toEqual(slots.map((slot) => `Week${slot}`));
  expect(windows.find(({ fields }) => fields.Name === 'WeekLDay5Unattended2200')).toMatchObject({
    fields: {
      Schedule: 'cron(00 22 ? * 6L *)',
      ScheduleTimezone: 'Europe/London',
      Duration: 4,
      Cutoff: 2,
      Tags: { 'Cost Center': '42', Team: 'ops', 'ssm-patch-wizard:plan': 'winter' },
    },
    targets: [{ fields: { Targets: [{ Key: 'tag:Patch Group', Values: ['Week L Day 5 - Unattended - 22:00'] }] } }],
    tasks: [
      {
        fields: {
          CutoffBehavior: 'CANCEL_TASK',
          MaxConcurrency: '10%',
          MaxErrors: '5',
          TaskInvocationParameters: { RunCommand: { Parameters: { Operation: ['Scan'], RebootOption: ['NoReboot'] } } },
        },
      },
    ],
  });
  const rules = (ApproveAfterDays: number) => ({ ApprovalRules: { PatchRules: [{ ApproveAfterDays }] } });
  const fields = baselines.map((baseline) => baseline.fields);
  expect(fields).toContainEqual(expect.objectContaining({ OperatingSystem: 'AMAZON_LINUX_2023' }));
  expect(fields.find(({ OperatingSystem }) => OperatingSystem === 'WINDOWS')).toMatchObject(rules(12));
  expect(fields.find(({ Name }) => Name === 'ubuntu-own')).toMatchObject(rules(0));

  const saved = `ssm-patch-wizard setup --yes --endpoint-url ${sandbox.endpoint} --region eu-west-1 --file winter.json`;
  for (const again of [command, saved]) {
    const other = await withSandbox({ empty: true });
    await runShown(again.replace(sandbox.endpoint, other.endpoint), { cwd });
    expect(await comparable(other.ssm())).toEqual(await comparable(sandbox.ssm()));
  }
});

test('what cannot be used or what AWS would refuse is refused in a sentence, and nothing typed or chosen is lost', {
  timeout: 60_000,
}, async () => {
  const terminal = await openWizard({ cwd: baselineFolder() });
  await walkTo(terminal, 'baseline');
  await toggle(terminal, 'Debian Server');
  terminal.press('f');
  await terminal.waitFor(words.whichFile);
  for (const [fileName, message] of [
    ['nowhere.json', /nowhere\.json cannot be read/],
    ['broken.json', /broken\.json.*not JSON[\s\S]*line 1/],
    ['late.json', /ApproveAfterDays[\s\S]*360/],
    ['.', /cannot be read/],
    // Control characters from a file never reach the terminal.
    ['evil.json', /red\ufffd\[31mname\ufffd/],
  ] as const) {
    terminal.press('ctrl-u');
    terminal.type(fileName);
    terminal.press('enter');
    const screen = await terminal.waitFor(message);
    expect(lineWith(screen, 'File:')).toContain(fileName);
  }
  expect(terminal.raw()).not.toContain('\x1b[31mname');
  expect(terminal.raw()).not.toContain('\x07');
  // An empty line is no file.
  terminal.press('ctrl-u', 'enter');
  await terminal.waitFor('path of a JSON file');
  terminal.press('escape');
  const screen = await waitForStep(terminal, 'baseline');
  expect(screen).toMatch(/❯ ◼ Debian Server/);
  expect(screen).toMatch(/◼ Windows Server/);

  await walkTo(terminal, 'hub');
  await change(terminal, 'How');
  await waitForStep(terminal, 'options');
  await moveTo(terminal, 'Cutoff');
  terminal.type('3');
  terminal.press('enter');
  expect(await terminal.waitFor(/! .*[Cc]utoff/)).toMatch(headerOf('options'));
  expect(lineWith(terminal.screen(), 'Cutoff, hours')).toMatch(/3/);
  terminal.press('backspace');
  terminal.type('0');
  await terminal.waitFor(/Cutoff, hours +‹ 0 ›/);
  terminal.press('enter');
  await waitForStep(terminal, 'hub');
  await change(terminal, 'Name');
  await waitForStep(terminal, 'name');
  terminal.type('!');
  terminal.press('enter');
  await terminal.waitFor(/! .*plan/i);
  expect(terminal.screen()).toMatch(headerOf('name'));
  terminal.press('backspace');
  await moveTo(terminal, 'Tags');
  terminal.type('NoValue');
  terminal.press('enter');
  expect(await terminal.waitFor(/"NoValue"/)).toMatch(headerOf('name'));
  terminal.press('ctrl-u', 'enter');
  await waitForStep(terminal, 'hub');
});

test('dates are previewed without an account', async () => {
  const terminal = await openWizard({ args: [], env: {} });
  await waitForStep(terminal, 'home');
  await choose(terminal, words.previewDates);
  await terminal.waitFor(words.schedule);
  await expectPreviewed(terminal.screen(), '-w 1 2 -d 2 3 -t 3 4');
  terminal.press('escape');
  await waitForStep(terminal, 'home');
  await leave(terminal, 130);
});
