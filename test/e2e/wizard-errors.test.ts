/** What goes wrong with an account, on the screen: what happened, what to do next, and nothing that writes was called. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateMaintenanceWindowCommand,
  CreatePatchBaselineCommand,
  RegisterPatchBaselineForPatchGroupCommand,
} from '@aws-sdk/client-ssm';
import { expect, onTestFinished, test } from 'vitest';
import { plainWindow, type TestSandbox, withSandbox } from '../helpers/sandbox.js';
import type { TestTerminal } from '../helpers/terminal.js';
import {
  credentialEnvironment,
  moveTo,
  openWizard,
  servedAt,
  toggle,
  waitForStep,
  walkTo,
  words,
} from '../helpers/wizard.js';

/** Walks to an account that cannot be read. */
async function walkIntoFailure(terminal: TestTerminal, region?: string): Promise<string> {
  await waitForStep(terminal, 'home');
  terminal.press('enter');
  await terminal.waitFor(words.region);
  if (region) terminal.type(region);
  terminal.press('enter');
  return terminal.waitFor(words.cannotUse);
}

async function expectNothingWritten(sandbox: TestSandbox): Promise<void> {
  const requests = await sandbox.requests();
  expect(requests.length).toBeGreaterThan(0);
  expect(requests.filter(({ operation }) => !/^(Get|List|Describe)/.test(operation))).toEqual([]);
}

test('access denied names the action and the policy, and trying again works once it is granted', async () => {
  const sandbox = await withSandbox();
  await sandbox.faults({ operation: 'DescribeMaintenanceWindows', kind: 'access-denied' });
  const terminal = await openWizard(servedAt(sandbox.endpoint));
  const screen = await walkIntoFailure(terminal);
  expect(screen).toContain('may not call ssm:DescribeMaintenanceWindows');
  expect(screen).toContain('"Action":"ssm:DescribeMaintenanceWindows"');
  for (const choice of [words.tryAgain, words.otherProfile, words.otherRegion]) expect(screen).toContain(choice);
  expect(screen).not.toContain(words.yes);
  await expectNothingWritten(sandbox);
  await sandbox.faults();
  terminal.press('enter');
  await waitForStep(terminal, 'account');
});

test('an expired session says how to sign in again', async () => {
  const sandbox = await withSandbox();
  await sandbox.faults({ kind: 'expired-token' });
  const terminal = await openWizard(servedAt(sandbox.endpoint));
  const screen = await walkIntoFailure(terminal);
  expect(screen).toMatch(/has expired/);
  expect(screen).toContain('aws sso login');
  await expectNothingWritten(sandbox);
});

test('nobody listens at the endpoint', async () => {
  const terminal = await openWizard({
    args: ['--endpoint-url', 'http://127.0.0.1:9'],
    env: { ...credentialEnvironment, AWS_REGION: 'eu-west-1' },
  });
  const screen = await walkIntoFailure(terminal);
  expect(screen).toContain('--endpoint-url');
  expect(screen).not.toContain(words.yes);
  terminal.press('ctrl-c');
  expect(await terminal.exit).toEqual({ exitCode: 130 });
  expect(terminal.screen()).toContain(words.nothingChanged);
});

test('without credentials it says how to get some, and a profile can be named', async () => {
  const sandbox = await withSandbox();
  const terminal = await openWizard({ args: ['--endpoint-url', sandbox.endpoint] });
  mkdirSync(join(terminal.home, '.aws'));
  writeFileSync(
    join(terminal.home, '.aws', 'credentials'),
    '[ops]\naws_access_key_id = AKIDOPS\naws_secret_access_key = secret\n',
  );
  const screen = await walkIntoFailure(terminal, 'eu-west-1');
  expect(screen).toContain('No AWS credentials were found');
  expect(screen).toContain('--sandbox');
  await moveTo(terminal, words.otherProfile);
  terminal.press('enter');
  await terminal.waitFor(words.whichProfile);
  terminal.type('opps');
  terminal.press('enter');
  expect(await terminal.waitFor(/opps/)).not.toContain(words.yes);
  await terminal.waitFor(words.cannotUse);
  await moveTo(terminal, words.otherProfile);
  terminal.press('enter');
  await terminal.waitFor(words.whichProfile);
  terminal.type('ops');
  terminal.press('enter');
  expect(await waitForStep(terminal, 'account')).toContain('profile ops');
  await expectNothingWritten(sandbox);
});

test('a region that can be typed but does not exist leads back to the list', async () => {
  const terminal = await openWizard({
    args: [],
    env: { ...credentialEnvironment, AWS_REGION: 'eu-west-1', AWS_ENDPOINT_URL: 'http://xx-nowhere-9.invalid' },
  });
  const screen = await walkIntoFailure(terminal, 'xx-nowhere-9');
  expect(screen).toContain('xx-nowhere-9');
  await moveTo(terminal, words.otherRegion);
  terminal.press('enter');
  await waitForStep(terminal, 'region');
});

test('a patch group that belongs to another baseline cannot be taken over', async () => {
  const sandbox = await withSandbox({ empty: true });
  const ssm = sandbox.ssm();
  const { BaselineId } = await ssm.send(
    new CreatePatchBaselineCommand({
      Name: 'Corp-Windows',
      OperatingSystem: 'WINDOWS',
      ApprovedPatches: ['KB5034439'],
    }),
  );
  await ssm.send(
    new RegisterPatchBaselineForPatchGroupCommand({ BaselineId, PatchGroup: 'Week 1 Day 2 - Unattended - 03:00' }),
  );
  const terminal = await openWizard(servedAt(sandbox.endpoint));
  const screen = await walkTo(terminal, 'review');
  expect(screen).toContain(words.cannotCreate);
  expect(screen).toContain('Week 1 Day 2 - Unattended - 03:00');
  expect(screen).toContain('Corp-Windows');
  expect(screen).toContain('deregister-patch-baseline-for-patch-group');
  expect(screen).not.toContain(words.create);
  const before = await sandbox.requests();
  // Whatever is chosen here, it is not the creation.
  terminal.press('enter', 'escape', 'ctrl-c');
  expect(await terminal.exit).toEqual({ exitCode: 130 });
  const after = await sandbox.requests();
  expect(after.slice(before.length).filter(({ operation }) => /^(Create|Register)/.test(operation))).toEqual([]);
});

test('more windows than the region takes: the schedule says so at every key, the review refuses', {
  timeout: 60_000,
}, async () => {
  const sandbox = await withSandbox({ empty: true });
  const ssm = sandbox.ssm();
  for (let index = 0; index < 45; index += 1) {
    await ssm.send(new CreateMaintenanceWindowCommand({ ...plainWindow, Name: `other-${index}` }));
  }
  const terminal = await openWizard(servedAt(sandbox.endpoint));
  expect(await walkTo(terminal, 'schedule')).toMatch(/8 windows.*45/);
  const review = await walkTo(terminal, 'review', 'schedule');
  expect(review).toContain(words.cannotCreate);
  expect(review).toMatch(/45 of 50/);
  expect(review).not.toContain(words.create);
  // Fewer, and it can be created.
  terminal.press('escape');
  await waitForStep(terminal, 'options');
  terminal.press('escape');
  await waitForStep(terminal, 'schedule');
  await toggle(terminal, '2nd');
  expect(await walkTo(terminal, 'review', 'schedule')).toContain(words.create);
});

test('every week, day and hour at once: the keys stay quick and the review refuses', { timeout: 60_000 }, async () => {
  const terminal = await openWizard();
  await walkTo(terminal, 'schedule');
  terminal.press('a', 'right', 'a', 'right', 'a');
  await terminal.waitFor('1008 windows');
  const pressed = performance.now();
  for (const key of ['up', 'down', 'up', 'down']) await terminal.press(key);
  await terminal.waitFor('1008 windows');
  expect(performance.now() - pressed).toBeLessThan(5000);
  const review = await walkTo(terminal, 'review', 'schedule');
  expect(review).toContain(words.cannotCreate);
  expect(review).toMatch(/1008/);
});

test('control characters in names of the account never reach the terminal', { timeout: 60_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'account-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const stateFile = join(folder, 'sandbox.json');
  const seeded = await withSandbox({ stateFile });
  await seeded.ssm().send(new CreateMaintenanceWindowCommand(plainWindow));
  await seeded.close();
  const state = readFileSync(stateFile, 'utf8');
  const evil = 'Evil\\u001b[2J\\u001b]0;title\\u0007\\u202eOS';
  expect(state).toContain('"Ubuntu"');
  writeFileSync(stateFile, state.replaceAll('"Ubuntu"', `"${evil}"`));
  const sandbox = await withSandbox({ stateFile });
  const terminal = await openWizard(servedAt(sandbox.endpoint));
  const account = await walkTo(terminal, 'account');
  expect(account).toContain('Evil\ufffd[2J\ufffd]0;title\ufffd\ufffdOS');
  await walkTo(terminal, 'review', 'account');
  terminal.press('ctrl-c');
  await terminal.exit;
  expect(terminal.wipes()).toBe(0);
  expect(terminal.raw()).not.toMatch(/\x1b\]|\x07|\u202e/);
});
