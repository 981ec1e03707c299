/** `status`: what the account has about patching. */
import { outputFor } from '../process/streams.js';
import { command } from './command.js';
import { connectionFlags } from './flags.js';

export const status = command({
  name: 'status',
  description: 'what this account and region has: windows, groups, baselines, next runs, drift',
  flags: { connection: connectionFlags },
  async run(options, shutdown) {
    const { isJson, connection } = options;
    const { drained, jobContext, statusJob, statusJson, statusText, withPlaces } = await import('./work.js');
    const context = jobContext(shutdown);
    return withPlaces(options, shutdown, async (places) => {
      const planned = await drained(statusJob().plan(places, context));
      const now = context.now();
      const lines = planned.flatMap((each) => (isJson ? statusJson(each) : statusText(each, { now, connection })));
      for (const line of lines) outputFor(isJson).out(line);
      return 0;
    });
  },
});
