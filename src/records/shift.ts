/** Are the queries like the records? By ranks, which ask nothing of the law. */

import { rankSumTest } from "../decision/rank_sum.ts";
import { median, sample } from "./summary.ts";
import { randomStream } from "../prng.ts";

/** Two samples compared. */
export interface Shift {
  readonly what: string;
  /** Median among the queries over that among the records; null where the latter is 0. */
  readonly ratio: number | null;
  /** p-value of the exact rank-sum test on at most forty of each. */
  readonly p: number;
}

/** Of each sample: the exact test takes 50 ms then. */
const MOST = 40;

/** Compares a quantity among records and among queries. */
export function shiftOf(
  what: string,
  records: Float64Array,
  { queries, seed }: { readonly queries: Float64Array; readonly seed: number },
): Shift {
  const pick = (values: Float64Array, name: string) =>
    Array.from(
      sample(values.length, MOST, randomStream(seed, "shift", what, name)),
      (i) => values[i],
    );
  const before = median(records);
  return {
    what,
    ratio: before > 0 ? median(queries) / before : null,
    p: rankSumTest(pick(records, "records"), pick(queries, "queries")),
  };
}
