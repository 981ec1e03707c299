/** The wizard for a terminal that can show no screen: the same questions, line by line; their answers are flags. */
import { Questions } from '../process/questions.js';
import type { Shutdown } from '../process/signals.js';
import { textOutput } from '../process/streams.js';
import type { ParseAgain, ParsedCommand } from './command.js';
import type { ConnectionOptions } from './flags.js';
import { UsageError } from './parse.js';

interface LineQuestion {
  readonly asks: string;
  /** Several words are several values; undefined for the argument itself. */
  readonly flag: string | undefined;
}

const schedule: readonly LineQuestion[] = [
  { asks: 'Weeks of the month (1 to 5, or L for the last)', flag: '-w' },
  { asks: 'Weekdays (such as tue wed)', flag: '-d' },
  { asks: 'Hours (0 to 23, or HH:MM)', flag: '-t' },
  { asks: 'Time zone (such as Europe/London)', flag: '-z' },
];

/** What can be done, with the questions that each command has. */
const choices: readonly {
  readonly about: string;
  readonly command: string;
  readonly questions: readonly LineQuestion[];
}[] = [
  {
    about: 'Set up patching',
    command: 'setup',
    questions: [
      { asks: 'Plan name', flag: '--plan' },
      { asks: "Operating systems to patch with AWS's rules (such as windows ubuntu)", flag: '--os' },
      ...schedule,
    ],
  },
  {
    about: 'Clean up (a backup is written first)',
    command: 'cleanup',
    questions: [{ asks: 'Plan to clean up (default: every plan)', flag: '--plan' }],
  },
  { about: 'Status', command: 'status', questions: [] },
  {
    about: 'Restore a backup',
    command: 'restore',
    questions: [{ asks: 'Backup file (default: list the backups)', flag: undefined }],
  },
  { about: 'Preview dates', command: 'preview', questions: schedule },
];

/** Asks what to do, then for the flags of that, and does it; what it would change is shown and confirmed before. */
export async function interview(connection: ConnectionOptions, shutdown: Shutdown, parse: ParseAgain): Promise<number> {
  const questions = new Questions(shutdown.signal);
  let command: ParsedCommand;
  try {
    textOutput.out('What would you like to do? Nothing is changed until you confirm. Ctrl-C quits.');
    for (const [index, { about }] of choices.entries()) textOutput.out(`  ${index + 1}  ${about}`);
    const { command: name, questions: asked } = await chosen(questions);
    if (asked.length > 0) textOutput.out("Press Enter to keep the plan's answer, or the default.");
    command = await answered(questions, parse, [name, ...placeFlags(connection, name)], asked);
  } finally {
    questions.close();
  }
  return command.run(shutdown);
}

async function chosen(questions: Questions): Promise<(typeof choices)[number]> {
  for (;;) {
    const choice = choices[Number(await questions.ask(`Number (1 to ${choices.length}):`)) - 1];
    if (choice) return choice;
  }
}

/** Flags of the place, as they were given to the program itself. */
function placeFlags(connection: ConnectionOptions, name: string): string[] {
  const { regions, accounts, roleName, profile, endpointUrl, isSandbox } = connection;
  const flags = {
    '--region': regions?.join(),
    '--accounts': accounts?.join(),
    '--role-name': roleName,
    '--profile': profile,
    '--endpoint-url': endpointUrl,
  };
  const given = Object.entries(flags).flatMap(([flag, value]) => (value === undefined ? [] : [flag, value]));
  return name === 'preview' ? [] : [...given, ...(isSandbox ? ['--sandbox'] : [])];
}

/** The command of the answers. One that cannot be is said at once, and asked for again. */
async function answered(
  questions: Questions,
  parse: ParseAgain,
  begun: readonly string[],
  asked: readonly LineQuestion[],
): Promise<ParsedCommand> {
  const [question, ...others] = asked;
  if (question === undefined) return parse(begun);
  const { asks, flag } = question;
  for (;;) {
    const answer = await questions.ask(`${asks}:`);
    const argv =
      answer === '' ? begun : [...begun, ...(flag === undefined ? [answer] : [flag, ...answer.split(/[\s,]+/)])];
    try {
      parse(argv);
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      // Nobody has typed the flag that is meant.
      textOutput.out(`! ${error.message.replace(/^Invalid value .*? for \S+\. /, '')}`);
      continue;
    }
    return answered(questions, parse, argv, others);
  }
}
