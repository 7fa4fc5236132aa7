import { lossRisesWithScore } from "../fixtures/mutants/loss_rises_with_score.ts";
import { nearTiesForgotten } from "../fixtures/mutants/near_ties_forgotten.ts";
import { testClaim } from "../scripts/test_claim.ts";
import { lossOverPlaces, sharedPopulation } from "../src/measurement.ts";
import {
  counts,
  inequalityMargin,
  specs,
  TOLERANCE,
  uniformSteps,
  universalClaim,
} from "../src/mod.ts";

/** Descent time η·steps that is followed: ξ1 is near 21 there, which the grid still resolves. */
const TIME = 1e5;
/**
 * A step moves ξ1 and half of ξ2 by this much together. The mask gives way in jerks (its force falls like a power
 * of 2 − ξ2/ξ1), so that longer steps overshoot; at these the ratio is right to 0.5 %.
 */
const MOVE = 0.8;

/** The grid of prompts that stands for the population: the ratio is right to 0.5 % once more. */
const GRID = { places: 12, panels: 10 };

/**
 * Refuted by the gradient flow of the population itself, N = 2, midpoint steps on a Gaussian grid of prompts.
 *
 * For σ = 27.1, d = 4 the ratio ξ1/ξ2 passes 7/15 and is 0.524 at t = 1e5, 0.528 at most before, as a flow on 64
 * places of 512 gaps in steps a fifth as long says too, since near-ties push ξ1 by C/(d·ξ1²), a polynomial, while
 * ξ2 is slow to follow; the lemma's proof has an exponential there. L → 0 still holds.
 */
export const claim = universalClaim({
  id: "A10.ratio",
  slug: "score_scale_stays_below_mask",
  statement: "training keeps ξ1 ≤ (7/15)·ξ2 for all time",
  formula: String.raw`\xi_1\le\tfrac{7}{15}\,\xi_2\qquad\text{for all }t`,
  source: "false: arXiv 2609.01311, lemma 12; near-ties make the force on ξ1 polynomial (A11)",
  regime: "N = 2, gradient flow of the population to t = 1e5",
  kind: "INEQ",
  expected: "refuted",
  failsIn: 0.8,
  needs: ["nearestLoss"],
  mutants: [nearTiesForgotten, lossRisesWithScore],
  generator: specs({ d: counts(3, 6), sigma: uniformSteps(20, 30) }),
  budget: { quick: 200, ci: 1000, deep: 4000 },
  check({ d, sigma }, { nearestLoss }) {
    const population = sharedPopulation({ dimension: d, ...GRID });
    const force = (xi1: number, xi2: number) => {
      const { dXi1, dXi2 } = lossOverPlaces(
        population,
        (t) => nearestLoss(t, { contextLength: 2, xi1, xi2 }),
      );
      return [-dXi1 / d, -dXi2];
    };
    let [xi1, xi2, time, ratio] = [0, sigma, 0, 0];
    while (time < TIME) {
      const [f1, f2] = force(xi1, xi2);
      const speed = Math.max(Math.abs(f1) + Math.abs(f2) / 2, 1e-9);
      const step = Math.min(TIME - time, MOVE / speed);
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
