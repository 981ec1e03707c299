/** `preview`: the next patch dates of a schedule, without an account. */
import { type Command, Option } from 'commander';
import { withFlags } from '../plan/intent/flags.js';
import { defaultDocument } from '../plan/intent/waves.js';
import { clock } from '../process/clock.js';
import { outputFor } from '../process/streams.js';
import { subcommand } from './command.js';
import { withCommon, withSchedule } from './flags.js';
import { type CommonOptions, common, optionsOf } from './options.js';
import { type PlanFlags, planFlags, readPlanFlags } from './setup.js';
import { fileName, instantOf, integer, type Moment, moment } from './values.js';

export interface PreviewOptions extends CommonOptions, PlanFlags {
  readonly from: Moment | undefined;
  readonly count: number;
}

export const name = 'preview';

export function define(program: Command, emit: (options: PreviewOptions) => void): void {
  const preview = subcommand(program, name, 'the next patch dates of a schedule; needs no AWS access at all');
  withSchedule(preview)
    .option('--duration <hours>', 'hours that a window is open, 1 to 24 (default: 1)', integer(1, 24))
    .option('--file <file>', 'a plan document; other flags change single answers of it', fileName)
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
    emit({ ...planFlags(options), from: options.from, count: options.count, ...common(options) });
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

export async function run({ count, isJson, from: asked, ...options }: PreviewOptions): Promise<number> {
  const { flags, file } = readPlanFlags(options);
  const document = withFlags(file ?? defaultDocument(flags.plan), flags);
  const now = clock.now();
  // Runs come after an instant; a date that is asked for may be one itself.
  const from = asked ? new Date(instantOf(asked, document.timeZone) - 1) : now;
  const { previewOf } = await import('../views/preview.js');
  const { previewJson } = await import('../views/json/preview.js');
  const { previewText } = await import('../views/text/preview.js');
  const preview = previewOf({ document, from, now, count });
  for (const line of isJson ? previewJson(preview) : previewText(preview)) outputFor(isJson).out(line);
  return 0;
}
