/** What a reader is used to: her clock, and the day on which her week begins; how her clock and others are called. */
import type { Weekday } from '../slot.js';
import { isTimeZone } from '../zone.js';

export interface Locale {
  /** Of her system's clock; tz database name. */
  readonly timeZone: string;
  readonly firstWeekday: Weekday;
}

/** Of the environment's variables and the system's zone; UTC where that is none that there is. */
export function localeOf(environment: Readonly<Record<string, string | undefined>>, timeZone: string): Locale {
  return { timeZone: isTimeZone(timeZone) ? timeZone : 'UTC', firstWeekday: firstWeekdayOf(environment) };
}

/** Where weeks begin on Sunday, and on Saturday (Unicode CLDR 48, weekData); elsewhere on Monday. */
const sunday =
  'AG AS BD BR BS BT BW BZ CA CO DM DO ET GT GU HK HN ID IL IN JM JP KE KH KR LA MH MM MO MT MX MZ NI NP PA PE PH PK PR PT PY SA SG SV TH TT TW UM US VE VI WS YE ZA ZW';
const saturday = 'AF BH DJ DZ EG IQ IR JO KW LY OM QA SD SY';

/** The first day of the week in the territory of a POSIX locale (LC_ALL, LC_TIME, LANG, in that order): Sunday for `en_US.UTF-8`. */
export function firstWeekdayOf(environment: Readonly<Record<string, string | undefined>>): Weekday {
  const locale = environment.LC_ALL || environment.LC_TIME || environment.LANG || '';
  const [, territory = ''] = /^[a-z]{2,3}[_-]([A-Z]{2})(?:[.@]|$)/.exec(locale) ?? [];
  if (territory === '') return 1;
  if (sunday.split(' ').includes(territory)) return 0;
  return saturday.split(' ').includes(territory) ? 6 : 1;
}

/** `New York` for America/New_York. */
export function cityOf(timeZone: string): string {
  return timeZone.slice(timeZone.lastIndexOf('/') + 1).replaceAll('_', ' ');
}
