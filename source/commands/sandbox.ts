/** `sandbox`: serves a local account over HTTP until a signal comes. */
import { logger } from '../process/log.js';
import { output } from '../process/streams.js';
import { command, group, toggle, value } from './command.js';
import { fileName, integer, quotaRecord } from './values.js';

export const sandbox = command({
  name: 'sandbox',
  description: 'serve a local AWS-compatible account over HTTP',
  examples: [
    ['an account for any AWS client, with a fleet', 'sandbox --port 4566 --fleet 200'],
    ['one that is kept, and slow', 'sandbox --state account.json --latency 100'],
  ],
  flags: group('Server:', {
    port: value('--port <n>', 'port on 127.0.0.1 (default: a free one)', integer(0, 65_535)),
    stateFile: value('--state <file>', 'keep the account in this file', fileName),
    isEmpty: toggle(
      '--empty',
      "start with nothing but AWS's predefined baselines; a state file that is there keeps its own",
    ),
    fleet: value('--fleet <n>', "start with so many nodes in place of the sample's, at most 10000", integer(0, 10_000)),
    latencyMs: value('--latency <ms>', 'answer after so many milliseconds (default: 0)', integer(0, 600_000), 0),
    rateLimit: value('--rate-limit <n>', 'throttle past so many calls a second', integer(1)),
    quotas: value(
      '--quota <name=n>',
      'raise a quota, e.g. windows=1000 (repeatable)',
      quotaRecord(['windows', 'baselines', 'groups-per-baseline', 'targets-per-window', 'tasks-per-window']),
    ),
  }),
  async run({ isEmpty, loglevel, isJson, ...given }, shutdown) {
    const { startSandbox } = await import('../sandbox/server.js');
    const sandbox = await startSandbox({ ...given, empty: isEmpty, log: logger(loglevel).info });
    if ((isEmpty || given.fleet !== undefined) && sandbox.isKept)
      output.err('The account in the state file was kept: --empty and --fleet count for a new file only.');
    const { endpoint, account } = sandbox;
    if (isJson) {
      const { jsonLine } = await import('./work.js');
      output.out(jsonLine({ endpoint, account }));
    } else {
      output.out(`export AWS_ENDPOINT_URL=${endpoint}`);
      output.out('export AWS_ACCESS_KEY_ID=sandbox AWS_SECRET_ACCESS_KEY=sandbox AWS_REGION=eu-west-1');
      output.err(`A sandbox account (${account}) is served until Ctrl-C. Run the lines above in another shell.`);
    }
    await shutdown.requested;
    await sandbox.close();
    return 0;
  },
});
