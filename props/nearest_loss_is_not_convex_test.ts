import fc from "fast-check";
import { crossEntropyForSquares } from "../fixtures/mutants/cross_entropy_for_squares.ts";
import { gradientWithoutMean } from "../fixtures/mutants/gradient_without_mean.ts";
import { lossRisesWithScore } from "../fixtures/mutants/loss_rises_with_score.ts";
import { nearTiesForgotten } from "../fixtures/mutants/near_ties_forgotten.ts";
import { testClaim } from "../scripts/test_claim.ts";
import { drawInnerProducts, randomStream, statisticalClaim } from "../src/mod.ts";

/** Half the width of the second differences. */
const WIDTH = 1;
/** Prompts of one frozen sample: a second difference has 5 % of noise on them. */
const PROMPTS = 500;
/** Where the theory has −.0074 and +.0024: one frozen sample gives the differences at both. */
const EXPECTED = [[1, -0.0074], [10, 0.0024]] as const;

export const claim = statisticalClaim({
  id: "A14",
  slug: "nearest_loss_is_not_convex",
  statement: "the loss is not convex: it bends down near ξ1 = 1 and up near ξ1 = 10",
  source:
    "measured second differences, −0.0074 and +0.0024; derived from A3 by central differences",
  regime: "N = 16, d = 8, hard mask, differences of width 1 of loss and slope on one frozen sample",
  kind: "EXP",
  expected: "verified",
  needs: ["nearestLoss"],
  mutants: [crossEntropyForSquares, lossRisesWithScore, gradientWithoutMean, nearTiesForgotten],
  effectName: "0.35 − the worst |measured/expected − 1| of four curvatures",
  bound: 0.35,
  smallestEffect: 0.1,
  budget: { quick: 200, ci: 400, deep: 1000 },
  bounds: { contextLength: { among: [16] }, dimension: { among: [8] } },
  generator: fc.record({ contextLength: fc.constant(16), dimension: fc.constant(8) }),
  replicate({ contextLength, dimension }, seed, { nearestLoss }) {
    const stream = randomStream(seed, "A14");
    const t = drawInnerProducts({ contextLength, dimension, prompts: PROMPTS }, stream);
    let worst = 0;
    for (const [xi1, expected] of EXPECTED) {
      const [left, middle, right] = [-WIDTH, 0, WIDTH].map((h) =>
        nearestLoss(t, { contextLength, xi1: xi1 + h, xi2: Infinity })
      );
      const ofLoss = right.loss - 2 * middle.loss + left.loss;
      // The slope's own difference over the same width: L″·h² up to h⁴L⁗/6.
      const ofSlope = ((right.dXi1 - left.dXi1) * WIDTH) / 2;
      for (const curvature of [ofLoss, ofSlope]) {
        worst = Math.max(worst, Math.abs(curvature / expected - 1));
      }
    }
    return 0.35 - worst;
  },
});

testClaim(claim);
