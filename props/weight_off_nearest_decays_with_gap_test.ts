import fc from "fast-check";
import { farthestForNearest } from "../fixtures/mutants/farthest_for_nearest.ts";
import { noMaxSubtraction } from "../fixtures/mutants/no_max_subtraction.ts";
import { partialBlockDropped } from "../fixtures/mutants/partial_block_dropped.ts";
import { selfScoreWithoutNorm } from "../fixtures/mutants/self_score_without_norm.ts";
import { uniformWeights } from "../fixtures/mutants/uniform_weights.ts";
import { testClaim } from "../scripts/test_claim.ts";
import {
  BLOCK_ENDS,
  counts,
  countsAndEnds,
  drawInnerProducts,
  identityMargin,
  inequalityMargin,
  innerCells,
  logUniform,
  type Margin,
  randomStream,
  seeds,
  TOLERANCE,
  universalClaim,
  worstMargin,
} from "../src/mod.ts";

/** log Σ e^{x_i}, −Infinity for an empty sum. */
function logSum(exponents: readonly number[]): number {
  const largest = Math.max(-Infinity, ...exponents);
  if (largest === -Infinity) return -Infinity;
  return largest + Math.log(exponents.reduce((sum, x) => sum + Math.exp(x - largest), 0));
}

/** log(1 + e^x) without overflow. */
function softplus(x: number): number {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
}

/** Below this the weights themselves underflow: nothing finer than "tiny" can be asked of them. */
const LOG_TINY = -690;

export const claim = universalClaim({
  id: "A7",
  slug: "weight_off_nearest_decays_with_gap",
  statement:
    "1−q_* = r/(1+r), at most (N−1)e^{−ξ1·gap} + e^{ξ1(1−t_*)−ξ2} and at least 1/(1+e^{ξ1·gap})",
  source: "derived; the exact form behind the convergence theorem of arXiv 2411.10830",
  regime: "points of the sphere, N to 1025, ξ1, ξ2 ∈ [10^−2, 10³], tails compared as logarithms",
  kind: "ID",
  expected: "verified",
  needs: ["weighInnerProducts"],
  mutants: [
    farthestForNearest,
    noMaxSubtraction,
    selfScoreWithoutNorm,
    uniformWeights,
    partialBlockDropped,
  ],
  bounds: {
    n: { from: 1, to: 1025 },
    d: { from: 2, to: 13 },
    xi1: { from: 0.01, to: 1000 },
    xi2: { from: 0.01, to: 1000 },
  },
  cells: innerCells("n", BLOCK_ENDS),
  generator: fc.record({
    n: countsAndEnds([1, 17]),
    d: counts(2, 13),
    xi1: logUniform(0.01, 1000),
    xi2: logUniform(0.01, 1000),
    nearTie: fc.option(logUniform(1e-9, 1), { nil: undefined }),
    seed: seeds(),
  }),
  budget: { quick: 200, ci: 2000, deep: 10_000 },
  check({ n, d, xi1, xi2, nearTie, seed }, { weighInnerProducts }) {
    const stream = randomStream(seed, "A7");
    const t = drawInnerProducts({ contextLength: n, dimension: d, prompts: 1 }, stream).toSorted()
      .toReversed();
    if (nearTie !== undefined && n > 1) t[1] = Math.max(-1, t[0] - nearTie);
    t.subarray(1).sort().reverse();
    const { weights, queryWeight } = weighInnerProducts(t, { xi1, xi2 });
    const rest = weights.subarray(1).reduce((sum, weight) => sum + weight, queryWeight);
    const query = xi1 * (1 - t[0]) - xi2;
    const logR = logSum([...t.subarray(1)].map((tj) => -xi1 * (t[0] - tj)).concat(query));
    const logRest = logR - softplus(logR);
    const margins: Margin[] = [
      identityMargin("q_*", weights[0], 1 / (1 + Math.exp(logR)), {
        tolerance: TOLERANCE.identity,
      }),
    ];
    if (logRest < LOG_TINY) {
      margins.push(inequalityMargin("1−q_* is tiny", rest, Math.exp(LOG_TINY), { tolerance: 0 }));
      return worstMargin(margins);
    }
    const rule = { tolerance: TOLERANCE.logarithm };
    margins.push(identityMargin("log(1−q_*)", Math.log(rest), logRest, rule));
    if (n === 1) {
      margins.push(inequalityMargin("log(1−q_*), upper bound", Math.log(rest), query, rule));
      return worstMargin(margins);
    }
    const gap = t[0] - t[1];
    const upper = logSum([Math.log(n - 1) - xi1 * gap, query]);
    margins.push(
      inequalityMargin("log(1−q_*), upper bound", Math.log(rest), upper, rule),
      inequalityMargin("log(1−q_*), lower bound", -softplus(xi1 * gap), Math.log(rest), rule),
    );
    return worstMargin(margins);
  },
});

testClaim(claim);
