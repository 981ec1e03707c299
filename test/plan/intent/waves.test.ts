/** Waves and the grids that they make. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseWaveText, waveOfText, waveText } from '../../../source/plan/intent/wave-text.js';
import {
  gridOf,
  inGridOrder,
  isNamedWave,
  isScriptWave,
  namedWave,
  orderedGrid,
  scriptWave,
  wavesOf,
} from '../../../source/plan/intent/waves.js';
import type { Slot } from '../../../source/schedule/slot.js';
import { forAll } from '../../helpers/properties.js';
import { anyGrid, anyPlanName, anySlot, anyWaveName } from './arbitraries.js';

const time = { hour: 3, minute: 0 };
const slot = { kind: 'nth-weekday', week: 2, weekday: 2, time } as const;

it('a wave by name has a window of the plan, and its name as its group', () => {
  const wave = namedWave('web', 'dev', slot);
  expect(wave).toEqual({ name: 'dev', patchGroup: 'dev', window: 'web-dev', when: slot });
  expect([isNamedWave('web', wave), isNamedWave('api', wave), isScriptWave(wave)]).toEqual([true, false, false]);
  expect(isNamedWave('web', { ...wave, own: { timeZone: 'UTC' } })).toBe(false);
  expect(isNamedWave('web', { ...wave, when: { kind: 'schedule', schedule: 'rate(7 days)' } })).toBe(false);
});

it.each<[Slot, string, string]>([
  [slot, 'Week2Day2Unattended0300', 'Week 2 Day 2 - Unattended - 03:00'],
  [{ ...slot, week: 'L', weekday: 0 }, 'WeekLDay0Unattended0300', 'Week L Day 0 - Unattended - 03:00'],
  [
    { kind: 'after-patch-tuesday', days: 20, time: { hour: 3, minute: 5 } },
    'PatchTuesdayPlus20Unattended0305',
    'Patch Tuesday + 20 - Unattended - 03:05',
  ],
])("%j: its wave has the original scripts' names", (when, name, patchGroup) => {
  const wave = scriptWave(when);
  expect(wave).toEqual({ name, patchGroup, window: name, when });
  expect(isScriptWave({ ...wave, when: { ...slot, week: 3 } })).toBe(false);
});

it('each slot has names of its own', () =>
  forAll([anySlot, anySlot], (one, other) => {
    const isSame = JSON.stringify(one) === JSON.stringify(other);
    expect(scriptWave(one).window === scriptWave(other).window).toBe(isSame);
    expect(scriptWave(one).patchGroup === scriptWave(other).patchGroup).toBe(isSame);
  }));

describe('the grid of waves', () => {
  it('is the one that they were made of', () =>
    forAll([anyGrid], (grid) => {
      expect(gridOf(wavesOf(grid))).toEqual(grid);
      expect(orderedGrid(grid)).toEqual(grid);
    }));

  it('is found in any order once they are ordered', () =>
    forAll(
      [anyGrid.chain((grid) => fc.tuple(fc.constant(grid), fc.shuffledSubarray(wavesOf(grid), { minLength: 1 })))],
      ([grid, waves]) => {
        const isWhole = waves.length === wavesOf(grid).length;
        if (isWhole) expect(gridOf(inGridOrder(waves))).toEqual(grid);
        const found = gridOf(waves);
        if (found) expect(wavesOf(found)).toEqual(waves);
      },
    ));

  it('is none where a wave is missing, has another name or answers of its own', () => {
    const waves = wavesOf({ kind: 'weekdays', weeks: [1, 2], weekdays: [2, 3], times: [time] });
    expect(gridOf(waves)).toBeDefined();
    expect(gridOf(waves.slice(1))).toBeUndefined();
    expect(gridOf([...waves, namedWave('web', 'dev', slot)])).toBeUndefined();
    expect(gridOf(waves.map((wave) => ({ ...wave, own: { timeZone: 'UTC' } })))).toBeUndefined();
    expect(gridOf(waves.map((wave) => ({ ...wave, patchGroup: 'x' })))).toBeUndefined();
    expect(gridOf([...waves].reverse())).toBeUndefined();
    expect(gridOf([scriptWave(slot), scriptWave({ kind: 'after-patch-tuesday', days: 0, time })])).toBeUndefined();
    expect(gridOf([])).toBeUndefined();
  });

  it('leaves waves with a schedule of their own in their order', () => {
    const taken = { ...scriptWave(slot), when: { kind: 'schedule', schedule: 'rate(7 days)' } } as const;
    const waves = [scriptWave({ ...slot, week: 5 }), taken, scriptWave(slot)];
    expect(inGridOrder(waves)).toEqual(waves);
  });
});

describe('the word for a wave', () => {
  it('is read as the same wave', () =>
    forAll([anyPlanName, anyWaveName, anySlot], (plan, name, anyOf) => {
      for (const wave of [scriptWave(anyOf), namedWave(plan, name, anyOf)]) {
        const read = parseWaveText(waveText(plan, wave) ?? '');
        expect('problem' in read || waveOfText(plan, read)).toEqual(wave);
      }
    }));

  it('is none where a name and a slot are not all', () => {
    const wave = namedWave('web', 'dev', slot);
    expect(waveText('api', wave)).toBeUndefined();
    expect(waveText('web', { ...wave, patchGroup: 'x' })).toBeUndefined();
    expect(waveText('web', { ...wave, own: { task: { durationHours: 2 } } })).toBeUndefined();
    expect(waveText('web', { ...wave, when: { kind: 'schedule', schedule: 'rate(7 days)' } })).toBeUndefined();
  });

  it.each([
    ['=2tue@03:00', /^"" is not a valid wave name/],
    ['a b=2tue@03:00', /^"a b" is not a valid wave name/],
    ['dev=', /the time is missing/],
    ['dev=2tue=3@03:00', /2tue=3: write a day/],
    ['2tue', /2tue: the time is missing/],
  ])('%s is none', (text, problem) => {
    expect(parseWaveText(text)).toEqual({ problem: expect.stringMatching(problem) });
  });
});
