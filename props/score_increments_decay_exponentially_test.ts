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

/** Points of a prompt: two, so that the population is a plane and needs no sampling. */
const N = 2;

/** The grid of prompts that stands for the population. */
const GRID = { places: 10, panels: 12 };

/**
 * The lemma's right-hand side is known only as (2N/d)e^{−4ξ1/(N+1)²} less something. What is refuted is the
 * weaker statement without the subtraction: if that fails, so does the lemma, as long as what is
 * subtracted is not negative. Increments are taken per unit of η, on the population.
 *
 * They fall like C/(d·ξ1²) for large ξ1 (A11), which no exponential bounds: for N = 2 from ξ1 ≈ 20 on.
 */
export const claim = universalClaim({
  id: "A10.increment",
  slug: "score_increments_decay_exponentially",
  statement: "a step raises ξ1 by at most η·(2N/d)·e^{−4ξ1/(N+1)²}: increments decay exponentially",
  formula: String.raw`\xi_1^{(k+1)}-\xi_1^{(k)}\le\eta\,\frac{2N}{d}\,e^{-4\xi_1/(N+1)^2}`,
  source: "false: arXiv 2609.01311, lemma 9, its leading term; near-ties leave a polynomial force",
  regime: "N = 2, the lemma's own side of the mask",
  symbols: { excess: "ξ2 − 2·ξ1" },
  kind: "INEQ",
  expected: "refuted",
  failsIn: 0.2,
  needs: ["nearestLoss"],
  mutants: [nearTiesForgotten, lossRisesWithScore],
  generator: specs({
    d: counts(3, 6),
    xi1: uniformSteps(0, 32),
    excess: uniformSteps(0, 30),
  }),
  budget: { quick: 1500, ci: 3000, deep: 6000 },
  check({ d, xi1, excess }, { nearestLoss }) {
    const xi2 = 2 * xi1 + excess;
    const { dXi1 } = lossOverPlaces(
      sharedPopulation({ dimension: d, ...GRID }),
      (t) => nearestLoss(t, { contextLength: N, xi1, xi2 }),
    );
    const bound = ((2 * N) / d) * Math.exp((-4 * xi1) / (N + 1) ** 2);
    return inequalityMargin("increment of ξ1 per unit of η", -dXi1 / d, bound, {
      tolerance: TOLERANCE.inequality,
    });
  },
});

testClaim(claim);
