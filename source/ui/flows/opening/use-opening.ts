/** Opens and reads the account while its question is on the screen. */
import { describeError } from '../../../errors.js';
import type { Place } from '../../../jobs/job.js';
import { openPlace, readAccountOf } from '../../../jobs/read-account.js';
import { useWhile } from '../../hooks/use-while.js';
import type { Outside } from '../../outside.js';
import type { AccountReading, Opening, OpeningEvent } from './state.js';

/** @param requirePlace throws a UserError where this is not the account to work in; before anything is read */
export function useOpening(
  opening: Opening,
  { connect, clock }: Pick<Outside, 'connect' | 'clock'>,
  dispatch: (event: OpeningEvent) => void,
  requirePlace: (place: Place) => void = () => {},
): void {
  const isReading = opening.step === 'account' && opening.account.status === 'reading';
  useWhile(isReading ? opening.connection : undefined, async (of, signal) => {
    const tell = (account: AccountReading): void => {
      if (!signal.aborted) dispatch({ type: 'heard', of, account });
    };
    try {
      const manager = await connect(of);
      tell({ status: 'reading', asking: (await manager.servers()).identity });
      const open = await openPlace(manager, { profile: of.profile, signal });
      const { place } = open;
      tell({ status: 'reading', place });
      requirePlace(place);
      const events = readAccountOf(open, { ...clock, signal });
      for (;;) {
        const next = await events.next();
        if (next.done) return tell({ status: 'read', opened: { connection: of, open, inventory: next.value } });
        tell({ status: 'reading', place, progress: next.value.progress });
      }
    } catch (error) {
      tell({ status: 'failed', error: describeError(error) });
    }
  });
}
