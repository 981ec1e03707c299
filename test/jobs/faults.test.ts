/**
 * The matrix of faults: every write of every command × every fault × how the run ends there, and the same command again. Nothing is
 * orphaned, doubled or lost. A sample by chance, unless all of it is asked for: `npm run faults`.
 */
import { expect, it } from 'vitest';
import type { Backup } from '../../source/plan/cleanup/backup.js';
import type { Account } from '../../source/sandbox/account.js';
import { newAccount } from '../../source/sandbox/seed.js';
import { withoutIds } from '../helpers/account-dump.js';
import { chance, faultKinds, isWhole, seed, tell } from '../helpers/faults.js';
import { type MemorySandbox, memorySandbox } from '../helpers/memory-account.js';
import { restore } from './cleanup-runs.js';
import { type Disturbance, disturbed, endings } from './disturbed.js';
import { keeping, type Scenario, scenarios } from './fault-scenarios.js';
import { now, writesIn } from './runs.js';

/** A scenario with what it begins with and, where nothing disturbs it, ends with. */
interface Prepared {
  readonly scenario: Scenario;
  readonly contents: Account;
  readonly backup: Backup | undefined;
  readonly before: string;
  readonly after: string;
  readonly disturbances: readonly Disturbance[];
}

/** Everything about patching, without ids, and the tags of nodes. */
async function stateOf(sandbox: MemorySandbox): Promise<string> {
  const { nodes } = await (await sandbox.connect()).readFleet();
  return JSON.stringify([withoutIds(await sandbox.dump()), nodes.map(({ id, tags }) => [id, tags])]);
}

/** What is sent again by the SDK, once it has failed. */
const isSentAgain = (kind: string) => ['error500', 'reset-before', 'reset-after'].includes(kind);

async function prepared(scenario: Scenario): Promise<Prepared> {
  const contents = newAccount(scenario.options ?? { empty: true });
  const backup = await scenario.before?.(memorySandbox({ now }, contents));
  const before = await stateOf(memorySandbox({ now }, contents));
  const sandbox = memorySandbox({ now }, contents.copy());
  const { exitCode, out, err } = await scenario.run(sandbox, {}, keeping([]), backup);
  expect(exitCode, `${scenario.name}: ${[...out, ...err].join('\n')}`).toBe(0);
  const counts = new Map<string, number>();
  const disturbances = (await writesIn(sandbox)).flatMap((write) => {
    const [operation = ''] = write.split(' ');
    const nth = (counts.get(operation) ?? 0) + 1;
    counts.set(operation, nth);
    return faultKinds.flatMap((kind) =>
      endings
        .filter((ending) => ending !== 'is sent again' || isSentAgain(kind))
        .map((ending) => ({ operation, nth, kind, ending })),
    );
  });
  return { scenario, contents, backup, before, after: await stateOf(sandbox), disturbances };
}

/** What did not hold. */
async function problemsOf(
  { scenario, contents, backup, before, after }: Prepared,
  disturbance: Disturbance,
): Promise<string[]> {
  const { kind, ending } = disturbance;
  const problems: string[] = [];
  const account = contents.copy();
  const backups: Backup[] = [];
  const { end, wasHit } = await disturbed(account, disturbance, (sandbox, given) =>
    scenario.run(sandbox, given, keeping(backups), backup),
  );
  if (!wasHit) problems.push('the call was not made');
  const expected = ending === 'is interrupted' ? 130 : kind === 'throttle' || ending === 'is sent again' ? 0 : 1;
  if (end && end.exitCode !== expected) problems.push(`exit ${end.exitCode} instead of ${expected}`);
  const isLeft = end?.out.some((line) => line.startsWith('Not complete'));
  if (isLeft && !end?.out.some((line) => /^ {2}ssm-patch-wizard (setup|cleanup|restore|nodes) /.test(line)))
    problems.push('no command to go on');
  const sandbox = memorySandbox({ now }, account);
  const again = await scenario.run(sandbox, {}, keeping(backups), backup);
  if (again.exitCode !== 0) problems.push(`the re-run ends with ${again.exitCode}: ${again.out.slice(-6).join(' | ')}`);
  if ((await stateOf(sandbox)) !== after) problems.push('the account is another one than without the fault');
  const writes = (await writesIn(sandbox)).length;
  await scenario.run(sandbox, {}, keeping([]), backup);
  if ((await writesIn(sandbox)).length !== writes) problems.push('a third run still changes something');
  if (!scenario.hasWayBack) return problems;
  await restore(sandbox, backups[0]);
  if ((await stateOf(sandbox)) !== before) problems.push('the first backup does not bring everything back');
  return problems;
}

it('every write, every fault: the run again ends as one that nothing has disturbed', {
  timeout: 1_800_000,
}, async () => {
  const random = chance(seed);
  const failures: string[] = [];
  let held = 0;
  for (const scenario of scenarios) {
    const ready = await prepared(scenario);
    const all = ready.disturbances;
    const chosen = isWhole ? all : Array.from({ length: 3 }, () => all[random(all.length)] as Disturbance);
    for (const disturbance of chosen) {
      const { operation, nth, kind, ending } = disturbance;
      const problems = await problemsOf(ready, disturbance).catch((error: Error) => [`${error.stack}`]);
      if (problems.length === 0) held += 1;
      else failures.push(`${scenario.name}: ${kind} at ${operation} ${nth}, ${ending}: ${problems.join('; ')}`);
    }
    if (isWhole) tell(`${scenario.name}: ${chosen.length} runs`);
  }
  tell(`Faults: ${held} of ${held + failures.length} runs held (FAULT_SEED=${seed}).`);
  expect(failures).toEqual([]);
});
