/** `status`: what the account has about patching. */
import { clock } from '../process/clock.js';
import { command } from './command.js';
import { connectionFlags } from './flags.js';

export const status = command({
  name: 'status',
  description: 'show windows, patch groups, baselines, next runs and drift',
  examples: [
    ['one region', 'status --region eu-west-1'],
    ['as JSON, for scripts', 'status --json'],
  ],
  flags: { connection: connectionFlags },
  async run(options, shutdown, line) {
    const { isJson, connection } = options;
    const { listInPlaces, statusJob, statusJson, statusText } = await import('./work.js');
    const told = (each: Parameters<typeof statusJson>[0]) =>
      isJson ? statusJson(each) : statusText(each, { now: clock.now(), connection });
    return listInPlaces(statusJob(), told, options, shutdown, line);
  },
});
