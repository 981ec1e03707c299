/** Any account, any choice, over HTTP: exactly what was chosen goes, nothing else changes, and restore brings it back. */
import type { SSMClient } from '@aws-sdk/client-ssm';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type ExecuteOptions, executePlan } from '../../source/execute/execute-plan.js';
import type { PatchManager } from '../../source/execute/patch-manager.js';
import { listedAgain } from '../../source/jobs/listed-again.js';
import { readEverything } from '../../source/jobs/read-everything.js';
import { type ExecutionState, initialExecution, reduceExecution } from '../../source/plan/account/events.js';
import type { Operation } from '../../source/plan/account/operations.js';
import { type Backup, buildBackup, parseBackup, serializeBackup } from '../../source/plan/cleanup/backup.js';
import type { CleanupChoice } from '../../source/plan/cleanup/choice.js';
import { type CleanupItem, cleanupItems } from '../../source/plan/cleanup/items.js';
import { teardown } from '../../source/plan/cleanup/teardown.js';
import { planRestore } from '../../source/plan/restore/restore.js';
import { checksum } from '../../source/process/codec.js';
import { type TestSandbox, withSandbox } from '../helpers/sandbox.js';
import { anyChoice } from '../plan/cleanup-choices.js';
import { type AccountDump, dumpAccount, lines, withoutIds } from './account-dump.js';
import { connected } from './cleanup-runs.js';
import { anyAccount, build, type RandomAccount } from './random-account.js';
import { now } from './runs.js';

interface Account {
  readonly sandbox: TestSandbox;
  readonly ssm: SSMClient;
  readonly manager: PatchManager;
}

/** An account whose clock goes on with each call, so that whatever is touched has another date. */
async function withAccount(): Promise<Account> {
  let calls = 0;
  const sandbox = await withSandbox({ now: () => new Date(now().getTime() + 1000 * calls++), empty: true });
  return { sandbox, ssm: sandbox.ssm(), manager: await connected(sandbox) };
}

async function carryOut(
  operations: readonly Operation[],
  options: Pick<ExecuteOptions, 'manager' | 'signal'>,
  onEnd: (state: ExecutionState) => void = () => {},
): Promise<ExecutionState> {
  let state = initialExecution(operations.length);
  const quick = { wait: async () => {}, random: () => 0 };
  for await (const event of executePlan(operations, { ...quick, ...options, afterFailure: 'go-on' })) {
    state = reduceExecution(state, event);
    onEnd(state);
  }
  return state;
}

interface CleanedUp {
  readonly before: AccountDump;
  readonly items: readonly CleanupItem[];
  readonly choice: CleanupChoice;
  readonly backup: Backup;
}

/** Builds the account and takes away what is chosen; the backup is read back from its text. */
async function cleanUp(
  { sandbox, ssm, manager }: Account,
  account: RandomAccount,
  choose: (items: readonly CleanupItem[]) => CleanupChoice,
): Promise<CleanedUp> {
  await sandbox.control('POST', 'reset', { empty: true });
  await build(ssm, account);
  const before = await dumpAccount(ssm);
  const items = cleanupItems(await readEverything(manager), now());
  const choice = choose(items);
  const operations = teardown(items, choice);
  const built = buildBackup(items, choice, { account: '123456789012', region: 'eu-west-1' }, now());
  const state = await carryOut(operations, { manager });
  expect(state.outcomes.filter(({ type }) => type !== 'succeeded')).toEqual([]);
  expect(await listedAgain(manager, state.outcomes, { wait: async () => {} })).toEqual([]);
  return { before, items, choice, backup: parseBackup(serializeBackup(built, checksum), 'backup.json', checksum) };
}

/** Starts of the lines of a dump that a choice takes away or changes. */
function affected(items: readonly CleanupItem[], choice: CleanupChoice): RegExp[] {
  return items.flatMap((item) => {
    if (!choice.has(item.id)) return [];
    switch (item.kind) {
      case 'window':
        return choice.get(item.id) === 'disable'
          ? [new RegExp(`^window ${item.id} `)]
          : [new RegExp(`^(window|(target|task) \\S+ of) ${item.id} `)];
      case 'task':
        return [new RegExp(`^task ${item.id} of `)];
      case 'registration':
        return [new RegExp(`^group ${item.registration.patchGroup} \\S+ ${item.registration.baselineId}$`)];
      case 'default':
        return [new RegExp(`^default ${item.baseline.id}$`)];
      case 'baseline':
        return [new RegExp(`^baseline ${item.id} `)];
      default:
        throw new Error(`${item.name} was chosen`);
    }
  });
}

async function restorePlan({ manager }: Account, backup: Backup) {
  return planRestore(backup, await manager.readInventory({ isComplete: true }));
}

it('exactly the chosen items are gone, nothing else has changed, and restore brings back an equal account', async () => {
  const place = await withAccount();
  await fc.assert(
    fc.asyncProperty(anyAccount, anyChoice, async (account, choose) => {
      const { before, items, choice, backup } = await cleanUp(place, account, choose);
      const isUntouched = (line: string): boolean => !affected(items, choice).some((pattern) => pattern.test(line));
      const after = await dumpAccount(place.ssm);
      expect(lines(after).filter(isUntouched)).toEqual(lines(before).filter(isUntouched));
      const touched = lines(after).filter((line) => !isUntouched(line));
      const disabled = items.filter(({ id }) => choice.get(id) === 'disable');
      expect(touched).toHaveLength(disabled.length);
      for (const line of touched) expect(line).toMatch(/^window .*"Enabled":false/);

      const plan = await restorePlan(place, backup);
      expect(plan.findings).toEqual([]);
      const state = await carryOut(plan.operations, place);
      expect(state.outcomes.filter(({ type }) => type !== 'succeeded')).toEqual([]);
      expect(withoutIds(await dumpAccount(place.ssm))).toEqual(withoutIds(before));
      expect(await restorePlan(place, backup)).toMatchObject({ operations: [], findings: [] });
    }),
    { numRuns: 20 },
  );
});

it('a restore that was interrupted or refused at any call is finished by running it again', async () => {
  const place = await withAccount();
  const kinds = ['access-denied', 'interrupt'] as const;
  await fc.assert(
    fc.asyncProperty(anyAccount, fc.constantFrom(...kinds), fc.nat({ max: 12 }), async (account, kind, nth) => {
      const all = (items: readonly CleanupItem[]): CleanupChoice =>
        new Map(items.filter(({ itemClass }) => itemClass !== 'protected').map(({ id }) => [id, 'delete'] as const));
      const { before, backup } = await cleanUp(place, account, all);
      const { operations } = await restorePlan(place, backup);
      const interrupt = new AbortController();
      const failing = operations[nth % (operations.length || 1)]?.kind;
      if (kind === 'access-denied' && failing) {
        await place.sandbox.control('PUT', 'faults', [{ kind, operation: failing, nth: 1 }]);
      }
      const first = await carryOut(operations, { ...place, signal: interrupt.signal }, ({ outcomes }) => {
        if (kind === 'interrupt' && outcomes.length === nth) interrupt.abort();
      });
      expect(first.failed).toBe(kind === 'access-denied' && failing ? 1 : 0);
      await place.sandbox.control('PUT', 'faults', []);
      const second = await carryOut((await restorePlan(place, backup)).operations, place);
      expect(second.succeeded).toBe(second.total);
      expect(withoutIds(await dumpAccount(place.ssm))).toEqual(withoutIds(before));
      expect((await restorePlan(place, backup)).operations).toEqual([]);
    }),
    { numRuns: 12 },
  );
});
