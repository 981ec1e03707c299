import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planInsights } from '../../source/schedule/insight.js';
import type { Insight, InsightOptions } from '../../source/schedule/insight-kinds.js';
import { planOccurrences, type ScheduledWindow } from '../../source/schedule/occurrences.js';
import type { Weekday } from '../../source/schedule/slot.js';
import type { When } from '../../source/schedule/when.js';
import { forAll, forSome } from '../helpers/properties.js';
import {
  after,
  anyInstant,
  anySlot,
  anyTakenOver,
  anyWeek,
  anyWindows,
  anyZone,
  fallsOn,
  localByIntl,
  named,
  nth,
  own,
  wallByIntl,
} from './arbitraries.js';

const day = 24 * 60 * 60 * 1000;
const from = new Date('2026-11-20T00:00:00Z');

type Options = Partial<InsightOptions> & { timeZone?: string; durationHours?: number };

function insights(
  whens: readonly When[],
  { timeZone = 'UTC', durationHours = 1, ...options }: Options = {},
): Insight[] {
  return planInsights(named(whens, timeZone, durationHours), { from, ...options });
}

/** `2 Europe/London` is a window at 03:00 on the 1st such weekday. */
function windowsIn(...texts: readonly string[]): ScheduledWindow[] {
  return texts.map((text, index) => {
    const [weekday, timeZone = ''] = text.split(' ');
    return { window: `window${index}`, when: nth(1, Number(weekday) as Weekday), timeZone, durationHours: 1 };
  });
}

function only<K extends Insight['kind']>(kind: K, found: readonly Insight[]) {
  return found.filter((insight): insight is Insight & { readonly kind: K } => insight.kind === kind);
}

/** Dates of a month as UTC midnights. */
function datesOf(month: string): number[] {
  const first = new Date(`${month}-01T00:00:00Z`).getTime();
  return Array.from({ length: 31 }, (_, index) => first + index * day).filter((date) => monthOf(date) === month);
}

function monthOf(date: number): string {
  return new Date(date).toISOString().slice(0, 7);
}

/** The next sixty months, this one included. */
function sixtyMonths(at: Date, timeZone: string): string[] {
  const local = new Date(wallByIntl(at, timeZone));
  return Array.from({ length: 60 }, (_, index) =>
    monthOf(Date.UTC(local.getUTCFullYear(), local.getUTCMonth() + index)),
  );
}

describe('wave inversion', () => {
  it('counts the months in which Tuesday comes after Wednesday', () => {
    expect(only('wave-inversion', insights([nth(1, 2), nth(1, 3)]))).toEqual([
      {
        kind: 'wave-inversion',
        severity: 'warning',
        message: 'In 8 of the next 60 months, the 1st Tuesday comes after the 1st Wednesday.',
        week: 1,
        earlier: 2,
        later: 3,
        months: 8,
        ofMonths: 60,
        nextMonth: '2027-09',
        otherPairs: 0,
      },
    ]);
  });

  it('names the worst pair and counts the others, however the plan lists them', () => {
    const [found] = only(
      'wave-inversion',
      insights([nth(2, 5), nth(2, 3), nth(2, 2), nth(2, 2, { hour: 9, minute: 0 })]),
    );
    expect(found).toMatchObject({ week: 2, earlier: 2, later: 5, otherPairs: 2 });
    expect(found?.message).toMatch(/the 2nd Tuesday comes after the 2nd Friday\. 2 other pairs of days also swap\.$/);
  });

  it('is what counting days finds', () => {
    const anyPair = fc.tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 1, max: 6 })).filter(([a, b]) => a < b);
    return forAll([anyWeek, anyPair, anyInstant, anyZone], (week, [a, b], at, timeZone) => {
      const [earlier, later] = [nth(week, a as Weekday), nth(week, b as Weekday)];
      const swapped = sixtyMonths(at, timeZone).filter((month) => {
        const order = datesOf(month).filter((date) => fallsOn(earlier, date) || fallsOn(later, date));
        return order.length === 2 && fallsOn(later, order[0] ?? 0);
      });
      const [found] = only('wave-inversion', insights([earlier, later], { from: at, timeZone }));
      expect([found?.months ?? 0, found?.nextMonth]).toEqual([swapped.length, swapped[0]]);
    });
  });

  it('is no matter for one day a week, different weeks, or days after Patch Tuesday', () => {
    expect(only('wave-inversion', insights([nth(1, 2), nth(2, 3), nth(3, 2)]))).toEqual([]);
    const days = Array.from({ length: 21 }, (_, index) => after(index));
    expect(only('wave-inversion', insights(days))).toEqual([]);
    expect(only('wave-inversion', insights([after(1), after(6), after(8), nth(2, 3), nth(3, 4)]))).toEqual([]);
  });

  it('knows the Tuesdays of which days after Patch Tuesday are made, and says both', () => {
    const [third] = only('wave-inversion', insights([after(7), nth(3, 4)]));
    expect(third).toMatchObject({ week: 3, earlier: 2, later: 4 });
    expect(third?.message).toMatch(/the 3rd Tuesday \(Patch Tuesday \+ 7 days\) comes after the 3rd Thursday\.$/);
    const [both] = only('wave-inversion', insights([after(7), nth(3, 2), nth(3, 4)]));
    expect(both?.message).toMatch(/the 3rd Tuesday comes after the 3rd Thursday\.$/);
  });

  it('counts a day once, whatever the zones, and reads schedules that were taken over', () => {
    const found = planInsights(windowsIn('2 Europe/London', '3 Asia/Tokyo', '2 Asia/Tokyo', '3 Europe/London'), {
      from,
    });
    expect(only('wave-inversion', found)).toEqual(only('wave-inversion', insights([nth(1, 2), nth(1, 3)])));
    const taken = insights([own('cron(0 3 ? * 3#1 *)'), own('cron(0 3 ? * WED#1 *)'), own('cron(0 3 ? * THU#1 *)', 2)]);
    expect(only('wave-inversion', taken)).toEqual(only('wave-inversion', found));
  });
});

describe('fifth week', () => {
  it('says how many months have one', () => {
    const [found] = only('fifth-week', insights([nth(5, 2)]));
    const months = sixtyMonths(from, 'UTC').filter((month) => datesOf(month).some((date) => fallsOn(nth(5, 2), date)));
    expect(found).toMatchObject({
      severity: 'warning',
      weekdays: [{ weekday: 2, months: months.length }],
      ofMonths: 60,
    });
    expect(found?.message).toBe(
      `The 5th Tuesday occurs in only 4 or 5 months a year: ${months.length} of the next 60. The last Tuesday occurs every month.`,
    );
  });

  it('speaks once of several weekdays', () => {
    const found = only('fifth-week', insights([nth(5, 3), nth(5, 2), nth(5, 2, { hour: 9, minute: 0 })]));
    expect(found).toHaveLength(1);
    expect(found[0]?.weekdays.map(({ weekday }) => weekday)).toEqual([2, 3]);
    expect(found[0]?.message).toMatch(
      /^The 5th weekdays occur in only 4 or 5 months a year: \d+( to \d+)? of the next 60\. The last ones occur every month\.$/,
    );
  });

  it('is no matter for the last week', () => {
    expect(only('fifth-week', insights([nth('L', 2), nth(4, 2)]))).toEqual([]);
  });
});

describe('longest gap', () => {
  it("is 27 days in the original scripts' plan", () => {
    const [found] = only('longest-gap', insights([nth(1, 2), nth(1, 3), nth(2, 2), nth(2, 3)]));
    expect(found).toEqual({
      kind: 'longest-gap',
      severity: 'info',
      message: 'Longest gap between two runs: 27 days, Wed 9 Dec 2026 to Tue 5 Jan 2027.',
      days: 27,
      timeZone: 'UTC',
      from: '2026-12-09T03:00',
      to: '2027-01-05T03:00',
    });
  });

  it.each<['info' | 'warning', number, When[]]>([
    ['info', 35, [nth(1, 2)]],
    ['warning', 91, [nth(5, 2)]],
    ['info', 35, [after(20)]],
    ['info', 9, [own('rate(9 days)')]],
    ['warning', 365, [own('cron(0 3 1 1 ? *)')]],
    ['info', 35, [own('every second Tuesday'), nth(1, 2)]],
  ])('is a matter of %s at %i days: a warning where a month goes without', (severity, days, whens) => {
    expect(only('longest-gap', insights(whens))).toMatchObject([{ severity, days }]);
  });

  it('is said in the zone that most windows have, with its name where there are several', () => {
    const windows = windowsIn('2 Asia/Tokyo', '2 Europe/London', '3 Europe/London');
    expect(only('longest-gap', planInsights(windows, { from }))).toMatchObject([
      {
        message: 'Longest gap between two runs: 33 days, Wed 2 Jun 2027 to Mon 5 Jul 2027 in Europe/London.',
        timeZone: 'Europe/London',
      },
    ]);
  });

  it('is the one that begins within a year, and none where nothing runs', () => {
    const january = new Date('2027-01-02T00:00:00Z');
    expect(only('longest-gap', insights([own('cron(0 3 1 1,2 ? *)')], { from: january }))).toMatchObject([
      { severity: 'warning', days: 334, from: '2027-02-01T03:00', to: '2028-01-01T03:00' },
    ]);
    expect(insights([own('at(2020-01-01T03:00:00)')])).toEqual([]);
  });

  it('is what the occurrences of a year show', () => {
    const anyWhen = fc.oneof<fc.Arbitrary<When>[]>(anySlot, anySlot, fc.constant(own('cron(0 3 1,20 1/2 ? *)')));
    return forAll([anyWindows(anyWhen, { most: 4 }), anyInstant], (windows, at) => {
      const until = new Date(at.getTime() + 500 * day);
      const createdAt = new Date(at.getTime() - 40 * day);
      const starts = planOccurrences(windows, { from: at, until, createdAt }).map(({ start }) => start.getTime());
      const gaps = starts.slice(1).map((start, index) => start - (starts[index] ?? 0));
      const inYear = gaps.filter((_, index) => (starts[index] ?? 0) <= at.getTime() + 365 * day);
      const [found] = only('longest-gap', planInsights(windows, { from: at }));
      const index = gaps.indexOf(Math.max(...inYear));
      expect([found?.from, found?.to]).toEqual(
        [starts[index], starts[index + 1]].map((each = 0) => localByIntl(each, found?.timeZone ?? '')),
      );
    });
  });

  it('is not said of a plan that runs every hour, or never', () => {
    const weeks = [1, 2, 3, 4, 5] as const;
    const weekdays = [0, 1, 2, 3, 4, 5, 6] as const;
    const hours = Array.from({ length: 24 }, (_, hour) => hour);
    const matrix = weeks.flatMap((week) =>
      weekdays.flatMap((weekday) => hours.map((hour) => nth(week, weekday, { hour, minute: 0 }))),
    );
    expect(only('longest-gap', insights(matrix, { timeZone: 'Europe/London' }))).toEqual([]);
    expect(insights([])).toEqual([]);
  });
});

describe('clock changes', () => {
  const newYork = { timeZone: 'America/New_York' };

  it('names the windows that meet one in the next two years', () => {
    const found = insights([nth(2, 0, { hour: 2, minute: 30 }), nth(1, 0, { hour: 1, minute: 0 })], newYork);
    expect(only('dst-gap', found)).toMatchObject([
      { date: '2027-03-14', times: ['02:30'], windows: ['window0'] },
      { date: '2028-03-12', times: ['02:30'], windows: ['window0'] },
    ]);
    expect(only('dst-overlap', found)).toMatchObject([
      { date: '2027-11-07', times: ['01:00'], windows: ['window1'] },
      { date: '2028-11-05', times: ['01:00'], windows: ['window1'] },
    ]);
    expect(only('dst-gap', found)[0]?.message).toMatch(
      /^On Sun 14 Mar 2027, clocks in America\/New_York skip 02:30 \(window0\)\. AWS does not say .*\.$/,
    );
    expect(only('dst-overlap', found)[0]?.message).toMatch(/show 01:00 twice \(window1\)\. AWS does not say .*\.$/);
  });

  it('lists three names and counts the rest', () => {
    const slots = [0, 10, 20, 30, 40].map((minute) => nth(2, 0, { hour: 2, minute }));
    const [found] = only('dst-gap', insights(slots, newYork));
    expect(found?.windows).toHaveLength(5);
    expect(found?.message).toMatch(/skip 02:00, 02:10, 02:20 and 2 more \(window0, window1, window2 and 2 more\)\./);
  });

  it('are those of each window’s zone, in time order', () => {
    const windows: ScheduledWindow[] = [
      { window: 'london', timeZone: 'Europe/London', when: nth('L', 0, { hour: 1, minute: 30 }), durationHours: 1 },
      { window: 'new york', ...newYork, when: nth(2, 0, { hour: 2, minute: 30 }), durationHours: 1 },
      { window: 'paris', timeZone: 'Europe/Paris', when: nth('L', 0, { hour: 1, minute: 30 }), durationHours: 1 },
      { window: 'own', ...newYork, when: own('cron(0,45 2 ? 3 SUN *)'), durationHours: 1 },
      { window: 'other', ...newYork, when: own('cron(0 3 ? 3 SUN *)'), durationHours: 1 },
    ];
    expect(only('dst-gap', planInsights(windows, { from }))).toMatchObject([
      { date: '2027-03-14', ...newYork, times: ['02:00', '02:30', '02:45'], windows: ['own', 'new york'] },
      { date: '2027-03-28', timeZone: 'Europe/London', times: ['01:30'], windows: ['london'] },
      { date: '2028-03-12', ...newYork },
      { date: '2028-03-26', timeZone: 'Europe/London' },
    ]);
  });

  it('meet days after Patch Tuesday that lie in the next month', () => {
    // The clock goes back on the first Sunday of April, which was 19 days after Patch Tuesday.
    const options = { timeZone: 'Australia/Sydney', from: new Date('2017-03-01T00:00:00Z') };
    const found = insights([after(19, { hour: 2, minute: 30 })], options);
    expect(only('dst-overlap', found)[0]).toMatchObject({ date: '2017-04-02', times: ['02:30'] });
  });

  it('are the notes of the occurrences', () => {
    const anyWhen = fc.oneof<fc.Arbitrary<When>[]>(anySlot, anySlot, anySlot, anyTakenOver);
    return forSome(40, [anyWindows(anyWhen, { most: 5 }), anyInstant], (windows, at) => {
      const from = new Date(Math.floor(at.getTime() / day) * day + day / 2);
      const until = new Date(from.getTime() + 700 * day);
      const createdAt = new Date(from.getTime() - 40 * day);
      const noted = planOccurrences(windows, { from, until, createdAt })
        .filter(({ notes }) => notes.some((note) => note !== 'patch-tuesday'))
        .map(({ window, notes }) => `${notes[0]} ${window}`);
      const said = planInsights(windows, { from }).flatMap((insight) =>
        insight.kind === 'dst-gap' || insight.kind === 'dst-overlap'
          ? insight.windows.map((window) => ({ date: new Date(insight.date), text: `${insight.kind} ${window}` }))
          : [],
      );
      const before = said.filter(({ date }) => date.getTime() < until.getTime() - day).map(({ text }) => text);
      expect(noted).toEqual(expect.arrayContaining(before));
      expect(said.map(({ text }) => text)).toEqual(expect.arrayContaining(noted));
    });
  });
});

describe('simultaneous', () => {
  it('counts windows that are open at one time', () => {
    const hours = [0, 1, 2, 3, 4, 5, 6].map((hour) => nth(1, 2, { hour, minute: 0 }));
    expect(only('simultaneous', insights(hours, { durationHours: 1 }))).toEqual([]);
    expect(only('simultaneous', insights(hours, { durationHours: 5 }))).toMatchObject([
      { severity: 'info', windows: 5 },
    ]);
    expect(only('simultaneous', insights(hours, { durationHours: 6 }))).toEqual([
      {
        kind: 'simultaneous',
        severity: 'warning',
        message:
          '6 windows of 6 h are open at the same time, first on Tue 1 Dec 2026 at 05:00. SSM runs only 5 at a time.',
        windows: 6,
        limit: 5,
        timeZone: 'UTC',
        local: '2026-12-01T05:00',
      },
    ]);
  });

  const six = Array.from({ length: 6 }, () => nth(1, 2));
  const four = Array.from({ length: 4 }, () => nth(4, 2));

  it.each<[string, When[], Partial<Insight>, string?]>([
    ['start at one instant', six, { windows: 6, local: '2026-12-01T03:00' }],
    ['are as many as SSM runs', six.slice(1), { severity: 'info', windows: 5 }],
    ['have different rules', [nth(4, 2), nth('L', 2), ...four], { windows: 6, local: '2026-11-24T03:00' }],
    ['are of two months', [after(20), nth(1, 1)], { windows: 2, local: '2027-02-01T03:00' }],
    [
      'have a Tuesday written in three ways',
      [after(14), nth(4, 2), own('cron(0 3 ? * TUE#4 *)')],
      { windows: 3, local: '2026-11-24T03:00' },
    ],
    [
      'last month’s Patch Tuesday leads into this month',
      [after(20), own('cron(0 3 1 2 ? 2027)')],
      { windows: 2, local: '2027-02-01T03:00' },
      '2027-02-01T00:00:00Z',
    ],
  ])('sees windows meet that %s', (_, whens, expected, at = from.toISOString()) => {
    expect(only('simultaneous', insights(whens, { from: new Date(at) }))).toMatchObject([expected]);
  });

  it('sees windows of several zones meet, each as long as it is', () => {
    const window = { window: 'first', when: nth(1, 2), timeZone: 'Europe/Paris', durationHours: 2 };
    const others = [
      { window: 'london', when: nth(1, 2), timeZone: 'Europe/London', durationHours: 1 },
      { window: 'berlin', when: nth(1, 2, { hour: 5, minute: 0 }), timeZone: 'Europe/Berlin', durationHours: 1 },
      { window: 'rome', when: nth(1, 2, { hour: 4, minute: 30 }), timeZone: 'Europe/Paris', durationHours: 8 },
    ];
    expect(only('simultaneous', planInsights([window, ...others], { from }))).toMatchObject([
      {
        message:
          '3 windows are open at the same time, first on Tue 1 Dec 2026 at 04:30 in Europe/Paris. SSM runs up to 5 at a time.',
        windows: 3,
        timeZone: 'Europe/Paris',
        local: '2026-12-01T04:30',
      },
    ]);
  });

  it('counts a window once that should start again while it is open', () => {
    expect(only('simultaneous', insights([own('rate(30 minutes)')], { durationHours: 4 }))).toEqual([]);
    const two = insights([own('rate(30 minutes)'), nth(1, 2)], { durationHours: 4 });
    expect(only('simultaneous', two)).toMatchObject([{ windows: 2 }]);
  });
});

describe('window quota', () => {
  const plan = Array.from({ length: 48 }, (_, index) => nth(1, 2, { hour: index % 24, minute: 0 }));

  it('counts the windows that the account has', () => {
    expect(only('window-quota', insights(plan, { windowsInUse: 2 }))).toEqual([]);
    expect(only('window-quota', insights(plan, { windowsInUse: 3 }))).toEqual([
      {
        kind: 'window-quota',
        severity: 'warning',
        message: 'The plan needs 48 windows, and the account has 3 others: 1 more than the quota of 50 per region.',
        windows: 48,
        inUse: 3,
        quota: 50,
      },
    ]);
  });

  it('goes by the quota that the account really has', () => {
    expect(only('window-quota', insights(plan, { windowQuota: 47 }))).toMatchObject([{ quota: 47 }]);
    expect(only('window-quota', insights(plan, { windowQuota: 100, windowsInUse: 52 }))).toEqual([]);
  });
});

it('warnings come first', () => {
  const found = insights([nth(1, 2), nth(1, 3), nth(5, 2)], { windowQuota: 1 });
  const severities = found.map(({ severity }) => severity);
  expect(severities).toEqual([...severities].sort().reverse());
  expect(found[0]?.kind).toBe('window-quota');
});
