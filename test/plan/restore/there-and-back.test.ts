/** Any account, any choice: exactly what was chosen goes, nothing else changes, and a restore brings it back, wherever they break off. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isPatchingTask } from '../../../source/plan/account/documents.js';
import { type InventoryWindow, patchGroupsOf } from '../../../source/plan/account/inventory.js';
import type { OwnedInventory } from '../../../source/plan/account/ownership.js';
import { type Backup, parseBackup, serializeBackup } from '../../../source/plan/cleanup/backup.js';
import type { CleanupChoice } from '../../../source/plan/cleanup/choice.js';
import { type CleanupItem, cleanupItems } from '../../../source/plan/cleanup/items.js';
import { teardown } from '../../../source/plan/cleanup/teardown.js';
import { planRestore } from '../../../source/plan/restore/restore.js';
import { type AccountDump, lines, withoutIds } from '../../helpers/account-dump.js';
import { backupOf } from '../../helpers/choices.js';
import { codec } from '../../helpers/codec.js';
import { now, type PlanningAccount } from '../../helpers/planning.js';
import { forSome } from '../../helpers/properties.js';
import { anyAccount, anyChoice, built, type RandomAccount } from '../../helpers/random-account.js';

interface CleanedUp {
  readonly account: PlanningAccount;
  readonly before: AccountDump;
  readonly read: OwnedInventory;
  readonly items: readonly CleanupItem[];
  readonly choice: CleanupChoice;
  readonly backup: Backup;
}

/** Builds the account and takes away what is chosen, or the first so many calls of it; the backup is read back from its text. */
async function cleanUp(
  random: RandomAccount,
  choose: (items: readonly CleanupItem[]) => CleanupChoice,
  most?: number,
): Promise<CleanedUp> {
  const account = await built(random);
  const before = await account.dump();
  const read = await account.read();
  const items = cleanupItems(read, now);
  const choice = choose(items);
  await account.carryOut(teardown(items, choice), most);
  const text = serializeBackup(backupOf(items, choice), codec.digest);
  return { account, before, read, items, choice, backup: parseBackup(text, 'backup.json', codec.digest) };
}

async function restorePlan({ account, backup }: Pick<CleanedUp, 'account' | 'backup'>) {
  return planRestore(backup, await account.read(), now);
}

/** Starts of the lines of a dump that a choice takes away or changes. */
function affected(items: readonly CleanupItem[], choice: CleanupChoice): string[] {
  return items.flatMap((item) => {
    if (!choice.has(item.id)) return [];
    switch (item.kind) {
      case 'window':
        if (choice.get(item.id) === 'disable') return [`window ${item.id} `];
        return [
          `window ${item.id} `,
          ...item.window.targets.map(({ id }) => `target ${id} of ${item.id} `),
          ...item.window.tasks.map(({ id }) => `task ${id} of ${item.id} `),
        ];
      case 'task':
        return [`task ${item.id} of `];
      case 'registration': {
        const { patchGroup, operatingSystem, baselineId } = item.registration;
        return [`group ${patchGroup} ${operatingSystem} ${baselineId}`];
      }
      case 'default':
        return [`default ${item.baseline.id}`];
      case 'baseline':
        return [`baseline ${item.id} `];
      case 'record':
        return [`parameter ${item.id} `];
      default:
        throw new Error(`${item.name} was chosen`);
    }
  });
}

it('exactly the chosen items are gone, nothing else has changed, and a restore brings back an equal account', () =>
  forSome(10, [anyAccount, anyChoice], async (random, choose) => {
    const cleaned = await cleanUp(random, choose);
    const { account, before, items, choice } = cleaned;
    const starts = affected(items, choice);
    const isUntouched = (line: string): boolean => !starts.some((start) => line.startsWith(start));
    const after = lines(await account.dump());
    expect(after.filter(isUntouched)).toEqual(lines(before).filter(isUntouched));
    const touched = after.filter((line) => !isUntouched(line));
    expect(touched).toHaveLength(items.filter(({ id }) => choice.get(id) === 'disable').length);
    for (const line of touched) expect(line).toMatch(/^window .*"Enabled":false/);

    const plan = await restorePlan(cleaned);
    expect(plan.findings.filter(({ code }) => code !== 'rate-anew' && code !== 'runs-other')).toEqual([]);
    await account.carryOut(plan.operations);
    expect(withoutIds(await account.dump())).toEqual(withoutIds(before));
    expect(await restorePlan(cleaned)).toMatchObject({ operations: [], findings: [] });
  }));

/** The groups of windows that patch, by which of them it is that may have lost its baseline. */
function groupsPatched(windows: readonly InventoryWindow[], isMeant: (window: InventoryWindow) => boolean): string[] {
  return windows.filter((window) => window.tasks.some(isPatchingTask) && isMeant(window)).flatMap(patchGroupsOf);
}

const rows = ({ patchGroups }: Pick<OwnedInventory, 'patchGroups'>): string[] =>
  patchGroups.map(({ patchGroup, operatingSystem }) => `${patchGroup} ${operatingSystem}`);

it('wherever a clean-up and its restore break off, no window patches with another baseline, and another restore brings back an equal account', async () => {
  const anyCall = fc.nat(15);
  await forSome(12, [anyAccount, anyChoice, anyCall, anyCall], async (random, choose, first, second) => {
    const cleaned = await cleanUp(random, choose, first);
    const { account, before, read, items, choice, backup } = cleaned;
    const half = await account.read();
    const lost = read.patchGroups.filter((row) => !rows(half).includes(`${row.patchGroup} ${row.operatingSystem}`));
    const isGoing = ({ id, enabled, tasks }: InventoryWindow): boolean =>
      (choice.get(id) === 'disable' ? enabled : choice.has(id)) || tasks.some((task) => choice.has(task.id));
    const stillPatched = groupsPatched(half.windows, isGoing);
    expect(lost.filter(({ patchGroup }) => stillPatched.includes(patchGroup))).toEqual([]);
    // A record is there as long as anything of its plan is that goes with it.
    for (const item of items.filter(({ kind, id }) => kind === 'record' && choice.has(id))) {
      if (half.records.some(({ name }) => name === item.id)) continue;
      const ofPlan = items.filter(({ plan, id }) => plan === item.plan && choice.get(id) === 'delete');
      const left = new Set([...half.windows, ...half.baselines].map(({ id }) => id));
      expect(ofPlan.filter(({ id }) => left.has(id))).toEqual([]);
    }

    await account.carryOut((await restorePlan(cleaned)).operations, second);
    const restored = await account.read();
    const known = new Set(half.windows.map(({ id }) => id));
    const patched = groupsPatched(restored.windows, ({ id, targets }) => !known.has(id) && targets.length > 0);
    const wanted = backup.registrations.map(({ patchGroup, operatingSystem }) => `${patchGroup} ${operatingSystem}`);
    const missing = wanted.filter((row) => !rows(restored).includes(row));
    expect(missing.filter((row) => patched.some((group) => row.startsWith(`${group} `)))).toEqual([]);

    await account.carryOut((await restorePlan(cleaned)).operations);
    expect(withoutIds(await account.dump())).toEqual(withoutIds(before));
    expect((await restorePlan(cleaned)).operations).toEqual([]);
  });
});
