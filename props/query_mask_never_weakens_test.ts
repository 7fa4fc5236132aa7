import fc from "fast-check";
import { maskSlopeSignFlipped } from "../fixtures/mutants/mask_slope_sign_flipped.ts";
import { noMaxSubtraction } from "../fixtures/mutants/no_max_subtraction.ts";
import { noNormalisation } from "../fixtures/mutants/no_normalisation.ts";
import { testClaim } from "../scripts/test_claim.ts";
import { squaredWeight } from "../src/measurement.ts";
import {
  counts,
  drawInnerProducts,
  eitherSign,
  inequalityMargin,
  logUniform,
  randomStream,
  seeds,
  specs,
  TOLERANCE,
  universalClaim,
  worstMargin,
} from "../src/mod.ts";

/**
 * By A4, ∂L/∂ξ2 = −q_s(q_* − Σ_j q_j²). For ξ1 ≥ 0 no q_j exceeds q_*, hence Σ_j q_j² ≤ q_*(1 − q_s) and q_* − Σ_j
 * q_j² ≥ q_* q_s ≥ 0.
 */
export const claim = universalClaim({
  id: "A5",
  slug: "query_mask_never_weakens",
  statement: "for ξ1 ≥ 0, q_* − Σ q_j² ≥ q_* q_s ≥ 0 on every prompt, so descent never lowers ξ2",
  formula: String.raw`q_*-\sum_jq_j^2\ge q_*q_s\ge0\qquad(\xi_1\ge0)`,
  source: "derived",
  regime: "points of the sphere (false for ξ1 < 0)",
  kind: "INEQ",
  expected: "verified",
  needs: ["weighInnerProducts", "nearestLoss"],
  mutants: [maskSlopeSignFlipped, noMaxSubtraction, noNormalisation],
  bounds: {
    xi1: { from: 0, to: 1000 },
    xi2: { from: -1000, to: 1000 },
  },
  generator: specs({
    n: counts(1, 17),
    d: counts(2, 13),
    xi1: fc.oneof(fc.constant(0), logUniform(0.01, 1000)),
    xi2: eitherSign(logUniform(0.01, 1000)),
    seed: seeds(),
  }),
  budget: { quick: 200, ci: 2000, deep: 10_000 },
  check({ n, d, xi1, xi2, seed }, { weighInnerProducts, nearestLoss }) {
    const stream = randomStream(seed, "A5");
    const t = drawInnerProducts({ contextLength: n, dimension: d, prompts: 1 }, stream);
    const { weights, queryWeight } = weighInnerProducts(t, { xi1, xi2 });
    const winner = weights[t.indexOf(Math.max(...t))];
    const excess = winner - squaredWeight(weights);
    const { dXi2 } = nearestLoss(t, { contextLength: n, xi1, xi2 });
    const rule = { tolerance: TOLERANCE.inequality };
    return worstMargin(
      inequalityMargin("q_* q_s ≤ q_* − Σ q_j²", winner * queryWeight, excess, rule),
      inequalityMargin("0 ≤ q_* q_s", 0, winner * queryWeight, rule),
      inequalityMargin("∂L/∂ξ2 ≤ 0", dXi2, 0, rule),
    );
  },
});

testClaim(claim);
