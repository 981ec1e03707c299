/** The next dates of a plan, and what is worth knowing about them. */
import type { PlanDocument, Wave } from '../plan/intent/document.js';
import { scheduledWindow } from '../plan/intent/waves.js';
import { planInsights } from '../schedule/insight.js';
import { type Occurrence, planOccurrences } from '../schedule/occurrences.js';

export interface PreviewOptions {
  readonly document: PlanDocument;
  /** Occurrences start after this. */
  readonly from: Date;
  /** The windows are thought to be created now, or at `from` if that has passed already. */
  readonly now: Date;
  readonly count: number;
}

export interface Preview {
  readonly timeZone: string;
  readonly windows: readonly (Wave & { readonly timeZone: string })[];
  readonly occurrences: readonly Occurrence[];
  readonly insights: ReturnType<typeof planInsights>;
}

/** The preview of a document that has been checked. */
export function previewOf({ document, from, now, count }: PreviewOptions): Preview {
  const scheduled = document.waves.map((wave) => scheduledWindow(document, wave));
  return {
    timeZone: document.timeZone,
    windows: document.waves.map((wave, index) => ({ ...wave, timeZone: scheduled[index]?.timeZone ?? 'UTC' })),
    occurrences: planOccurrences(scheduled, { from, createdAt: from < now ? from : now, count }),
    insights: planInsights(scheduled, { from }),
  };
}

/** `2026-12-01T03:00:00Z` */
export function instantText(instant: Date): string {
  return instant.toISOString().replace('.000Z', 'Z');
}
