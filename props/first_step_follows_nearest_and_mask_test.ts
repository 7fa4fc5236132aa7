import fc from "fast-check";
import { gradientWithoutMean } from "../fixtures/mutants/gradient_without_mean.ts";
import { lossRisesWithScore } from "../fixtures/mutants/loss_rises_with_score.ts";
import { queryAlwaysMasked } from "../fixtures/mutants/query_always_masked.ts";
import { testClaim } from "../scripts/test_claim.ts";
import {
  counts,
  expectedNearest,
  identityMargin,
  meanFirstSlope,
  TOLERANCE,
  uniformSteps,
  universalClaim,
} from "../src/mod.ts";

export const claim = universalClaim({
  id: "A12",
  slug: "first_step_follows_nearest_and_mask",
  statement: "the first step of descent is −∂L/∂ξ1(0,σ) = [E t_* − c²/(N+c)²]/(N+c) with c = e^−σ",
  source: "derived; E t_* = 1 − ∫F^N by quadrature, (N−1)/(N+1) for d = 3",
  regime: "uniform points of the sphere, 1 ≤ N ≤ 64, 2 ≤ d ≤ 256, 0 ≤ σ ≤ 20",
  kind: "ID",
  expected: "verified",
  needs: ["nearestLoss"],
  mutants: [gradientWithoutMean, lossRisesWithScore, queryAlwaysMasked],
  bounds: {
    n: { from: 1, to: 64 },
    d: { from: 2, to: 256 },
    sigma: { from: 0, to: 20 },
  },
  generator: fc.record({
    n: fc.oneof(counts(1, 4), counts(1, 64)),
    d: fc.oneof(counts(2, 9), counts(2, 256)),
    sigma: fc.oneof(uniformSteps(0, 4), uniformSteps(0, 20)),
  }),
  budget: { quick: 100, ci: 1000, deep: 5000 },
  check({ n, d, sigma }, { nearestLoss }) {
    const c = Math.exp(-sigma);
    const nearest = expectedNearest({ contextLength: n, dimension: d });
    const step = (nearest - (c / (n + c)) ** 2) / (n + c);
    const slope = meanFirstSlope({ contextLength: n, dimension: d, sigma }, nearestLoss);
    return identityMargin("−E ∂L/∂ξ1", -slope, step, { tolerance: TOLERANCE.identity });
  },
});

testClaim(claim);
