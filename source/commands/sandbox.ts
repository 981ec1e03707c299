/** `sandbox`: serves a local account over HTTP until a signal comes. */
import type { Command } from 'commander';
import type { QuotaName } from '../plan/account/quotas.js';
import { logger } from '../process/log.js';
import type { Shutdown } from '../process/signals.js';
import { output } from '../process/streams.js';
import { subcommand } from './command.js';
import { withCommon } from './flags.js';
import { type CommonOptions, common, optionsOf } from './options.js';
import { fileName, integer, quotaNames, quotaRecord } from './values.js';

export interface SandboxOptions extends CommonOptions {
  readonly port: number;
  readonly stateFile: string | undefined;
  readonly isEmpty: boolean;
  readonly latencyMs: number;
  readonly rateLimit: number | undefined;
  readonly quotas: Readonly<Partial<Record<QuotaName, number>>>;
}

export const name = 'sandbox';

export function define(program: Command, emit: (options: SandboxOptions) => void): void {
  const sandbox = subcommand(program, name, 'serve a local AWS-compatible account over HTTP');
  sandbox
    .optionsGroup('Server:')
    .option('--port <n>', 'port on 127.0.0.1 (default: a free one)', integer(0, 65_535))
    .option('--state <file>', 'keep the account in this file', fileName)
    .option('--empty', "start with nothing but AWS's predefined baselines; a state file that is there keeps its own")
    .option('--latency <ms>', 'answer after so many milliseconds', integer(0, 600_000), 0)
    .option('--rate-limit <n>', 'throttle past so many calls a second', integer(1))
    .option('--quota <name=n>', 'raise a quota, e.g. windows=1000 (repeatable)', quotaRecord(quotaNames));
  withCommon(sandbox).action(() => {
    const options = optionsOf(sandbox);
    emit({
      port: options.port ?? 0,
      stateFile: options.state,
      isEmpty: options.empty === true,
      latencyMs: options.latency,
      rateLimit: options.rateLimit,
      quotas: options.quota ?? {},
      ...common(options),
    });
  });
}

export async function run(options: SandboxOptions, shutdown: Shutdown): Promise<number> {
  const { startSandbox } = await import('../sandbox/server.js');
  const { isEmpty, loglevel, isJson, ...given } = options;
  const sandbox = await startSandbox({ ...given, empty: isEmpty, log: logger(loglevel).info });
  if (isEmpty && sandbox.isKept)
    output.err('The account in the state file was kept: --empty counts for a new file only.');
  const { endpoint, account } = sandbox;
  if (isJson) {
    const { jsonLine } = await import('../views/json/lines.js');
    output.out(jsonLine({ endpoint, account }));
  } else {
    output.out(`export AWS_ENDPOINT_URL=${endpoint}`);
    output.out('export AWS_ACCESS_KEY_ID=sandbox AWS_SECRET_ACCESS_KEY=sandbox AWS_REGION=eu-west-1');
    output.err(`A sandbox account (${account}) is served until Ctrl-C. Run the lines above in another shell.`);
  }
  await shutdown.requested;
  await sandbox.close();
  return 0;
}
