/** What an account says about a plan: the answers that it was made with, whatever has happened since. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Inventory, InventoryBaseline, InventoryWindow } from '../../../source/plan/account/inventory.js';
import { copyOfPredefined, windowsZeroDayImportant } from '../../../source/plan/baseline/catalogue.js';
import { desiredResources } from '../../../source/plan/setup/desired.js';
import { plansIn, recallPlan } from '../../../source/plan/setup/recall.js';
import { planSetup } from '../../../source/plan/setup/setup-plan.js';
import { type Answers, type BaselineChoice, defaultAnswers, specOf } from '../../../source/plan/spec/answers.js';
import { accountAfter, emptyInventory } from '../account-after.js';
import { anyAnswers } from '../arbitraries.js';

function settled(answers: Answers, account: Inventory = emptyInventory): Inventory {
  return accountAfter(account, planSetup(specOf(answers), account).operations);
}

const account = settled(defaultAnswers);

function withWindows(change: (window: InventoryWindow, index: number) => InventoryWindow | undefined): Inventory {
  return { ...account, windows: account.windows.map(change).filter((window) => window !== undefined) };
}

describe('after a set-up', () => {
  it('are answers that mean the same, whatever they were', () => {
    fc.assert(
      fc.property(anyAnswers, (answers) => {
        const recalled = recallPlan(answers.plan, settled(answers));
        const { plan, days, times, timeZone, tagKey, tags } = answers;
        expect(recalled?.answers).toMatchObject({ plan, days, times, timeZone, tagKey });
        expect(recalled?.answers.tags).toEqual(tags);
        expect(recalled?.slots).toHaveLength(specOf(answers).slots.length);
        // A scan does not know whether it would reboot, and AWS's own delay may be given or not.
        const spec = recalled && specOf(recalled.answers);
        expect(spec && desiredResources(spec, emptyInventory)).toEqual(
          desiredResources(specOf(answers), emptyInventory),
        );
      }),
    );
  });

  it('are none in an empty account, or for another plan', () => {
    expect(recallPlan('default', emptyInventory)).toBeUndefined();
    expect(recallPlan('other', account)).toBeUndefined();
    expect(plansIn(emptyInventory)).toEqual([]);
    expect(plansIn(settled({ ...defaultAnswers, plan: 'b', times: [{ hour: 9, minute: 0 }] }, account))).toEqual([
      'b',
      'default',
    ]);
  });
});

describe('after changes by hand', () => {
  it('are what most windows have', () => {
    const changed = withWindows((window, index) =>
      index > 2
        ? window
        : {
            ...window,
            durationHours: 9,
            cutoffHours: 3,
            timeZone: 'Asia/Tokyo',
            description: 'ours',
            tasks: [],
            targets: [],
          },
    );
    expect(recallPlan('default', changed)?.answers).toEqual(defaultAnswers);
  });

  it('keep the zone that the description says, whatever the clocks of the windows are now', () => {
    const changed = withWindows((window) => ({ ...window, timeZone: 'Asia/Tokyo' }));
    expect(recallPlan('default', changed)?.answers.timeZone).toBe('UTC');
  });

  it('have the days and hours of windows that were deleted, told by their groups', () => {
    const changed = withWindows((window) => (window.name.endsWith('0300') ? undefined : window));
    expect(recallPlan('default', changed)?.answers).toEqual(defaultAnswers);
    expect(recallPlan('default', { ...changed, windows: [] })?.slots).toHaveLength(8);
  });

  it('have not those beyond the grid of the windows that are left, where former answers have left windows', () => {
    const marked = (window: InventoryWindow) => ({
      ...window,
      tags: { ...window.tags, 'ssm-patch-wizard:wanted': 'no' },
    });
    // Of week 2 one window is left behind, and the others were deleted since.
    const leftBehind = withWindows((window, index) => (index < 4 ? window : index === 4 ? marked(window) : undefined));
    expect(recallPlan('default', leftBehind)?.slots).toHaveLength(4);
    const withoutFirst = { ...leftBehind, windows: leftBehind.windows.slice(1) };
    expect(recallPlan('default', withoutFirst)?.slots).toHaveLength(4);
  });

  it('have not those of a protected baseline', () => {
    const withoutFirst = withWindows((window, index) => (index === 0 ? undefined : window));
    expect(recallPlan('default', withoutFirst)?.slots).toHaveLength(8);
    const tags = { 'ssm-patch-wizard:plan': 'default', 'ssm-patch-wizard:protect': '' };
    const baselines = account.baselines.map((each) => ({ ...each, tags }));
    expect(recallPlan('default', { ...withoutFirst, baselines })?.slots).toHaveLength(7);
    expect(recallPlan('default', { ...account, baselines, windows: [] })?.slots).toHaveLength(8);
  });

  it('have a window that somebody has renamed, told by its group', () => {
    const renamed = withWindows((window) => (window.name.endsWith('0300') ? { ...window, name: 'ours' } : window));
    expect(recallPlan('default', renamed)?.answers).toEqual(defaultAnswers);
  });

  it('have not those whose groups others patch now', () => {
    const changed = withWindows((window) =>
      window.name.endsWith('0300') ? { ...window, name: 'theirs', tags: {} } : window,
    );
    expect(recallPlan('default', changed)?.answers.times).toEqual([{ hour: 4, minute: 0 }]);
    const namesake = withWindows((window) =>
      window.name.endsWith('0300') ? { ...window, tags: {}, targets: [] } : window,
    );
    expect(recallPlan('default', namesake)?.answers.times).toEqual([{ hour: 4, minute: 0 }]);
  });

  it('have the tags that most windows and a baseline have', () => {
    const tagged = settled({ ...defaultAnswers, tags: { Team: 'ops' } });
    const changed = {
      ...tagged,
      windows: tagged.windows.map((window, index) => ({
        ...window,
        tags: { ...(index < 2 ? {} : window.tags), 'ssm-patch-wizard:plan': 'default', Auto: 'x', 'aws:cloud': 'y' },
      })),
    };
    expect(recallPlan('default', changed)?.answers.tags).toEqual({ Team: 'ops' });
  });

  it('prove the slots of former dates too, which are fewer than weeks times days times hours', () => {
    const later: Answers = {
      ...defaultAnswers,
      days: { kind: 'weekdays', weeks: ['L'], weekdays: [5] },
      times: [{ hour: 22, minute: 0 }],
    };
    const recalled = recallPlan('default', settled(later, account));
    expect(recalled?.slots).toHaveLength(9);
    expect(recalled?.answers.days).toEqual({ kind: 'weekdays', weeks: [1, 2, 'L'], weekdays: [2, 3, 5] });
  });

  it('are of the kind of days that most slots have', () => {
    const mixed = settled({ ...defaultAnswers, days: { kind: 'patch-tuesday', days: [1] } }, account);
    expect(recallPlan('default', mixed)?.answers.days.kind).toBe('weekdays');
    const others = settled({ ...defaultAnswers, days: { kind: 'patch-tuesday', days: [0, 1, 2, 3, 4] } }, account);
    expect(recallPlan('default', others)?.answers.days).toEqual({ kind: 'patch-tuesday', days: [0, 1, 2, 3, 4] });
  });
});

describe('a baseline', () => {
  const rulesOf =
    (change: (baseline: InventoryBaseline) => Partial<InventoryBaseline['definition']>) => (choice: BaselineChoice) => {
      const made = settled({ ...defaultAnswers, baselines: [choice] });
      const baselines = made.baselines.map((baseline) => {
        const definition = baseline.definition && { ...baseline.definition, ...change(baseline) };
        return { ...baseline, name: definition?.Name ?? baseline.name, definition };
      });
      return recallPlan('default', { ...made, baselines })?.answers.baselines;
    };
  const choices: BaselineChoice[] = [
    { kind: 'zero-day' },
    { kind: 'aws-rules', os: 'WINDOWS', approveAfterDays: 21 },
    { kind: 'aws-rules', os: 'WINDOWS', approveAfterDays: 0 },
    { kind: 'aws-rules', os: 'UBUNTU' },
  ];
  const rules = copyOfPredefined('SUSE', { approveAfterDays: 90 }).ApprovalRules;

  it.each(choices)('of known rules is recognised when one of name, description and rules was changed: %j', (choice) => {
    expect(rulesOf(() => ({ Name: 'hardened' }))(choice)).toEqual([choice]);
    expect(rulesOf(() => ({ Description: 'ours now' }))(choice)).toEqual([choice]);
    expect(rulesOf(() => ({ ApprovalRules: rules, RejectedPatches: ['KB1'] }))(choice)).toEqual([choice]);
  });

  it('of which more was changed is one of its own', () => {
    const [found] = rulesOf(() => ({ Name: 'hardened', RejectedPatches: ['KB1'] }))({ kind: 'zero-day' }) ?? [];
    expect(found).toMatchObject({
      kind: 'file',
      fileName: 'hardened.json',
      baselineId: expect.any(String),
      definition: { Name: 'hardened', RejectedPatches: ['KB1'] },
    });
  });

  it('from a file is as the account has it, and a set-up with it changes nothing', () => {
    const definition = { ...windowsZeroDayImportant, Name: 'Corp', RejectedPatches: ['KB2', 'KB1'] };
    const made = settled({ ...defaultAnswers, baselines: [{ kind: 'file', fileName: 'corp.json', definition }] });
    const recalled = recallPlan('default', made)?.answers;
    expect(recalled?.baselines).toMatchObject([{ kind: 'file', fileName: 'Corp.json' }]);
    expect(recalled && planSetup(specOf(recalled), made).operations).toEqual([]);
  });

  it('of many copies is the first', () => {
    const times = [1, 2, 3, 4, 5, 6, 7].map((hour) => ({ hour, minute: 0 }));
    const recalled = recallPlan('default', settled({ ...defaultAnswers, times }));
    expect(recalled?.answers).toEqual({ ...defaultAnswers, times });
  });

  it('that is gone leaves the default in the answers, and says so', () => {
    const recalled = recallPlan('default', { ...account, baselines: [], patchGroups: [] });
    expect(recalled).toMatchObject({ hasBaselines: false, answers: { baselines: defaultAnswers.baselines } });
  });
});
