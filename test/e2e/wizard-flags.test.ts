/** Flags that answer questions beforehand, and answers that are changed from the review. */
import { expect, test } from 'vitest';
import { withSandbox } from '../helpers/sandbox.js';
import {
  change,
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

test('questions that flags have answered are passed by, shown in the review, and can be changed there', {
  timeout: 60_000,
}, async () => {
  const sandbox = await withSandbox({ empty: true });
  const { args, env } = servedAt(sandbox.endpoint);
  const flags = ['--region', 'eu-central-1', '-w', '1', '-d', 'tue', '-t', '5'];
  const terminal = await openWizard({ args: ['setup', ...args, ...flags], env });
  // The region is known, so the first question is whether the account is right.
  const account = await walkTo(terminal, 'account', 'account');
  expect(account).toContain('eu-central-1');
  const review = await walkTo(terminal, 'review', 'account', ['schedule']);
  expect(lineWith(review, 'maintenance window')).toMatch(/\+ 1 /);
  expect(lineWith(review, headerOf('review'))).toContain('eu-central-1');
  expect(commandOn(review)).toBe(`ssm-patch-wizard setup --yes ${args.join(' ')} --region eu-central-1 -w 1 -d 2 -t 5`);

  // An answer that was emptied is none: back at the review it is as it was.
  for (const [question, step, row] of [
    ['Schedule', 'schedule', '1st'],
    ['Baseline', 'baseline', 'Windows Server'],
  ] as const) {
    await change(terminal, question);
    await waitForStep(terminal, step);
    await toggle(terminal, row);
    terminal.press('escape');
    await waitForStep(terminal, 'review');
    terminal.press('home');
    expect(await terminal.waitUntil((screen) => screen.includes(`❯ ${words.create}`))).toBe(review);
  }

  // What was passed by is not out of reach.
  await change(terminal, 'Schedule');
  const schedule = await waitForStep(terminal, 'schedule');
  expect(schedule).toContain('◼ 1st');
  expect(schedule).not.toContain('◼ 2nd');
  await toggle(terminal, '2nd');
  terminal.press('enter');
  expect(lineWith(await waitForStep(terminal, 'review'), 'maintenance windows')).toMatch(/\+ 2 /);

  await change(terminal, 'Options');
  await waitForStep(terminal, 'options');
  await moveTo(terminal, 'Duration');
  terminal.press('right');
  await terminal.waitFor(/Duration, hours +← 2 →/);
  // Back, not on: what was changed is kept all the same.
  terminal.press('escape');
  expect(lineWith(await waitForStep(terminal, 'review'), 'maintenance windows')).toMatch(/\+ 2 .*2 h each/);

  await change(terminal, 'Baseline');
  await waitForStep(terminal, 'baseline');
  await toggle(terminal, 'Amazon Linux 2023');
  terminal.press('enter');
  expect(lineWith(await waitForStep(terminal, 'review'), 'patch baselines')).toMatch(/\+ 2 /);

  // Another region is another account as far as resources go: it is looked at and agreed to again.
  await change(terminal, 'Region');
  await waitForStep(terminal, 'region');
  terminal.type('tokyo');
  await terminal.waitFor('❯ ap-northeast-1');
  terminal.press('enter');
  expect(await waitForStep(terminal, 'account')).toContain('ap-northeast-1');
  terminal.press('enter');
  const last = await waitForStep(terminal, 'review');
  expect(lineWith(last, headerOf('review'))).toContain('ap-northeast-1');
  expect(commandOn(last)).toContain(
    '--region ap-northeast-1 -w 1 2 -d 2 -t 5 --os windows-0day-important amazon-linux-2023',
  );
  terminal.press('escape');
  await waitForStep(terminal, 'options');
  await leave(terminal, 130);
});

test('every answer can be given by flags', { timeout: 60_000 }, async () => {
  const sandbox = await withSandbox({ empty: true });
  const { args, env } = servedAt(sandbox.endpoint);
  const flags = [
    ...['--region', 'eu-west-3', '-w', 'L', '-d', 'sun', '-t', '1:30', '-z', 'Europe/Paris', '--os', 'ubuntu'],
    ...['--operation', 'scan', '--duration', '3', '--plan', 'night', '--tag', 'Team=ops'],
  ];
  const terminal = await openWizard({ args: ['setup', ...args, ...flags], env });
  const review = await walkTo(terminal, 'review', 'account', ['baseline', 'schedule', 'options']);
  expect(review).toContain('plan night');
  expect(lineWith(review, 'patch baseline')).toContain('Ubuntu');
  expect(lineWith(review, 'maintenance window')).toMatch(/\+ 1 .*3 h each.*Europe\/Paris/);
  expect(commandOn(review)).toContain('-w L -d 0 -t 01:30 -z Europe/Paris --os ubuntu');
});

test('a flag that is wrong is said before any screen is drawn', async () => {
  const terminal = await openWizard({ args: ['setup', '--sandbox', '-z', 'Europe/Lodnon'] });
  expect(await terminal.exit).toEqual({ exitCode: 2 });
  expect(terminal.screen()).toContain('Europe/London');
  expect(terminal.raw()).not.toContain('\x1b[?25l');
});
