/** The next dates of a plan, and what is worth knowing about them. */
import { type Answers, slotsOf } from '../plan/spec/answers.js';
import { patchGroupName, windowName } from '../plan/spec/names.js';
import type { ScheduledWindow } from '../schedule/date-rule.js';
import { planInsights } from '../schedule/insight.js';
import { type Occurrence, planOccurrences } from '../schedule/occurrences.js';
import type { Slot } from '../schedule/slot.js';

export interface PreviewOptions {
  readonly answers: Answers;
  /** Occurrences start after this. */
  readonly from: Date;
  /** The windows are thought to be created now, or at `from` if that has passed already. */
  readonly now: Date;
  readonly count: number;
}

export interface Preview {
  readonly timeZone: string;
  readonly windows: readonly (ScheduledWindow & { readonly patchGroup: string; readonly when: Slot })[];
  readonly occurrences: readonly Occurrence[];
  readonly insights: ReturnType<typeof planInsights>;
}

/** The preview of answers that have been checked. */
export function previewOf({ answers, from, now, count }: PreviewOptions): Preview {
  const { timeZone, task } = answers;
  const { durationHours } = task;
  const windows = slotsOf(answers).map((when) => ({
    window: windowName(when),
    patchGroup: patchGroupName(when),
    when,
    timeZone,
    durationHours,
  }));
  const createdAt = from < now ? from : now;
  return {
    timeZone,
    windows,
    occurrences: planOccurrences(windows, { from, createdAt, count }),
    insights: planInsights(windows, { from }),
  };
}

/** `2026-12-01T03:00:00Z` */
export function instantText(instant: Date): string {
  return instant.toISOString().replace('.000Z', 'Z');
}
