/** Slots, windows, zones and instants for tests of schedules, made and arbitrary, and wall clocks read straight from Intl. */
import fc from 'fast-check';
import type { ScheduledWindow } from '../../source/schedule/occurrences.js';
import type { Slot, TimeOfDay, Week, Weekday } from '../../source/schedule/slot.js';
import type { TakenOverSchedule, When } from '../../source/schedule/when.js';

export const three: TimeOfDay = { hour: 3, minute: 0 };

export function nth(week: Week, weekday: Weekday, time = three): Slot {
  return { kind: 'nth-weekday', week, weekday, time };
}

export function after(days: number, time = three): Slot {
  return { kind: 'after-patch-tuesday', days, time };
}

export function own(schedule: string, scheduleOffset?: number): TakenOverSchedule {
  return { kind: 'schedule', schedule, scheduleOffset };
}

/** `window0`, `window1`, … */
export function named(whens: readonly When[], timeZone = 'UTC', durationHours = 1): ScheduledWindow[] {
  return whens.map((when, index) => ({ window: `window${index}`, when, timeZone, durationHours }));
}

/** The awkward ones: half-hour changes, 45-minute offsets, changes at midnight, skipped days, both ends of the day. */
export const zones = [
  'UTC',
  'Europe/London',
  'America/New_York',
  'America/Sao_Paulo',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Africa/Casablanca',
  'Pacific/Apia',
  'Pacific/Kiritimati',
] as const;

export const anyZone = fc.constantFrom(...zones);

/** 2015–2045, to the minute. */
export const anyInstant = fc
  .integer({ min: Date.UTC(2015, 0) / 60_000, max: Date.UTC(2045, 0) / 60_000 })
  .map((minutes) => new Date(minutes * 60_000));

export const anyTime: fc.Arbitrary<TimeOfDay> = fc.record({
  hour: fc.integer({ min: 0, max: 23 }),
  minute: fc.constantFrom(0, 15, 30, 59),
});

export const anyWeekday = fc.constantFrom<Weekday>(0, 1, 2, 3, 4, 5, 6);
export const anyWeek = fc.constantFrom<Week>(1, 2, 3, 4, 5, 'L');

export const anySlot: fc.Arbitrary<Slot> = fc.oneof(
  fc.tuple(anyWeek, anyWeekday, anyTime).map((parts) => nth(...parts)),
  fc.tuple(fc.integer({ min: 0, max: 20 }), anyTime).map((parts) => after(...parts)),
);

/** Windows as their dates need them, several zones in one plan. */
export function anyWindows(
  anyWhen: fc.Arbitrary<When>,
  { most = 6, zone = anyZone }: { most?: number; zone?: fc.Arbitrary<string> } = {},
): fc.Arbitrary<ScheduledWindow[]> {
  const anyWindow = fc.record({ when: anyWhen, timeZone: zone, durationHours: fc.integer({ min: 1, max: 24 }) });
  return fc
    .array(anyWindow, { minLength: 1, maxLength: most })
    .map((windows) => windows.map((window, index) => ({ window: `window${index}`, ...window })));
}

/** SSM schedules that no slot says. */
export const anyTakenOver: fc.Arbitrary<TakenOverSchedule> = fc.oneof(
  fc
    .record({
      minute: fc.constantFrom('0', '30', '0,45'),
      hour: fc.constantFrom('2', '1,23', '0/8'),
      day: fc.constantFrom('15 * ?', 'L * ?', '1W 1/3 ?', '? * TUE,FRI', '? 2-11 WED#1', '? * * ', '31 * ?'),
    })
    .map(({ minute, hour, day }) => own(`cron(${minute} ${hour} ${day} *)`)),
  fc
    .tuple(fc.constantFrom('WED#4', 'TUE#1', 'SUN#5', '6L'), fc.integer({ min: 1, max: 6 }))
    .map(([day, scheduleOffset]) => own(`cron(30 2 ? * ${day} *)`, scheduleOffset)),
  fc
    .constantFrom('rate(12 hours)', 'rate(30 minutes)', 'rate(9 days)', 'at(2030-03-31T01:30:00)')
    .map((schedule) => own(schedule)),
);

const day = 24 * 60 * 60 * 1000;

const formats = new Map<string, Intl.DateTimeFormat>();

/** The wall clock as UTC milliseconds, by Intl alone: the judge of what the product computes. */
export function wallByIntl(at: Date | number, timeZone: string): number {
  const format =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat('en-GB', { timeZone, dateStyle: 'short', timeStyle: 'medium', hourCycle: 'h23' });
  formats.set(timeZone, format);
  const [date = 0, month = 0, year = 0, ...time] = (format.format(at).match(/\d+/g) ?? []).map(Number);
  return Date.UTC(year, month - 1, date, ...time);
}

/** `2026-12-01T03:00` */
export function localByIntl(at: Date | number, timeZone: string): string {
  return new Date(wallByIntl(at, timeZone)).toISOString().slice(0, 16);
}

/** The first instant at which the clock shows `wall`, or if it never does, `wall` by the offset before the gap. */
export function instantByIntl(wall: number, timeZone: string): number {
  const offsets = [-day, day].map((by) => wallByIntl(wall + by, timeZone) - (wall + by));
  const shown = offsets.map((offset) => wall - offset).filter((at) => wallByIntl(at, timeZone) === wall);
  return shown.length > 0 ? Math.min(...shown) : wall - (offsets[0] ?? 0);
}

/** Whether a slot falls on a date (UTC midnight), found by counting days, not by arithmetic. */
export function fallsOn(slot: Slot, date: number): boolean {
  if (slot.kind === 'after-patch-tuesday') return fallsOn(nth(2, 2), date - slot.days * day);
  const at = new Date(date);
  if (at.getUTCDay() !== slot.weekday) return false;
  let seen = 0;
  for (let each = Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), 1); each <= date; each += day) {
    if (new Date(each).getUTCDay() === slot.weekday) seen += 1;
  }
  const isLast = new Date(date + 7 * day).getUTCMonth() !== at.getUTCMonth();
  return slot.week === 'L' ? isLast : seen === slot.week;
}
