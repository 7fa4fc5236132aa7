import fc from "fast-check";
import { gradientWithoutMean } from "../fixtures/mutants/gradient_without_mean.ts";
import { lossRisesWithScore } from "../fixtures/mutants/loss_rises_with_score.ts";
import { maskSlopeSignFlipped } from "../fixtures/mutants/mask_slope_sign_flipped.ts";
import { nearestInFirstBlock } from "../fixtures/mutants/nearest_in_first_block.ts";
import { nearestLossTruncated } from "../fixtures/mutants/nearest_loss_truncated.ts";
import { oddPromptDropped } from "../fixtures/mutants/odd_prompt_dropped.ts";
import { oddPromptTwice } from "../fixtures/mutants/odd_prompt_twice.ts";
import { testClaim } from "../scripts/test_claim.ts";
import {
  BLOCK_ENDS,
  counts,
  countsAndEnds,
  drawInnerProducts,
  eitherSign,
  identityMargin,
  innerCells,
  logUniform,
  randomStream,
  seeds,
  TOLERANCE,
  universalClaim,
  worstMargin,
} from "../src/mod.ts";

/** ½[(1−q_*)² + Σ_{j≠*} q_j²], written out from the scores: shares no code with the training. */
function lossByFormula(t: Float64Array, xi1: number, xi2: number): number {
  const nearest = t.indexOf(Math.max(...t));
  const scores = [...t].map((ti) => xi1 * ti);
  const query = xi1 - xi2;
  const largest = Math.max(query, ...scores);
  const others = scores.map((score) => Math.exp(score - largest));
  const [winner] = others.splice(nearest, 1);
  const rest = others.reduce((sum, value) => sum + value, Math.exp(query - largest));
  const total = winner + rest;
  const squares = others.reduce((sum, value) => sum + (value / total) ** 2, 0);
  return ((rest / total) ** 2 + squares) / 2;
}

/** Step of the central differences: truncation h²f‴/6 and rounding ε/h are both below 1e-9 here. */
const STEP = 1e-5;

export const claim = universalClaim({
  id: "A4",
  slug: "nearest_loss_gradient_closed_form",
  statement:
    "the closed forms of ∂L/∂ξ1 and ∂L/∂ξ2 are the derivatives of the label-averaged loss, a batch's the mean of its prompts'",
  source: "derived; held to central differences of the loss written out from its definition",
  regime: "1 to 7 prompts on the sphere, n to 1025, |ξ1| ≤ 300, |ξ2| ≤ 300 or the hard mask",
  kind: "ID",
  expected: "verified",
  needs: ["nearestLoss"],
  mutants: [
    gradientWithoutMean,
    maskSlopeSignFlipped,
    lossRisesWithScore,
    oddPromptDropped,
    oddPromptTwice,
    nearestLossTruncated,
    nearestInFirstBlock,
  ],
  bounds: {
    prompts: { from: 1, to: 7 },
    n: { from: 1, to: 1025 },
    d: { from: 2, to: 13 },
    xi1: { from: -300, to: 300 },
    xi2: { from: -300, to: Infinity },
  },
  cells: innerCells("n", BLOCK_ENDS),
  generator: fc.record({
    prompts: counts(1, 7),
    n: countsAndEnds([1, 17]),
    d: counts(2, 13),
    xi1: eitherSign(logUniform(0.01, 300)),
    xi2: fc.oneof(
      { weight: 3, arbitrary: eitherSign(logUniform(0.01, 300)) },
      { weight: 1, arbitrary: fc.constant(Infinity) },
    ),
    seed: seeds(),
  }),
  budget: { quick: 200, ci: 2000, deep: 10_000 },
  check({ prompts, n, d, xi1, xi2, seed }, { nearestLoss }) {
    const stream = randomStream(seed, "A4");
    const t = drawInnerProducts({ contextLength: n, dimension: d, prompts }, stream);
    const { loss, dXi1, dXi2 } = nearestLoss(t, { contextLength: n, xi1, xi2 });
    const rows = Array.from({ length: prompts }, (_, b) => t.subarray(b * n, (b + 1) * n));
    const lossAt = (xi1: number, xi2: number) =>
      rows.reduce((sum, row) => sum + lossByFormula(row, xi1, xi2), 0) / prompts;
    const slope = (f: (h: number) => number) => (f(STEP) - f(-STEP)) / (2 * STEP);
    const rule = { tolerance: TOLERANCE.centralDifference };
    return worstMargin(
      identityMargin("L", loss, lossAt(xi1, xi2), { tolerance: TOLERANCE.identity }),
      identityMargin("∂L/∂ξ1", dXi1, slope((h) => lossAt(xi1 + h, xi2)), rule),
      identityMargin("∂L/∂ξ2", dXi2, slope((h) => lossAt(xi1, xi2 + h)), rule),
    );
  },
});

testClaim(claim);
