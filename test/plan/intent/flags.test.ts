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
    const undefinedOnes = {
      timeZone: undefined,
      when: undefined,
      tags: undefined,
      task: { durationHours: undefined },
    };
    expect(withFlags(document, undefinedOnes as FlagAnswers)).toEqual(document);
  }));

it('each answer replaces its own', () => {
  const flags: FlagAnswers = {
    timeZone: 'Europe/London',
    tagKey: 'Patch Group',
    baselines: [{ kind: 'aws-rules', os: 'UBUNTU' }],
    task: { durationHours: 3 },
    tags: { Team: 'ops' },
  };
  const { task, ...rest } = flags;
  expect(withFlags({ ...base, tags: { Cost: '1' } }, flags)).toEqual({
    ...base,
    ...rest,
    task: { ...base.task, ...task },
  });
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

  it.each<[string, PlanDocument, WhenAnswer, string, string]>([
    [
      'hours alone',
      named,
      { kind: 'weekdays', times: [at(5)] },
      'The dates of plan web are not weeks, days and hours that --weeks and --days could be taken from.',
      'Give --weeks and --days too: the waves are then replaced by those days and hours.',
    ],
    [
      'weeks alone',
      named,
      { kind: 'weekdays', weeks: [1] },
      'The dates of plan web are not weeks, days and hours that --days and --hours could be taken from.',
      'Give --days and --hours too: the waves are then replaced by those days and hours.',
    ],
    [
      'weeks alone in place of days after Patch Tuesday',
      ofGrid(afterPatchTuesday),
      { kind: 'weekdays', weeks: [1], times: [at(5)] },
      'The dates of plan default are not weeks, days and hours that --days could be taken from.',
      'Give --days too: the waves are then replaced by those days and hours.',
    ],
    [
      'days after Patch Tuesday alone',
      named,
      { kind: 'patch-tuesday', days: [3] },
      'The dates of plan web are not days and hours that --hours could be taken from.',
      'Give --hours too: the waves are then replaced by those days and hours.',
    ],
  ])('%s are refused where the rest is not known', (_, document, when, message, nextStep) => {
    const error = refusal(() => withFlags(document, { when, task: {} }));
    expect(error).toMatchObject({ code: 'not-a-grid', exitCode: 2, message });
    expect(error.nextSteps[0]).toBe(nextStep);
    expect(error.detail).toMatch(
      document === named ? /^Its waves are dev, prod\.$/ : /^Its waves are PatchTuesdayPlus0/,
    );
  });

  it('of many waves are refused with some of their names', () => {
    const waves = wavesOf(defaultGrid).slice(1);
    const error = refusal(() => withFlags({ ...base, waves }, { when: { kind: 'weekdays', weeks: [1] }, task: {} }));
    expect(error.detail).toBe(
      'Its waves are Week1Day2Unattended0400, Week1Day3Unattended0300, Week1Day3Unattended0400, 4 more.',
    );
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
