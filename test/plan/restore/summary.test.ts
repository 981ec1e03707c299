/** A restore in a few lines: counts by kind with names, and what is said where nothing is missing. */
import { expect, it } from 'vitest';
import { planRestore } from '../../../source/plan/restore/restore.js';
import { restoreLines, whyNothing } from '../../../source/plan/restore/summary.js';
import { backupOf, itemsOf } from '../../helpers/choices.js';
import { baseline, inventory, now, record, registration, target, task, window } from '../../helpers/inventory.js';

const corp = baseline('corp', { isDefault: true });
const before = inventory({
  windows: [
    window('gone', { targets: [target('t-1')], tasks: [task('task-1', { targetIds: ['t-1'] })] }),
    window('was-off', { enabled: false }),
    window('switched-off'),
  ],
  baselines: [corp],
  patchGroups: [registration('one', corp), registration('two', corp)],
  records: [record()],
});
const gone = ['mw-gone', 'mw-was-off', 'pb-corp', 'pb-corp one', 'pb-corp two', 'default/WINDOWS'];
const backup = backupOf(itemsOf(before), {
  ...Object.fromEntries([...gone, '/patch-wizard/plans/default'].map((id) => [id, 'delete'])),
  'mw-switched-off': 'disable',
});

it('counts what comes back by kind', () => {
  const plan = planRestore(backup, inventory({ windows: [window('switched-off', { enabled: false })] }), now);
  expect(restoreLines(plan).map(({ sign, count, what, detail }) => `${sign} ${count} ${what}: ${detail}`)).toEqual([
    '+ 1 record: /patch-wizard/plans/default',
    '+ 1 patch baseline: corp',
    '+ 2 patch groups: one, two',
    '+ 2 maintenance windows: gone, was-off',
    '+ 1 target: gone',
    '+ 1 task: gone',
    '~ 1 default baseline: Windows Server',
    '~ 1 window switched on: switched-off',
    '~ 1 window switched off: was-off',
  ]);
});

it('says why there is nothing to do', () => {
  const { findings, operations } = planRestore(backup, before, now);
  expect(operations).toEqual([]);
  expect(whyNothing({ findings })).toBe('all of it already exists');
  const taken = { severity: 'warning', code: 'default-taken', message: 'Taken.', nextSteps: [] } as const;
  expect(whyNothing({ findings: [taken] })).toBe('all that can be restored already exists');
});
