/** Opens and reads the account while its question is on the screen. */
import { describeError } from '../../../errors.js';
import type { Place } from '../../../jobs/job.js';
import { openPlace, readAccountOf } from '../../../jobs/read-account.js';
import type { Codec } from '../../../plan/intent/codec.js';
import { useWhile } from '../../hooks/use-while.js';
import type { Outside } from '../../outside.js';
import type { ConnectionAnswers, Opening, OpeningEvent } from './state.js';

/**
 * @param opening undefined once the account has been agreed to
 * @param requirePlace throws a UserError where this is not the account to work in; before anything is read
 */
export function useOpening(
  opening: Opening | undefined,
  { connect, clock: { codec } }: Pick<Outside, 'connect' | 'clock'>,
  dispatch: (event: OpeningEvent) => void,
  requirePlace: (place: Place) => void = () => {},
): void {
  const isReading = opening?.step === 'account' && opening.account.status === 'reading';
  useWhile(isReading ? opening.connection : undefined, async (of, signal) => {
    const tell = (event: OpeningEvent): void => {
      if (!signal.aborted) dispatch(event);
    };
    try {
      const open = await openPlace(await connect(of), { profile: of.profile, signal });
      tell({ type: 'identified', of, place: open.place });
      requirePlace(open.place);
      await readAccount({ connection: of, open }, codec, signal, tell);
    } catch (error) {
      tell({ type: 'failed', of, error: describeError(error) });
    }
  });
}

async function readAccount(
  {
    connection: of,
    open,
  }: { readonly connection: ConnectionAnswers; readonly open: Parameters<typeof readAccountOf>[0] },
  codec: Codec,
  signal: AbortSignal,
  tell: (event: OpeningEvent) => void,
): Promise<void> {
  const events = readAccountOf(open, { signal, codec });
  for (;;) {
    const next = await events.next();
    if (next.done) return tell({ type: 'read', of, opened: { connection: of, open, inventory: next.value } });
    tell({ type: 'progressed', of, progress: next.value.progress });
  }
}
