import { requireChance } from "./chance.ts";

/** A median with its confidence interval. */
export interface MedianInterval {
  /** The sample's median. */
  readonly median: number;
  /** Lower end: an observation. */
  readonly lower: number;
  /** Upper end: an observation. */
  readonly upper: number;
  /** Chance that such an interval holds the median: at least the level asked for if that can be had. */
  readonly level: number;
}

/**
 * The shortest symmetric interval between order statistics that holds the median with chance `level`.
 *
 * It assumes nothing of the distribution: the number of k independent observations below the median is
 * binomial(k, ½), so from the j-th smallest to the j-th largest holds it with chance 1 − 2P(Bin < j), and
 * more where it has atoms. Six observations reach 0.95; fewer give their range, at the level that has.
 *
 * @throws {RangeError} On no observation, NaN, or a level outside (0, 1).
 *
 * @example The range of six
 * ```ts
 * import { medianInterval } from "./median_interval.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { median, lower, upper, level } = medianInterval([5, 1, 4, 2, 6, 3]);
 * assertEquals([median, lower, upper, level], [3.5, 1, 6, 1 - 2 / 64]);
 * ```
 */
export function medianInterval(
  observations: ArrayLike<number>,
  { level = 0.95 }: { readonly level?: number } = {},
): MedianInterval {
  requireChance("level", level);
  const sorted = Float64Array.from(observations).sort();
  const count = sorted.length;
  if (count === 0) throw new RangeError("a median must have at least 1 observation, got 0");
  if (sorted.some(Number.isNaN)) throw new RangeError("observations must be numbers, got NaN");
  // P(Bin(count, ½) = k), from k = 0 up; the tail below rank + 1 is left out on each side.
  let [rank, mass] = [0, Math.pow(0.5, count)];
  let tail = mass;
  for (let k = 1; k < count / 2; k++) {
    mass *= (count - k + 1) / k;
    if (1 - 2 * (tail + mass) < level) break;
    tail += mass;
    rank = k;
  }
  const middle = (sorted[Math.floor((count - 1) / 2)] + sorted[Math.floor(count / 2)]) / 2;
  return {
    median: middle,
    lower: sorted[rank],
    upper: sorted[count - 1 - rank],
    level: 1 - 2 * tail,
  };
}
