/** What the matrix of faults disturbs: a command each, with the account before it. */
import { nodesJob } from '../../source/jobs/nodes.js';
import { type Backup, parseBackup, serializeBackup } from '../../source/plan/cleanup/backup.js';
import { parseSpread } from '../../source/plan/nodes/instruction-text.js';
import { checksum } from '../../source/process/codec.js';
import type { AccountOptions } from '../../source/sandbox/in-memory.js';
import { nodesWords } from '../../source/views/nodes.js';
import type { MemorySandbox } from '../helpers/memory-account.js';
import { allPatching, cleanUp, restore } from './cleanup-runs.js';
import type { Given } from './disturbed.js';
import { type AnyRunOptions, opened, type Run, runIn, setUp, twoWindows } from './runs.js';
import { runScripts } from './scripts-account.js';

export interface Scenario {
  readonly name: string;
  readonly options?: AccountOptions;
  /** Makes the account as it is before; returns what is restored from. */
  readonly before?: (sandbox: MemorySandbox) => Promise<Backup | undefined>;
  /** The command; backups go to `keep`. */
  readonly run: (
    sandbox: MemorySandbox,
    given: Partial<Given> & AnyRunOptions,
    keep: Keep,
    backup?: Backup,
  ) => Promise<Run>;
  /** Whether a restore of its first backup brings back all that was there before. */
  readonly hasWayBack?: boolean;
}

/** Keeps a backup and returns its path. */
export type Keep = (backup: Backup) => string;

/** A backup as it is read back from its text. */
export function keeping(backups: Backup[]): Keep {
  return (contents) => {
    backups.push(parseBackup(serializeBackup(contents, checksum), 'backup.json', checksum));
    return '/backups/backup.json';
  };
}

const withPlan = (line: string) => async (sandbox: MemorySandbox) => {
  await setUp(sandbox, line);
  return undefined;
};

const running =
  (line: string): Scenario['run'] =>
  (sandbox, given, writeBackup) =>
    setUp(sandbox, line, { ...given, writeBackup });

/** Nodes spread over groups. */
export async function spread(
  sandbox: MemorySandbox,
  text: string,
  { manager, ...given }: Partial<Pick<Given, 'manager'>> & AnyRunOptions,
  writeBackup: Keep,
): Promise<Run> {
  const instruction = parseSpread(text);
  if ('problem' in instruction) throw new Error(instruction.problem);
  const instructions = [instruction];
  const call = { instructions, plan: undefined, hasBackup: true, connection: {} };
  const job = nodesJob({ instructions, writeBackup });
  return runIn(await opened(manager ?? (await sandbox.connect())), job, nodesWords(call), given);
}

export const scenarios: readonly Scenario[] = [
  { name: 'set-up', run: running(twoWindows) },
  { name: 'change', before: withPlan(twoWindows), run: running('-w 1 -d 2 -t 3 4 5 --duration 5 -z Europe/Berlin') },
  { name: 'prune', before: withPlan(twoWindows), run: running('-w 2 -d 2 -t 3 4 --prune') },
  {
    name: 'adoption',
    before: async (sandbox) => {
      await runScripts(sandbox.ssm(), { weeks: [1], days: [2] });
      return undefined;
    },
    run: running('--adopt'),
  },
  {
    name: 'clean-up',
    before: withPlan(twoWindows),
    run: (sandbox, given, writeBackup) => cleanUp(sandbox, { ...given, writeBackup }),
    hasWayBack: true,
  },
  {
    name: 'nodes',
    options: { empty: true, fleet: 30 },
    before: withPlan('--wave dev=2tue@03:00 --wave prod=3tue@03:00'),
    run: (sandbox, given, keep) => spread(sandbox, 'dev,prod=all', given, keep),
    hasWayBack: true,
  },
  {
    name: 'restore',
    options: {},
    before: async (sandbox) => (await cleanUp(sandbox, { selection: allPatching })).backup,
    run: (sandbox, given, _, backup) => restore(sandbox, backup, given),
  },
];
