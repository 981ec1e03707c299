/** `export FORMAT`: a plan in a form for other programs. */
import { Argument, type Command } from 'commander';
import type { PlanDocument } from '../plan/intent/document.js';
import { withFlags } from '../plan/intent/flags.js';
import { printDocument } from '../plan/intent/print.js';
import { defaultDocument } from '../plan/intent/waves.js';
import { writeResult } from '../process/files.js';
import type { Shutdown } from '../process/signals.js';
import { subcommand } from './command.js';
import { withBaselines, withCommon, withConnection, withSchedule, withTask } from './flags.js';
import { drained, jobContext } from './headless.js';
import { type CommonOptions, type ConnectionOptions, common, connection, optionsOf } from './options.js';
import { withPlaces } from './places.js';
import { type PlanFlags, planFlags, readPlanFlags } from './setup.js';
import { fileName, tagRecord } from './values.js';

export interface ExportOptions extends CommonOptions, PlanFlags {
  readonly connection: ConnectionOptions;
  readonly isFromAccount: boolean;
  readonly output: string | undefined;
  readonly isForced: boolean;
}

export const name = 'export';

export function define(program: Command, emit: (options: ExportOptions) => void): void {
  const command = subcommand(program, name, 'a plan as a document that setup --file reads')
    .addArgument(new Argument('<format>', 'the form').choices(['plan']))
    .optionsGroup('Plan:')
    .option('--plan <name>', 'name of the plan (default: default)')
    .option('--file <file>', 'a plan document; other flags change single answers of it', fileName)
    .option('--from-account', 'the plan as the account has it; other flags change single answers of it')
    .option('--tag <key=value>', 'tag for windows and baselines (repeatable)', tagRecord);
  withTask(withBaselines(withSchedule(command)))
    .optionsGroup('Output:')
    .option('--output <file>', 'write it into this file (default: standard output)', fileName)
    .option('--force', 'write over a file that exists');
  withCommon(withConnection(command)).action(() => {
    const options = optionsOf(command);
    emit({
      ...planFlags(options),
      connection: connection(options),
      isFromAccount: options.fromAccount === true,
      output: options.output,
      isForced: options.force === true,
      ...common(options),
    });
  });
}

export async function run(options: ExportOptions, shutdown: Shutdown): Promise<number> {
  const { flags, file } = readPlanFlags(options);
  const write = (base: PlanDocument): number => {
    writeResult(printDocument(withFlags(base, flags)), options.output, options.isForced);
    return 0;
  };
  if (!options.isFromAccount) return write(file ?? defaultDocument(flags.plan));
  const { exportJob } = await import('../jobs/export.js');
  return withPlaces(options, shutdown, async (places) => {
    const planned = await drained(exportJob(flags.plan ?? 'default').plan(places, jobContext(shutdown)));
    return Math.max(...planned.map(({ plan }) => write(plan)));
  });
}
