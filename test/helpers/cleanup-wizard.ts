/** The steps that tests of the clean-up's screens share: an account with the wizard's own things, and the way through it. */
import { SSM } from '@aws-sdk/client-ssm';
import { expect } from 'vitest';
import { startSandbox } from '../../source/sandbox/server.js';
import { setUpServed } from '../jobs/runs.js';
import { dumpAccount } from './account-dump.js';
import { emptyFolder, runCommand, sandboxEnvironment } from './command.js';
import { defaultRegion, type TestSandbox, testCredentials, withSandbox } from './sandbox.js';
import type { TerminalOptions, TestTerminal } from './terminal.js';
import { comparable, openWizard, writesFromNow } from './wizard.js';

/** What the screens of the clean-up are waited for by: a word that changes there is one edit here. */
export const cleanupWords = {
  choose: 'What should be deleted?',
  goAhead: 'Go ahead and',
  typeAccount: 'Type the account id',
  wrongAccount: 'That is not 123456789012',
  working: 'Cleaning up.',
  done: 'Done:',
  listedAgain: 'Verified: AWS no longer lists what was deleted.',
  notDeleted: 'Nothing was deleted.',
  everythingStays: 'Everything is kept',
  nothingChosen: 'Nothing is chosen',
} as const;

/** The set-up of a plan: one Tuesday, two windows with their groups, one baseline. */
export const smallPlan = ['-w', '1', '-d', '2', '-t', '3', '4'];

/** An account that outlives the programs that work in it. */
export interface AccountToClean {
  /** The connection's flags. */
  readonly flags: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Everything in it, without ids and times. */
  comparable(): Promise<unknown>;
  /** Names of its windows and baselines, its patch groups and records. */
  names(): Promise<string[]>;
}

/** The program's built-in sandbox, seeded, in a state folder of its own, after a set-up with these flags. */
export async function builtInAccount(setup: readonly string[]): Promise<AccountToClean & { readonly folder: string }> {
  const folder = await emptyFolder();
  const env = { XDG_STATE_HOME: folder };
  const flags = ['--sandbox', '--region', defaultRegion];
  expect(await runCommand(['setup', '--yes', ...flags, ...setup], env)).toMatchObject({ exitCode: 0 });
  const read = async <Result>(how: (ssm: SSM) => Promise<Result>): Promise<Result> => {
    const sandbox = await startSandbox({ stateFile: `${folder}/ssm-patch-wizard/sandbox.json` });
    const ssm = new SSM({ endpoint: sandbox.endpoint, region: defaultRegion, credentials: testCredentials });
    return how(ssm).finally(() => {
      ssm.destroy();
      return sandbox.close();
    });
  };
  return { flags, env, folder, comparable: () => read(comparable), names: () => read(namesIn) };
}

/**
 * A sandbox over HTTP after a set-up with these flags; what is recorded of its requests begins then.
 * @param empty without anything of others
 */
export async function servedAccount(
  setup: readonly string[],
  { empty = false } = {},
): Promise<AccountToClean & { readonly sandbox: TestSandbox; writes(): Promise<string[]> }> {
  const sandbox = await withSandbox({ empty });
  const flags = ['--endpoint-url', sandbox.endpoint, '--region', defaultRegion];
  await setUpServed(sandbox, setup.join(' '));
  const ssm = sandbox.ssm();
  return {
    flags,
    env: sandboxEnvironment,
    sandbox,
    writes: await writesFromNow(sandbox),
    comparable: () => comparable(ssm),
    names: () => namesIn(ssm),
  };
}

async function namesIn(ssm: SSM): Promise<string[]> {
  const { windows, baselines, registrations, defaults, parameters } = await dumpAccount(ssm);
  return [
    ...windows.map(({ fields }) => `${fields.Name}${fields.Enabled ? '' : ' (off)'}`),
    ...baselines.map(({ id, fields }) => `${fields.Name}${defaults.includes(id) ? ' (default)' : ''}`),
    ...registrations.map(({ patchGroup }) => patchGroup),
    ...parameters.map(({ id }) => id),
  ].sort();
}

/** Opens the clean-up and goes on to the list of what may go. */
export async function openChoosing(
  account: AccountToClean,
  { flags = [], ...options }: Partial<TerminalOptions> & { readonly flags?: readonly string[] } = {},
): Promise<TestTerminal> {
  const args = ['cleanup', ...account.flags, ...flags];
  const terminal = await openWizard({ ...options, args, env: account.env });
  await terminal.waitFor('Yes, this one');
  terminal.press('enter');
  await terminal.waitFor(cleanupWords.choose);
  return terminal;
}

/**
 * Puts the cursor on the item of this name, by the filter, which is taken off again.
 * @param shown how its row begins, where the name is too long for it
 */
export async function goTo(terminal: TestTerminal, name: string, shown = `${name} `): Promise<string> {
  const row = new RegExp(`❯ (?:◼|◻|–) ${escaped(shown)}`);
  terminal.press('/');
  terminal.type(name);
  await terminal.waitFor(`Filter: ${name}`);
  let screen = await pressFor(terminal, 'enter', /Filter: [^▏]*$/m);
  while (!row.test(screen)) {
    const before = screen;
    terminal.press('down');
    screen = await terminal.waitUntil((next) => next !== before);
  }
  terminal.press('escape');
  return terminal.waitUntil((next) => !next.includes('Filter:') && row.test(next));
}

/** Presses a key and waits for the screen to show it. */
export async function pressFor(terminal: TestTerminal, key: string, shown: string | RegExp): Promise<string> {
  terminal.press(key);
  return terminal.waitFor(shown);
}

/** The mark before an item's name: `◼`, `◻` or `–`. */
export function markOf(screen: string, name: string): string | undefined {
  return new RegExp(`(◼|◻|–) ${escaped(name)}(?: |$)`, 'm').exec(screen)?.[1];
}

/** What a user's terminal must be like afterwards, whatever has happened. */
export async function expectLeft(terminal: TestTerminal, exitCode: number): Promise<string> {
  expect(await terminal.exit).toEqual({ exitCode });
  expect(terminal.cursorVisible()).toBe(true);
  expect(terminal.rawMode()).toBe(false);
  expect(terminal.wipes()).toBe(0);
  return terminal.scrollback();
}

/** The restore command that the report ends with. */
export function restoreCommandOf(terminal: TestTerminal): string {
  const [, command] = /To restore it:\r?\n +(ssm-patch-wizard restore [^\r\n]*)/.exec(terminal.raw()) ?? [];
  if (command === undefined) throw new Error(`No way back is shown:\n${terminal.scrollback()}`);
  return command;
}

/** The command that takes away what is left, as the report names it. */
export function goOnCommandOf(shown: string): string {
  const [, command] = /To continue with what is left:\r?\n +(ssm-patch-wizard cleanup [^\r\n]*)/.exec(shown) ?? [];
  if (command === undefined) throw new Error(`No way on is shown:\n${shown}`);
  return command;
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
