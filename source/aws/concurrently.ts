/** Reads many things at once, but never more than a few at a time. */
import { setMaxListeners } from 'node:events';

/**
 * `map` with bounded concurrency; results keep the order of the items. The first rejection rejects the whole, and no
 * further item is started.
 */
export async function concurrently<Item, Result>(
  items: readonly Item[],
  atOnce: number,
  map: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const remaining = items.entries();
  let hasFailed = false;
  const worker = async (): Promise<void> => {
    for (const [index, item] of remaining) {
      if (hasFailed) return;
      results[index] = await map(item);
    }
  };
  const workers = Array.from({ length: Math.min(atOnce, items.length) }, () =>
    worker().catch((error: unknown) => {
      hasFailed = true;
      throw error;
    }),
  );
  await Promise.all(workers);
  return results;
}

/**
 * The signal for many calls at a time. Each call listens to it, and Node warns on the screen of a leak from the
 * eleventh listener on.
 */
export function sharedSignal(signal: AbortSignal | undefined): AbortSignal | undefined {
  if (signal === undefined) return undefined;
  const shared = AbortSignal.any([signal]);
  setMaxListeners(0, shared);
  return shared;
}
