/** The end of what was not begun: why, and what to do next. */
import type { ErrorDescription } from '../../errors.js';
import { useFrame } from '../frame.js';
import { useScreenKeys } from '../hooks/use-keys.js';
import { Problem } from './problem.js';
import { Screen } from './screen.js';
import { Scroll, useScroll } from './scroll.js';

export type RefusedScreenProps = {
  readonly question: string;
  readonly error: ErrorDescription;
  readonly onLeave: () => void;
};

const mostRows = 16;

/**
 * ```
 *  Nothing was deleted.
 *
 *  ✘ The backup cannot be written.
 *    …
 * ```
 */
export function RefusedScreen({ question, error, onLeave }: RefusedScreenProps) {
  const { bodyRows } = useFrame();
  const scroll = useScroll();
  useScreenKeys((action) => {
    if (action === 'submit' || action === 'back') onLeave();
    else if (action === 'page-down' || action === 'page-up') scroll.turn(action === 'page-down' ? 1 : -1);
  });
  // An error may say more than the screen has rows for.
  const rows = Math.min(bodyRows, mostRows);
  return (
    <Screen
      question={question}
      explanation="Enter leaves and prints this again."
      keys={[{ key: 'submit', does: 'leave' }, ...scroll.hints]}
      bodyRows={rows}
    >
      <Scroll rows={rows} scroll={scroll}>
        <Problem error={error} />
      </Scroll>
    </Screen>
  );
}
