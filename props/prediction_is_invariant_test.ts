import fc from "fast-check";
import { labelsMisaligned } from "../fixtures/mutants/labels_misaligned.ts";
import { largeShiftNotSubtracted } from "../fixtures/mutants/large_shift_not_subtracted.ts";
import { noMaxSubtraction } from "../fixtures/mutants/no_max_subtraction.ts";
import { partialBlockDropped } from "../fixtures/mutants/partial_block_dropped.ts";
import { positionBias } from "../fixtures/mutants/position_bias.ts";
import { queryInSum } from "../fixtures/mutants/query_in_sum.ts";
import { lowDimensionOfLongContext } from "../fixtures/laws/affordable_sizes.ts";
import { testClaim } from "../scripts/test_claim.ts";
import { randomOrthogonal } from "../src/measurement.ts";
import {
  attentionScores,
  BLOCK_ENDS,
  counts,
  countsAndEnds,
  createPrompt,
  fromFlat,
  identityMargin,
  innerCells,
  logUniform,
  type Margin,
  multiply,
  multiplyVector,
  randomStream,
  seeds,
  spherePoints,
  TOLERANCE,
  transpose,
  universalClaim,
  worstMargin,
} from "../src/mod.ts";

/** Scores are rounded to multiples of this, so that adding a whole number to them rounds nothing. */
const GRAIN = 2 ** -26;

/**
 * With h = Σ_i a_i y_i and a the softmax of s_i = x_iᵀMx_q: h is symmetric in the pairs (x_i, y_i), copies cancel
 * between numerator and denominator, e^c cancels for s + c, and a rotation U of points and query
 * cancels against M ↦ U·M·Uᵀ in every s_i.
 */
export const claim = universalClaim({
  id: "C5",
  slug: "prediction_is_invariant",
  statement:
    "permuting or duplicating the context, shifting all scores, or rotating x and M together changes nothing",
  formula: String.raw`h(\pi X,\pi y)=h(X,y),\qquad h(s+c)=h(s),\qquad h(RX;RMR^\top)=h(X;M)`,
  source: "standard",
  regime: "points of the sphere, any M",
  symbols: { scale: "norm of M", shift: "shift of scores" },
  kind: "ID",
  expected: "verified",
  needs: ["predict", "weigh"],
  mutants: [
    positionBias,
    labelsMisaligned,
    queryInSum,
    noMaxSubtraction,
    largeShiftNotSubtracted,
    partialBlockDropped,
  ],
  bounds: {
    n: { from: 2, to: 1025 },
    d: { from: 2, to: 64 },
    scale: { from: 0.1, to: 30 },
    shift: { from: -1e5, to: 1e5 },
  },
  cells: innerCells("n", BLOCK_ENDS),
  generator: fc.record({
    n: countsAndEnds([2, 17]),
    d: countsAndEnds([2, 7], [64]),
    scale: logUniform(0.1, 30),
    shift: fc.oneof(counts(-1000, 1000), counts(-1e5, 1e5)),
    seed: seeds(),
  }).map(lowDimensionOfLongContext),
  budget: { quick: 100, ci: 1000, deep: 5000 },
  check({ n, d, scale, shift, seed }, { predict, weigh }) {
    const stream = randomStream(seed, "C5");
    const points = spherePoints(n, d, stream);
    const rows = points.to2DArray();
    const labels = rows.map(() => stream.normal());
    const [query] = spherePoints(1, d, stream).to2DArray();
    const M = fromFlat(Array.from({ length: d * d }, () => (scale * stream.normal()) / d), d, d);
    const at = (order: readonly number[]) =>
      predict(
        createPrompt({
          covariates: order.map((i) => rows[i]),
          labels: order.map((i) => labels[i]),
          query,
        }),
        M,
      );
    const order = rows.map((_, i) => i);
    const h = at(order);
    const shuffled = order.map((i) => ({ i, key: stream.uniform() }))
      .sort((a, b) => a.key - b.key).map(({ i }) => i);
    const U = randomOrthogonal(d, stream);
    const rotated = predict(
      createPrompt({
        covariates: multiply(points, transpose(U)),
        labels,
        query: multiplyVector(U, query),
      }),
      multiply(multiply(U, M), transpose(U)),
    );
    const scores = attentionScores({ covariates: points, query }, M)
      .map((score) => Math.round(score / GRAIN) * GRAIN);
    const weights = weigh(scores);
    const moved = weigh(scores.map((score) => score + shift));
    // Rounding of scores, times the size of the labels.
    const rule = {
      tolerance: TOLERANCE.forward,
      scale: (scale + 1) * Math.max(...labels.map(Math.abs)),
    };
    const exact = { tolerance: TOLERANCE.forward };
    const margins: Margin[] = [
      identityMargin("permuted context", at(shuffled), h, rule),
      identityMargin("context given twice", at([...order, ...order]), h, rule),
      identityMargin("rotated", rotated, h, rule),
    ];
    const change = weights.reduce((sum, weight, i) => sum + Math.abs(moved[i] - weight), 0);
    margins.push(identityMargin("change of weights under a shift", change, 0, exact));
    return worstMargin(margins);
  },
});

testClaim(claim);
