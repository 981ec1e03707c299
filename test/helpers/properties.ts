/**
 * Properties: what holds whatever the values are.
 *
 * The values are the same in every run, so that a change is judged by what it changes; `npm run properties` takes others,
 * and PROPERTY_SEED those of a run that failed.
 */
import fc from 'fast-check';

const { PROPERTY_SEED: asked = '20261127' } = process.env;
const seed = asked === 'random' ? undefined : Number(asked);

type Arbitraries<Values extends readonly unknown[]> = { [Index in keyof Values]: fc.Arbitrary<Values[Index]> };

/** What is looked at of some values; false, and whatever is thrown, is a failure. */
type Check<Values extends readonly unknown[]> = (...values: Values) => unknown;

/** Rejects with the smallest values of these kinds for which the check fails, out of a hundred. */
export function forAll<Values extends readonly unknown[]>(
  arbitraries: readonly [...Arbitraries<Values>],
  check: Check<Values>,
): Promise<void> {
  return forSome(100, arbitraries, check);
}

/** The same out of so many, and by a seed of its own. */
export function forSome<Values extends readonly unknown[]>(
  numRuns: number,
  arbitraries: readonly [...Arbitraries<Values>],
  check: Check<Values>,
  from = seed,
): Promise<void> {
  const values = fc.tuple(...arbitraries) as unknown as fc.Arbitrary<Values>;
  const property = fc.asyncProperty(values, async (found) => {
    if ((await check(...found)) === false) throw new Error('it does not hold');
  });
  return fc.assert(property, { numRuns, seed: from });
}
