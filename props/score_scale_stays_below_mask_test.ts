import fc from "fast-check";
import { lossRisesWithScore } from "../fixtures/mutants/loss_rises_with_score.ts";
import { nearTiesForgotten } from "../fixtures/mutants/near_ties_forgotten.ts";
import { testClaim } from "../scripts/test_claim.ts";
import {
  counts,
  inequalityMargin,
  sharedPopulationPairs,
  TOLERANCE,
  uniformSteps,
  universalClaim,
} from "../src/mod.ts";

/** Descent time η·steps that is followed: ξ1 is near 20 there, which the grid still resolves. */
const TIME = 1e5;
/** A step moves ξ1 by about this much and a tenth of itself. */
const MOVE = 0.5;

/** The grid of prompts that stands for the population. */
const GRID = { places: 8, gaps: 48 };

/**
 * Refuted by the gradient flow of the population itself, N = 2, midpoint steps on an exact grid of prompts.
 *
 * For σ = 27.1, d = 4 the ratio ξ1/ξ2 passes 7/15 at t = 1.4e4 and is about 0.55 at t = 1e5, since near-ties push
 * ξ1 by C/(d·ξ1²), a polynomial, while ξ2 rests; the lemma's proof has an exponential there. L → 0 still holds.
 */
export const claim = universalClaim({
  id: "A10.ratio",
  slug: "score_scale_stays_below_mask",
  statement: "training keeps ξ1 ≤ (7/15)·ξ2 for all time",
  source: "false: arXiv 2609.01311, lemma 12; near-ties make the force on ξ1 polynomial (A11)",
  regime: "N = 2, 3 ≤ d ≤ 6, 20 ≤ σ ≤ 30, gradient flow of the population to t = 1e5",
  kind: "INEQ",
  expected: "refuted",
  failsIn: 0.8,
  needs: ["nearestLoss"],
  mutants: [nearTiesForgotten, lossRisesWithScore],
  bounds: { d: { from: 3, to: 6 }, sigma: { from: 20, to: 30 } },
  generator: fc.record({ d: counts(3, 6), sigma: uniformSteps(20, 30) }),
  budget: { quick: 200, ci: 1000, deep: 4000 },
  check({ d, sigma }, { nearestLoss }) {
    const t = sharedPopulationPairs({ dimension: d, ...GRID });
    const force = (xi1: number, xi2: number) => {
      const { dXi1, dXi2 } = nearestLoss(t, { contextLength: 2, xi1, xi2 });
      return [-dXi1 / d, -dXi2];
    };
    let [xi1, xi2, time, ratio] = [0, sigma, 0, 0];
    while (time < TIME) {
      const [f1, f2] = force(xi1, xi2);
      const step = Math.min(
        TIME - time,
        (MOVE + Math.abs(xi1) / 10) / Math.max(Math.abs(f1), 1e-9),
      );
      const [m1, m2] = force(xi1 + (step / 2) * f1, xi2 + (step / 2) * f2);
      xi1 += step * m1;
      xi2 += step * m2;
      time += step;
      ratio = Math.max(ratio, xi1 / xi2);
    }
    return inequalityMargin("largest ξ1/ξ2", ratio, 7 / 15, { tolerance: TOLERANCE.inequality });
  },
});

testClaim(claim);
