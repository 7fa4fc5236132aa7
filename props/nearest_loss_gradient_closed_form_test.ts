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
  specs,
  TOLERANCE,
  universalLaw,
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

/** Weights and inner products at the query token's own score too. */
interface Weighed {
  /** q_j and t_j of the context. */
  readonly q: readonly number[];
  readonly t: readonly number[];
  /** q_s. */
  readonly own: number;
  /** q_* and t_*. */
  readonly best: { readonly q: number; readonly t: number };
}

function weighed(t: readonly number[], xi1: number, xi2: number): Weighed {
  const scores = t.map((ti) => xi1 * ti);
  const largest = Math.max(xi1 - xi2, ...scores);
  const raised = scores.map((score) => Math.exp(score - largest));
  const query = Math.exp(xi1 - xi2 - largest);
  const total = raised.reduce((sum, value) => sum + value, query);
  const q = raised.map((value) => value / total);
  const nearest = t.indexOf(Math.max(...t));
  return { q, t, own: query / total, best: { q: q[nearest], t: t[nearest] } };
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const squares = ({ q }: Weighed) => sum(q.map((weight) => weight ** 2));

/** Σ q_j²(t_j − t̄) − q_*(t_* − t̄). */
const alongScore = ({ q, t, best }: Weighed, mean: number) =>
  sum(q.map((weight, j) => weight ** 2 * (t[j] - mean))) - best.q * (best.t - mean);

/** t̄, the query token's own inner product of 1 included. */
const mean = ({ q, t, own }: Weighed) => sum(q.map((weight, j) => weight * t[j])) + own;

/** ∂L/∂ξ1 and ∂L/∂ξ2. */
type Slopes = (weighed: Weighed) => readonly [number, number];

const closedForms: Slopes = (at) => [
  alongScore(at, mean(at)),
  -at.own * (at.best.q - squares(at)),
];

const rival = (name: string, slopes: Slopes) => ({
  name,
  description: `${name} in the closed forms`,
  law: () => slopes,
});

/** Step of the central differences: truncation h²f‴/6 and rounding ε/h are both below 1e-9 here. */
const STEP = 1e-5;

/**
 * With t̄ = Σ_j q_j t_j + q_s and the averaged loss L of A3: ∂L/∂ξ1 = −q_*(t_* − t̄) + Σ_j q_j²(t_j − t̄) and
 * ∂L/∂ξ2 = −q_s(q_* − Σ_j q_j²).
 */
export const claim = universalLaw({
  id: "A4",
  slug: "nearest_loss_gradient_closed_form",
  statement:
    "the closed forms of ∂L/∂ξ1 and ∂L/∂ξ2 are the derivatives of the label-averaged loss, a batch's the mean of its prompts'",
  formula: String.raw`
    \frac{\partial L}{\partial\xi_1}=-q_*(t_*-\bar t)+\sum_jq_j^2(t_j-\bar t),\qquad
    \frac{\partial L}{\partial\xi_2}=-q_s\Bigl(q_*-\sum_jq_j^2\Bigr)`,
  source: "derived; held to central differences of the loss written out from its definition",
  regime: "points of the sphere; ξ2 ≤ 300, or ∞, the hard mask",
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
  law: (): Slopes => closedForms,
  rivals: [
    rival(
      "t̄ without the query token",
      (at) => [alongScore(at, mean(at) - at.own), closedForms(at)[1]],
    ),
    rival("t̄ = 0", (at) => [alongScore(at, 0), closedForms(at)[1]]),
    rival("no squares along ξ1", (at) => [-at.best.q * (at.best.t - mean(at)), closedForms(at)[1]]),
    rival("no squares along ξ2", (at) => [closedForms(at)[0], -at.own * at.best.q]),
    rival("ξ2 upside down", (at) => [closedForms(at)[0], -closedForms(at)[1]]),
    rival("the square of q_s", (at) => [closedForms(at)[0], closedForms(at)[1] * at.own]),
    rival("twice", (at) => closedForms(at).map((slope) => 2 * slope) as [number, number]),
    rival("1 % more", (at) => closedForms(at).map((slope) => 1.01 * slope) as [number, number]),
  ],
  bounds: {
    xi1: { from: -300, to: 300 },
    xi2: { from: -300, to: Infinity },
  },
  cells: innerCells("n", BLOCK_ENDS),
  generator: specs({
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
  measure({ prompts, n, d, xi1, xi2, seed }, { nearestLoss }) {
    const stream = randomStream(seed, "A4");
    const t = drawInnerProducts({ contextLength: n, dimension: d, prompts }, stream);
    const rows = Array.from({ length: prompts }, (_, b) => t.subarray(b * n, (b + 1) * n));
    return { rows, ...nearestLoss(t, { contextLength: n, xi1, xi2 }) };
  },
  margin({ rows, loss, dXi1, dXi2 }, law, spec) {
    const { xi1, xi2 } = spec;
    const average = (f: (row: Float64Array) => number) => sum(rows.map(f)) / rows.length;
    const lossAt = (xi1: number, xi2: number) => average((row) => lossByFormula(row, xi1, xi2));
    const [along, mask] = [0, 1].map((i) =>
      average((row) => law(spec)(weighed([...row], xi1, xi2))[i])
    );
    const exact = { tolerance: TOLERANCE.identity };
    const slope = (f: (h: number) => number) => (f(STEP) - f(-STEP)) / (2 * STEP);
    const rule = { tolerance: TOLERANCE.centralDifference };
    return worstMargin(
      identityMargin("L", loss, lossAt(xi1, xi2), exact),
      identityMargin("∂L/∂ξ1, closed form", dXi1, along, exact),
      identityMargin("∂L/∂ξ2, closed form", dXi2, mask, exact),
      identityMargin("∂L/∂ξ1", dXi1, slope((h) => lossAt(xi1 + h, xi2)), rule),
      identityMargin("∂L/∂ξ2", dXi2, slope((h) => lossAt(xi1, xi2 + h)), rule),
    );
  },
});

testClaim(claim);
