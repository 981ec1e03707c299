/** Clean-up where somebody changes what comes next while the call before it is under way. */
import { setImmediate as turn } from 'node:timers/promises';
import type { SSM } from '@aws-sdk/client-ssm';
import { describe, expect, it } from 'vitest';
import { ThrottledError } from '../../source/execute/patch-manager.js';
import type { OperationKind, Subject } from '../../source/plan/account/operations.js';
import type { AccountDump } from '../helpers/account-dump.js';
import { cleanUp, withChanges } from './cleanup-runs.js';
import { oneWindow, withPlan } from './runs.js';

interface Case {
  readonly underWay: OperationKind;
  /** What is looked at meanwhile. */
  readonly next: Subject['kind'];
  readonly change: (ssm: SSM, account: AccountDump) => Promise<unknown>;
  /** What is said to have changed; a pattern. */
  readonly reason: string;
}

const cases: readonly Case[] = [
  {
    underWay: 'DeregisterTaskFromMaintenanceWindow',
    next: 'target',
    change: (ssm, { windows: [window] }) =>
      ssm.updateMaintenanceWindowTarget({ WindowId: window?.id, WindowTargetId: window?.targets[0]?.id, Name: 'mine' }),
    // Sent again, the call for the task finds that its window has changed.
    reason: '(Targets[.])?Name',
  },
  {
    underWay: 'DeregisterTargetFromMaintenanceWindow',
    next: 'window',
    change: (ssm, { windows: [window] }) =>
      ssm.registerTargetWithMaintenanceWindow({
        WindowId: window?.id,
        ResourceType: 'INSTANCE',
        Targets: [{ Key: 'InstanceIds', Values: ['i-0123456789abcdef0'] }],
      }),
    reason: 'Targets',
  },
  {
    underWay: 'DeregisterPatchBaselineForPatchGroup',
    next: 'baseline',
    change: (ssm, { baselines: [baseline] }) =>
      ssm.updatePatchBaseline({ BaselineId: baseline?.id, RejectedPatches: ['KB1'] }),
    reason: 'RejectedPatches',
  },
  {
    underWay: 'DeleteMaintenanceWindow',
    next: 'record',
    change: (ssm) => ssm.putParameter({ Name: '/patch-wizard/plans/default', Value: '{}', Overwrite: true }),
    reason: 'Value, Version',
  },
];

/** A clean-up of one window in which somebody changes what comes next, before or after it is looked at while a call is under way. */
async function cleanUpWhile({ underWay, next, change }: Case, moment: 'before' | 'after', isRefused: boolean) {
  const sandbox = await withPlan(oneWindow);
  const manager = await sandbox.connect();
  const account = await sandbox.dump();
  let isUnderWay = false;
  let isOver = false;
  let tellLooked = (): void => {};
  const looked = new Promise<void>((resolve) => {
    tellLooked = resolve;
  });
  const changing = withChanges(manager, {
    look: async (subject) => {
      // The call goes out at the same time.
      await turn();
      const isNext = isUnderWay && subject.kind === next;
      if (isNext && moment === 'before') await change(sandbox.ssm(), account);
      const current = await manager.look(subject);
      if (isNext) tellLooked();
      return current;
    },
    perform: async (kind, input) => {
      if (kind !== underWay || isOver) return manager.perform(kind, input);
      isUnderWay = true;
      await looked;
      isUnderWay = false;
      isOver = true;
      if (moment === 'after') await change(sandbox.ssm(), account);
      if (isRefused) throw new ThrottledError(undefined);
      return manager.perform(kind, input);
    },
  });
  return cleanUp(sandbox, { manager: changing });
}

describe.each(cases)('while $underWay is under way, a change of the $next', ({ reason, ...each }) => {
  const expected = expect.stringMatching(`^./6  skipped .*  changed since it was read: ${reason}$`);

  it('before it is looked at is seen', async () => {
    expect((await cleanUpWhile({ reason, ...each }, 'before', false)).out).toContainEqual(expected);
  });

  it('after that is seen too, where the call is refused and sent again', async () => {
    expect((await cleanUpWhile({ reason, ...each }, 'after', true)).out).toContainEqual(expected);
  });
});
