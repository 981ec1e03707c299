/** What people do to a plan over the months, in the order in which they do it. */
import { describe, expect, it } from 'vitest';
import { type AccountDump, lines } from '../../helpers/account-dump.js';
import { kinds, PlanningAccount } from '../../helpers/planning.js';
import { forSome } from '../../helpers/properties.js';
import { accountWith, defaultWave, plan, slot, smallDocument, waves } from './documents.js';

async function windowId({ ssm }: PlanningAccount, name: string): Promise<string | undefined> {
  const { WindowIdentities = [] } = await ssm.describeMaintenanceWindows({});
  return WindowIdentities.find(({ Name }) => Name === name)?.WindowId;
}

const twoWaves = waves({ dev: slot(2, 2, 3), prod: slot(3, 2, 3) });

async function devAndProd(): Promise<PlanningAccount> {
  const account = await PlanningAccount.open();
  await account.setUp({ flags: { when: twoWaves } });
  return account;
}

it('other answers that were refused halfway accuse what still has the former ones, and mending goes on', async () => {
  const account = await accountWith(plan());
  const { operations } = await account.plan({ flags: { timeZone: 'Europe/London', task: { durationHours: 3 } } });
  expect(kinds({ operations })).toEqual({ PutParameter: 1, UpdateMaintenanceWindow: 8 });
  await account.carryOut(operations, 1 + 3);
  const drift = await account.drift();
  expect(drift).toHaveLength(5);
  for (const { members, message } of drift) {
    expect(members).toEqual(['Description', 'ScheduleTimezone', 'Duration']);
    expect(message).toContain('Duration is 1 (plan: 3)');
  }
  expect(kinds(await account.plan())).toEqual({ UpdateMaintenanceWindow: 5 });
});

describe('a wave', () => {
  it('that moves to another time is one update of its window, and no node is tagged anew', async () => {
    const account = await devAndProd();
    const moved = await account.setUp({ flags: { when: waves({ dev: slot(2, 2, 5), prod: slot(3, 2, 3) }) } });
    expect(moved.operations.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      'PutParameter /patch-wizard/plans/default',
      'UpdateMaintenanceWindow default-dev',
    ]);
    expect(moved.findings).toEqual([]);
    expect(await account.drift()).toEqual([]);
  });

  it('that is called otherwise keeps its window', async () => {
    const account = await devAndProd();
    const before = await windowId(account, 'default-dev');
    const { document } = await account.plan();
    const renamed = document.waves.map((wave) => (wave.name === 'dev' ? { ...wave, name: 'test' } : wave));
    const { operations } = await account.setUp({ file: { ...document, waves: renamed } });
    expect(kinds({ operations })).toEqual({ PutParameter: 1, AddTagsToResource: 1, UpdateMaintenanceWindowTarget: 1 });
    expect(await windowId(account, 'default-dev')).toBe(before);
    expect(await account.drift()).toEqual([]);
    expect(await account.leftovers()).toEqual([]);
  });

  it('whose window is called otherwise keeps it too', async () => {
    const account = await accountWith(plan());
    const before = await windowId(account, 'Week1Day2Unattended0300');
    const file = plan({ waves: [{ ...defaultWave, window: 'tuesdays' }, ...plan().waves.slice(1)] });
    expect(kinds(await account.setUp({ file }))).toMatchObject({ UpdateMaintenanceWindow: 1 });
    expect(await windowId(account, 'tuesdays')).toBe(before);
  });

  it('whose group another plan has is refused, before anything is done', async () => {
    const account = await accountWith(plan());
    const mine = { ...defaultWave, name: 'mine', window: 'mine' };
    const file = plan({ plan: 'web', waves: [mine], baselines: [] });
    await expect(account.setUp({ file })).rejects.toMatchObject({
      code: 'patch-group-of-other-plan',
      message: 'The patch group "Week 1 Day 2 - Unattended - 03:00" of wave mine already belongs to plan default.',
      nextSteps: ['Choose another group for the wave, or remove the group from plan default first.'],
    });
  });
});

it('two plans side by side never touch each other’s things', async () => {
  const ofPlan = (dump: AccountDump, name: string): string[] => {
    const isOwn = ({ fields }: { readonly fields: { readonly Tags?: unknown } }) =>
      JSON.stringify(fields.Tags).includes(`"ssm-patch-wizard:plan":"${name}"`);
    const baselines = dump.baselines.filter(isOwn);
    const ids = new Set(baselines.map(({ id }) => id));
    const registrations = dump.registrations.filter(({ baselineId }) => ids.has(baselineId));
    const parameters = dump.parameters.filter(({ id }) => id.endsWith(`/${name}`));
    return lines({ windows: dump.windows.filter(isOwn), baselines, registrations, defaults: [], parameters });
  };
  await forSome(4, [smallDocument, smallDocument, smallDocument], async (one, other, next) => {
    // Groups of their own, as two plans have.
    const asPlan = (name: string, document: typeof one) => ({
      ...document,
      plan: name,
      waves: document.waves.map((wave) => ({ ...wave, patchGroup: `${name} ${wave.patchGroup}`.slice(0, 250) })),
    });
    const account = await accountWith(asPlan('one', one));
    const before = ofPlan(await account.dump(), 'one');
    await account.setUp({ file: asPlan('other', other) });
    await account.setUp({ file: asPlan('other', next), consent: { prune: true, resume: true, adopt: true } });
    expect(ofPlan(await account.dump(), 'one')).toEqual(before);
    expect(await account.drift()).toEqual([]);
    const again = await account.plan({ flags: { plan: 'one' } });
    expect(again.operations).toEqual([]);
  });
});
