/** Which windows are asked about beyond the lists: those of which AllowUnassociatedTargets or the date of creation matters. */
import type { SSM } from '@aws-sdk/client-ssm';
import { expect, it } from 'vitest';
import type { InventoryWindow } from '../../source/plan/account/inventory.js';
import { type ForeignWindow, makeForeignWindow, PlanningAccount } from '../helpers/planning.js';

const ofPlan = { 'ssm-patch-wizard:plan': 'default' };
const nodes = [{ Key: 'InstanceIds', Values: ['i-0123456789abcdef0'] }];

async function windowsRead(
  details: 'plans' | 'shown' | 'all',
  ...make: readonly ((ssm: SSM) => Promise<unknown>)[]
): Promise<readonly InventoryWindow[]> {
  const { ssm, manager } = await PlanningAccount.open();
  for (const each of make) await each(ssm);
  return (await manager.readInventory({ details })).windows;
}

const making = (window: ForeignWindow) => (ssm: SSM) => makeForeignWindow(ssm, { tags: ofPlan, ...window });

it('the list says all about a plan’s window with tasks for its targets, but AllowUnassociatedTargets', async () => {
  const window = {
    Description: 'nightly',
    ScheduleTimezone: 'Asia/Tokyo',
    ScheduleOffset: 2,
    EndDate: '2099-01-01T00:00Z',
  };
  const [asListed, whole] = await Promise.all(
    (['plans', 'all'] as const).map((details) => windowsRead(details, making({ window }))),
  );
  const { AllowUnassociatedTargets, ...members } = whole?.[0]?.members ?? {};
  expect(AllowUnassociatedTargets).toBe(true);
  expect(asListed?.[0]?.members).toEqual(members);
});

it.each<[string, ...ForeignWindow[]]>([
  ['a task that addresses nodes', { task: { Targets: nodes } }],
  ['a date before which it does not run', { window: { StartDate: '2099-01-01T00:00:00Z' } }],
  ['a rate', { window: { Schedule: 'rate(7 days)' } }],
  ['the mark of what was taken over', { tags: { ...ofPlan, 'ssm-patch-wizard:adopted': 'yes' } }],
  ['the name of another', {}, {}],
])('a plan’s window with %s is read as a whole', async (_what, ...windows) => {
  for (const details of ['plans', 'shown'] as const) {
    for (const { members, createdAt } of await windowsRead(details, ...windows.map(making))) {
      expect(members).toMatchObject({ AllowUnassociatedTargets: true });
      expect(createdAt).toBeInstanceOf(Date);
    }
  }
});

it('so is one that is switched off', async () => {
  const [window] = await windowsRead('plans', async (ssm) => {
    const WindowId = await makeForeignWindow(ssm, { tags: ofPlan });
    await ssm.updateMaintenanceWindow({ WindowId, Enabled: false });
  });
  expect(window?.members).toMatchObject({ AllowUnassociatedTargets: true });
});

it('of a window of nobody’s plan no members are read', async () => {
  const [window] = await windowsRead('shown', making({ tags: {}, task: { Targets: nodes } }));
  expect(window?.members).toBeUndefined();
});
