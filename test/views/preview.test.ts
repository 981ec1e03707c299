/** The preview as text and as JSON. */
import { describe, expect, it } from 'vitest';
import { readPlanFlags } from '../../source/commands/plan-answers.js';
import { preview as command } from '../../source/commands/preview.js';
import { withFlags } from '../../source/plan/intent/flags.js';
import { defaultDocument } from '../../source/plan/intent/waves.js';
import { type PreviewOptions, previewJson, previewOf, previewText } from '../../source/views/preview.js';
import { optionsOf } from '../commands/parsed.js';
import { words } from '../jobs/runs.js';

const from = new Date('2026-11-23T10:00:00Z');

/** The preview of a command line. */
function given(line: string, options: Partial<PreviewOptions>): PreviewOptions {
  const { flags } = readPlanFlags(optionsOf(command, ...words(line)));
  return { document: withFlags(defaultDocument(), flags), from, now: from, count: 4, ...options };
}

function preview(line: string, options: Partial<PreviewOptions> = {}): string[] {
  return previewText(previewOf(given(line, options)));
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
    expect(lines[6]).toBe('');
    expect(lines.slice(7).length).toBeGreaterThan(0);
    expect(lines.slice(7).every((line) => /^[!-] \S/.test(line))).toBe(true);
    expect(lines.some((line) => line.startsWith('! '))).toBe(true);
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
