import fc from "fast-check";
import { posteriorLabelsClipped } from "../fixtures/mutants/posterior_labels_clipped.ts";
import { posteriorLastLabelUnseen } from "../fixtures/mutants/posterior_last_label_unseen.ts";
import { posteriorRidgeRaised } from "../fixtures/mutants/posterior_ridge_raised.ts";
import { ridgeNoiseNotSquared } from "../fixtures/mutants/ridge_noise_not_squared.ts";
import { fewPointsInHighDimension } from "../fixtures/laws/affordable_sizes.ts";
import { testClaim } from "../scripts/test_claim.ts";
import {
  countsAndEnds,
  createPrompt,
  dot,
  identityMargin,
  innerCells,
  logUniform,
  norm,
  randomStream,
  seeds,
  TOLERANCE,
  universalClaim,
} from "../src/mod.ts";

/** Contexts beyond a few points. */
const LONG = [64, 65];

/** E v after each label in turn: Kalman's update, which inverts no matrix. */
function meanAfter(
  { x, y, noise }: {
    readonly x: readonly (readonly number[])[];
    readonly y: readonly number[];
    readonly noise: number;
  },
): number[] {
  const C = x[0].map((_, j) => x[0].map((_, k) => +(j === k)));
  const mean = x[0].map(() => 0);
  x.forEach((xi, i) => {
    const gain = C.map((row) => dot(row, xi));
    const spread = noise ** 2 + dot(xi, gain);
    const surprise = y[i] - dot(mean, xi);
    gain.forEach((entry, j) => {
      mean[j] += (entry * surprise) / spread;
      gain.forEach((other, k) => C[j][k] -= (entry * other) / spread);
    });
  });
  return mean;
}

/** C12 asks for its loss, which is flat there: a ridge of 10^−6 too much would not show. */
export const claim = universalClaim({
  id: "C12.ridge",
  slug: "posterior_mean_is_ridge_regression",
  statement:
    "for v ~ N(0, I) the posterior mean of vᵀx_q is where taking in one label after the other arrives, whatever the labels",
  formula: String.raw`\mathbb{E}[v^\top x_q\mid X,y]=x_q^\top(X^\top X+\sigma^2I)^{-1}X^\top y`,
  source: "Kalman's update; ridge regression with σ² as its ridge",
  regime: "any points",
  kind: "ID",
  expected: "verified",
  needs: ["posteriorMean"],
  mutants: [
    ridgeNoiseNotSquared,
    posteriorRidgeRaised,
    posteriorLastLabelUnseen,
    posteriorLabelsClipped,
  ],
  bounds: {
    n: { from: 1, to: 65 },
    d: { from: 1, to: 64 },
    noise: { from: 0.1, to: 10 },
    labelSize: { from: 0.01, to: 1000 },
  },
  cells: innerCells("n", LONG),
  generator: fc.record({
    n: countsAndEnds([1, 17], LONG),
    d: countsAndEnds([1, 7], [64]),
    noise: logUniform(0.1, 10),
    labelSize: logUniform(0.01, 1000),
    seed: seeds(),
  }).map(fewPointsInHighDimension(3)),
  budget: { quick: 200, ci: 1000, deep: 5000 },
  check({ n, d, noise, labelSize, seed }, { posteriorMean }) {
    const stream = randomStream(seed, "C12.ridge");
    const vector = (length: number, size = 1) =>
      Array.from({ length }, () => size * stream.normal());
    const x = Array.from({ length: n }, () => vector(d));
    const [y, query] = [vector(n, labelSize), vector(d)];
    const got = posteriorMean(createPrompt({ covariates: x, labels: y, query }), { noise });
    const wanted = dot(meanAfter({ x, y, noise }), query);
    return identityMargin("posterior mean", got, wanted, {
      tolerance: TOLERANCE.identity,
      // No ridge makes more of labels than 1/(2σ) of them.
      scale: (norm(query) * norm(y)) / noise,
    });
  },
});

testClaim(claim);
