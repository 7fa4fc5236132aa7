import fc from "fast-check";
import { linearForSoftmax } from "../fixtures/mutants/linear_for_softmax.ts";
import { noNormalisation } from "../fixtures/mutants/no_normalisation.ts";
import { queryInSum } from "../fixtures/mutants/query_in_sum.ts";
import { lowDimensionOfLongContext } from "../fixtures/laws/affordable_sizes.ts";
import { testClaim } from "../scripts/test_claim.ts";
import {
  BLOCK_ENDS,
  countsAndEnds,
  createPrompt,
  eitherSign,
  fromFlat,
  identityMargin,
  inequalityMargin,
  innerCells,
  logUniform,
  randomStream,
  seeds,
  TOLERANCE,
  twoScalarParameters,
  universalClaim,
  worstMargin,
} from "../src/mod.ts";

/**
 * h(y) = Σ_i a_i y_i with a_i ≥ 0 and Σ_i a_i = 1. So min y ≤ h ≤ max y, h(αy + β) = αh(y) + β, and |h(y) − h(y′)|
 * ≤ max_i |y_i − y_i′|.
 */
export const claim = universalClaim({
  id: "C4",
  slug: "prediction_stays_in_convex_hull",
  statement:
    "min y ≤ h ≤ max y; constants are reproduced; h(αy+β) = αh+β; h is 1-Lipschitz in the labels",
  formula: String.raw`
    \min_iy_i\le h\le\max_iy_i,\qquad
    h(\alpha y+\beta)=\alpha h(y)+\beta,\qquad
    |h(y)-h(y')|\le\lVert y-y'\rVert_\infty`,
  source: "standard: attention weights are a probability vector",
  regime: "any points, labels and M; with the query token active, the hull of the labels and 0",
  symbols: { scale: "size of M", alpha: "α", beta: "β" },
  kind: "INEQ",
  expected: "verified",
  needs: ["predict", "transform"],
  mutants: [linearForSoftmax, noNormalisation, queryInSum],
  bounds: {
    n: { from: 1, to: 1025 },
    d: { from: 1, to: 64 },
    scale: { from: 0.01, to: 100 },
    alpha: { from: -10, to: 10 },
    beta: { from: -10, to: 10 },
    xi1: { from: -30, to: 30 },
    xi2: { from: -30, to: 30 },
  },
  cells: innerCells("n", BLOCK_ENDS),
  generator: fc.record({
    n: countsAndEnds([1, 17]),
    d: countsAndEnds([1, 7], [64]),
    scale: logUniform(0.01, 100),
    alpha: eitherSign(logUniform(0.1, 10)),
    beta: eitherSign(logUniform(0.1, 10)),
    xi1: eitherSign(logUniform(0.01, 30)),
    xi2: eitherSign(logUniform(0.01, 30)),
    seed: seeds(),
  }).map(lowDimensionOfLongContext),
  budget: { quick: 200, ci: 1000, deep: 5000 },
  check({ n, d, scale, alpha, beta, xi1, xi2, seed }, { predict, transform }) {
    const stream = randomStream(seed, "C4");
    const vector = () => Array.from({ length: d }, () => stream.normal());
    const covariates = Array.from({ length: n }, vector);
    const query = vector();
    const M = fromFlat(Array.from({ length: d * d }, () => scale * stream.normal()), d, d);
    const at = (labels: readonly number[]) =>
      predict(createPrompt({ covariates, labels, query }), M);
    const labels = Array.from({ length: n }, () => stream.normal());
    const other = Array.from({ length: n }, () => stream.normal());
    const h = at(labels);
    const farthest = Math.max(...labels.map((y, i) => Math.abs(y - other[i])));
    const full = transform(
      createPrompt({ covariates, labels, query }),
      twoScalarParameters(d, { xi1, xi2 }),
    );
    const rule = { tolerance: TOLERANCE.inequality };
    const exact = { tolerance: TOLERANCE.identity, scale: Math.abs(alpha) * 5 + Math.abs(beta) };
    return worstMargin(
      inequalityMargin("min y ≤ h", Math.min(...labels), h, rule),
      inequalityMargin("h ≤ max y", h, Math.max(...labels), rule),
      identityMargin("h of a constant", at(labels.map(() => beta)), beta, exact),
      identityMargin("h(αy+β)", at(labels.map((y) => alpha * y + beta)), alpha * h + beta, exact),
      inequalityMargin("|h(y) − h(y')| ≤ max |y − y'|", Math.abs(h - at(other)), farthest, rule),
      inequalityMargin("min(y, 0) ≤ ŷ", Math.min(0, ...labels), full.prediction, rule),
      inequalityMargin("ŷ ≤ max(y, 0)", full.prediction, Math.max(0, ...labels), rule),
    );
  },
});

testClaim(claim);
