/** The steps that tests of the wizard share: opening it, walking through its questions, reading its screens. */
import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished } from 'vitest';
import { defaultRegion, testCredentials } from './sandbox.js';
import { openTerminal, type TerminalOptions, type TestTerminal } from './terminal.js';

/** How the header names each step, and its number. */
export const titles = {
  region: ['Region', 1],
  account: ['Account', 2],
  baseline: ['Baseline', 3],
  schedule: ['Schedule', 4],
  options: ['Options', 5],
  review: ['Review', 6],
  done: ['Done', 7],
} as const;

/** Everything that tests wait for on the screens: a word that changes there is one edit here. */
export const words = {
  /** Each step's question. */
  home: 'What would you like to do?',
  region: 'Which region?',
  account: 'Is this the account to work in?',
  baseline: 'Which operating systems',
  schedule: 'When may nodes be patched',
  options: 'How should the windows patch?',
  review: 'Create this?',
  done: 'Done:',

  sandbox: 'SANDBOX',
  regionsRead: /\d+ regions/,
  /** Choices. */
  yes: 'Yes, this one',
  tryAgain: 'Try again',
  otherProfile: 'Another profile',
  otherRegion: 'Another region',
  previewDates: 'Preview dates',
  create: 'Create: make',
  everyCall: 'Show every call',
  change: 'Change an answer',
  leave: 'Leave, nothing is changed',

  /** Side screens. */
  help: 'Keys on this screen',
  facts: 'What is worth knowing about these dates',
  whichChange: 'Which answer do you want to change?',
  whichZone: 'Which time zone are the hours in?',
  whichFile: 'Which JSON file is the baseline in?',
  whichProfile: 'Which AWS profile?',
  allCalls: 'Every call;',
  afterPatchTuesday: 'After Patch Tuesday',

  /** What the screens say. */
  command: 'The same thing in a script:',
  agrees: "AWS's own schedule agrees with the preview on all 24 da",
  nothingTicked: 'Tick at least one',
  nothingToDo: 'Nothing to do',
  cannotCreate: 'This cannot be created as it is.',
  cannotUse: 'This account cannot be used as it is.',
  reading: 'asking who the credentials belong to',
  stopping: 'Stopping',
  tooSmall: 'Make the terminal at least',

  /** What is left behind. */
  nothingChanged: 'Nothing was changed.',
  comeBack: 'To come back with the same answers:',
  notComplete: 'Not complete:',
  goOn: 'To go on where it stopped:',
  tagNodes: 'aws ec2 create-tags',
} as const;

/** The questions that Enter alone leads through, in order. */
export const questions = ['home', 'region', 'account', 'baseline', 'schedule', 'options', 'review'] as const;
export type Question = (typeof questions)[number];

export interface WizardOptions extends Omit<TerminalOptions, 'args' | 'command'> {
  /** Arguments of the program. @default `--sandbox` */
  readonly args?: readonly string[];
}

/**
 * Opens the wizard in a terminal; by default on the built-in sandbox, whose state lies in the terminal's own home. Whatever
 * a test does there: no frame may ever be as tall as the terminal, which would take the user's scrollback with it.
 */
export async function openWizard({ args = ['--sandbox'], ...options }: WizardOptions = {}): Promise<TestTerminal> {
  const terminal = await openTerminal({ ...options, args: [program, ...args] });
  onTestFinished(() => expect(terminal.wipes(), 'how often the screen was wiped').toBe(0));
  return terminal;
}

/** The program, wherever it is started from. */
export const program = resolve('bin/ssm-patch-wizard.js');

/** What leads the wizard to an account that is served over HTTP. */
export function servedAt(endpoint: string): { readonly args: string[]; readonly env: Record<string, string> } {
  return { args: ['--endpoint-url', endpoint], env: { ...credentialEnvironment, AWS_REGION: defaultRegion } };
}

export const credentialEnvironment = {
  AWS_ACCESS_KEY_ID: testCredentials.accessKeyId,
  AWS_SECRET_ACCESS_KEY: testCredentials.secretAccessKey,
};

export type Step = 'home' | keyof typeof titles;

/** Matches a screen whose header names the step; the home screen has no name in it. */
export function headerOf(step: Step): RegExp {
  if (step === 'home') return /^ ssm-patch-wizard(?: {2,}\S+)?$/m;
  const [title, number] = titles[step];
  return new RegExp(`${title} .*\\b${number} of \\d\\b`);
}

/** Waits for a question to be asked and ready to be answered with Enter. */
export function waitForStep(terminal: TestTerminal, step: Question): Promise<string> {
  const expected = step === 'account' ? words.yes : words[step];
  return terminal.waitUntil((screen) => headerOf(step).test(screen) && screen.includes(expected));
}

/**
 * Presses Enter from question to question, and waits for the one that is wanted.
 * @param passedBy questions that flags have answered, so that they do not come up
 */
export async function walkTo(
  terminal: TestTerminal,
  step: Question,
  from: Question = 'home',
  passedBy: readonly Question[] = [],
): Promise<string> {
  for (const question of questions.slice(questions.indexOf(from), questions.indexOf(step))) {
    if (passedBy.includes(question)) continue;
    await waitForStep(terminal, question);
    await terminal.press('enter');
  }
  return waitForStep(terminal, step);
}

/** The line of the screen that has the text; fails when there is none. */
export function lineWith(screen: string, text: string | RegExp): string {
  const line = screen.split('\n').find((each) => (typeof text === 'string' ? each.includes(text) : text.test(each)));
  if (line === undefined) throw new Error(`No line has ${text}:\n${screen}`);
  return line;
}

/** Moves the cursor of a menu, a list or a column down to the row that begins with the text; other keys have been seen. */
export async function moveTo(terminal: TestTerminal, text: string): Promise<void> {
  const isUnderCursor = (screen: string) => /❯ (?:[◉◯] )?(.*)/.exec(screen)?.[1]?.startsWith(text);
  for (let moves = 0; !isUnderCursor(terminal.screen()); moves += 1) {
    if (moves > 40) throw new Error(`The cursor does not come to ${text}:\n${terminal.screen()}`);
    const before = terminal.screen();
    terminal.press('down');
    await terminal.waitUntil((screen) => screen !== before);
  }
}

/** Moves to a row with a check box and ticks or unticks it. */
export async function toggle(terminal: TestTerminal, row: string): Promise<void> {
  await moveTo(terminal, row);
  const after = terminal.screen().includes(`❯ ◉ ${row}`) ? `❯ ◯ ${row}` : `❯ ◉ ${row}`;
  terminal.press('space');
  await terminal.waitFor(after);
}

/** The command line that the review or the report shows, which may reach over several lines. */
export function commandOn(screen: string): string {
  const [, command] = /(ssm-patch-wizard setup [\s\S]*?)(?:\n\s*\n|\n[^\n]*❯|$)/.exec(screen) ?? [];
  if (command === undefined) throw new Error(`No command is shown:\n${screen}`);
  return command.replace(/\s*\\?\n\s*/g, ' ').trim();
}

/** Runs a command that a screen shows, as a shell would; rejects when it does not end with 0. */
export function runCommand(command: string, cwd?: string): Promise<{ readonly stdout: string }> {
  const run = command.replace(/^ssm-patch-wizard/, `"${process.execPath}" "${program}"`);
  const env = { PATH: process.env.PATH, ...credentialEnvironment, AWS_REGION: defaultRegion };
  return promisify(execFile)('sh', ['-c', run], { cwd, env });
}
