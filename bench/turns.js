/**
 * How what is measured of several variants is compared: in turns and by medians, because a machine's speed drifts. What counts are
 * ratios.
 *
 * @typedef {{ readonly variant: string, readonly median: number, readonly ratio: number }} Row
 * @typedef {{ readonly name: string, readonly bar: string, readonly rows: readonly Row[] }} Figure what was measured, in which
 *   unit; the bar, on the ratio of every row but the first, which is the measure
 */

/**
 * Measures every variant once a round, each round beginning with another one, so that what slows the machine down slows all.
 * @param {Readonly<Record<string, () => number | Promise<number>>>} variants
 * @param {number} rounds
 * @returns {Promise<Record<string, number[]>>} what was measured, in the order of the rounds
 */
export async function inTurns(variants, rounds) {
  const names = Object.keys(variants);
  const measured = Object.fromEntries(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round++)
    for (let turn = 0; turn < names.length; turn++) {
      const name = names[(round + turn) % names.length];
      measured[name].push(await variants[name]());
    }
  return measured;
}

/** The value that so great a share is not above. @param {readonly number[]} values @param {number} share */
export function quantile(values, share = 0.5) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

/**
 * Medians, and what they are against the median of the first variant.
 * @param {Readonly<Record<string, readonly number[]>>} measured
 * @returns {Row[]}
 */
export function againstFirst(measured) {
  const entries = Object.entries(measured).map(([variant, values]) => ({ variant, median: quantile(values) }));
  return entries.map((row) => ({ ...row, ratio: row.median / (entries[0]?.median ?? Number.NaN) }));
}

/** Milliseconds that it takes. @param {() => unknown} run */
export async function timed(run) {
  const start = performance.now();
  await run();
  return performance.now() - start;
}
