/** `status`: what the account has about patching. */
import { clock } from '../process/clock.js';
import { command } from './command.js';
import { connectionFlags } from './flags.js';

export const status = command({
  name: 'status',
  description: 'what this account and region has: windows, groups, baselines, next runs, drift',
  examples: [
    ['a region', 'status --region eu-west-1'],
    ['the drift, for a script', 'status --json'],
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
