import fc from "fast-check";
import { farthestForNearest } from "../fixtures/mutants/farthest_for_nearest.ts";
import { overflowGuardedAsZero } from "../fixtures/mutants/overflow_guarded_as_zero.ts";
import { partialBlockDropped } from "../fixtures/mutants/partial_block_dropped.ts";
import { selfScoreWithoutNorm } from "../fixtures/mutants/self_score_without_norm.ts";
import { smallWeightsDropped } from "../fixtures/mutants/small_weights_dropped.ts";
import { temperatureSquared } from "../fixtures/mutants/temperature_squared.ts";
import { weightsFloored } from "../fixtures/mutants/weights_floored.ts";
import { weightsFlooredAndShared } from "../fixtures/mutants/weights_floored_and_shared.ts";
import { weightsInSinglePrecision } from "../fixtures/mutants/weights_in_single_precision.ts";
import { lowDimensionOfLongContext } from "../fixtures/laws/affordable_sizes.ts";
import { testClaim } from "../scripts/test_claim.ts";
import { LOG_TINY, logSum, weightMargins } from "../src/measurement.ts";
import {
  BLOCK_ENDS,
  countsAndEnds,
  createPrompt,
  dot,
  eitherSign,
  identityMargin,
  innerCells,
  logUniform,
  norm,
  type Prompt,
  randomStream,
  seeds,
  TOLERANCE,
  twoScalarParameters,
  universalClaim,
  worstMargin,
} from "../src/mod.ts";

/** A prompt of Gaussian points of norm about `radius`: the claim does not need the sphere. */
function drawPrompt(
  { n, d, radius, labelSize, seed }: Record<"n" | "d" | "radius" | "labelSize" | "seed", number>,
): Prompt {
  const stream = randomStream(seed, "A1");
  const point = () => Array.from({ length: d }, () => (radius * stream.normal()) / Math.sqrt(d));
  return createPrompt({
    covariates: Array.from({ length: n }, point),
    labels: Array.from({ length: n }, () => labelSize * stream.normal()),
    query: point(),
  });
}

/** log q_j = s_j − log Σ e^s, straight from the formula: shares no code with the model. */
function logWeights(scores: readonly number[]): number[] {
  const logTotal = logSum(scores);
  return scores.map((score) => score - logTotal);
}

/** Σ q_j y_j over Σ q_j, each sum over the labelled points: a query token that takes nearly all hides nothing. */
function readOut(logs: readonly number[], labels: Float64Array): number {
  return dot(logWeights(logs).map(Math.exp), labels);
}

/**
 * At W = diag(ξ1·I, 0, −ξ2) the scores of the tokens (x_j, y_j, 0) and (x_q, 0, 1) are ξ1·t_j and ξ1‖x_q‖² − ξ2,
 * t_j = x_jᵀx_q, so log q_j = ξ1 t_j − log(Σ_k e^{ξ1 t_k} + e^{ξ1‖x_q‖² − ξ2}).
 */
export const claim = universalClaim({
  id: "A1",
  slug: "two_scalars_equal_full_transformer",
  statement: "the full (d+2)×(d+2) transformer at W = diag(ξ1·I, 0, −ξ2) is its two-scalar form",
  formula: String.raw`
    W=\operatorname{diag}(\xi_1I,\,0,\,-\xi_2)\;\Rightarrow\;q_j=\frac{e^{\xi_1t_j}}{\sum_ke^{\xi_1t_k}+e^{\xi_1-\xi_2}}`,
  source: "arXiv 2411.10830, section 3; restated in arXiv 2609.01311",
  regime: "any points; logarithms of weights",
  symbols: { radius: "size of points" },
  kind: "ID",
  expected: "verified",
  needs: ["transform", "weighInnerProducts"],
  mutants: [
    selfScoreWithoutNorm,
    farthestForNearest,
    temperatureSquared,
    partialBlockDropped,
    weightsFloored,
    weightsFlooredAndShared,
    smallWeightsDropped,
    weightsInSinglePrecision,
    overflowGuardedAsZero,
  ],
  bounds: {
    n: { from: 1, to: 1025 },
    d: { from: 2, to: 64 },
    radius: { from: 0.1, to: 3 },
    labelSize: { from: 0.01, to: 1000 },
    xi1: { from: -1e4, to: 1e4 },
    xi2: { from: -1e4, to: 1e4 },
  },
  cells: innerCells("n", BLOCK_ENDS),
  generator: fc.record({
    n: countsAndEnds([1, 13]),
    d: countsAndEnds([2, 7], [64]),
    radius: logUniform(0.1, 3),
    labelSize: logUniform(0.01, 1000),
    xi1: eitherSign(fc.oneof(logUniform(0.01, 100), logUniform(100, 1e4))),
    xi2: eitherSign(fc.oneof(logUniform(0.01, 100), logUniform(100, 1e4))),
    seed: seeds(),
  }).map(lowDimensionOfLongContext),
  budget: { quick: 200, ci: 1000, deep: 5000 },
  check({ xi1, xi2, ...spec }, { transform, weighInnerProducts }) {
    const prompt = drawPrompt(spec);
    const { query, labels, covariates } = prompt;
    const t = Float64Array.from(covariates.to2DArray(), (x) => dot(x, query));
    const querySquaredNorm = norm(query) ** 2;
    const full = transform(prompt, twoScalarParameters(spec.d, { xi1, xi2 }));
    const short = weighInnerProducts(t, { xi1, xi2, querySquaredNorm });
    const scores = [...t.map((ti) => xi1 * ti), xi1 * querySquaredNorm - xi2];
    const logs = logWeights(scores);
    const kept = full.weights.reduce((sum, weight) => sum + weight, 0);
    const rule = {
      tolerance: TOLERANCE.identity,
      // Scores are computed in another order: their rounding, times e^s's slope, scales with their size.
      scale: Math.max(...scores.map(Math.abs)),
    };
    return worstMargin(
      weightMargins("q, full", [...full.weights, full.queryWeight], logs),
      weightMargins("q, two scalars", [...short.weights, short.queryWeight], logs),
      Math.max(...logs.slice(0, spec.n)) < LOG_TINY ? [] : [identityMargin(
        "ŷ = Σ q_j y_j",
        full.prediction / kept,
        readOut(logs.slice(0, spec.n), labels),
        { ...rule, scale: rule.scale * Math.max(1, ...labels.map(Math.abs)) },
      )],
    );
  },
});

testClaim(claim);
