import { hardAttention } from "../fixtures/mutants/hard_attention.ts";
import { noMaxSubtraction } from "../fixtures/mutants/no_max_subtraction.ts";
import { noNormalisation } from "../fixtures/mutants/no_normalisation.ts";
import { overflowGuardedAsZero } from "../fixtures/mutants/overflow_guarded_as_zero.ts";
import { partialBlockDropped } from "../fixtures/mutants/partial_block_dropped.ts";
import { pointsBeyond4096Unseen } from "../fixtures/mutants/points_beyond_4096_unseen.ts";
import { scoresSteepened } from "../fixtures/mutants/scores_steepened.ts";
import { smallWeightsDropped } from "../fixtures/mutants/small_weights_dropped.ts";
import { uniformWeights } from "../fixtures/mutants/uniform_weights.ts";
import { weightsFloored } from "../fixtures/mutants/weights_floored.ts";
import { weightsFlooredAndShared } from "../fixtures/mutants/weights_floored_and_shared.ts";
import { weightsInSinglePrecision } from "../fixtures/mutants/weights_in_single_precision.ts";
import { testClaim } from "../scripts/test_claim.ts";
import { logShortOfTied, LONG_BLOCK_ENDS, shortOfTied, squaredWeight } from "../src/measurement.ts";
import {
  counts,
  countsAndEnds,
  drawInnerProducts,
  identityMargin,
  inequalityMargin,
  innerCells,
  logUniform,
  type Margin,
  oneOf,
  randomStream,
  seeds,
  specs,
  TOLERANCE,
  universalClaim,
  weightMargin,
  worstMargin,
} from "../src/mod.ts";

/**
 * With Z(w) = Σ_i e^{w s_i} the weights a_i = e^{w s_i}/Z(w) have Σ_i a_i² = Z(2w)/Z(w)². Its slope in w is twice
 * the covariance of s with a under the weights a, so never negative for w ≥ 0; its limit for m equal largest scores
 * is 1/m.
 */
export const claim = universalClaim({
  id: "B3",
  slug: "effective_neighbours_fall_with_inverse_temperature",
  statement:
    "Σa_i² is Z(2w)/Z(w)² and never falls in w ≥ 0, from 1/n at w = 0 to 1/m for m tied maxima",
  formula: String.raw`\sum_i a_i^2=\frac{Z(2w)}{Z(w)^2},\qquad Z(w)=\sum_i e^{ws_i}`,
  source: "derived",
  regime: "any scores; w = 0 too; what is missing to 1/m by its logarithm",
  symbols: { ties: "m", lower: "w", factor: "the larger w over it", shift: "shift of scores" },
  kind: "INEQ",
  expected: "verified",
  needs: ["weigh"],
  mutants: [
    hardAttention,
    noMaxSubtraction,
    noNormalisation,
    uniformWeights,
    scoresSteepened,
    partialBlockDropped,
    weightsFloored,
    weightsFlooredAndShared,
    smallWeightsDropped,
    weightsInSinglePrecision,
    overflowGuardedAsZero,
    pointsBeyond4096Unseen,
  ],
  cells: innerCells("n", LONG_BLOCK_ENDS),
  generator: specs({
    n: countsAndEnds([1, 17], LONG_BLOCK_ENDS),
    d: counts(2, 13),
    ties: counts(1, 4),
    lower: logUniform(0.001, 1000),
    factor: logUniform(1.001, 100),
    shift: oneOf(0, 1e5, -1e5),
    seed: seeds(),
  }),
  budget: { quick: 200, ci: 2000, deep: 10_000 },
  check({ n, d, ties, lower, factor, shift, seed }, { weigh }) {
    const stream = randomStream(seed, "B3");
    const s = drawInnerProducts({ contextLength: n, dimension: d, prompts: 1 }, stream);
    const m = Math.min(ties, n);
    s.fill(Math.max(...s), 0, m);
    // Scores that are not tied stay clearly behind, so that the limit is reached at a finite w.
    for (let i = m; i < n; i++) s[i] = Math.min(s[i], s[0] - 0.01);
    const weightsAt = (w: number) => weigh(s.map((score) => w * score + shift));
    const here = weightsAt(lower);
    const at = (w: number) => squaredWeight(weightsAt(w));
    const rule = { tolerance: TOLERANCE.inequality };
    const exact = { tolerance: TOLERANCE.identity };
    // What a shift leaves of the scores: taking it off again rounds nothing.
    const kept = s.map((score) => lower * score + shift - shift);
    const Z = (w: number) => kept.reduce((sum, score) => sum + Math.exp(w * (score - kept[0])), 0);
    const margins: Margin[] = [
      identityMargin("Σa²", squaredWeight(here), Z(2) / Z(1) ** 2, exact),
      identityMargin("Σa² at w = 0", at(0), 1 / n, exact),
      inequalityMargin("1/n ≤ Σa²", 1 / n, squaredWeight(here), rule),
      inequalityMargin("Σa² at w ≤ at a larger w", squaredWeight(here), at(lower * factor), rule),
      inequalityMargin("Σa² ≤ 1/m", squaredWeight(here), 1 / m, rule),
      identityMargin("Σa² as w → ∞", at(1e5), 1 / m, exact),
      weightMargin("1/m − Σa²", shortOfTied(here, m), logShortOfTied(kept, m)),
    ];
    return worstMargin(margins);
  },
});

testClaim(claim);
