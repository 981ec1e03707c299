/** A plan's pause, or its end, from the status: until when, then which runs are skipped, then a typed yes, then the work. */
import type { ErrorDescription } from '../../../errors.js';
import { type PausePlaceEnd, pauseJob, resumeJob } from '../../../jobs/pause.js';
import type { PausePlan } from '../../../plan/pause/pause.js';
import { clockAt, localToInstant } from '../../../schedule/zone.js';
import { isBack } from '../opening/arrival.js';
import type { Opened } from '../opening/state.js';
import { beginning, isWorkNews, type JobNews, reduceWork, type WorkStep } from '../work.js';
import { zoneOf } from './rows.js';
import type { StatusShown } from './shown.js';

/** What was asked for. */
export type PauseAnswer =
  | { readonly kind: 'next' }
  /** `local`: what a clock in the plan's zone shows, in milliseconds as if that were UTC. */
  | { readonly kind: 'until'; readonly local: number }
  | { readonly kind: 'resume' };

interface OfPlan {
  readonly opened: Opened;
  /** What Esc, and the end of the work, lead back to. */
  readonly shown: StatusShown;
  /** Its name. */
  readonly paused: string;
}

interface Answered extends OfPlan {
  readonly answer: PauseAnswer;
}

export type PausingStep =
  | (OfPlan & { readonly step: 'until' })
  /** The account is read for which runs it is about. */
  | (Answered & { readonly step: 'weighing' })
  | (Answered & { readonly step: 'unweighed'; readonly error: ErrorDescription })
  | (Answered & { readonly step: 'agree'; readonly plan: PausePlan })
  | (Answered & WorkStep<PausePlan, PausePlaceEnd>);

export type PausingEvent =
  | { readonly type: 'until'; readonly answer: PauseAnswer }
  | { readonly type: 'confirmed'; readonly at: Date }
  | { readonly type: 'back'; readonly step: string }
  | { readonly type: 'stopping' }
  | JobNews<PausePlan, PausePlaceEnd>;

/** The job of what was asked for. */
export function pausingJob(plan: string, answer: PauseAnswer) {
  switch (answer.kind) {
    case 'resume':
      return resumeJob({ plan });
    case 'next':
      return pauseJob({ plan }, { kind: 'next' });
    case 'until': {
      const instantIn = (timeZone: string): Date => new Date(localToInstant(answer.local, timeZone).at);
      return pauseJob({ plan }, { kind: 'date', instantIn });
    }
    default:
      return answer satisfies never;
  }
}

/** The same as flags of the command. */
export function endFlagsOf(answer: PauseAnswer): readonly string[] {
  if (answer.kind === 'until') return [`--until ${new Date(answer.local).toISOString().slice(0, 19)}`];
  return answer.kind === 'next' ? ['--next'] : [];
}

/** The first question about a plan. */
export function pausingOf(shown: StatusShown, plan: string): PausingStep {
  return { step: 'until', opened: shown.opened, shown, paused: plan };
}

/** The step after an event; once the calls have begun nothing leads back before their end. */
export function reducePausing(state: PausingStep, event: PausingEvent): PausingStep | StatusShown {
  switch (state.step) {
    case 'until': {
      if (isBack(event, state)) return state.shown;
      const { opened, shown, paused } = state;
      return event.type === 'until' ? { step: 'weighing', opened, shown, paused, answer: event.answer } : state;
    }
    case 'weighing': {
      if (isBack(event, state)) return { ...state, step: 'until' };
      if (event.type === 'failed') return { ...state, step: 'unweighed', error: event.error };
      if (event.type !== 'job' || event.event.type !== 'planned') return state;
      return { ...state, step: 'agree', plan: event.event.plan };
    }
    case 'unweighed':
      return isBack(event, state) ? pausingOf(state.shown, state.paused) : state;
    case 'agree': {
      if (isBack(event, state)) return pausingOf(state.shown, state.paused);
      if (event.type !== 'confirmed' || state.plan.operations.length === 0) return state;
      const { shown, paused, answer, opened, plan } = state;
      return { shown, paused, answer, ...beginning(opened, plan, event.at) };
    }
    case 'progress': {
      const { shown, paused, answer } = state;
      return isWorkNews(event) ? { shown, paused, answer, ...reduceWork(state, event) } : state;
    }
    case 'refused':
    case 'done':
      // What was read before is not so any more.
      return isBack(event, state) ? { ...state.shown, again: 'reading', isOutdated: true } : state;
    default:
      return state satisfies never;
  }
}

/** The zone in which a plan's dates are told: that of its record, else of its first window. */
export function planZone({ facts }: StatusShown, plan: string): string {
  const content = facts.account.records.find((record) => record.plan === plan)?.content;
  const window = facts.account.windows.find(({ owner }) => owner?.plan === plan);
  return zoneOf(content?.kind === 'document' ? content.document.timeZone : window?.timeZone);
}

/** What a clock in the zone shows so many days from now, to the minute. */
export function daysAhead(days: number, now: Date, timeZone: string): number {
  const local = clockAt(now, timeZone).getTime() + days * 24 * 60 * 60_000;
  return local - (local % 60_000);
}

/** The date that a person has typed: `2027-01-05`, or `2027-01-05 08:00`; undefined for what is none. */
export function typedDate(text: string): number | undefined {
  const [, day, time = '00:00'] =
    /^(\d{4}-\d{2}-\d{2})(?:[T ]+([01]?\d:[0-5]\d|2[0-3]:[0-5]\d))?$/.exec(text.trim()) ?? [];
  if (day === undefined) return undefined;
  const date = new Date(`${day}T${time.padStart(5, '0')}:00Z`);
  // 30 February is not 2 March.
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day) ? date.getTime() : undefined;
}
