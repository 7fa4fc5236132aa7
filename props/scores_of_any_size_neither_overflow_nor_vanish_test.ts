import fc from "fast-check";
import { firstScoreSubtracted } from "../fixtures/mutants/first_score_subtracted.ts";
import { maximumNotSubtracted } from "../fixtures/mutants/maximum_not_subtracted.ts";
import { maximumStartsAtFloor } from "../fixtures/mutants/maximum_starts_at_floor.ts";
import { maximumStartsAtMinus1e9 } from "../fixtures/mutants/maximum_starts_at_minus_1e9.ts";
import { maximumStartsAtZero } from "../fixtures/mutants/maximum_starts_at_zero.ts";
import { scoresClippedAt65504 } from "../fixtures/mutants/scores_clipped_at_65504.ts";
import { testClaim } from "../scripts/test_claim.ts";
import { attentionByFormula, drawCall, listMargins, ONE_OF_EACH } from "../src/measurement.ts";
import {
  counts,
  countsAndEnds,
  logUniform,
  oneOf,
  randomStream,
  seeds,
  specs,
  TOLERANCE,
  universalClaim,
  worstMargin,
} from "../src/mod.ts";

/**
 * The weights depend on differences of scores alone: e^{s_j}/Σ e^{s_k} = e^{s_j − M}/Σ e^{s_k − M} with M = max s, where
 * no term overflows and one is 1. At the largest number L of a type s_j − M may be −∞, whose exponential is 0.
 */
export const claim = universalClaim({
  id: "D8",
  slug: "scores_of_any_size_neither_overflow_nor_vanish",
  statement:
    "scores to ±1e5, together or apart, and at plus or minus the largest number of the type give the weights of their differences",
  formula: String.raw`
    \frac{e^{s_j}}{\sum_ke^{s_k}}=\frac{e^{s_j-M}}{\sum_ke^{s_k-M}},\qquad M=\max_ks_k`,
  source: "the softmax does not change when all scores move by one number",
  regime: "scores around S or −S, or around both; S the type's largest number over √d instead",
  symbols: {
    size: "S",
    isLargest: "S replaced by the largest",
    around: "sign",
    spread: "spread around it",
  },
  kind: "ID",
  expected: "verified",
  needs: ["attentionFacts", "attendBatch"],
  mutants: [
    maximumStartsAtZero,
    maximumStartsAtFloor,
    maximumStartsAtMinus1e9,
    maximumNotSubtracted,
    scoresClippedAt65504,
    firstScoreSubtracted,
  ],
  generator: specs({
    n: countsAndEnds([1, 9], [64, 65, 129]),
    d: counts(2, 4),
    size: fc.oneof(logUniform(1, 1e5), fc.constant(1e5)),
    isLargest: oneOf(true, false),
    around: oneOf("plus", "minus", "both"),
    spread: logUniform(0.01, 1000),
    seed: seeds(),
  }),
  bounds: { size: { from: 1, to: 1e5 } },
  budget: { quick: 200, ci: 2000, deep: 10_000 },
  check({ n, d, size, isLargest, around, spread, seed }, { attentionFacts, attendBatch }) {
    const stream = randomStream(seed, "D8");
    const { largestNumber } = attentionFacts();
    const drawn = drawCall({ ...ONE_OF_EACH, queries: 2, points: n, dimension: d }, stream);
    const most = isLargest ? largestNumber : Math.min(size * Math.sqrt(d), largestNumber);
    const side = () => around === "both" ? stream.sign() : around === "plus" ? 1 : -1;
    // The first entries make scores of ±most/√d; at the largest number the others are lost beside them.
    const queries = drawn.queries.map((entry, at) => at % d === 0 ? most : spread * entry);
    const keys = drawn.keys.map((entry, at) => at % d === 0 ? side() : entry);
    const call = { ...drawn, queries, keys };
    const wanted = attentionByFormula(call, { score: (product) => product / Math.sqrt(d) });
    // Rounding of a score of this size, times the slope of its weight; of equal ones there is none.
    const rule = { tolerance: TOLERANCE.forward, scale: isLargest ? 0 : size + spread };
    return worstMargin(listMargins("place of the answer", attendBatch(call), wanted, rule));
  },
});

testClaim(claim);
