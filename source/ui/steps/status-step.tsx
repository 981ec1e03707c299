/** The status: what the account has about patching now, page by page. */
import { useEffect, useState } from 'react';
import { describeError, type ErrorDescription } from '../../errors.js';
import type { PatchManager } from '../../execute/patch-manager.js';
import { readStatus } from '../../execute/status.js';
import { type StatusDocument, statusDocument } from '../../plan/status/status.js';
import { statusText } from '../../plan/status/text.js';
import { LinesScreen, linesIndent } from '../components/lines-screen.js';
import { Problem } from '../components/problem.js';
import { Screen } from '../components/screen.js';
import { Spinner } from '../components/spinner.js';
import { useFrame } from '../frame.js';
import { useScreenKeys } from '../hooks/use-keys.js';

export type StatusStepProps = {
  readonly manager: PatchManager;
  readonly now: Date;
  readonly onBack: () => void;
};

type StatusState =
  | { readonly status: 'reading' }
  | { readonly status: 'read'; readonly document: StatusDocument }
  | { readonly status: 'failed'; readonly error: ErrorDescription };

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
  const [state, setState] = useState<StatusState>({ status: 'reading' });
  // The moment of reading counts: minutes that pass do not read the account again.
  const [openedAt] = useState(now);
  useEffect(() => {
    const abort = new AbortController();
    const settle = (next: StatusState): void => {
      if (!abort.signal.aborted) setState(next);
    };
    readStatus(manager, { signal: abort.signal }).then(
      (facts) => settle({ status: 'read', document: statusDocument(facts) }),
      (error: unknown) => settle({ status: 'failed', error: describeError(error) }),
    );
    return () => abort.abort();
  }, [manager, openedAt]);
  if (state.status === 'read') {
    const lines = statusText(state.document, { now: openedAt, width: columns - linesIndent });
    return (
      <LinesScreen
        question="What this account has about patching now"
        explanation="Set up mends drift; clean up takes things away, with a backup."
        lines={lines.map((text) => ({ tone: 'body', text }))}
        onBack={onBack}
      />
    );
  }
  return <WaitingScreen error={state.status === 'failed' ? state.error : undefined} onBack={onBack} />;
}

type WaitingScreenProps = { readonly error: ErrorDescription | undefined; readonly onBack: () => void };

function WaitingScreen({ error, onBack }: WaitingScreenProps) {
  useScreenKeys((action) => {
    if (action === 'back') onBack();
  });
  return (
    <Screen
      question={error ? 'This account cannot be read.' : 'Reading what this account has about patching.'}
      explanation="Only reading: nothing is changed."
      keys={[{ key: 'back', does: 'back' }]}
      bodyRows={10}
    >
      {error ? <Problem error={error} /> : <Spinner label="windows, baselines, patch groups and nodes" />}
    </Screen>
  );
}
