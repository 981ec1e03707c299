/** `setup`: makes the account as the plan wants it. */
import type { Command } from 'commander';
import type { PlanDocument } from '../plan/intent/document.js';
import { type FlagAnswers, withFlags } from '../plan/intent/flags.js';
import { requireValid } from '../plan/intent/validate.js';
import { defaultDocument } from '../plan/intent/waves.js';
import type { Consent } from '../plan/setup/consent.js';
import type { Request } from '../plan/setup/intent.js';
import { readBaselineFile, readPlanFile, writeBackup } from '../process/files.js';
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
  flagAnswers,
  optionsOf,
} from './options.js';
import { withPlaces } from './places.js';

/** The flags of a plan, with the files that they name. */
export interface PlanFlags {
  readonly flags: FlagAnswers;
  readonly baselineFiles: readonly string[];
  /** A plan document. */
  readonly file: string | undefined;
}

export interface SetupOptions extends CommonOptions, Confirmation, PlanFlags {
  readonly connection: ConnectionOptions;
  readonly consent: Consent;
  readonly keepsRecord: boolean;
}

export const name = 'setup';
export const hasEvents = true;

const description = 'the set-up wizard; with --yes, or without a terminal, straight from the flags';

export function define(program: Command, emit: (options: SetupOptions) => void): void {
  const setup = subcommand(program, name, description);
  withConfirmation(withPlan(withTask(withBaselines(withSchedule(setup)))));
  withCommon(withConnection(setup)).action(() => {
    const options = optionsOf(setup);
    const { prune = false, adopt = false, resume = false, record = true } = options;
    emit({
      connection: connection(options),
      ...planFlags(options),
      consent: { prune, adopt, resume },
      keepsRecord: record,
      ...confirmation(options),
      ...common(options),
    });
  });
}

/** What the flags of a plan say. */
export function planFlags(options: ReturnType<typeof optionsOf>): PlanFlags {
  return { flags: flagAnswers(options), baselineFiles: options.baselineFile ?? [], file: options.file };
}

/**
 * The flags with the files that they name, checked as far as that is possible without an account.
 * @throws UserError for a file that cannot be read or used, and for answers that no plan can have
 */
export function readPlanFlags({ flags, baselineFiles, file }: PlanFlags): {
  readonly flags: FlagAnswers;
  readonly file: PlanDocument | undefined;
} {
  const document = file === undefined ? undefined : readPlanFile(file);
  const answers = withBaselineFiles(flags, baselineFiles);
  const { task } = answers;
  // The account may keep a longer duration than the default one.
  const isOpenEnded = document === undefined && task.cutoffHours !== undefined && task.durationHours === undefined;
  const checked = isOpenEnded ? { ...answers, task: { ...task, durationHours: 24 } } : answers;
  requireValid(withFlags(document ?? defaultDocument(flags.plan), checked));
  return { flags: answers, file: document };
}

export async function run(options: SetupOptions, shutdown: Shutdown): Promise<number> {
  const { consent, connection, keepsRecord } = options;
  const request: Request = { ...readPlanFlags(options), consent, keepsRecord };
  const call = { request, file: options.file, connection };
  if (!hasNoScreen(options)) {
    const { openWizard } = await import('./wizard.js');
    return openWizard(options, { flow: 'setup', request }, shutdown);
  }
  const { setupJob } = await import('../jobs/setup.js');
  const job = setupJob({ request, writeBackup: (backup) => writeBackup(backup, undefined) });
  const view = options.isJson
    ? (await import('../views/json/setup.js')).setupJson(call)
    : (await import('../views/text/setup.js')).setupText(call);
  return withPlaces(options, shutdown, (places) => runJob(job, places, view, runOptions(options, shutdown)));
}

/** Files come before what `--os` names; with files and without `--os`, only the files count. */
function withBaselineFiles(flags: FlagAnswers, fileNames: readonly string[]): FlagAnswers {
  if (fileNames.length === 0) return flags;
  const files = fileNames.map(
    (fileName) => ({ kind: 'file', fileName, rules: { definition: readBaselineFile(fileName) } }) as const,
  );
  return { ...flags, baselines: [...files, ...(flags.baselines ?? [])] };
}
