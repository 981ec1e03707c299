/** Drift: what somebody has changed, never what other answers have. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { baselineDifferences } from '../../../source/plan/account/compare.js';
import type { Inventory } from '../../../source/plan/account/inventory.js';
import { desiredResources } from '../../../source/plan/setup/desired.js';
import { findDrift } from '../../../source/plan/setup/drift.js';
import { recallPlan } from '../../../source/plan/setup/recall.js';
import { planSetup } from '../../../source/plan/setup/setup-plan.js';
import { type Answers, type BaselineChoice, defaultAnswers, specOf } from '../../../source/plan/spec/answers.js';
import { smallAnswers } from '../../jobs/small-plans.js';
import { accountAfter, emptyInventory } from '../account-after.js';
import { anyAnswers } from '../arbitraries.js';

/** The account after set-ups with these answers, one after the other, none of which deletes anything. */
function after(...runs: readonly Answers[]): Inventory {
  return runs.reduce(
    (account, answers) => accountAfter(account, planSetup(specOf(answers), account).operations),
    emptyInventory,
  );
}

/** Answers that have hardly anything in common, or most of it. */
const anyRuns = fc.oneof(...[anyAnswers, smallAnswers].map((each) => fc.array(each, { minLength: 1, maxLength: 3 })));

const weeks = (...named: readonly (1 | 2 | 3 | 4)[]): Answers => ({
  ...defaultAnswers,
  days: { kind: 'weekdays', weeks: named, weekdays: [2, 3] },
});
const tuesdays: Answers = { ...defaultAnswers, days: { kind: 'weekdays', weeks: [1, 2], weekdays: [2] } };
const threeHours = { ...defaultAnswers.task, durationHours: 3 };
const systems = (...named: readonly ('WINDOWS' | 'SUSE' | 'MACOS' | 'UBUNTU')[]): BaselineChoice[] =>
  named.map((os) => ({ kind: 'aws-rules', os }));

describe('after other answers without pruning', () => {
  it.each<[string, Answers, Answers]>([
    ['another week and duration', defaultAnswers, { ...weeks(3), task: threeHours }],
    ['one of two weeks and another duration', defaultAnswers, { ...weeks(1), task: threeHours }],
    ['a single window of eight', defaultAnswers, { ...tuesdays, times: [{ hour: 3, minute: 0 }], task: threeHours }],
    ['another tag key', defaultAnswers, { ...weeks(3), tagKey: 'Patch Group' }],
    ['another zone', defaultAnswers, { ...tuesdays, timeZone: 'Europe/London' }],
    ['a tag', defaultAnswers, { ...tuesdays, tags: { x: 'y' } }],
    ['no tag any more', { ...defaultAnswers, tags: { x: 'y' } }, weeks(2, 3)],
    [
      'one more system',
      { ...defaultAnswers, baselines: systems('WINDOWS') },
      { ...tuesdays, baselines: systems('WINDOWS', 'SUSE') },
    ],
    [
      'other systems',
      { ...defaultAnswers, days: { kind: 'patch-tuesday', days: [3] }, baselines: systems('MACOS', 'UBUNTU') },
      { ...weeks(4), times: [{ hour: 4, minute: 0 }] },
    ],
  ])('there is none, and the newest are recalled: %s', (_, first, last) => {
    const account = after(first, last);
    expect(findDrift(account)).toEqual([]);
    expect(recallPlan('default', account)?.answers).toEqual({
      ...last,
      baselines: recallPlan('default', after(last))?.answers.baselines,
    });
  });

  it('there is none, and nothing is written, where there are only fewer dates', () => {
    const account = after(defaultAnswers);
    expect(planSetup(specOf(tuesdays), account).operations).toEqual([]);
    expect(recallPlan('default', account)?.answers).toEqual(defaultAnswers);
  });

  it('there is none, and the newest are recalled but for the dates, whatever they were', () => {
    fc.assert(
      fc.property(anyRuns, (runs) => {
        const account = after(...runs.map((answers) => ({ ...answers, plan: 'default' })));
        expect(findDrift(account)).toEqual([]);
        const recalled = recallPlan('default', account);
        const last = specOf({ ...runs.at(-1), plan: 'default' } as Answers);
        const spec = specOf(recalled?.answers ?? defaultAnswers);
        const slots = recalled?.slots ?? [];
        expect(slots).toEqual(expect.arrayContaining([...last.slots]));
        const { baselines, ...others } = desiredResources({ ...spec, slots }, emptyInventory);
        const { baselines: wanted, ...expected } = desiredResources({ ...last, slots }, emptyInventory);
        expect(others).toEqual(expected);
        for (const { definition } of wanted) {
          const same = baselines.filter((each) => baselineDifferences(each.definition, definition).length === 0);
          expect(same, definition.Name).toHaveLength(1);
        }
      }),
    );
  });

  it('a window that was changed by hand is still named, and one that is no longer wanted is not', () => {
    const last: Answers = { ...weeks(3), task: threeHours };
    const account = after(defaultAnswers, last);
    const changed = (name: string): Inventory => ({
      ...account,
      windows: account.windows.map((window) => (window.name === name ? { ...window, enabled: false } : window)),
    });
    expect(findDrift(changed('Week3Day2Unattended0300')).map(({ message }) => message)).toEqual([
      'The window Week3Day2Unattended0300 was switched off.',
    ]);
    expect(findDrift(changed('Week1Day2Unattended0300'))).toEqual([]);
  });

  it('what is wanted again is no longer marked, and the account is as if it always had been', () => {
    const once = after(defaultAnswers);
    expect(after(defaultAnswers, tuesdays, defaultAnswers)).toEqual(once);
    const tagged = { ...defaultAnswers, tags: { Team: 'ops', 'Kosten stelle': '7' } };
    expect(after(tagged, { ...tagged, tags: { Team: 'web' } }, defaultAnswers)).toEqual(once);
  });
});
