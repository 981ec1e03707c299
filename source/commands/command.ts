/** What a command is: a table of its flags, and what it does with what they say. */
import { Argument, type Command as Commander, Option } from 'commander';
import { apiWord } from '../plan/intent/task-flags.js';
import { type LogLevel, logLevels } from '../process/log.js';
import type { Shutdown } from '../process/signals.js';
import { type Candidates, fileName, oneOf } from './values.js';

/** A flag, or an argument that stands alone. Flags are made for commander when their command is asked for: most are not. */
export class Flag<Value> {
  #term: Option | Argument | undefined;
  /** Under which title the help shows it. */
  title: string | undefined;

  constructor(
    readonly make: Argument | (() => Option),
    /** The value where it was not given. */
    readonly usual: Value,
    /** A second flag: the value is false where that was given. */
    readonly makeNegation?: () => Option,
  ) {}

  get term(): Option | Argument {
    this.#term ??= this.make instanceof Argument ? this.make : this.#titled(this.make());
    return this.#term;
  }

  get negation(): Option | undefined {
    return this.makeNegation && this.#titled(this.makeNegation());
  }

  #titled(option: Option): Option {
    return this.title === undefined ? option : option.helpGroup(this.title);
  }
}

/** Flags by the names of what they say, in the order of the help. */
export interface Flags {
  readonly [name: string]: Flag<unknown> | Flags;
}

/** What the flags of a table say. */
export type Values<Table extends Flags> = {
  readonly [Name in keyof Table]: Table[Name] extends Flag<infer Value>
    ? Value
    : Table[Name] extends Flags
      ? Values<Table[Name]>
      : never;
};

/**
 * Reads a word of the command line; variadic and repeated flags have a previous value. What completion can offer, it carries itself.
 * Throws InvalidArgumentError.
 */
type Parse<Value> = ((word: string, previous?: Value) => Value) & { readonly candidates?: Candidates };

/** A flag without a value: whether it was given; one that begins with `--no-`: whether it was not. */
export function toggle(flags: string, description: string): Flag<boolean> {
  return new Flag(() => new Option(flags, description), flags.startsWith('--no-'));
}

/** The same, where it contradicts others, by the names that commander makes of theirs. */
export function contrary(flags: string, description: string, others: string[]): Flag<boolean> {
  return new Flag(() => new Option(flags, description).conflicts(others), false);
}

/** A flag with a value. */
export function value<Value>(flags: string, description: string, parse: Parse<Value>): Flag<Value | undefined>;
export function value<Value>(flags: string, description: string, parse: Parse<Value>, usual: Value): Flag<Value>;
export function value<Value>(flags: string, description: string, parse: Parse<Value>, usual?: Value) {
  return new Flag(() => new Option(flags, description).argParser<Value | undefined>(parse), usual);
}

/** A flag with a second one that takes it back: the value is false where that was given. */
export function negatable<Value>(flag: Flag<Value>, flags: string, description: string): Flag<Value | false> {
  return new Flag<Value | false>(flag.make, flag.usual, () => new Option(flags, description));
}

/** An argument that has to be there. */
export function argument<Word extends string>(name: string, description: string, words: readonly Word[]): Flag<Word> {
  return new Flag(new Argument(name, description).argParser<Word>(oneOf(words)), '' as Word);
}

/** The name of a file that may be left out. */
export function optionalFile(name: string, description: string): Flag<string | undefined> {
  return new Flag<string | undefined>(new Argument(name, description).argParser(fileName), undefined);
}

/** A flag of a few words, for which the program has others; the help says the first as the default, but that is no answer. */
export function choice<Meant extends string>(
  flags: string,
  description: string,
  wordsFor: Readonly<Record<Meant, string>>,
): Flag<Meant | undefined> {
  const words = Object.values<string>(wordsFor);
  const listed = words.map((word) => (word.includes(' ') ? `"${word}"` : word)).join(' or ');
  const known = oneOf(words);
  const parse = (word: string) => apiWord(wordsFor, known(word)) as Meant;
  const { candidates } = known;
  return value(flags, `${description}: ${listed} (default: ${words[0]})`, Object.assign(parse, { candidates }));
}

/** A group of flags as the help shows them. */
export function group<Table extends Flags>(title: string, table: Table): Table {
  for (const flag of flagsIn(table)) flag.title = title;
  return table;
}

/** What every command takes: how much is told, and how. */
const commonFlags = group('Common:', {
  loglevel: value<LogLevel>(
    '-l, --loglevel <level>',
    `log level: ${logLevels.join(', ')} (default: WARNING)`,
    oneOf(logLevels),
    'WARNING',
  ),
  isJson: toggle('--json', 'write JSON to standard output'),
});

export type CommonOptions = Values<typeof commonFlags>;

interface CommandSpec<Table extends Flags> {
  readonly name: string;
  /** A fragment, as lists have it. The program itself has none. */
  readonly description?: string;
  /** Sentences that the command's own help adds to it. */
  readonly details?: string;
  /** Command lines without the program's name, each with what it does, as the help shows them. */
  readonly examples: readonly (readonly [what: string, line: string])[];
  /** Its `--json` is lines of events, an error among them. */
  readonly hasEvents?: boolean;
  readonly flags: Table;
  /** Flags of other commands that a script may have in common; they mean nothing here. */
  readonly ignored?: readonly string[];
  /** Does it; returns the exit code. What it needs is loaded here, not before. */
  run(options: Values<Table> & CommonOptions, shutdown: Shutdown, line: CommandLine): Promise<number>;
}

/** Reads another command line, for a command that leads to others; throws UsageError. */
export type ParseAgain = (argv: readonly string[]) => ParsedCommand;

/** What was typed, a way to read another, and the whole of it with every flag of every command. */
export interface CommandLine {
  readonly argv: readonly string[];
  readonly parse: ParseAgain;
  readonly program: () => Commander;
}

/** A command line that was understood. */
export interface ParsedCommand {
  readonly name: string;
  readonly options: object;
  readonly run: (shutdown: Shutdown) => Promise<number>;
}

export interface RunnableCommand<Options>
  extends Required<Pick<CommandSpec<Flags>, 'name' | 'examples' | 'hasEvents'>> {
  /** Tells the program its name and, where its turn may come with these arguments, its flags; `emit` is called with what they say. */
  readonly define: (
    program: Commander,
    argv: readonly string[],
    emit: (command: ParsedCommand) => void,
    parse: ParseAgain,
    whole: CommandLine['program'],
  ) => void;
  readonly run: (options: Options, shutdown: Shutdown, line: CommandLine) => Promise<number>;
}

/** A command of the list, whatever its options are. */
export type ListedCommand = RunnableCommand<never>;

/** Makes a command of its table. */
export function command<Table extends Flags>(spec: CommandSpec<Table>): RunnableCommand<Values<Table> & CommonOptions> {
  const { name, description = '', details, examples, hasEvents = false, ignored = [] } = spec;
  const table = { ...spec.flags, ...commonFlags };
  return {
    name,
    examples,
    hasEvents,
    run: spec.run,
    define: (program, argv, emit, parse, whole) => {
      const isProgram = description === '';
      const own = isProgram ? program : program.command(name).summary(description);
      const sentence = `${description.charAt(0).toUpperCase()}${description.slice(1)}.`;
      if (!isProgram) own.description([sentence, ...(details ? [details] : [])].join('\n\n'));
      const flags = flagsIn(table);
      for (const { make } of flags) if (make instanceof Argument) own.addArgument(make);
      if (own !== program && !argv.includes(name)) return;
      own.addHelpOption(new Option('-h, --help', 'show this help').helpGroup('Common:')).allowExcessArguments(false);
      for (const { term, negation } of flags) {
        if (term instanceof Option) own.addOption(term);
        if (negation) own.addOption(negation);
      }
      own.addHelpText('after', () => exampleLines(examples).join('\n'));
      for (const hidden of ignored) own.addOption(new Option(hidden).hideHelp());
      // Ink reads it from the command line by itself.
      own.addOption(new Option('--no-color', 'no colours (or set NO_COLOR)').helpGroup('Common:'));
      own.action(() => {
        requireNoContrary(flags, own);
        const options = valuesOf(table, own);
        emit({ name, options, run: (shutdown) => spec.run(options, shutdown, { argv, parse, program: whole }) });
      });
    },
  };
}

function exampleLines(examples: CommandSpec<Flags>['examples']): string[] {
  return [
    '',
    'Examples:',
    ...examples.flatMap(([what, line]) => [`  # ${what}`, `  ssm-patch-wizard ${line}`.trimEnd()]),
  ];
}

/** Commander looks at those that stand together; one may stand before the command's name and the other behind it. */
function requireNoContrary(flags: readonly Flag<unknown>[], command: Commander): void {
  const given = flags.filter((flag) => flag.term instanceof Option && givenValue(flag, command) !== flag.usual);
  const options = given.map(({ term }) => term as Option & { readonly conflictsWith: readonly string[] });
  for (const { flags: one, conflictsWith } of options) {
    const other = options.find((each) => conflictsWith.includes(each.attributeName()));
    if (other) command.error(`error: option '${one}' cannot be used with option '${other.flags}'`);
  }
}

function flagsIn(table: Flags): Flag<unknown>[] {
  return Object.values(table).flatMap((entry) => (entry instanceof Flag ? [entry] : flagsIn(entry)));
}

/** What was said; members that were not given and have no default are left out, so that spreading keeps other defaults. */
function valuesOf<Table extends Flags>(table: Table, command: Commander): Values<Table> {
  const values = Object.entries(table).map(
    ([name, entry]) => [name, entry instanceof Flag ? givenValue(entry, command) : valuesOf(entry, command)] as const,
  );
  return Object.fromEntries(values.filter(([, value]) => value !== undefined)) as Values<Table>;
}

/** Flags may stand before the command's name, too; what stands closer to the command wins. */
function givenValue({ term, usual }: Flag<unknown>, command: Commander): unknown {
  if (term instanceof Argument) return command.processedArgs[command.registeredArguments.indexOf(term)];
  const name = term.attributeName();
  const from = [command, command.parent].find((each) => each?.getOptionValueSource(name) === 'cli');
  return from === undefined ? usual : from?.getOptionValue(name);
}
