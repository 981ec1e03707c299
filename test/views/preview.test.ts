/** The preview as text and as JSON. */
import { describe, expect, it } from 'vitest';
import { readPlanFlags } from '../../source/commands/plan-answers.js';
import { preview as command } from '../../source/commands/preview.js';
import { withFlags } from '../../source/plan/intent/flags.js';
import { defaultDocument } from '../../source/plan/intent/waves.js';
import { painted } from '../../source/ui/marks.js';
import { type PreviewOptions, previewJson, previewOf, previewText } from '../../source/views/preview.js';
import { type PictureStyle, plain } from '../../source/views/preview-pictures.js';
import { optionsOf } from '../commands/parsed.js';
import { words } from '../jobs/runs.js';

const from = new Date('2026-11-23T10:00:00Z');

/** The preview of a command line. */
function given(line: string, options: Partial<PreviewOptions>): PreviewOptions {
  const { flags } = readPlanFlags(optionsOf(command, ...words(line)));
  return { document: withFlags(defaultDocument(), flags), from, now: from, count: 4, ...options };
}

const style: PictureStyle = { locale: { timeZone: 'UTC', firstWeekday: 1 }, paint: plain };

function preview(line: string, options: Partial<PreviewOptions> = {}, look: Partial<PictureStyle> = {}): string[] {
  return previewText(previewOf(given(line, options)), { ...style, ...look });
}

function document(line: string, options: Partial<PreviewOptions> = {}) {
  const [json, ...more] = previewJson(previewOf(given(line, options)));
  expect(more).toEqual([]);
  return JSON.parse(json ?? '') as {
    windows: object[];
    occurrences: { window: string; start: string; local: string; end: string; notes: string[] }[];
    insights: { kind: string; message: string }[];
  };
}

describe('as JSON it is one document', () => {
  it('with windows, occurrences and insights', () => {
    const found = document('-z Europe/London');
    expect(Object.keys(found)).toEqual(['version', 'timeZone', 'windows', 'occurrences', 'insights']);
    expect(found).toMatchObject({ version: 1, timeZone: 'Europe/London' });
    expect(found.windows).toHaveLength(8);
    expect(found.windows[0]).toEqual({
      ...{ name: 'Week1Day2Unattended0300', patchGroup: 'Week 1 Day 2 - Unattended - 03:00' },
      ...{ schedule: 'cron(00 03 ? * TUE#1 *)', timeZone: 'Europe/London' },
    });
    expect(found.occurrences.map(({ window, start }) => [window, start])).toEqual([
      ['Week1Day2Unattended0300', '2026-12-01T03:00:00Z'],
      ['Week1Day2Unattended0400', '2026-12-01T04:00:00Z'],
      ['Week1Day3Unattended0300', '2026-12-02T03:00:00Z'],
      ['Week1Day3Unattended0400', '2026-12-02T04:00:00Z'],
    ]);
    for (const { kind, message } of found.insights) {
      expect(kind).toMatch(/^[a-z-]+$/);
      expect(message).toMatch(/\S/);
    }
    expect(found.insights.map(({ kind }) => kind)).toContain('wave-inversion');
  });

  it('with offsets, local times and the end of each window', () => {
    const found = document('--after-patch-tuesday 0 3 -t 22:30 -z Asia/Kathmandu --duration 3');
    expect(found.windows).toEqual([
      expect.not.objectContaining({ scheduleOffset: expect.anything() }),
      expect.objectContaining({ name: 'PatchTuesdayPlus3Unattended2230', scheduleOffset: 3 }),
    ]);
    const times = { start: '2026-12-11T16:45:00Z', local: '2026-12-11T22:30', end: '2026-12-11T19:45:00Z' };
    expect(found.occurrences[1]).toEqual({ window: 'PatchTuesdayPlus3Unattended2230', ...times, notes: [] });
    expect(found.occurrences[0]?.notes).toEqual(['patch-tuesday']);
  });

  it('with as many dates as were asked for, from the moment that was asked for, and their marks', () => {
    const found = document('-w L -d sun -t 1:30 -z Europe/London', {
      from: new Date('2027-03-01T00:00:00Z'),
      count: 8,
    });
    expect(found.occurrences).toHaveLength(8);
    expect(found.occurrences[0]).toMatchObject({ start: '2027-03-28T01:30:00Z', notes: ['dst-gap'] });
    expect(found.occurrences[7]).toMatchObject({ start: '2027-10-31T00:30:00Z', notes: ['dst-overlap'] });
  });

  it('with a date whose Patch Tuesday has passed, if the span begins later than now', () => {
    const line = '--after-patch-tuesday 3 -t 3';
    const later = new Date('2026-12-09T00:00:00Z');
    expect(document(line, { from: later, now: from }).occurrences[0]?.start).toBe('2026-12-11T03:00:00Z');
    expect(document(line, { from: later, now: later }).occurrences[0]?.start).toBe('2027-01-15T03:00:00Z');
  });
});

describe('as text', () => {
  it('it is a line for each date, then what is worth knowing', () => {
    const lines = preview('');
    expect(lines.slice(0, 6)).toEqual([
      'The next 4 patch dates of 8 windows, times in UTC',
      '',
      '  Tue  2026-12-01 03:00  to 04:00  1st Tuesday    Week1Day2Unattended0300',
      '  Tue  2026-12-01 04:00  to 05:00  1st Tuesday    Week1Day2Unattended0400',
      '  Wed  2026-12-02 03:00  to 04:00  1st Wednesday  Week1Day3Unattended0300',
      '  Wed  2026-12-02 04:00  to 05:00  1st Wednesday  Week1Day3Unattended0400',
    ]);
    const after = lines.slice(lines.lastIndexOf('') + 1);
    expect(after.length).toBeGreaterThan(0);
    expect(after.every((line) => /^[!-] \S/.test(line))).toBe(true);
    expect(after.some((line) => line.startsWith('! '))).toBe(true);
  });

  it('it has UTC beside the local time of another zone, the next day’s weekday included', () => {
    const lines = preview('-z America/Los_Angeles -t 23');
    expect(lines[2]).toBe(
      '  Tue  2026-12-01 23:00  to 00:00  2026-12-02T07:00Z  1st Tuesday    Week1Day2Unattended2300',
    );
  });

  it('it says what a mark means', () => {
    const given = '-w L -d sun -t 1:30 -z Europe/London';
    const [, , line] = preview(given, { from: new Date('2027-03-01T00:00:00Z'), count: 1 });
    expect(line).toContain('clocks go forward: this time does not exist');
    expect(preview(given, { count: 1 })[0]).toBe('The next 1 patch date of 1 window, times in Europe/London');
  });
});

describe('the pictures', () => {
  it('are months with all dates, and the first day of them in 24 hours', () => {
    const lines = preview('-z America/New_York', {}, { locale: { timeZone: 'Europe/Berlin', firstWeekday: 0 } });
    expect(lines.slice(6, lines.lastIndexOf(''))).toEqual([
      '',
      '  November 2026                 December 2026          PT 8',
      '   Su  Mo  Tu  We  Th  Fr  Sa    Su  Mo  Tu  We  Th  Fr  Sa',
      '    ·   ·   ·   ·   ·   ·   ·            [1] [2]  3   4   5',
      '    ·   ·   ·   ·   ·   ·   ·     6   7  [8] [9] 10  11  12',
      '    ·   ·   ·   ·   ·   ·   ·    13  14  15  16  17  18  19',
      '    ·  23  24  25  26  27  28    20  21  22  23  24  25  26',
      '   29  30                        27  28  29  30  31',
      '',
      '  [8] runs   · past   PT Patch Tuesday',
      '',
      '  Tue 1 Dec     00    03    06    09    12    15    18    21',
      '  this plan     ······████······································',
      '  UTC           05    08    11    14    17    20    23    02',
      '  you (Berlin)  06    09    12    15    18    21    00    03',
    ]);
    expect(lines.every((line) => line === line.trimEnd())).toBe(true);
  });

  it('show the month of the first date where that is later, and a window that is open past midnight', () => {
    const lines = preview('-w 5 -d tue -t 23 --duration 3', { from: new Date('2027-01-01T00:00:00Z'), count: 1 });
    expect(lines).toContain('  March 2027             PT 9   April 2027            PT 13');
    expect(lines.find((line) => line.includes('this plan'))).toMatch(/·██$/);
  });

  it('have colours only where they are asked for, and the same characters', () => {
    const [plainly, coloured] = [preview(''), preview('', {}, { paint: painted })];
    expect(coloured.join()).toContain('\x1b[7m[1]\x1b[27m');
    expect(coloured.map((line) => line.replace(/\x1b\[\d+m/g, ''))).toEqual(plainly);
  });
});
