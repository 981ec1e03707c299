/** What goes wrong with an account, on the screen: what happened, what to do next, and nothing that writes was called. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { plainWindow, type TestSandbox, withSandbox } from '../helpers/sandbox.js';
import type { TestTerminal } from '../helpers/terminal.js';
import {
  choose,
  leave,
  openWizard,
  servedAt,
  toggle,
  waitForStep,
  walkTo,
  words,
  writesFromNow,
} from '../helpers/wizard.js';

/** Walks to an account that cannot be read; by a region where none is known. */
async function walkIntoFailure(terminal: TestTerminal, region?: string): Promise<string> {
  await waitForStep(terminal, 'home');
  terminal.press('enter');
  if (region) {
    await terminal.waitFor(words.region);
    terminal.type(region);
    terminal.press('enter');
  }
  return terminal.waitFor(words.cannotUse);
}

async function expectNothingWritten(sandbox: TestSandbox): Promise<void> {
  const requests = await sandbox.requests();
  expect(requests.length).toBeGreaterThan(0);
  expect(requests.filter(({ operation }) => !/^(Get|List|Describe)/.test(operation))).toEqual([]);
}

test('nobody listens at the endpoint, and a region that does not exist leads back to the list', async () => {
  const terminal = await openWizard(servedAt('http://127.0.0.1:9'));
  await walkIntoFailure(terminal);
  await choose(terminal, words.otherRegion);
  await waitForStep(terminal, 'region');
  terminal.type('xx-nowhere-9');
  terminal.press('enter');
  const screen = await terminal.waitFor(/nowhere-9[\s\S]*cannot be used/);
  expect(screen).toContain('xx-nowhere-9');
  expect(screen).toContain('--endpoint-url');
  expect(screen).not.toContain(words.yes);
  await choose(terminal, words.otherRegion);
  await waitForStep(terminal, 'region');
  await leave(terminal, 130);
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
  await terminal.waitFor(words.home);
  terminal.press('enter');
  expect(await terminal.waitFor(words.signedOut)).toMatch(/aws login[\s\S]*sandbox[\s\S]*1 profile/);
  await choose(terminal, 'Choose a profile');
  await terminal.waitFor(words.whichProfile);
  terminal.type('ops');
  terminal.press('enter');
  await terminal.waitFor(words.region);
  terminal.type('eu-west-1');
  terminal.press('enter');
  expect(await waitForStep(terminal, 'account')).toContain('profile ops');
  await expectNothingWritten(sandbox);
});

test('what stands in the way is on the hub, where nothing creates, and fewer dates take it away', {
  timeout: 120_000,
}, async () => {
  const sandbox = await withSandbox({ empty: true });
  const ssm = sandbox.ssm();
  const corp = { Name: 'Corp-Windows', ApprovedPatches: ['KB5034439'] };
  const { BaselineId } = await ssm.createPatchBaseline(corp);
  const PatchGroup = 'Week 2 Day 2 - Unattended - 03:00';
  await ssm.registerPatchBaselineForPatchGroup({ BaselineId, PatchGroup });
  const writes = await writesFromNow(sandbox);
  const terminal = await openWizard(servedAt(sandbox.endpoint));
  const hub = await walkTo(terminal, 'hub');
  expect(hub).toContain(words.cannotCreate);
  // What cannot be done says why.
  terminal.press('c');
  await terminal.waitFor('! This blocks the plan: The patch group');
  for (const text of [PatchGroup, 'Corp-Windows', 'deregister-patch-baseline-for-patch-group'])
    expect(hub).toContain(text);
  expect(hub).not.toContain(words.create);
  terminal.press('enter');
  await waitForStep(terminal, 'schedule');
  await toggle(terminal, '2nd');
  expect(await walkTo(terminal, 'hub')).toContain(words.create);
  expect(await writes()).toEqual([]);
});

test('control characters in names of the account never reach the terminal', { timeout: 120_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'account-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const stateFile = join(folder, 'sandbox.json');
  const seeded = await withSandbox({ stateFile });
  await seeded.ssm().createMaintenanceWindow(plainWindow);
  await seeded.close();
  const state = readFileSync(stateFile, 'utf8');
  const evil = 'Evil\\u001b[2J\\u001b]0;title\\u0007\\u202eOS';
  expect(state).toContain('"Ubuntu"');
  writeFileSync(stateFile, state.replaceAll('"Ubuntu"', `"${evil}"`));
  const sandbox = await withSandbox({ stateFile });
  const terminal = await openWizard(servedAt(sandbox.endpoint));
  const account = await walkTo(terminal, 'account');
  expect(account).toContain('Evil\ufffd[2J\ufffd]0;title\ufffd\ufffdOS');
  await leave(terminal, 130);
  expect(terminal.raw()).not.toMatch(/\x1b\]|\x07|\u202e/);
});
