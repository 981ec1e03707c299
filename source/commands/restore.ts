/** `restore`: makes again what a clean-up has backed up. */
import type { Command } from 'commander';
import { readBackup } from '../process/files.js';
import type { Shutdown } from '../process/signals.js';
import { subcommand } from './command.js';
import { withCommon, withConfirmation, withConnection, withQuota } from './flags.js';
import { hasNoScreen, runJob, runOptions } from './headless.js';
import {
  type CommonOptions,
  type Confirmation,
  type ConnectionOptions,
  common,
  confirmation,
  connection,
  optionsOf,
} from './options.js';
import { withPlaces } from './places.js';

export interface RestoreOptions extends CommonOptions, Confirmation {
  readonly connection: ConnectionOptions;
  readonly file: string;
  readonly isForced: boolean;
}

export const name = 'restore';
export const hasEvents = true;

export function define(program: Command, emit: (options: RestoreOptions) => void): void {
  const restore = subcommand(program, name, 're-create what a clean-up backed up; at a terminal a review comes first');
  restore
    .argument('<file>', 'the backup')
    .optionsGroup('Safety:')
    .option('--force', 'restore what was backed up in another account or region');
  withCommon(withConnection(withConfirmation(withQuota(restore)))).action((file: string) => {
    const options = optionsOf(restore);
    emit({
      connection: connection(options),
      file,
      isForced: options.force === true,
      ...confirmation(options),
      ...common(options),
    });
  });
}

export async function run(options: RestoreOptions, shutdown: Shutdown): Promise<number> {
  const { file, isForced, connection } = options;
  // Before any screen: a file that cannot be used is no question.
  const backup = readBackup(file);
  if (!hasNoScreen(options)) {
    const { openWizard } = await import('./wizard.js');
    const restore = { file, backup, isForced };
    return openWizard(options, { flow: 'home', restore }, shutdown);
  }
  const { restoreJob } = await import('../jobs/restore.js');
  const call = { file, isForced, connection };
  const view = options.isJson
    ? (await import('../views/json/restore.js')).restoreJson(call)
    : (await import('../views/text/restore.js')).restoreText(call, backup);
  const job = restoreJob({ backup, isForced });
  return withPlaces(options, shutdown, (places) => runJob(job, places, view, runOptions(options, shutdown)));
}
