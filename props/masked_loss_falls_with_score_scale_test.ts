import fc from "fast-check";
import { farthestForNearest } from "../fixtures/mutants/farthest_for_nearest.ts";
import { lossRisesWithScore } from "../fixtures/mutants/loss_rises_with_score.ts";
import { maskIgnored } from "../fixtures/mutants/mask_ignored.ts";
import { testClaim } from "../scripts/test_claim.ts";
import {
  counts,
  drawInnerProducts,
  exactMargin,
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
 * With q_s = 0 and t̄ = Σ_j q_j t_j ≤ t_*, the slope of q_* in ξ1 is q_*(t_* − t̄) ≥ 0, and the averaged loss of A3
 * has ∂L/∂ξ1 = −q_*(t_* − t̄) + Σ_j q_j²(t_j − t̄) ≤ 0.
 */
export const claim = universalClaim({
  id: "A6",
  slug: "masked_loss_falls_with_score_scale",
  statement:
    "under the hard mask q_* never falls and the label-averaged loss never rises in ξ1 ≥ 0",
  formula: String.raw`
    \frac{\partial q_*}{\partial\xi_1}=q_*(t_*-\bar t)\ge0,\qquad
    \frac{\partial L}{\partial\xi_1}\le0\qquad
    (q_s=0)`,
  source: "derived; false with the query token active and for fixed labels",
  regime: "points of the sphere, q_s = 0; from ξ1 = 0 to that less 1",
  symbols: { lower: "ξ1", factor: "the larger ξ1 over it" },
  kind: "INEQ",
  expected: "verified",
  needs: ["weighInnerProducts", "nearestLoss"],
  mutants: [maskIgnored, farthestForNearest, lossRisesWithScore],
  bounds: {
    lower: { from: 0, to: 1000 },
  },
  generator: specs({
    n: counts(1, 17),
    d: counts(2, 13),
    lower: fc.oneof(fc.constant(0), logUniform(0.001, 1000)),
    factor: logUniform(1.001, 100),
    seed: seeds(),
  }),
  budget: { quick: 200, ci: 2000, deep: 10_000 },
  check({ n, d, lower, factor, seed }, { weighInnerProducts, nearestLoss }) {
    const stream = randomStream(seed, "A6");
    const t = drawInnerProducts({ contextLength: n, dimension: d, prompts: 1 }, stream);
    const nearest = t.indexOf(Math.max(...t));
    const higher = lower === 0 ? factor - 1 : lower * factor;
    const at = (xi1: number) => ({
      masked: weighInnerProducts(t, { xi1, xi2: Infinity }),
      ...nearestLoss(t, { contextLength: n, xi1, xi2: Infinity }),
    });
    const [a, b] = [at(lower), at(higher)];
    const rule = { tolerance: TOLERANCE.inequality };
    return worstMargin(
      exactMargin("q_s under the hard mask", b.masked.queryWeight, 0),
      inequalityMargin(
        "q_* at the smaller ξ1 ≤ at the larger",
        a.masked.weights[nearest],
        b.masked.weights[nearest],
        rule,
      ),
      inequalityMargin("loss at the larger ξ1 ≤ at the smaller", b.loss, a.loss, rule),
      inequalityMargin("∂L/∂ξ1 ≤ 0", b.dXi1, 0, rule),
    );
  },
});

testClaim(claim);
