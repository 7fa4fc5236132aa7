import fc from "fast-check";
import { labelsMisaligned } from "../fixtures/mutants/labels_misaligned.ts";
import { linearForSoftmax } from "../fixtures/mutants/linear_for_softmax.ts";
import { partialBlockDropped } from "../fixtures/mutants/partial_block_dropped.ts";
import { smallWeightsDropped } from "../fixtures/mutants/small_weights_dropped.ts";
import { temperatureSquared } from "../fixtures/mutants/temperature_squared.ts";
import { weightsFloored } from "../fixtures/mutants/weights_floored.ts";
import { weightsFlooredAndShared } from "../fixtures/mutants/weights_floored_and_shared.ts";
import { weightsInSinglePrecision } from "../fixtures/mutants/weights_in_single_precision.ts";
import { fewPointsInHighDimension } from "../fixtures/laws/affordable_sizes.ts";
import { testClaim } from "../scripts/test_claim.ts";
import {
  logSum,
  nadarayaWatson,
  onEllipsoid,
  pointOnEllipsoid,
  randomEllipsoid,
  weightMargins,
} from "../src/measurement.ts";
import {
  BLOCK_ENDS,
  counts,
  countsAndEnds,
  createPrompt,
  dot,
  identityMargin,
  innerCells,
  logUniform,
  multiply,
  randomStream,
  scaledIdentity,
  seeds,
  spherePoints,
  TOLERANCE,
  toMatrix,
  universalLaw,
  worstMargin,
} from "../src/mod.ts";

type Problem = Parameters<typeof nadarayaWatson>[0];

/** The Gaussian kernel e^{−w·distance²/2}: its w and its precision matrix, if that is not the identity. */
type Kernel = (
  problem: Problem,
  w: number,
) => { readonly w: number; readonly precision?: Problem["precision"] };

const gaussian: Kernel = ({ precision }, w) => precision === undefined ? { w } : { w, precision };

const rival = (name: string, law: Kernel) => ({
  name,
  description: `${name} in the kernel`,
  law: () => law,
});

/** −w·distance²/2 of each point. */
function logKernels({ covariates, query, precision }: Problem, w: number): number[] {
  const rows = precision?.map((row) => Float64Array.from(row));
  return covariates.map((x) => {
    const difference = Float64Array.from(query, (entry, j) => x[j] - entry);
    const stretched = rows?.map((row) => dot(row, difference)) ?? difference;
    return (-w * dot(difference, stretched)) / 2;
  });
}

/**
 * On xᵀΣ^{−1}x = 1, −(w/2)‖x_i − x_q‖² in the norm of Σ^{−1} is w·x_iᵀΣ^{−1}x_q − w. The constant cancels in h =
 * Σ_i K_i y_i / Σ_i K_i with K_i = e^{−(w/2)‖x_i − x_q‖²}, which leaves the softmax at M = wΣ^{−1}.
 */
export const claim = universalLaw({
  id: "B1",
  slug: "softmax_attention_is_kernel_regression",
  statement:
    "M = wΣ^{−1} on an ellipsoid is Nadaraya–Watson with a Gaussian kernel, and is M = wI on the sphere",
  formula: String.raw`
    \frac{\sum_ie^{x_i^\top Mx_q}y_i}{\sum_ie^{x_i^\top Mx_q}}=\frac{\sum_iK_iy_i}{\sum_iK_i},\qquad
    K_i=e^{-\frac w2\lVert x_i-x_q\rVert_{\Sigma^{-1}}^2},\quad M=w\Sigma^{-1}`,
  source: "arXiv 2402.11639, section 2",
  regime: "every point on the ellipsoid {Σ^{1/2}u : ‖u‖ = 1}; logarithms of weights",
  symbols: { condition: "condition number of Σ", copies: "points that come twice" },
  kind: "ID",
  expected: "verified",
  needs: ["predict", "attend"],
  mutants: [
    temperatureSquared,
    linearForSoftmax,
    labelsMisaligned,
    weightsFloored,
    weightsFlooredAndShared,
    smallWeightsDropped,
    weightsInSinglePrecision,
    partialBlockDropped,
  ],
  law: (): Kernel => gaussian,
  rivals: [
    rival("no half", (problem, w) => gaussian(problem, 2 * w)),
    rival("w² for w", (problem, w) => gaussian(problem, w ** 2)),
    rival("w 1 % larger", (problem, w) => gaussian(problem, 1.01 * w)),
    rival("a flat kernel", (problem) => gaussian(problem, 0)),
    rival("Euclid's distance", (_, w) => ({ w })),
  ],
  bounds: {
    n: { from: 2, to: 1025 },
    d: { from: 2, to: 64 },
    w: { from: 0.01, to: 30 },
    condition: { from: 1, to: 100 },
    copies: { from: 0, to: 3 },
  },
  cells: innerCells("n", BLOCK_ENDS),
  generator: fc.record({
    n: countsAndEnds([2, 17]),
    d: countsAndEnds([2, 7], [64]),
    w: logUniform(0.01, 30),
    condition: logUniform(1, 100),
    copies: counts(0, 3),
    seed: seeds(),
  }).map(fewPointsInHighDimension(17)),
  budget: { quick: 200, ci: 1000, deep: 10_000 },
  measure({ n, d, w, condition, copies, seed }, { predict, attend }) {
    const stream = randomStream(seed, "B1");
    const points = spherePoints(n, d, stream).to2DArray();
    for (let i = 0; i < Math.min(copies, n - 1); i++) points[i] = points[n - 1];
    const sphere = toMatrix(points, "points");
    const [query] = spherePoints(1, d, stream).to2DArray();
    const labels = Float64Array.from({ length: n }, () => stream.normal());
    const ellipsoid = randomEllipsoid(d, condition, stream);
    const stretched = createPrompt({
      covariates: onEllipsoid(sphere, ellipsoid),
      labels,
      query: pointOnEllipsoid(query, ellipsoid),
    });
    const M = multiply(ellipsoid.precision, scaledIdentity(d, w));
    const round = createPrompt({ covariates: sphere, labels, query });
    return {
      problem: {
        covariates: stretched.covariates.to2DArray(),
        labels,
        query: stretched.query,
        precision: ellipsoid.precision.to2DArray(),
      },
      ellipsoid: predict(stretched, M),
      sphere: predict(round, scaledIdentity(d, w)),
      weights: attend(stretched, M),
    };
  },
  margin({ problem, ellipsoid, sphere, weights }, law, spec) {
    const { covariates, labels, query } = problem;
    const { w, precision } = law(spec)(problem, spec.w);
    const own: Problem = { covariates, labels, query, ...(precision && { precision }) };
    const kernel = nadarayaWatson(own, w);
    const logs = logKernels(own, w);
    const total = logSum(logs);
    const rule = {
      tolerance: TOLERANCE.identity,
      scale: spec.w + Math.max(...labels.map(Math.abs)),
    };
    return worstMargin(
      identityMargin("prediction, kernel", ellipsoid, kernel, rule),
      identityMargin("prediction, sphere", sphere, kernel, rule),
      identityMargin("Σ a_i y_i", dot(weights, labels), kernel, rule),
      weightMargins("a", weights, logs.map((log) => log - total)),
    );
  },
});

testClaim(claim);
