/** Later waves that take what the first could take: delays, baselines, and what a change of a date does. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BaselineChoice, PlanDocument } from '../../../source/plan/intent/document.js';
import { namedWave, scheduledWindow } from '../../../source/plan/intent/waves.js';
import { desiredResources } from '../../../source/plan/setup/desired.js';
import { daysAfter } from '../../../source/schedule/distance.js';
import { planOccurrences } from '../../../source/schedule/occurrences.js';
import { parseWhen, type When } from '../../../source/schedule/when.js';
import { codec } from '../../helpers/codec.js';
import { inventory } from '../../helpers/inventory.js';
import { kinds, type PlanningAccount } from '../../helpers/planning.js';
import { forAll, forSome } from '../../helpers/properties.js';
import { refusalOf } from '../../helpers/refused.js';
import { anySlot, anyTime } from '../../schedule/arbitraries.js';
import { accountWith, plan } from './documents.js';

const day = 24 * 60 * 60 * 1000;
const windows = { kind: 'aws-rules', os: 'WINDOWS' } as const;
const ubuntu = { kind: 'aws-rules', os: 'UBUNTU' } as const;

/** `dev=2tue test=pt+3`: waves by name that take what the first could take. */
function staged(waves: string, baselines: readonly BaselineChoice[] = [windows], answers: Partial<PlanDocument> = {}) {
  const named = waves.split(' ').map((text) => {
    const [name = '', when = ''] = text.split('=');
    const read = parseWhen(`${when}@03:00`);
    if ('problem' in read) throw new Error(read.problem);
    return namedWave('default', name, read.slot);
  });
  return plan({ waves: named, baselines, approvals: 'first-wave', ...answers });
}

/** `Windows-Standard 7: dev` for each baseline of the account's plan. */
async function baselinesOf(account: PlanningAccount): Promise<string[]> {
  const { baselines, patchGroups } = await account.read();
  return baselines.map(({ id, name, definition }) => {
    const groups = patchGroups.filter(({ baselineId }) => baselineId === id).map(({ patchGroup }) => patchGroup);
    return `${name} ${definition?.ApprovalRules?.PatchRules[0]?.ApproveAfterDays}: ${groups.sort().join(' ')}`;
  });
}

/** That a second run finds nothing to do, and a status nothing that differs. */
async function expectSettled(account: PlanningAccount): Promise<void> {
  expect((await account.plan()).operations).toEqual([]);
  expect([await account.drift(), await account.leftovers()]).toEqual([[], []]);
}

const threeBaselines = [
  'Windows-Standard 7: dev',
  'Windows-Standard-Plus3 10: test',
  'Windows-Standard-Plus10 17: prod',
];

describe('waves that take what the first could take', () => {
  it('have a baseline for each delay, and its number is told', async () => {
    const document = staged('dev=pt test=pt+3 prod=pt+10', [windows, ubuntu]);
    const account = await accountWith();
    const found = await account.plan({ file: document });
    expect(found.findings.map(({ code, message }) => `${code}: ${message}`)).toEqual([
      'no-approval-delay: AWS has no approval delay for Ubuntu Server, so each wave takes what is available on its own day.',
      'more-baselines: Limiting later waves to the patches of the first wave needs 2 more patch baselines: Windows-Standard-Plus3, Windows-Standard-Plus10.',
    ]);
    await account.setUp({ file: document });
    expect(await baselinesOf(account)).toEqual([...threeBaselines, 'Ubuntu-Standard 0: dev prod test']);
    await expectSettled(account);
  });

  it('keep groups where they are when a date changes: one window and one delay are updated', async () => {
    const account = await accountWith(staged('dev=pt test=pt+3 prod=pt+10'));
    const changed = await account.setUp({ file: staged('dev=pt test=pt+10 prod=pt+17') });
    expect(kinds(changed)).toEqual({ PutParameter: 1, UpdateMaintenanceWindow: 2, UpdatePatchBaseline: 2 });
    const one = await account.setUp({ file: staged('dev=pt test=pt+10 prod=pt+12') });
    expect(kinds(one)).toEqual({ PutParameter: 1, UpdateMaintenanceWindow: 1, UpdatePatchBaseline: 1 });
    expect(await baselinesOf(account)).toEqual([
      'Windows-Standard 7: dev',
      'Windows-Standard-Plus10 17: test',
      'Windows-Standard-Plus12 19: prod',
    ]);
    await expectSettled(account);
  });

  it('can become so, and be so no longer, whatever breaks off on the way', () =>
    forSome(4, [fc.nat(12)], async (most) => {
      const waves = 'dev=1wed test=2wed prod=3wed';
      const account = await accountWith(staged(waves, [windows], { approvals: undefined }));
      expect(await baselinesOf(account)).toEqual(['Windows-Standard 7: dev prod test']);
      await account.carryOut((await account.plan({ flags: { approvals: 'first-wave' } })).operations, most);
      await account.setUp({ flags: { approvals: 'first-wave' } });
      const delays = ['Windows-Standard 7: dev', 'Windows-Standard-Plus7 14: test', 'Windows-Standard-Plus14 21: prod'];
      expect(await baselinesOf(account)).toEqual(delays);
      await expectSettled(account);
      // Groups stay where they are registered, so nothing is without rules for a moment.
      const back = await account.setUp({ flags: { approvals: 'each-wave' } });
      expect(kinds(back)).toEqual({ PutParameter: 1, UpdatePatchBaseline: 2 });
      const now = await baselinesOf(account);
      expect(now.map((text) => text.replace(/^\S+ /, ''))).toEqual(['7: dev', '7: test', '7: prod']);
      await expectSettled(account);
    }));

  it('are known as such where the record is gone', async () => {
    const account = await accountWith(staged('dev=1wed test=2wed prod=3wed'));
    const document = await account.document();
    await account.ssm.deleteParameter({ Name: '/patch-wizard/plans/default' });
    const { operations } = await account.setUp({ consent: { adopt: true } });
    expect(operations.map(({ kind }) => kind)).toEqual(['PutParameter']);
    expect(await account.document()).toEqual(document);
    await expectSettled(account);
  });

  it('are mended where somebody has moved a group to a sooner baseline', async () => {
    const account = await accountWith(staged('dev=pt prod=pt+10'));
    const { baselines } = await account.read();
    const [dev, prod] = baselines.map(({ id }) => id);
    await account.ssm.deregisterPatchBaselineForPatchGroup({ BaselineId: prod, PatchGroup: 'prod' });
    await account.ssm.registerPatchBaselineForPatchGroup({ BaselineId: dev, PatchGroup: 'prod' });
    expect((await account.drift()).map(({ message }) => message)).toEqual([
      `The patch group prod was moved from Windows-Standard-Plus10 to ${dev}.`,
    ]);
    await account.setUp();
    expect(await baselinesOf(account)).toEqual(['Windows-Standard 7: dev', 'Windows-Standard-Plus10 17: prod']);
    await expectSettled(account);
  });

  it('are refused where dates are no fixed number of days apart, and where AWS does not wait so long', async () => {
    const account = await accountWith();
    for (const waves of ['dev=2tue prod=2sat', 'dev=2tue prod=Ltue', 'dev=2tue prod=5tue']) {
      expect(await refusalOf(account.plan({ file: staged(waves) }))).toMatchObject({ code: 'approvals' });
    }
    const late = staged('dev=pt prod=pt+10', [{ ...windows, approveAfterDays: 351 }]);
    expect(await refusalOf(account.setUp({ file: late }))).toMatchObject({
      code: 'approval-delay',
      message: 'AWS allows an approval delay of at most 360 days: Windows-Standard-Plus10 (361 days).',
    });
  });

  it('approve on their day exactly what the first could take on its own: random releases over 60 months', () =>
    forAll(
      [anySlot, anyTime, fc.nat(27), fc.nat(200), fc.array(fc.nat(60 * 30), { maxLength: 40 })],
      async (slot, time, days, approveAfterDays, releases) => {
        const later = daysAfter(slot, days, time);
        if (later === undefined) return;
        const waves = ([slot, later] as When[]).map((when, index) => {
          const name = ['first', 'later'][index] as string;
          return { name, patchGroup: name, window: `default-${name}`, when };
        });
        const document = plan({ waves, approvals: 'first-wave', baselines: [{ ...windows, approveAfterDays }] });
        const from = new Date(Date.UTC(2026, 10, 1) - 1);
        const { baselines } = desiredResources(document, inventory(), codec);
        const [first = [], other = []] = waves.map((wave) => {
          const rules = baselines.find(({ patchGroups }) => patchGroups.includes(wave.name))?.definition;
          const delay = rules?.ApprovalRules?.PatchRules[0]?.ApproveAfterDays ?? Number.NaN;
          const runs = planOccurrences([scheduledWindow(document, wave)], { from, count: 61 });
          return runs.map(({ start }) => {
            const today = Math.floor(start.getTime() / day);
            return releases.filter((release) => Math.floor(from.getTime() / day) - 200 + release + delay <= today);
          });
        });
        // An offset may lead into the next month: then the first run of the later wave belongs to a month before.
        expect([0, 1].some((skipped) => isSame(first.slice(0, 60), other.slice(skipped, 60 + skipped)))).toBe(true);
      },
    ));
});

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
