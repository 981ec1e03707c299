/** `setup`: makes the account as the plan wants it. */
import type { Command } from 'commander';
import { requireValid } from '../plan/setup/setup-plan.js';
import { completeAnswers, specOf } from '../plan/spec/answers.js';
import type { Consent } from '../plan/spec/consent.js';
import { readBaselineFile, writeBackup } from '../process/files.js';
import type { Shutdown } from '../process/signals.js';
import { subcommand } from './command.js';
import {
  withBaselines,
  withCommon,
  withConfirmation,
  withConnection,
  withPlan,
  withSchedule,
  withTask,
} from './flags.js';
import { hasNoScreen, runJob, runOptions } from './headless.js';
import {
  type CommonOptions,
  type Confirmation,
  type ConnectionOptions,
  common,
  confirmation,
  connection,
  type FlagAnswers,
  flagAnswers,
  optionsOf,
} from './options.js';
import { withPlaces } from './places.js';

export interface SetupOptions extends CommonOptions, Confirmation {
  readonly connection: ConnectionOptions;
  readonly flags: FlagAnswers;
  readonly baselineFiles: readonly string[];
  readonly consent: Consent;
}

export const name = 'setup';
export const hasEvents = true;

const description = 'the set-up wizard; with --yes, or without a terminal, straight from the flags';

export function define(program: Command, emit: (options: SetupOptions) => void): void {
  const setup = subcommand(program, name, description);
  withConfirmation(withPlan(withTask(withBaselines(withSchedule(setup)))));
  withCommon(withConnection(setup)).action(() => {
    const options = optionsOf(setup);
    emit({
      connection: connection(options),
      flags: flagAnswers(options),
      baselineFiles: options.baselineFile ?? [],
      consent: { prune: options.prune === true, adopt: options.adopt === true },
      ...confirmation(options),
      ...common(options),
    });
  });
}

export async function run(options: SetupOptions, shutdown: Shutdown): Promise<number> {
  const { consent, connection } = options;
  const flags = withBaselineFiles(options.flags, options.baselineFiles);
  requireValid(specOf(completeAnswers(flags)));
  if (!hasNoScreen(options)) {
    const { openWizard } = await import('./wizard.js');
    return openWizard(options, { flow: 'setup', flags, consent }, shutdown);
  }
  const { setupJob } = await import('../jobs/setup.js');
  const job = setupJob({ flags, consent, writeBackup: (backup) => writeBackup(backup, undefined) });
  const call = { flags, consent, connection };
  const view = options.isJson
    ? (await import('../views/json/setup.js')).setupJson(call)
    : (await import('../views/text/setup.js')).setupText(call);
  return withPlaces(options, shutdown, (places) => runJob(job, places, view, runOptions(options, shutdown)));
}

/** Files come before what `--os` names; with files and without `--os`, only the files count. */
function withBaselineFiles(flags: FlagAnswers, fileNames: readonly string[]): FlagAnswers {
  if (fileNames.length === 0) return flags;
  const files = fileNames.map(
    (fileName) => ({ kind: 'file', fileName, definition: readBaselineFile(fileName) }) as const,
  );
  return { ...flags, baselines: [...files, ...(flags.baselines ?? [])] };
}
