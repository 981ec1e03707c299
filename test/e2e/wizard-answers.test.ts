/** Answers changed by keys: what the screens show, what is created, and that the hub's command and file do the same. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { dumpAccount } from '../helpers/account-dump.js';
import { withSandbox } from '../helpers/sandbox.js';
import {
  change,
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
import { setUpServed } from '../jobs/runs.js';

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

test('every answer changed by keys, what cannot be used refused in a sentence, all of it created, and created again by the command and the file of the hub', {
  timeout: 120_000,
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
  await terminal.waitFor(/◼ Amazon Linux 2023 +AWS's rules, but immediately/);
  terminal.press('f');
  await terminal.waitFor(words.whichFile);
  for (const [fileName, message] of [
    ['broken.json', /broken\.json is not valid JSON[\s\S]*line 1/],
    // Control characters from a file never reach the terminal.
    ['evil.json', /red\ufffd\[31mname\ufffd/],
  ] as const) {
    terminal.type(fileName);
    terminal.press('enter');
    expect(lineWith(await terminal.waitFor(message), 'File:')).toContain(fileName);
    terminal.press('ctrl-u');
  }
  expect(terminal.raw()).not.toMatch(/\x1b\[31mname|\x07/);
  terminal.type('ubuntu.json');
  terminal.press('enter');
  await terminal.waitFor(/❯ ◼ Ubuntu Server +ubuntu-own, from ubuntu.json/);
  terminal.press('enter');

  await waitForStep(terminal, 'schedule');
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
  // Days after Patch Tuesday and back: neither forgets.
  terminal.press('t');
  await terminal.waitFor(words.afterPatchTuesday);
  terminal.press('left', 'a');
  await terminal.waitFor('42 windows');
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
  await terminal.waitFor(/Duration \(hours\) +‹ 4 ›/);
  await moveTo(terminal, 'Cutoff');
  terminal.type('4');
  terminal.press('enter');
  expect(await terminal.waitFor(/! .*[Cc]utoff/)).toMatch(headerOf('options'));
  terminal.press('backspace');
  terminal.type('2');
  await terminal.waitFor(/Cutoff \(hours\) +‹ 2 ›/);
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
  expect(lineWith(hub, 'How')).toMatch(/Scan only.* open 4 h · no new nodes in the last 2 h · 10% at a time/);
  expect(lineWith(hub, 'Name')).toContain('winter · groups by tag Patch Group · tags Cost Center=42, Team=ops');
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
  await terminal.waitFor('ubuntu.json already exists. Overwrite it?');
  terminal.press('enter');
  await terminal.waitFor(words.whichSave);
  terminal.type('winter.json');
  terminal.press('enter');
  await terminal.waitFor('Saved to winter.json: use it with setup --file winter.json.');
  // In another format, over a file that exists.
  writeFileSync(join(cwd, 'winter.sh'), '');
  terminal.press('x');
  await terminal.waitFor(words.saveAs);
  await moveTo(terminal, 'aws-cli');
  terminal.press('enter');
  await terminal.waitFor(words.whichSave);
  terminal.press('enter');
  await terminal.waitFor('winter.sh already exists. Overwrite it?');
  terminal.press('down', 'enter');
  const written = await terminal.waitFor('Saved to winter.sh: a script for the AWS CLI.');
  expect(written).toMatch(/Next steps:\s+bash winter\.sh --region eu-west-1/);
  expect(readFileSync(join(cwd, 'winter.sh'), 'utf8').match(/^ {2}window /gm)).toHaveLength(8);
  terminal.press('escape');
  await terminal.waitFor('Saved to winter.sh: a script for the AWS CLI.');
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

  const [byCommand, byFile] = [await withSandbox({ empty: true }), await withSandbox({ empty: true })];
  await runShown(command.replace(sandbox.endpoint, byCommand.endpoint), { cwd });
  await setUpServed(byFile, `--file ${join(cwd, 'winter.json')}`);
  for (const other of [byCommand, byFile])
    expect(await comparable(other.ssm())).toEqual(await comparable(sandbox.ssm()));
});
