/**
 * Exact two-sided permutation test that two samples come from one distribution, on the sum of ranks:
 * the chance of a sum at least as far from its mean when all ways to part the pooled values are alike.
 *
 * Ties have their mean rank, and the chance is that of the ranks as they are, so it is exact with ties
 * too. The sizes must be fixed before the data. About 1 ms for two samples of 16, 50 ms for two of 40.
 * Source: Wilcoxon, Individual comparisons by ranking methods, Biometrics Bulletin 1 (1945).
 *
 * @param first Observations, at least one, none NaN.
 * @param second The other sample, likewise.
 * @returns A p-value in (0, 1]: at most α with chance at most α if there is one distribution.
 * @throws {RangeError} If a sample is empty or holds NaN.
 *
 * @example Three that are all below three others: one of 20 ways, and its mirror image
 * ```ts
 * import { rankSumTest } from "./rank_sum.ts";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * assertAlmostEquals(rankSumTest([1, 2, 3], [4, 5, 6]), 2 / 20);
 * assertAlmostEquals(rankSumTest([1, 1], [1, 1, 1]), 1);
 * ```
 */
export function rankSumTest(first: readonly number[], second: readonly number[]): number {
  const values = [...first, ...second];
  if (first.length === 0 || second.length === 0 || values.some(Number.isNaN)) {
    throw new RangeError(
      `Samples must have a value each and no NaN, got ${first.length} and ${second.length} values`,
    );
  }
  const ranks = doubledRanks(values);
  const taken = ranks.slice(0, first.length).reduce((a, b) => a + b, 0);
  // The mean of the sum over all choices, doubled as the ranks are.
  const mean = first.length * (values.length + 1);
  const chances = sumChances(ranks, first.length);
  const far = Math.abs(taken - mean);
  let chance = 0;
  for (let sum = 0; sum < chances.length; sum++) {
    if (Math.abs(sum - mean) >= far) chance += chances[sum];
  }
  return Math.min(1, chance);
}

/** Twice the rank of each value, from 1; twice the mean rank of those it ties with. */
function doubledRanks(values: readonly number[]): number[] {
  return values.map((value) => {
    let below = 0;
    let equal = 0;
    for (const other of values) {
      if (other < value) below++;
      else if (other === value) equal++;
    }
    return 2 * below + equal + 1;
  });
}

/** The chance of each sum of `size` of the ranks, all choices alike. */
function sumChances(ranks: readonly number[], size: number): Float64Array {
  const total = ranks.reduce((a, b) => a + b, 0);
  // ways[k][s]: share of the choices of k of the ranks so far that sum to s. Of the choices of k out of
  // t + 1, the share k/(t + 1) holds the last, so nothing over- or underflows.
  const ways = Array.from({ length: size + 1 }, () => new Float64Array(total + 1));
  ways[0][0] = 1;
  for (const [t, rank] of ranks.entries()) {
    for (let k = Math.min(size, t + 1); k > 0; k--) {
      addRank(ways[k], ways[k - 1], rank, k / (t + 1));
    }
  }
  return ways[size];
}

/** What one more rank makes of `row`, the choices without it, given those that are one short of it. */
function addRank(row: Float64Array, short: Float64Array, rank: number, held: number): void {
  for (let sum = 0; sum < rank; sum++) row[sum] *= 1 - held;
  for (let sum = rank; sum < row.length; sum++) {
    row[sum] = (1 - held) * row[sum] + held * short[sum - rank];
  }
}
