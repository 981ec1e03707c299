/** Reading as events: how far it has come, and an interruption that is told as one. */
import { UserError } from '../errors.js';
import type { InventoryProgress } from '../plan/account/inventory.js';
import type { JobContext, OpenPlace, Planned, PlanningEvent, ReadingEvent } from './job.js';

export interface ReadingOptions {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: InventoryProgress) => void;
}

/** What is read of a place; only the newest of what has come is told. */
export async function* reading<Result>(
  { place }: Pick<OpenPlace, 'place'>,
  { signal }: Pick<JobContext, 'signal'>,
  read: (options: ReadingOptions) => Promise<Result>,
): AsyncGenerator<ReadingEvent, Result> {
  let newest: InventoryProgress | undefined;
  let isOver = false;
  let wake = (): void => {};
  const onProgress = (progress: InventoryProgress): void => {
    newest = progress;
    wake();
  };
  const result = unlessInterrupted(signal, () => read({ signal, onProgress })).finally(() => {
    isOver = true;
    wake();
  });
  // Whoever stops listening hears of no failure either.
  result.catch(() => {});
  while (!isOver) {
    const progress = newest;
    newest = undefined;
    if (progress) yield { type: 'reading', place, progress };
    else
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
  }
  return result;
}

/** The result of reading; an interruption is an error of its own. */
export async function unlessInterrupted<Result>(signal: AbortSignal, read: () => Promise<Result>): Promise<Result> {
  try {
    return await read();
  } catch (error) {
    if (!signal.aborted) throw error;
    throw new UserError('Interrupted before anything was changed.', { code: 'interrupted', exitCode: 1, cause: error });
  }
}

/** The plan of a place. Rejects with the first error of reading or planning. */
export async function* planAt<Plan>(
  open: OpenPlace,
  context: Pick<JobContext, 'signal'>,
  planIn: (open: OpenPlace, options: ReadingOptions) => Promise<Plan>,
): AsyncGenerator<PlanningEvent<Plan>, Planned<Plan>> {
  const plan = yield* reading(open, context, (options) => planIn(open, options));
  yield { type: 'planned', place: open.place, plan };
  return { ...open, plan };
}
