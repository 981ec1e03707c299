/** What work has not done, on its last screen. */
import { Box } from 'ink';
import type { Outcome } from '../../plan/account/events.js';
import { Marked } from '../components/marked.js';
import { NextStep } from '../components/next-step.js';
import { useFrame } from '../frame.js';
import { namesWords, undoneReasons } from './undone.js';

export type UndoneLinesProps = {
  readonly outcomes: readonly Outcome[];
  /** What has become of a thing, and of several: `stays` and `stay`. */
  readonly verbs: readonly [one: string, several: string];
  /** Columns that the surroundings take on the left. */
  readonly indent: number;
};

/**
 * ```
 * ✘ Week1Day2Unattended0300, Week1Day2Unattended0400 stay: These credentials may not call ssm:…
 *   User: arn:aws:… is not authorized to perform: …
 *   → Ask for a policy with: {"Effect":"Allow",…}
 * ! /patch-wizard/plans/default stays: waits for Week1Day2Unattended0300
 * ```
 */
export function UndoneLines({ outcomes, verbs: [one, several], indent }: UndoneLinesProps) {
  const { symbols, columns } = useFrame();
  return undoneReasons(outcomes).map(({ why, error, names }) => (
    <Box key={why} flexDirection="column" flexShrink={0}>
      <Marked
        mark={error ? symbols.failed : symbols.warning}
        tone={error ? 'danger' : 'warning'}
        text={`${namesWords(names)} ${names.length === 1 ? one : several}: ${why}`}
        columns={columns - indent - 1}
      />
      {error?.detail && error.detail !== why && (
        <Marked mark=" " tone="muted" text={error.detail} columns={columns - indent - 1} />
      )}
      {error?.nextSteps.map((step) => (
        <Box key={step} paddingLeft={2} flexShrink={0}>
          <NextStep step={step} indent={indent + 2} />
        </Box>
      ))}
    </Box>
  ));
}
