/** `sandbox`: serves a local account over HTTP until a signal comes. */
import { logger } from '../process/log.js';
import { output } from '../process/streams.js';
import { command, group, toggle, value } from './command.js';
import { fileName, integer, quotaRecord } from './values.js';

export const sandbox = command({
  name: 'sandbox',
  description: 'serve a local AWS-compatible account over HTTP',
  examples: [
    ['an account for any AWS client, with 200 nodes', 'sandbox --port 4566 --fleet 200'],
    ['a slow account that is kept in a file', 'sandbox --state account.json --latency 100'],
  ],
  flags: group('Server:', {
    port: value('--port <n>', 'port on 127.0.0.1 (default: a free one)', integer(0, 65_535)),
    stateFile: value('--state <file>', 'keep the account in this file', fileName),
    isEmpty: toggle('--empty', "start with only AWS's predefined baselines; an existing state file is kept as it is"),
    fleet: value(
      '--fleet <n>',
      'start with this many nodes instead of the sample fleet, at most 10000',
      integer(0, 10_000),
    ),
    latencyMs: value(
      '--latency <ms>',
      'wait this many milliseconds before each answer (default: 0)',
      integer(0, 600_000),
      0,
    ),
    rateLimit: value('--rate-limit <n>', 'throttle more than this many calls per second', integer(1)),
    quotas: value(
      '--quota <name=n>',
      'raise a quota: windows=1000 (repeatable)',
      quotaRecord(['windows', 'baselines', 'groups-per-baseline', 'targets-per-window', 'tasks-per-window']),
    ),
  }),
  async run({ isEmpty, loglevel, isJson, ...given }, shutdown) {
    const { startSandbox } = await import('../sandbox/server.js');
    const sandbox = await startSandbox({ ...given, empty: isEmpty, log: logger(loglevel).info });
    if ((isEmpty || given.fleet !== undefined) && sandbox.isKept)
      output.err('The account in the state file was kept. --empty and --fleet apply only to a new file.');
    const { endpoint, account } = sandbox;
    if (isJson) {
      const { jsonLine } = await import('./work.js');
      output.out(jsonLine({ endpoint, account }));
    } else {
      output.out(`export AWS_ENDPOINT_URL=${endpoint}`);
      output.out('export AWS_ACCESS_KEY_ID=sandbox AWS_SECRET_ACCESS_KEY=sandbox AWS_REGION=eu-west-1');
      output.err(
        `Serving sandbox account ${account} until you press Ctrl-C. To use it, run the lines above in another shell.`,
      );
    }
    await shutdown.requested;
    await sandbox.close();
    return 0;
  },
});
