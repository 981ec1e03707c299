/** The status: what the account has about patching now, page by page. */
import { useState } from 'react';
import type { PatchManager } from '../../execute/patch-manager.js';
import { openPlace } from '../../jobs/places.js';
import { readStatus } from '../../jobs/status.js';
import { statusDocument } from '../../plan/status/status.js';
import { statusText } from '../../plan/status/text.js';
import { LinesScreen, linesIndent } from '../components/lines-screen.js';
import { WaitingScreen } from '../components/waiting-screen.js';
import { useFrame } from '../frame.js';
import { useReading } from '../hooks/use-reading.js';

export type StatusStepProps = {
  readonly manager: PatchManager;
  readonly now: Date;
  readonly onBack: () => void;
};

/**
 * ```
 *  What this account has about patching now
 *
 *    WINDOW                   NEXT RUN                     IN      PLAN     TARGETS  NODES
 *  ❯ Week1Day2Unattended0300  Tue 2026-12-01 03:00 +00:00  7 days  default  1        4
 * ```
 */
export function StatusStep({ manager, now, onBack }: StatusStepProps) {
  const { columns } = useFrame();
  // The moment of reading counts: minutes that pass do not read the account again.
  const [openedAt] = useState(now);
  const status = useReading(async (options) =>
    statusDocument(await readStatus(await openPlace(manager, options), options)),
  );
  if (status.status === 'read') {
    const lines = statusText(status.result, { now: openedAt, width: columns - linesIndent });
    return (
      <LinesScreen
        question="What this account has about patching now"
        explanation="Set up mends drift; clean up takes things away, with a backup."
        lines={lines.map((text) => ({ tone: 'body', text }))}
        onBack={onBack}
      />
    );
  }
  const isFailed = status.status === 'failed';
  return (
    <WaitingScreen
      question={isFailed ? 'This account cannot be read.' : 'Reading what this account has about patching.'}
      progress={isFailed ? undefined : status.progress}
      error={isFailed ? status.error : undefined}
      onBack={onBack}
    />
  );
}
