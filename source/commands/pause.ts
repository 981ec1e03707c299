/** `pause` and `resume`: no run of a plan's windows before a date, and the end of that. */
import type { Command } from 'commander';
import { UserError } from '../errors.js';
import type { PauseEnd, PauseScope } from '../plan/pause/pause.js';
import type { Shutdown } from '../process/signals.js';
import { subcommand } from './command.js';
import { withCommon, withConfirmation, withConnection } from './flags.js';
import { runJob, runOptions } from './headless.js';
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
import { instantOf, type Moment, moment } from './values.js';

export interface PauseOptions extends CommonOptions, Confirmation {
  readonly connection: ConnectionOptions;
  readonly scope: PauseScope;
  /** Undefined for `resume`. */
  readonly end: PauseEnd | undefined;
  /** The end as it was given. */
  readonly endFlags: readonly string[];
}

/** `pause` */
export const pause = {
  name: 'pause',
  hasEvents: true,
  define(program: Command, emit: (options: PauseOptions) => void): void {
    const command = withScope(subcommand(program, 'pause', 'no run of a plan before a date; it ends by itself'))
      .option('--until <date>', 'until this date in the zone of the plan, or an ISO 8601 instant', moment)
      .option('--next', 'only the next run of each window falls out');
    withCommon(withConnection(withConfirmation(command))).action(() => {
      const options = optionsOf(command);
      emit({ ...shared(options), end: pauseEnd(options), endFlags: endFlags(options) });
    });
  },
  run,
};

/** `resume` */
export const resume = {
  name: 'resume',
  hasEvents: true,
  define(program: Command, emit: (options: PauseOptions) => void): void {
    const command = withScope(subcommand(program, 'resume', 'ends a pause: switches windows on, and holds none back'));
    withCommon(withConnection(withConfirmation(command))).action(() => {
      emit({ ...shared(optionsOf(command)), end: undefined, endFlags: [] });
    });
  },
  run,
};

function withScope(command: Command): Command {
  return command
    .optionsGroup('Pause:')
    .option('--plan <name>', 'the plan (default: default)')
    .option('--wave <name>', 'only the window of this wave');
}

function shared(options: ReturnType<typeof optionsOf>): Omit<PauseOptions, 'end' | 'endFlags'> {
  const { plan = 'default', wave } = options;
  return {
    connection: connection(options),
    scope: { plan, ...(typeof wave === 'string' && { wave }) },
    ...confirmation(options),
    ...common(options),
  };
}

function pauseEnd({ until, next = false }: { readonly until?: Moment; readonly next?: boolean }): PauseEnd {
  if (until !== undefined && !next) return { kind: 'date', instantIn: (zone) => new Date(instantOf(until, zone)) };
  if (until === undefined && next) return { kind: 'next' };
  throw new UserError(until ? '--until and --next are two ends of a pause; one is enough.' : 'A pause needs an end.', {
    code: 'usage',
    nextSteps: ['Give --until 2027-01-05, for example, or --next for the next run alone.'],
  });
}

function endFlags({ until }: { readonly until?: Moment }): string[] {
  if (until === undefined) return ['--next'];
  const text = 'instant' in until ? until.instant.toISOString() : new Date(until.local).toISOString().slice(0, 19);
  return [`--until ${text}`];
}

async function run(options: PauseOptions, shutdown: Shutdown): Promise<number> {
  const { scope, end, connection } = options;
  const { pauseJob, resumeJob } = await import('../jobs/pause.js');
  const job = end ? pauseJob(scope, end) : resumeJob(scope);
  const call = { scope, isPausing: end !== undefined, endFlags: options.endFlags, connection };
  const view = options.isJson
    ? (await import('../views/json/pause.js')).pauseJson(call)
    : (await import('../views/text/pause.js')).pauseText(call);
  return withPlaces(options, shutdown, (places) => runJob(job, places, view, runOptions(options, shutdown)));
}
