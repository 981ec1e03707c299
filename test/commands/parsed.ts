/** What the program understands of its arguments, as data. */
import type { RunnableCommand } from '../../source/commands/command.js';
import { commands } from '../../source/commands/list.js';
import { parseArguments } from '../../source/commands/parse.js';

/** A command with its options; its name says which those are. */
export function parse(...argv: readonly string[]): { readonly name: string } {
  const { name, options } = parseArguments(argv, '1.2.3', commands);
  return { name, ...options };
}

/** The options of a command that is known, from what stands behind its name. */
export function optionsOf<Options>({ name }: RunnableCommand<Options>, ...argv: readonly string[]): Options {
  const { name: parsed, ...options } = parse(name, ...argv);
  if (parsed !== name) throw new Error(`${argv.join(' ')} is not ${name}`);
  return options as Options;
}
