/** What the pictures of time show: the months with what runs in them, and the day that is looked at. */
import { useMemo } from 'react';
import { dayMilliseconds, monthOf } from '../../../schedule/calendar.js';
import { planOccurrences } from '../../../schedule/occurrences.js';
import { openSpans, runDays } from '../../../schedule/picture/foreign.js';
import { dayOf, type MonthsOptions } from '../../../schedule/picture/months.js';
import { planSpans, type Span, type StripOptions, spanOfDay } from '../../../schedule/picture/strip.js';
import { instantToLocal, localToInstant } from '../../../schedule/zone.js';
import { useFrame } from '../../frame.js';
import type { ScheduleChoice } from './state.js';
import type { Dates } from './use-dates.js';

/** A day, and who has a window open on it. */
export interface DayOpen {
  readonly day: number;
  readonly plan: readonly Span[];
  readonly others: StripOptions['others'];
}

/** The day that is shown: the chosen one, else the first on which something runs, else today. */
function shownDay({ day, timeZone }: ScheduleChoice, { days }: Pick<Dates, 'days'>, now: Date): number {
  return day ?? days[0]?.day ?? todayIn(timeZone, now);
}

export function todayIn(timeZone: string, now: Date): number {
  return dayOf(instantToLocal(now.getTime(), timeZone));
}

export function useDayOpen(choice: ScheduleChoice, dates: Dates, now: Date): DayOpen {
  const { timeZone } = choice;
  const { scheduled, foreign } = dates;
  const day = shownDay(choice, dates, now);
  const plan = useMemo(() => planSpans(scheduled, spanOfDay(day, timeZone), now), [scheduled, day, timeZone, now]);
  const others = useMemo(
    () =>
      foreign
        .map((window) => ({
          name: window.name,
          isPatching: window.isPatching,
          spans: openSpans(window, spanOfDay(day, timeZone)),
        }))
        .filter(({ spans }) => spans.length > 0),
    [foreign, day, timeZone],
  );
  return useMemo(() => ({ day, plan, others }), [day, plan, others]);
}

const lastDays = 6;

/** This month first, whatever is ticked; others only where the day that is looked at would not be seen. */
export function useMonths(
  choice: ScheduleChoice,
  { scheduled, foreign }: Dates,
  now: Date,
  months: number,
): MonthsOptions {
  const { timeZone, day, isOnDays } = choice;
  const { firstWeekday } = useFrame().locale;
  const today = todayIn(timeZone, now);
  // One month alone says little in its last days.
  const thisMonth = monthOf((today + (months === 1 ? lastDays : 0)) * dayMilliseconds);
  const ofDay = day === undefined ? thisMonth : monthOf(day * dayMilliseconds);
  const first = Math.max(thisMonth, ofDay - months + 1);
  const until = localToInstant(Date.UTC(1970, first + months), timeZone).at - 1;
  const runs = useMemo(() => {
    // One window of each date is enough, the last of its day, which may be today.
    const seen = new Map(scheduled.map((window) => [dateKey(window, timeZone), window]));
    const found = planOccurrences([...seen.values()], { from: now, until: new Date(until) });
    return new Set(found.map(({ start }) => dayOf(instantToLocal(start.getTime(), timeZone))));
  }, [scheduled, now, until, timeZone]);
  // What runs on most days would mark them all: the strip of a day has it.
  const others = useMemo(() => {
    const span = { start: now.getTime(), end: until };
    const most = (until - span.start) / dayMilliseconds / 2;
    const found = foreign.map((window) => runDays(window, span, timeZone));
    return new Set(found.filter(({ size }) => size <= most).flatMap((days) => [...days]));
  }, [foreign, until, timeZone, today]);
  return { first, months, timeZone, firstWeekday, today, runs, others, cursor: isOnDays ? day : undefined };
}

/** On the pictures' own clock all windows of one date share their days; on another one their times decide. */
function dateKey({ when, timeZone }: Dates['scheduled'][number], ofPictures: string): string {
  if (when.kind === 'schedule' || timeZone !== ofPictures) return JSON.stringify([when, timeZone]);
  return JSON.stringify({ ...when, time: undefined });
}
