/** The kinds of insights into a schedule, and what they are asked with. */
import type { Week, Weekday } from './slot.js';

interface Sentence {
  readonly severity: 'info' | 'warning';
  /** A sentence for people; the other members say the same to programs. */
  readonly message: string;
}

/** In some months the later weekday of a week comes first, because the month begins between the two. */
export interface WaveInversion extends Sentence {
  readonly kind: 'wave-inversion';
  readonly week: Week;
  readonly earlier: Weekday;
  readonly later: Weekday;
  /** In so many of the next {@link WaveInversion.ofMonths} months `earlier` comes after `later`. */
  readonly months: number;
  readonly ofMonths: number;
  /** The first such month: `2027-09`. */
  readonly nextMonth: string;
  /** How many further pairs of the plan's days swap, each in no more months than this one. */
  readonly otherPairs: number;
}

/** Waves by name: in some months the one that stands later in the plan comes first. */
export interface WaveOrder extends Sentence, Pick<WaveInversion, 'months' | 'ofMonths' | 'nextMonth' | 'otherPairs'> {
  readonly kind: 'wave-order';
  /** The names of the waves, in the plan's order. */
  readonly earlier: string;
  readonly later: string;
}

/** A fifth weekday does not exist in every month. */
export interface FifthWeek extends Sentence {
  readonly kind: 'fifth-week';
  readonly weekdays: readonly { readonly weekday: Weekday; readonly months: number }[];
  readonly ofMonths: number;
}

/** The longest time without the start of any window, of those that begin in the next twelve months. */
export interface LongestGap extends Sentence {
  readonly kind: 'longest-gap';
  /** From date to date on the calendar. */
  readonly days: number;
  /** The zone that most windows have. */
  readonly timeZone: string;
  /** Wall clock of the runs before and after: `2026-12-01T03:00`. */
  readonly from: string;
  readonly to: string;
}

/** Windows at a time that the clock skips or shows twice. */
export interface ClockChange extends Sentence {
  readonly kind: 'dst-gap' | 'dst-overlap';
  /** `2027-03-14` in {@link ClockChange.timeZone}. */
  readonly date: string;
  readonly timeZone: string;
  /** `02:30` */
  readonly times: readonly string[];
  readonly windows: readonly string[];
}

/** Windows that are open at one time; a warning from the sixth on, because SSM runs five. */
export interface Simultaneous extends Sentence {
  readonly kind: 'simultaneous';
  readonly windows: number;
  readonly limit: number;
  /** The zone that most windows have. */
  readonly timeZone: string;
  /** Wall clock of the first such time: `2026-12-01T03:00`. */
  readonly local: string;
}

/** More windows than the account may have. */
export interface WindowQuota extends Sentence {
  readonly kind: 'window-quota';
  readonly windows: number;
  readonly inUse: number;
  readonly quota: number;
}

export type Insight = WaveInversion | WaveOrder | FifthWeek | LongestGap | ClockChange | Simultaneous | WindowQuota;

export interface InsightOptions {
  readonly from: Date;
  /** Maintenance windows per account and Region. @default 50 (General Reference, quota L-7727CE5B) */
  readonly windowQuota?: number | undefined;
  /** Windows that the account has besides this plan's. @default 0 */
  readonly windowsInUse?: number | undefined;
}
