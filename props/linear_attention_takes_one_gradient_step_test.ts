import fc from "fast-check";
import { keyAndQueryExchanged } from "../fixtures/mutants/key_and_query_exchanged.ts";
import { linearLateCoordinatesIgnored } from "../fixtures/mutants/linear_late_coordinates_ignored.ts";
import { linearWithoutMean } from "../fixtures/mutants/linear_without_mean.ts";
import { softmaxForLinear } from "../fixtures/mutants/softmax_for_linear.ts";
import { fewPointsInHighDimension } from "../fixtures/laws/affordable_sizes.ts";
import { testClaim } from "../scripts/test_claim.ts";
import {
  BLOCK_ENDS,
  countsAndEnds,
  createPrompt,
  fromFlat,
  identityMargin,
  innerCells,
  logUniform,
  randomStream,
  seeds,
  TOLERANCE,
  universalClaim,
  worstMargin,
} from "../src/mod.ts";

/**
 * The step is v₁ = −ηP∇ℓ(0) and the prediction v₁ᵀx_q, so M is ηPᵀ: M = ηP only for the symmetric P that
 * preconditioners are. The claim draws any P, so that exchanging key and query shows.
 *
 * The loss is quadratic in v, so its central differences are exact at any step: h = 1 has no truncation.
 */
export const claim = universalClaim({
  id: "C1",
  slug: "linear_attention_takes_one_gradient_step",
  statement:
    "linear attention at M = ηPᵀ predicts what one preconditioned gradient step from 0 on the squared loss predicts",
  formula: String.raw`
    \frac1n\sum_i y_i\,x_i^\top Mx_q=v_1^\top x_q,\qquad
    v_1=-\eta P\,\nabla\ell(0),\quad M=\eta P^\top`,
  source: "von Oswald et al., arXiv 2212.07677; Ahn et al., arXiv 2306.00297",
  regime: "any points and labels, any preconditioner P",
  symbols: { rate: "η", symmetric: "symmetric P" },
  kind: "ID",
  expected: "verified",
  needs: ["predictLinear"],
  mutants: [
    linearWithoutMean,
    softmaxForLinear,
    keyAndQueryExchanged,
    linearLateCoordinatesIgnored,
  ],
  bounds: {
    n: { from: 1, to: 1025 },
    d: { from: 1, to: 64 },
    rate: { from: 0.01, to: 100 },
    symmetric: { among: [true, false] },
  },
  cells: innerCells("n", BLOCK_ENDS),
  generator: fc.record({
    n: countsAndEnds([1, 17]),
    d: countsAndEnds([1, 7], [64]),
    rate: logUniform(0.01, 100),
    symmetric: fc.boolean(),
    seed: seeds(),
  }).map(fewPointsInHighDimension(5)),
  budget: { quick: 200, ci: 1000, deep: 5000 },
  check({ n, d, rate, symmetric, seed }, { predictLinear }) {
    const stream = randomStream(seed, "C1");
    const vector = (length: number) => Array.from({ length }, () => stream.normal());
    const x = Array.from({ length: n }, () => vector(d));
    const y = vector(n);
    const query = vector(d);
    const P = Array.from({ length: d }, () => vector(d));
    if (symmetric) P.forEach((row, j) => row.forEach((_, k) => P[k][j] = row[k]));
    const loss = (v: readonly number[]) =>
      x.reduce((sum, xi, i) => sum + (xi.reduce((s, xj, j) => s + xj * v[j], 0) - y[i]) ** 2, 0) /
      (2 * n);
    /** v₁ᵀx_q for the step along −P·slope. */
    const after = (slope: readonly number[]) => {
      let prediction = 0;
      for (let j = 0; j < d; j++) {
        for (let k = 0; k < d; k++) prediction -= rate * P[j][k] * slope[k] * query[j];
      }
      return prediction;
    };
    const unit = (k: number, by: number) => query.map((_, j) => j === k ? by : 0);
    const analytic = query.map((_, k) => -x.reduce((sum, xi, i) => sum + y[i] * xi[k], 0) / n);
    const measured = query.map((_, k) => (loss(unit(k, 1)) - loss(unit(k, -1))) / 2);
    const M = fromFlat(P[0].flatMap((_, k) => P.map((row) => rate * row[k])), d, d);
    const got = predictLinear(createPrompt({ covariates: x, labels: y, query }), M);
    // What cancels: losses of size ℓ(0) + ‖x‖², spread by |ηP| and the query.
    const spread = P.flat().reduce((sum, p) => sum + Math.abs(p), 0) *
      Math.max(...query.map(Math.abs));
    const scale = rate * spread *
      (loss(query.map(() => 0)) + Math.max(...x.flat().map(Math.abs)) ** 2);
    const rule = { tolerance: TOLERANCE.identity, scale };
    return worstMargin(
      identityMargin("prediction, explicit step", got, after(analytic), rule),
      identityMargin("prediction, step by differences", got, after(measured), rule),
    );
  },
});

testClaim(claim);
