/** `status`: what the account has about patching. */
import type { Command } from 'commander';
import type { Shutdown } from '../process/signals.js';
import { outputFor } from '../process/streams.js';
import { subcommand } from './command.js';
import { withCommon, withConnection } from './flags.js';
import { drained, jobContext } from './headless.js';
import { type CommonOptions, type ConnectionOptions, common, connection, optionsOf } from './options.js';
import { withPlaces } from './places.js';

export interface StatusOptions extends CommonOptions {
  readonly connection: ConnectionOptions;
}

export const name = 'status';

const description = 'what this account and region has: windows, groups, baselines, next runs, drift';

export function define(program: Command, emit: (options: StatusOptions) => void): void {
  const status = subcommand(program, name, description);
  withCommon(withConnection(status)).action(() => {
    const options = optionsOf(status);
    emit({ connection: connection(options), ...common(options) });
  });
}

export async function run(options: StatusOptions, shutdown: Shutdown): Promise<number> {
  const { isJson, connection } = options;
  const { statusJob } = await import('../jobs/status.js');
  const context = jobContext(shutdown);
  const { statusJson } = await import('../views/json/status.js');
  const { statusText } = await import('../views/text/status.js');
  return withPlaces(options, shutdown, async (places) => {
    const planned = await drained(statusJob().plan(places, context));
    const now = context.now();
    const lines = planned.flatMap((each) => (isJson ? statusJson(each) : statusText(each, { now, connection })));
    for (const line of lines) outputFor(isJson).out(line);
    return 0;
  });
}
