/** The steps that tests of the wizard share: opening it, walking through its questions, reading its screens. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { SSM } from '@aws-sdk/client-ssm';
import { expect, inject, onTestFinished } from 'vitest';
import { setUpServed } from '../jobs/runs.js';
import { dumpAccount, withoutIds } from './account-dump.js';
import { type Environment, program, sandboxEnvironment } from './command.js';
import { defaultRegion, type TestSandbox, withSandbox } from './sandbox.js';
import { openTerminal, type TerminalOptions, type TestTerminal } from './terminal.js';

/** How the header names each step; the hub is called by its plan. */
export const titles = {
  region: 'Region',
  account: 'Account',
  plan: 'Which plan',
  baseline: 'Systems',
  schedule: 'When',
  options: 'How',
  name: 'Name',
  done: 'Done',
} as const;

/** Everything that tests wait for on the screens: a word that changes there is one edit here. */
export const words = {
  /** Each step's question. */
  home: 'What would you like to do?',
  region: 'Which region?',
  account: 'Is this the account to work in?',
  plan: 'Which plan would you like to work on?',
  baseline: 'Which operating systems',
  schedule: 'When may nodes be patched',
  options: 'How should the windows patch?',
  name: 'What is the plan called',
  /** As the plan has it. */
  hub: /Create this plan\?|Apply these changes\?|The account already matches this plan|What should happen to the leftovers|This plan cannot be applied/,
  /** Of the hub, before its nodes are counted. */
  notCounted: 'not counted yet',
  leftovers: /What should happen to .* no longer needs\?/,
  done: 'Done:',

  sandbox: 'SANDBOX',
  regionsRead: /\d+ regions/,
  /** The key of what is longer than the screen, known once it is measured. */
  aPage: 'page down scroll',
  /** Choices. */
  yes: 'Yes, this one',
  tryAgain: 'Try again',
  otherProfile: 'Another profile',
  otherRegion: 'Another region',
  previewDates: 'Preview dates',
  create: 'c create',
  apply: 'c apply',
  undo: 'u undo',
  typed: /Type (?:yes|the account id) to /,
  newPlan: 'New plan',

  /** Side screens. */
  help: 'Keys on this screen',
  facts: 'Facts about these dates',
  whichZone: 'Which time zone are the hours in?',
  whichFile: 'Which JSON file is the baseline in?',
  saveAs: 'What should the plan be saved as?',
  whichSave: 'Which file should the plan be saved to?',
  groups: 'Which node is in which group',
  whichProfile: 'Which AWS profile?',
  allCalls: 'Every call, each after',
  afterPatchTuesday: 'After Patch Tuesday',

  /** What the screens say. */
  command: 'To do the same in a script:',
  agrees: "AWS's own schedule agrees with the preview on all 24 da",
  nothingTicked: 'Tick at least one',
  nothingToDo: 'The account already matches this plan.',
  cannotCreate: 'This plan cannot be applied as it is.',
  signedOut: 'No AWS credentials found',
  cannotUse: 'This account cannot be used as it is.',
  reading: 'who the credentials belong to',
  stopping: 'Stopping',
  tooSmall: 'Make the terminal at least',

  /** What is left behind. */
  nothingChanged: 'Nothing was changed.',
  comeBack: 'To come back with the same answers:',
  notComplete: 'Not complete:',
  notCompleteSoFar: 'Nothing was rolled back.',
  cannotRead: 'cannot be read',
  goOn: 'To continue:',
  tagNodes: 'ssm-patch-wizard nodes --spread',
} as const;

/** The questions that Enter alone leads through to a new plan where the region is known, in order; `plan` only where there is something to choose, as in the built-in account. */
export const questions = ['home', 'account', 'plan', 'baseline', 'schedule', 'hub'] as const;
export type Question = (typeof questions)[number];

export interface WizardOptions extends Omit<TerminalOptions, 'args' | 'command'> {
  /** Arguments of the program. @default `--sandbox` */
  readonly args?: readonly string[];
}

/**
 * Opens the wizard in a terminal; by default on the built-in sandbox, whose state lies in the terminal's own home. Whatever
 * a test does there: what the user could scroll back to is never taken.
 */
export async function openWizard({ args = ['--sandbox'], ...options }: WizardOptions = {}): Promise<TestTerminal> {
  const terminal = await openTerminal({ ...options, args: [program, ...args] });
  onTestFinished(() => expect(terminal.wipes(), 'how often the screen was wiped').toBe(0));
  return terminal;
}

/** What leads the wizard to an account that is served over HTTP. */
export function servedAt(endpoint: string): { readonly args: string[]; readonly env: Environment } {
  return { args: ['--endpoint-url', endpoint], env: sandboxEnvironment };
}

export type Step = 'home' | 'hub' | keyof typeof titles;

/** Matches a screen whose header names the step; the home screen has no name in it, and the hub that of a plan. */
export function headerOf(step: Step): RegExp {
  if (step === 'home') return /^ ssm-patch-wizard(?: {2,}\S+)?$/m;
  const named = step === 'hub' ? `(?!${Object.values(titles).join('|')})[\\w.-]+(?: \\(new\\))?` : titles[step];
  return new RegExp(`^ (?:[^\\n]*[›>] )?${named}(?: {2,}|\\n)`);
}

/** Whether a screen asks a question and is ready to be answered. */
function asks(screen: string, step: Exclude<Step, 'done'>): boolean {
  const expected = step === 'account' ? words.yes : words[step];
  const isThere = typeof expected === 'string' ? screen.includes(expected) : expected.test(screen);
  if (screen.includes(words.notCounted)) return false;
  return isThere && headerOf(step).test(screen);
}

/** Waits for a question to be asked and ready to be answered with Enter. */
export function waitForStep(terminal: TestTerminal, step: Exclude<Step, 'done'>): Promise<string> {
  return terminal.waitUntil((screen) => asks(screen, step));
}

/**
 * Presses Enter from question to question, whichever come, up to the one that is wanted. Where the account has plans, the one that
 * is offered first is meant.
 */
export async function walkTo(terminal: TestTerminal, step: Question | 'region'): Promise<string> {
  const all = [...questions, 'region'] as const;
  const asked = (screen: string) => all.find((question) => asks(screen, question));
  for (let answered: Question | 'region' | undefined; ; ) {
    const screen = await terminal.waitUntil((each) => ![undefined, answered].includes(asked(each)));
    if (asked(screen) === step) return screen;
    answered = asked(screen);
    if (answered === 'hub') throw new Error(`${step} does not come:\n${screen}`);
    await terminal.press('enter');
  }
}

/** From the hub to one of its answers. */
export async function change(terminal: TestTerminal, row: string): Promise<void> {
  terminal.press('home');
  await terminal.waitFor(/[❯>] Systems/);
  await choose(terminal, row);
}

/** The line of the screen that has the text; fails when there is none. */
export function lineWith(screen: string, text: string | RegExp): string {
  const line = screen.split('\n').find((each) => (typeof text === 'string' ? each.includes(text) : text.test(each)));
  if (line === undefined) throw new Error(`No line has ${text}:\n${screen}`);
  return line;
}

/** Moves the cursor of a menu, a list or a column down to the row that begins with the text; other keys have been seen. */
export async function moveTo(terminal: TestTerminal, text: string): Promise<void> {
  const isUnderCursor = (screen: string) => /❯ (?:[◼◻] )?(.*)/.exec(screen)?.[1]?.startsWith(text);
  for (let moves = 0; !isUnderCursor(terminal.screen()); moves += 1) {
    if (moves > 40) throw new Error(`The cursor does not come to ${text}:\n${terminal.screen()}`);
    const before = terminal.screen();
    terminal.press('down');
    await terminal.waitUntil((screen) => screen !== before);
  }
}

/** Moves to a row and presses Enter there. */
export async function choose(terminal: TestTerminal, row: string): Promise<void> {
  await moveTo(terminal, row);
  terminal.press('enter');
}

/** Moves to a row with a check box and ticks or unticks it. */
export async function toggle(terminal: TestTerminal, row: string): Promise<void> {
  await moveTo(terminal, row);
  const after = terminal.screen().includes(`❯ ◼ ${row}`) ? `❯ ◻ ${row}` : `❯ ◼ ${row}`;
  terminal.press('space');
  await terminal.waitFor(after);
}

/** The rows that are ticked, from top to bottom. */
export function tickedOn(screen: string): (string | undefined)[] {
  return [...screen.matchAll(/◼ (\S+)/g)].map(([, label]) => label);
}

/** The command line that the hub or the report shows, which may reach over several lines. */
export function commandOn(screen: string): string {
  const [, command] = /(ssm-patch-wizard setup [\s\S]*?)(?:\n\s*\n|\n[^\n]*❯|$)/.exec(screen) ?? [];
  if (command === undefined) throw new Error(`No command is shown:\n${screen}`);
  return command.replace(/\s*\\?\n\s*/g, ' ').trim();
}

/** What a command says that a screen shows, run as a shell would; rejects when it does not end with 0. */
export async function runShown(
  command: string,
  { cwd, env = sandboxEnvironment }: Partial<Pick<TerminalOptions, 'cwd' | 'env'>> = {},
): Promise<string> {
  const shown = command.replace(/^ssm-patch-wizard/, `"${process.execPath}" "${program}"`);
  const given = { PATH: process.env.PATH, XDG_CACHE_HOME: inject('cacheFolder'), ...env };
  const { stdout } = await promisify(execFile)('sh', ['-c', shown], { cwd, env: given });
  return stdout;
}

/** Names of the calls that change something and have succeeded from now on, whenever it is asked. */
export async function writesFromNow({ requests }: TestSandbox): Promise<() => Promise<string[]>> {
  const before = (await requests()).length;
  return async () =>
    (await requests())
      .slice(before)
      .filter(({ operation, status }) => status === 200 && !/^(Describe|Get|List)/.test(operation))
      .map(({ operation }) => operation);
}

/** An account after set-ups without a screen, and the wizard on it. */
export async function withPlans(...setUps: readonly string[]) {
  const sandbox = await withSandbox({ empty: true });
  const { args, env } = servedAt(sandbox.endpoint);
  const ssm = sandbox.ssm();
  const run = (line: string) => runShown(`ssm-patch-wizard ${line} --yes --endpoint-url ${sandbox.endpoint}`);
  for (const flags of setUps) await setUpServed(sandbox, flags);
  const windows = async () => (await dumpAccount(ssm)).windows;
  return {
    sandbox,
    ssm,
    /** A command without a screen. */
    run,
    windows,
    /** Changes a window by hand. */
    update: async (name: string, members: object) => {
      const WindowId = (await windows()).find(({ fields }) => fields.Name === name)?.id;
      await ssm.updateMaintenanceWindow({ WindowId, ...members });
    },
    /** The wizard, or, with flags, its set-up, to which the region is known. */
    open: (...flags: readonly string[]) =>
      openWizard({ args: flags.length > 0 ? ['setup', ...args, '--region', defaultRegion, ...flags] : args, env }),
  };
}

/** Goes ahead with what the hub has, by what has to be typed where the account is no sandbox. */
export async function confirm(terminal: TestTerminal): Promise<void> {
  terminal.press('c');
  await type(terminal, await terminal.waitFor(words.typed));
}

/** The same, where something is no longer wanted and somebody has to decide. */
export async function decideAndConfirm(
  terminal: TestTerminal,
  choice: 'Delete' | 'Switch off' | 'Keep',
): Promise<void> {
  terminal.press('c');
  await terminal.waitFor(words.leftovers);
  await choose(terminal, choice);
  await type(terminal, await terminal.waitFor(words.typed));
}

async function type(terminal: TestTerminal, screen: string): Promise<void> {
  terminal.type(/Type yes /.test(screen) ? 'yes' : '123456789012');
  terminal.press('enter');
}

/** Applies what the hub has, and leaves. */
export async function apply(terminal: TestTerminal): Promise<void> {
  await confirm(terminal);
  await terminal.waitFor(words.done);
  await leave(terminal);
}

/** Leaves by what is under the cursor, or by Ctrl-C. */
export async function leave(terminal: TestTerminal, exitCode = 0): Promise<void> {
  terminal.press(exitCode === 130 ? 'ctrl-c' : 'enter');
  expect(await terminal.exit).toEqual({ exitCode });
}

/** The account without ids and times, so that it can be compared with another. */
export async function comparable(ssm: SSM): Promise<unknown> {
  return withoutIds(await dumpAccount(ssm));
}
