/** `preview`: the next patch dates of a schedule, without an account. */
import { type Command, Option } from 'commander';
import { UserError } from '../errors.js';
import { completeAnswers } from '../plan/spec/answers.js';
import { zoneProblem } from '../plan/spec/validate.js';
import { clock } from '../process/clock.js';
import { outputFor } from '../process/streams.js';
import { subcommand } from './command.js';
import { withCommon, withSchedule } from './flags.js';
import { type CommonOptions, common, type FlagAnswers, flagAnswers, optionsOf } from './options.js';
import { instantOf, integer, type Moment, moment } from './values.js';

export interface PreviewOptions extends CommonOptions {
  readonly flags: FlagAnswers;
  readonly from: Moment | undefined;
  readonly count: number;
}

export const name = 'preview';

export function define(program: Command, emit: (options: PreviewOptions) => void): void {
  const preview = subcommand(program, name, 'the next patch dates of a schedule; needs no AWS access at all');
  withSchedule(preview)
    .option('--duration <hours>', 'hours that a window is open, 1 to 24 (default: 1)', integer(1, 24))
    .optionsGroup('Span:')
    .option(
      '--from <date>',
      'dates from this one on, ISO 8601, in the time zone unless it has an offset (default: now)',
      moment,
    )
    .option('--count <n>', 'how many dates', integer(1, 10_000), 20);
  for (const option of unused) preview.addOption(new Option(option).hideHelp());
  withCommon(preview).action(() => {
    const options = optionsOf(preview);
    emit({ flags: flagAnswers(options), from: options.from, count: options.count, ...common(options) });
  });
}

/** Flags of the other commands that a script may have in common; they mean nothing here. */
const unused = [
  '-r, --region <name>',
  '--profile <name>',
  '--endpoint-url <url>',
  '--sandbox',
  '-y, --yes',
  '--dry-run',
];

export async function run({ flags, count, isJson, ...options }: PreviewOptions): Promise<number> {
  const answers = completeAnswers(flags);
  const problem = zoneProblem(answers.timeZone);
  if (problem) throw new UserError(problem.message, { code: problem.code, nextSteps: [problem.nextStep] });
  const now = clock.now();
  // Runs come after an instant; a date that is asked for may be one itself.
  const from = options.from ? new Date(instantOf(options.from, answers.timeZone) - 1) : now;
  const { previewOf } = await import('../views/preview.js');
  const { previewJson } = await import('../views/json/preview.js');
  const { previewText } = await import('../views/text/preview.js');
  const preview = previewOf({ answers, from, now, count });
  for (const line of isJson ? previewJson(preview) : previewText(preview)) outputFor(isJson).out(line);
  return 0;
}
