import { lossRisesWithScore } from "../fixtures/mutants/loss_rises_with_score.ts";
import { maskFrozen } from "../fixtures/mutants/mask_frozen.ts";
import { maskSlopeSignFlipped } from "../fixtures/mutants/mask_slope_sign_flipped.ts";
import { queryAlwaysMasked } from "../fixtures/mutants/query_always_masked.ts";
import { testClaim } from "../scripts/test_claim.ts";
import {
  counts,
  drawInnerProducts,
  inequalityMargin,
  nearestLoss as ownLoss,
  randomStream,
  seeds,
  specs,
  TOLERANCE,
  uniformSteps,
  universalClaim,
} from "../src/mod.ts";

/** Prompts that stand for the population. */
const PROMPTS = 100;
/** A move takes either scalar this far at most, however long that takes; 109 moves did in 1900 descents. */
const [MOVE, MOVES] = [0.5, 200];
/** Half of what is lost while the query token has all the weight. */
const LOW = 1 / 4;

/**
 * The loss is not convex (A14), but no second valley was found, and no place where descent ends. For ξ1 ≥ 0 it is A5
 * that keeps ξ2 rising. For ξ1 < 0 the query token may gain weight for a while, to where E q_s(q_* − Σq²) = 0; there
 * the far points, which weigh most, make ξ1 rise: that step is an observation, not a proof. In moves of 0.05 the loss
 * never rose in 400 descents. Only time sets starts apart: A14.descent.
 */
export const claim = universalClaim({
  id: "A14.valley",
  slug: "descent_loses_no_start",
  statement: "the flow of the loss comes down to the low valley, L < ¼, from every (ξ1, ξ2)",
  formula: String.raw`
    \lim_{t\to\infty}L\bigl(\xi_1(t),\xi_2(t)\bigr)<\tfrac14\quad\text{from every }(\xi_1,\xi_2)`,
  source: "derived: no stationary point but at infinity; a limit to what non-convexity means (A14)",
  regime: "the loss of 100 drawn prompts, at rates 1/d and 1",
  kind: "INEQ",
  expected: "verified",
  needs: ["nearestLoss"],
  mutants: [maskFrozen, maskSlopeSignFlipped, queryAlwaysMasked, lossRisesWithScore],
  generator: specs({
    contextLength: counts(2, 8),
    dimension: counts(3, 8),
    xi1: uniformSteps(-8, 15),
    xi2: uniformSteps(-10, 10),
    seed: seeds(),
  }),
  budget: { quick: 60, ci: 1000, deep: 5000 },
  check({ contextLength, dimension, xi1, xi2, seed }, { nearestLoss }) {
    const shape = { contextLength, dimension, prompts: PROMPTS };
    const t = drawInnerProducts(shape, randomStream(seed, "A14.valley"));
    const lossAt = ([xi1, xi2]: readonly number[]) => ownLoss(t, { contextLength, xi1, xi2 }).loss;
    const forceAt = ([xi1, xi2]: readonly number[]) => {
      const { dXi1, dXi2 } = nearestLoss(t, { contextLength, xi1, xi2 });
      return [-dXi1 / dimension, -dXi2];
    };
    let place = [xi1, xi2];
    for (let move = 0; move < MOVES && lossAt(place) >= LOW; move++) {
      const force = forceAt(place);
      const time = MOVE / Math.max(...force.map(Math.abs), Number.MIN_VALUE);
      const middle = forceAt(place.map((scalar, k) => scalar + (time / 2) * force[k]));
      place = place.map((scalar, k) => scalar + time * middle[k]);
    }
    return inequalityMargin("loss", lossAt(place), LOW, { tolerance: TOLERANCE.inequality });
  },
});

testClaim(claim);
