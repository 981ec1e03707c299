/** Flags are answers one by one: each replaces its own of the base, and nothing else. */
import { describe, expect, it } from 'vitest';
import type { PlanDocument } from '../../../source/plan/intent/document.js';
import { type FlagAnswers, type WhenAnswer, withFlags } from '../../../source/plan/intent/flags.js';
import { defaultDocument, defaultGrid, type Grid, namedWave, wavesOf } from '../../../source/plan/intent/waves.js';
import { forAll } from '../../helpers/properties.js';
import { refusal } from '../../helpers/refused.js';
import { anyDocument, anyGrid, anyPlanName } from './arbitraries.js';

const at = (hour: number) => ({ hour, minute: 0 });
const slot = { kind: 'nth-weekday', week: 2, weekday: 2, time: at(3) } as const;
const base = defaultDocument();
const ofGrid = (grid: Grid): PlanDocument => ({ ...base, waves: wavesOf(grid) });
const afterPatchTuesday: Grid = { kind: 'patch-tuesday', days: [0, 9], times: [at(3)] };
const named: PlanDocument = {
  ...defaultDocument('web'),
  waves: ['dev', 'prod'].map((name) => namedWave('web', name, slot)),
};

it('no flags change nothing', () =>
  forAll([anyDocument], (document) => {
    expect(withFlags(document, { task: {} })).toEqual(document);
    const none = { timeZone: undefined, when: undefined, tags: undefined, task: { durationHours: undefined } };
    expect(withFlags(document, none as FlagAnswers)).toEqual(document);
  }));

it('each answer replaces its own', () => {
  const answers: Partial<PlanDocument> = {
    timeZone: 'Europe/London',
    tagKey: 'Patch Group',
    baselines: [{ kind: 'aws-rules', os: 'UBUNTU' }],
    tags: { Team: 'ops' },
  };
  const changed = withFlags({ ...base, tags: { Cost: '1' } }, { ...answers, task: { durationHours: 3 } });
  expect(changed).toEqual({ ...base, ...answers, task: { ...base.task, durationHours: 3 } });
});

it('an empty role is none', () => {
  const role = 'arn:aws:iam::123456789012:role/patching';
  const withRole = withFlags(base, { task: { serviceRoleArn: role } });
  expect(withRole.task.serviceRoleArn).toBe(role);
  expect(withFlags(withRole, { task: { serviceRoleArn: '' } })).toEqual(base);
});

describe('dates', () => {
  it.each<[string, Grid, WhenAnswer, Grid]>([
    ['hours', defaultGrid, { kind: 'weekdays', times: [at(5)] }, { ...defaultGrid, times: [at(5)] }],
    ['weeks', defaultGrid, { kind: 'weekdays', weeks: [3, 'L'] }, { ...defaultGrid, weeks: [3, 'L'] }],
    ['days', defaultGrid, { kind: 'weekdays', weekdays: [0] }, { ...defaultGrid, weekdays: [0] }],
    [
      'all',
      afterPatchTuesday,
      { kind: 'weekdays', weeks: [2, 1], weekdays: [2], times: [at(4), at(3), at(4)] },
      { kind: 'weekdays', weeks: [1, 2], weekdays: [2], times: [at(3), at(4)] },
    ],
    ['hours', afterPatchTuesday, { kind: 'weekdays', times: [at(5)] }, { ...afterPatchTuesday, times: [at(5)] }],
    [
      'weeks and days',
      afterPatchTuesday,
      { kind: 'weekdays', weeks: [1], weekdays: [2] },
      { kind: 'weekdays', weeks: [1], weekdays: [2], times: [at(3)] },
    ],
    [
      'days after Patch Tuesday',
      defaultGrid,
      { kind: 'patch-tuesday', days: [20, 3] },
      { kind: 'patch-tuesday', days: [3, 20], times: defaultGrid.times },
    ],
  ])('%s of %j change by %j', (_, before, when, after) => {
    expect(withFlags(ofGrid(before), { when, task: {} })).toEqual(ofGrid(after));
  });

  it('change where the waves stand in another order too', () => {
    const { waves } = ofGrid(defaultGrid);
    const when: WhenAnswer = { kind: 'weekdays', times: [at(5)] };
    const changed = withFlags({ ...base, waves: [...waves].reverse() }, { when, task: {} });
    expect(changed).toEqual(ofGrid({ ...defaultGrid, times: [at(5)] }));
  });

  it('are replaced whatever they were, where all is given', () =>
    forAll([anyDocument, anyGrid], (document, grid) => {
      expect(withFlags(document, { when: grid, task: {} })).toEqual({ ...document, waves: wavesOf(grid) });
    }));

  it('by name replace all waves', () => {
    const when: WhenAnswer = { kind: 'waves', waves: [{ name: 'test', slot }] };
    expect(withFlags(named, { when, task: {} })).toEqual({ ...named, waves: [namedWave('web', 'test', slot)] });
    expect(withFlags(named, { plan: 'api', when, task: {} }).waves).toEqual([namedWave('api', 'test', slot)]);
  });

  const weekdays = { kind: 'weekdays' } as const;
  const grids = 'weeks, days and hours';

  it.each<[string, PlanDocument, WhenAnswer, string, string]>([
    ['hours alone', named, { ...weekdays, times: [at(5)] }, grids, '--weeks and --days'],
    ['weeks alone', named, { ...weekdays, weeks: [1] }, grids, '--days and --hours'],
    [
      'weeks in place of others',
      ofGrid(afterPatchTuesday),
      { ...weekdays, weeks: [1], times: [at(5)] },
      grids,
      '--days',
    ],
    ['days after Patch Tuesday', named, { kind: 'patch-tuesday', days: [3] }, 'days and hours', '--hours'],
  ])('%s are refused where the rest is not known', (_, document, when, dates, missing) => {
    const error = refusal(() => withFlags(document, { when, task: {} }));
    const names = document === named ? /^Its waves are dev, prod\.$/ : /^Its waves are PatchTuesdayPlus0/;
    const message = `The waves of plan ${document.plan} are not a grid of ${dates}, so ${missing} cannot be taken from them.`;
    expect(error).toMatchObject({ code: 'not-a-grid', exitCode: 2, message, detail: expect.stringMatching(names) });
    expect(error.nextSteps[0]).toBe(`Add ${missing} to replace the waves with those days and hours.`);
  });

  it('of many waves are refused with some of their names', () => {
    const waves = wavesOf(defaultGrid).slice(1);
    const error = refusal(() => withFlags({ ...base, waves }, { when: { kind: 'weekdays', weeks: [1] }, task: {} }));
    const names = 'Week1Day2Unattended0400, Week1Day3Unattended0300, Week1Day3Unattended0400 and 4 more';
    expect(error.detail).toBe(`Its waves are ${names}.`);
  });
});

describe('another name of the plan', () => {
  it('is that of its windows too, where they are called after it', () => {
    expect(withFlags(named, { plan: 'api', task: {} })).toEqual({
      ...named,
      plan: 'api',
      waves: ['dev', 'prod'].map((name) => namedWave('api', name, slot)),
    });
    const [dev] = named.waves;
    const own = { ...named, waves: [{ ...dev, name: 'dev', patchGroup: 'dev', window: 'Patch-dev', when: slot }] };
    expect(withFlags(own, { plan: 'api', task: {} }).waves).toEqual(own.waves);
  });

  it('changes nothing else, and can be taken back', () =>
    forAll([anyDocument, anyPlanName], (document, plan) => {
      const renamed = withFlags(document, { plan, task: {} });
      expect({ ...renamed, plan: '', waves: [] }).toEqual({ ...document, plan: '', waves: [] });
      expect(withFlags(renamed, { plan: document.plan, task: {} })).toEqual(document);
    }));
});

it("a wave's own answer stays until it is the plan's", () => {
  const [first, ...others] = base.waves;
  const own = { ...base, waves: [{ ...first, own: { task: { durationHours: 3 } } }, ...others] } as PlanDocument;
  expect(withFlags(own, { task: { maxErrors: '0' } }).waves).toEqual(own.waves);
  expect(withFlags(own, { task: { durationHours: 3 } }).waves).toEqual(base.waves);
});
