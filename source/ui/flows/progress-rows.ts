/** The rows of work in progress: the things, and below those that have failed why. */
import type { ThingProgress } from '../../plan/account/things.js';

export type ProgressRow =
  | { readonly type: 'thing'; readonly progress: ThingProgress }
  /** Below the first thing that it is true of. */
  | { readonly type: 'failure'; readonly text: string };

/** A failure that is equal to one above says nothing new: its thing is marked, and the first says how many there are. */
export function progressRows(things: readonly ThingProgress[]): readonly ProgressRow[] {
  const counts = new Map<string, number>();
  for (const { failures } of things)
    for (const { error } of failures) counts.set(error.title, (counts.get(error.title) ?? 0) + 1);
  const said = new Set<string>();
  return things.flatMap((progress): ProgressRow[] => {
    const texts = [...new Set(progress.failures.map(({ error }) => error.title))].filter((title) => !said.has(title));
    for (const title of texts) said.add(title);
    return [
      { type: 'thing', progress },
      ...texts.map((title): ProgressRow => {
        const count = counts.get(title) ?? 1;
        return { type: 'failure', text: count === 1 ? title : `${title} (${count} times)` };
      }),
    ];
  });
}

/** The row where the work is: the first thing that is being worked on, else the last that is not only waiting. */
export function rowAtWork(rows: readonly ProgressRow[]): number {
  const running = rows.findIndex((row) => row.type === 'thing' && row.progress.state === 'running');
  if (running >= 0) return running;
  return Math.max(
    0,
    rows.findLastIndex((row) => row.type === 'failure' || row.progress.state !== 'waiting'),
  );
}

/** `about 20 s left`, `about 3 min left`: not more exactly than it is known. */
export function leftWords(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 5000) * 5;
  return seconds < 90 ? `about ${seconds} s left` : `about ${Math.round(seconds / 60)} min left`;
}
