import { medianOf } from "../../bench/percentile.js";

/**
 * How much of its middle third's median the last third's is: 1 for what has stopped growing. What
 * comes before, when caches fill and code is compiled, does not count. Medians, because what is left
 * for the garbage collector goes up and down all the while.
 *
 * @param samples taken at even distances
 */
export function growthOf(samples: readonly number[]): number {
  const third = Math.floor(samples.length / 3);
  if (third === 0) return Number.NaN;
  return medianOf(samples.slice(-third)) / medianOf(samples.slice(third, -third));
}
