/** What a reader of a schedule would not see by looking at it: inversions, gaps, clock changes, limits. */
import type { ScheduledSlot } from './occurrences.js';
import type { Week, Weekday } from './slot.js';

interface InsightBase {
  readonly severity: 'info' | 'warning';
  readonly message: string;
}

/** In some months the later weekday of a week comes first. */
export interface WaveInversion extends InsightBase {
  readonly kind: 'wave-inversion';
  readonly week: Week;
  readonly earlier: Weekday;
  readonly later: Weekday;
  /** Months of {@link WaveInversion.ofMonths} in which `earlier` comes after `later`. */
  readonly months: number;
  readonly ofMonths: number;
  /** Further pairs of days that swap. */
  readonly otherPairs: number;
}

/** A fifth weekday does not exist in every month. */
export interface FifthWeek extends InsightBase {
  readonly kind: 'fifth-week';
  readonly weekday: Weekday;
  readonly months: number;
  readonly ofMonths: number;
}

/** The longest time without a run, in the next twelve months. */
export interface LongestGap extends InsightBase {
  readonly kind: 'longest-gap';
  /** Calendar days from date to date. */
  readonly days: number;
  /** Local dates, `2026-12-01`. */
  readonly from: string;
  readonly to: string;
}

/** A run at a time that the clock skips or shows twice. */
export interface ClockChange extends InsightBase {
  readonly kind: 'dst-gap' | 'dst-overlap';
  /** Local date, `2027-03-14`. */
  readonly date: string;
  readonly windows: readonly string[];
}

/** More windows start at one instant than SSM runs at a time. */
export interface Simultaneous extends InsightBase {
  readonly kind: 'simultaneous';
  readonly count: number;
  readonly limit: number;
  /** Local wall clock of the first such start. */
  readonly local: string;
}

/** More windows than the account may have. */
export interface WindowQuota extends InsightBase {
  readonly kind: 'window-quota';
  readonly windows: number;
  readonly inUse: number;
  readonly quota: number;
}

export type Insight = WaveInversion | FifthWeek | LongestGap | ClockChange | Simultaneous | WindowQuota;

export interface InsightOptions {
  readonly from: Date;
  readonly timeZone: string;
  readonly durationHours: number;
  /** Maintenance windows per account and Region (quota L-7727CE5B). @default 50 */
  readonly windowQuota?: number | undefined;
  /** Windows that the account already has, without those of this plan. @default 0 */
  readonly windowsInUse?: number | undefined;
}

/** What is worth saying about a plan's schedule, warnings first. */
export function planInsights(slots: readonly ScheduledSlot[], options: InsightOptions): Insight[] {
  const quota = options.windowQuota ?? 50;
  const inUse = options.windowsInUse ?? 0;
  if (slots.length + inUse <= quota) return [];
  return [
    {
      kind: 'window-quota',
      severity: 'warning',
      message: `${slots.length} windows and ${inUse} in use exceed the quota of ${quota} by ${slots.length + inUse - quota}.`,
      windows: slots.length,
      inUse,
      quota,
    },
  ];
}
