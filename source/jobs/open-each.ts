/** Several places, opened at once: what fails in one is nothing to the others. */
import { describeError } from '../errors.js';
import type { WantedPlace } from '../plan/account/wanted-places.js';
import type { JobContext, OpenPlace, RefusedPlace } from './job.js';
import { together } from './together.js';

/** What could be opened, and what not. */
export interface OpenedPlaces {
  readonly open: readonly OpenPlace[];
  readonly refused: readonly RefusedPlace[];
}

/** All places, in their order; tells each as it is begun. An interruption is thrown. */
export async function* openEach(
  places: readonly WantedPlace[],
  open: (place: WantedPlace) => Promise<OpenPlace>,
  { signal }: Pick<JobContext, 'signal'>,
): AsyncGenerator<WantedPlace, OpenedPlaces> {
  const opening = async function* (place: WantedPlace): AsyncGenerator<WantedPlace, OpenPlace | RefusedPlace> {
    yield place;
    try {
      return await open(place);
    } catch (error) {
      if (signal.aborted) throw error;
      return { place, error: describeError(error) };
    }
  };
  const ends = yield* together(places.map((place) => () => opening(place)));
  const opened = ends.filter((end) => 'manager' in end);
  // Without roles all are in one account, which the others tell.
  const own = places.some(({ account }) => account) ? undefined : opened[0]?.place.account;
  const refused = ends.filter((end) => 'error' in end);
  return {
    open: opened,
    refused: refused.map(({ place, error }) => ({ place: { ...place, account: place.account ?? own }, error })),
  };
}
