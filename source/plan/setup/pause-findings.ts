/** Findings about pauses: respected by every set-up, told, and ended only where somebody asks for it. */
import type { Finding } from '../account/finding.js';
import { type Pause, pauseOf } from '../account/pause.js';
import { plural } from '../text/plural.js';
import { windowsSoFar } from './held-back.js';
import type { Planned } from './planned.js';

/** What is paused and stays so, and what new windows do meanwhile. */
export function pauseFindings({
  desired,
  account,
  consent,
  now,
  operations,
}: Pick<Planned, 'desired' | 'account' | 'consent' | 'now' | 'operations'>): Finding[] {
  const existing = windowsSoFar(desired, account);
  const paused = existing.flatMap((window) => {
    const pause = pauseOf(window, now);
    return pause ? [{ window, pause }] : [];
  });
  if (paused.length === 0 || consent.resume) return [];
  const listed = paused.map(({ window, pause }) => `${window.name} (${pauseWords(pause)})`).join(', ');
  const verb = paused.length === 1 ? 'is' : 'are';
  const created = operations.filter(({ kind }) => kind === 'CreateMaintenanceWindow');
  const patchAtOnce = created.filter(({ input }) => !('StartDate' in input));
  const isWhole = paused.length === existing.length;
  const news =
    isWhole && patchAtOnce.length > 0
      ? ` New windows are not paused: ${patchAtOnce.map(({ name }) => name).join(', ')}.`
      : '';
  return [
    {
      severity: 'warning',
      code: 'paused',
      message: `${paused.length} ${plural(paused.length, 'window')} ${verb} paused and ${paused.length === 1 ? 'stays' : 'stay'} so: ${listed}.${news}`,
      nextSteps: ['To end the pause: --resume, its tick on the review, or the command resume.'],
    },
  ];
}

/** `switched off`, `held back until 2027-01-05T00:00:00Z` */
function pauseWords(pause: Pause): string {
  return pause.kind === 'off' ? 'switched off' : `held back until ${pause.startDate}`;
}
