/** `cleanup`: finds what is about patching, backs it up, and deletes what is chosen. */
import type { Command } from 'commander';
import { writeBackup } from '../process/files.js';
import type { Shutdown } from '../process/signals.js';
import { subcommand } from './command.js';
import { withCommon, withConfirmation, withConnection } from './flags.js';
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
import { strings } from './values.js';

export interface CleanupOptions extends CommonOptions, Confirmation {
  readonly connection: ConnectionOptions;
  /** Only this plan's resources; every plan of the wizard where undefined. */
  readonly plan: string | undefined;
  readonly isAllPatching: boolean;
  readonly only: readonly string[];
  readonly isDisabling: boolean;
  /** A path, false for none, undefined for a file in the state folder. */
  readonly backup: string | false | undefined;
}

export const name = 'cleanup';
export const hasEvents = true;

export function define(program: Command, emit: (options: CleanupOptions) => void): void {
  const cleanup = subcommand(program, name, 'find, choose, confirm item by item, back up, delete');
  cleanup
    .optionsGroup('Selection:')
    .option('--plan <name>', "of the wizard's own only this plan's (default: every plan of the wizard)")
    .option('--all-patching', 'also patching resources that the wizard did not make')
    .option('--only <id...>', 'just these, by id or name; with --plan, of that plan alone', strings)
    .option('--disable', 'switch windows off in place of deleting')
    .optionsGroup('Safety:')
    .option('--backup <file>', 'where the backup is written (default: a file in the state folder)')
    .option('--no-backup', 'write no backup');
  withCommon(withConnection(withConfirmation(cleanup))).action(() => {
    const options = optionsOf(cleanup);
    emit({
      connection: connection(options),
      plan: options.plan,
      isAllPatching: options.allPatching === true,
      only: options.only ?? [],
      isDisabling: options.disable === true,
      backup: options.backup,
      ...confirmation(options),
      ...common(options),
    });
  });
}

export async function run(options: CleanupOptions, shutdown: Shutdown): Promise<number> {
  const { plan, isAllPatching, only, isDisabling, isConfirmed, connection, backup } = options;
  const selection = { plan, isAllPatching, only, isDisabling };
  if (!hasNoScreen(options)) {
    const { openWizard } = await import('./wizard.js');
    return openWizard(options, { flow: 'cleanup', selection, backup }, shutdown);
  }
  const { cleanupJob } = await import('../jobs/cleanup.js');
  const job = cleanupJob({
    selection,
    writeBackup: backup === false ? undefined : (contents) => writeBackup(contents, backup),
  });
  const call = { selection, hasBackup: backup !== false, isConfirmed, connection };
  const view = options.isJson
    ? (await import('../views/json/cleanup.js')).cleanupJson(call)
    : (await import('../views/text/cleanup.js')).cleanupText(call);
  return withPlaces(options, shutdown, (places) => runJob(job, places, view, runOptions(options, shutdown)));
}
