/** Work in several places at once: what happens is told as it comes. */

/** Places that are worked in at a time: their calls do not slow each other down, but each has connections and what was read of it. */
const mostAtOnce = 12;

/**
 * What several works tell, and what each returns, in their order. The first that throws ends all of them.
 * @param most so many go on at a time
 */
export async function* together<Event, Result>(
  works: readonly (() => AsyncGenerator<Event, Result>)[],
  most = mostAtOnce,
): AsyncGenerator<Event, Result[]> {
  const [only, ...others] = works;
  if (only !== undefined && others.length === 0) return [yield* only()];
  const results: Result[] = [];
  const waiting = [...works.entries()];
  const running = new Map<number, Promise<Step<Event, Result>>>();
  const stepOf = async (index: number, events: AsyncGenerator<Event, Result>) => ({
    index,
    events,
    next: await events.next(),
  });
  for (;;) {
    while (running.size < most) {
      const [index, begin] = waiting.shift() ?? [];
      if (index === undefined || begin === undefined) break;
      running.set(index, stepOf(index, begin()));
    }
    if (running.size === 0) return results;
    const { index, events, next } = await Promise.race(running.values());
    running.delete(index);
    if (next.done) results[index] = next.value;
    else {
      // Behind the others, so that none of them has to wait for one that always has news.
      running.set(index, stepOf(index, events));
      yield next.value;
    }
  }
}

interface Step<Event, Result> {
  readonly index: number;
  readonly events: AsyncGenerator<Event, Result>;
  readonly next: IteratorResult<Event, Result>;
}
