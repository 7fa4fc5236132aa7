import fc from "fast-check";
import { gradientWithoutMean } from "../fixtures/mutants/gradient_without_mean.ts";
import { lossRisesWithScore } from "../fixtures/mutants/loss_rises_with_score.ts";
import { queryAlwaysMasked } from "../fixtures/mutants/query_always_masked.ts";
import { testClaim } from "../scripts/test_claim.ts";
import { meanFirstSlope } from "../src/measurement.ts";
import { counts, exactMargin, uniformSteps, universalClaim } from "../src/mod.ts";

/**
 * From which dimension on the unmasked first step goes uphill, by N: E t_* < 1/(N+1)².
 *
 * The theory's "N = 2 with d ≳ 26" is d ≥ 27 by quadrature, its "N = 3, d = 256" starts at d = 184; four
 * points would need d ≥ 663, beyond this regime.
 */
const UPHILL_FROM: Readonly<Record<number, number>> = { 1: 2, 2: 27, 3: 184 };

/**
 * By A12 the first step of ξ1 has the sign of E t_* − (c/(N + c))² with c = e^{−σ}. At σ = 0 this is negative where
 * E t_* < (N + 1)^{−2}, as E t_* ~ 1/√d is for large d; at σ ≥ 3 it is positive for N ≥ 2.
 */
export const claim = universalClaim({
  id: "A12.sign",
  slug: "mask_turns_first_step_downhill",
  statement:
    "unmasked, the first step goes uphill for N = 1, for N = 2 from d = 27, N = 3 from d = 184; σ ≥ 3 mends it",
  formula: String.raw`
    \mathbb{E}\,t_*<\frac{1}{(N+1)^2}\iff \text{the first step goes uphill}\qquad
    (\sigma=0)`,
  source: "derived from A12; the role of σ in arXiv 2411.10830",
  regime: "uniform points of the sphere; σ = 0, or σ ≥ 3 and N ≥ 2",
  kind: "INEQ",
  expected: "verified",
  needs: ["nearestLoss"],
  mutants: [gradientWithoutMean, lossRisesWithScore, queryAlwaysMasked],
  bounds: {
    n: { from: 1, to: 64 },
    d: { from: 2, to: 256 },
    sigma: { from: 0, to: 20 },
  },
  cells: [
    { name: "uphill, N = 1", atLeast: 0.05, holds: ({ n }) => n === 1 },
    {
      name: "uphill, N = 2",
      atLeast: 0.05,
      holds: ({ n, d, sigma }) => n === 2 && d >= 27 && sigma === 0,
    },
    {
      name: "uphill, N = 3",
      atLeast: 0.02,
      holds: ({ n, d, sigma }) => n === 3 && d >= 184 && sigma === 0,
    },
    { name: "masked", atLeast: 0.2, holds: ({ sigma }) => sigma >= 3 },
  ],
  generator: fc.oneof(
    fc.record({
      n: fc.oneof({ weight: 2, arbitrary: counts(1, 3) }, { weight: 1, arbitrary: counts(1, 64) }),
      d: fc.oneof(counts(2, 256), fc.constantFrom(26, 27, 183, 184)),
      sigma: fc.constant(0),
    }),
    fc.record({
      n: fc.oneof(counts(2, 4), counts(2, 64)),
      d: counts(2, 256),
      sigma: uniformSteps(3, 20),
    }),
  ),
  budget: { quick: 200, ci: 1000, deep: 5000 },
  check({ n, d, sigma }, { nearestLoss }) {
    const uphill = sigma === 0 && d >= (UPHILL_FROM[n] ?? Infinity);
    const slope = meanFirstSlope({ contextLength: n, dimension: d, sigma }, nearestLoss);
    return exactMargin("sign of the first step of ξ1", Math.sign(-slope), uphill ? -1 : 1);
  },
});

testClaim(claim);
