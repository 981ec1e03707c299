/** Looking again until what was done is seen: AWS's lists, and what collects tags, may lag behind its answers. */
import type { ExecuteOptions } from '../execute/execute-plan.js';

/** Milliseconds to wait before each further look. */
const pauses = [1000, 4000];

/** What the last look has given, of one that is repeated a few times until it is as expected. Rejects as the look does. */
export async function lookAgain<Seen>(
  look: () => Promise<Seen>,
  isExpected: (seen: Seen) => boolean,
  { signal, wait }: Pick<ExecuteOptions, 'signal' | 'wait'>,
): Promise<Seen> {
  let seen = await look();
  for (const pause of pauses) {
    if (isExpected(seen) || signal?.aborted) break;
    await wait(pause, signal);
    seen = await look();
  }
  return seen;
}

/**
 * What is left of what was to be gone or changed, as {@link lookAgain} sees it; undefined if that could not be seen. A later look that fails
 * takes nothing back, and is the last: what does not answer now would be waited for again.
 */
export async function leftAfter<Item>(
  look: () => Promise<readonly Item[] | undefined>,
  options: Pick<ExecuteOptions, 'signal' | 'wait'>,
): Promise<readonly Item[] | undefined> {
  let newest: readonly Item[] | undefined;
  let isBlind = false;
  const keeping = async () => {
    const left = await look().catch(() => undefined);
    isBlind = left === undefined;
    newest = left ?? newest;
    return newest;
  };
  return lookAgain(keeping, (left) => isBlind || left?.length === 0, options);
}
