/** Flags that answer questions beforehand, and answers that are changed from the hub. */
import { expect, test } from 'vitest';
import { withSandbox } from '../helpers/sandbox.js';
import {
  change,
  choose,
  commandOn,
  headerOf,
  leave,
  lineWith,
  moveTo,
  openWizard,
  servedAt,
  toggle,
  waitForStep,
  walkTo,
  words,
} from '../helpers/wizard.js';

test('questions that flags have answered are passed by, shown on the hub, and can be changed there', {
  timeout: 120_000,
}, async () => {
  const sandbox = await withSandbox({ empty: true });
  const { args, env } = servedAt(sandbox.endpoint);
  const flags = ['--region', 'eu-central-1', '-w', '1', '-d', 'tue', '-t', '5'];
  const terminal = await openWizard({ args: ['setup', ...args, ...flags], env });
  // The region is known, so the first question is whether the account is right.
  const account = await walkTo(terminal, 'account');
  expect(account).toContain('eu-central-1');
  const hub = await walkTo(terminal, 'hub');
  expect(hub).toContain('+ 1 window, target, task');
  expect(lineWith(hub, 'When')).toContain('1st Tue · 05:00 UTC');
  expect(lineWith(hub, 'When')).toContain('from -w 1 -d 2 -t 5');
  expect(lineWith(hub, headerOf('hub'))).toContain('eu-central-1');
  expect(commandOn(hub)).toBe(`ssm-patch-wizard setup --yes ${args.join(' ')} --region eu-central-1 -w 1 -d 2 -t 5`);

  // Left by Esc, an answer is as it was.
  for (const [row, step, tick] of [
    ['Systems', 'baseline', 'Windows Server'],
    ['When', 'schedule', '1st'],
  ] as const) {
    await change(terminal, row);
    await waitForStep(terminal, step);
    await toggle(terminal, tick);
    terminal.press('escape');
    expect((await waitForStep(terminal, 'hub')).replace(/^ ❯ /m, '   ')).toContain(hub.slice(0, 40));
    expect(commandOn(terminal.screen())).toBe(commandOn(hub));
  }

  // What was passed by is not out of reach.
  await change(terminal, 'When');
  const schedule = await waitForStep(terminal, 'schedule');
  expect(schedule).toContain('◼ 1st');
  expect(schedule).not.toContain('◼ 2nd');
  await toggle(terminal, '2nd');
  terminal.press('enter');
  const two = await waitForStep(terminal, 'hub');
  expect(two).toContain('+ 2 windows, targets, tasks');
  expect(two).not.toContain('from -');

  await change(terminal, 'How');
  await waitForStep(terminal, 'options');
  await moveTo(terminal, 'Duration');
  terminal.press('right');
  await terminal.waitFor(/Duration \(hours\) +‹ 2 ›/);
  terminal.press('enter');
  expect(lineWith(await waitForStep(terminal, 'hub'), 'How')).toContain('open 2 h');

  await change(terminal, 'Systems');
  await waitForStep(terminal, 'baseline');
  await toggle(terminal, 'Amazon Linux 2023');
  terminal.press('enter');
  expect(await waitForStep(terminal, 'hub')).toContain('+ 2 baselines');

  // Another region is another account as far as resources go: it is looked at and agreed to again.
  await change(terminal, 'Account');
  await waitForStep(terminal, 'account');
  await choose(terminal, words.otherRegion);
  await waitForStep(terminal, 'region');
  terminal.type('tokyo');
  await terminal.waitFor('❯ ap-northeast-1');
  terminal.press('enter');
  expect(await waitForStep(terminal, 'account')).toContain('ap-northeast-1');
  terminal.press('enter');
  const last = await waitForStep(terminal, 'hub');
  expect(lineWith(last, headerOf('hub'))).toContain('ap-northeast-1');
  expect(commandOn(last)).toContain(
    '--region ap-northeast-1 -w 1 2 -d 2 -t 5 --os windows-0day-important amazon-linux-2023 --duration 2',
  );
  await leave(terminal, 130);
});

test('every answer can be from flags', { timeout: 120_000 }, async () => {
  const sandbox = await withSandbox({ empty: true });
  const { args, env } = servedAt(sandbox.endpoint);
  const flags = [
    ...['--region', 'eu-west-3', '-w', 'L', '-d', 'sun', '-t', '1:30', '-z', 'Europe/Paris', '--os', 'ubuntu'],
    ...['--operation', 'scan', '--duration', '3', '--plan', 'night', '--tag', 'Team=ops'],
  ];
  const terminal = await openWizard({ args: ['setup', ...args, ...flags], env });
  const hub = await walkTo(terminal, 'hub');
  expect(hub).toMatch(/› night \(new\) {2,}/);
  const given = hub.replaceAll(/\n {10,}/g, ' ');
  expect(lineWith(given, 'Systems')).toContain("AWS's rules: Ubuntu immediately · from --os ubuntu");
  expect(lineWith(given, 'When')).toMatch(/last Sun · 01:30 Paris .*from -w L -d 0 -t 01:30 -z Europe\/Paris/);
  expect(lineWith(given, 'How')).toMatch(/Scan only.* open 3 h .*from --operation scan --duration 3/);
  expect(lineWith(given, 'Name')).toContain('from --plan night --tag Team=ops');
  expect(commandOn(hub)).toContain('-w L -d 0 -t 01:30 -z Europe/Paris --os ubuntu');
});

test('a flag that is wrong is said before any screen is drawn', async () => {
  const terminal = await openWizard({ args: ['setup', '--sandbox', '-z', 'Europe/Lodnon'] });
  expect(await terminal.exit).toEqual({ exitCode: 2 });
  expect(terminal.screen()).toContain('Europe/London');
  expect(terminal.raw()).not.toContain('\x1b[?25l');
});
