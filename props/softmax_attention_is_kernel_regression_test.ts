import fc from "fast-check";
import { labelsMisaligned } from "../fixtures/mutants/labels_misaligned.ts";
import { linearForSoftmax } from "../fixtures/mutants/linear_for_softmax.ts";
import { temperatureSquared } from "../fixtures/mutants/temperature_squared.ts";
import { testClaim } from "../scripts/test_claim.ts";
import {
  counts,
  createPrompt,
  dot,
  identityMargin,
  logUniform,
  multiply,
  nadarayaWatson,
  onEllipsoid,
  pointOnEllipsoid,
  randomEllipsoid,
  randomStream,
  scaledIdentity,
  seeds,
  spherePoints,
  TOLERANCE,
  universalLaw,
  worstMargin,
} from "../src/mod.ts";

/** Nadaraya–Watson with a Gaussian kernel e^{−w·distance²/2}, the distance by a precision matrix. */
type Regression = (
  prompt: Parameters<typeof nadarayaWatson>[0],
  w: number,
) => number;

const rival = (name: string, law: Regression) => ({
  name,
  description: `${name} in the kernel`,
  law: () => law,
});

export const claim = universalLaw({
  id: "B1",
  slug: "softmax_attention_is_kernel_regression",
  statement:
    "M = wΣ^{−1} on an ellipsoid is Nadaraya–Watson with a Gaussian kernel, and is M = wI on the sphere",
  source: "arXiv 2402.11639, section 2",
  regime: "every point on the ellipsoid {Σ^{1/2}u : ‖u‖ = 1}, condition number ≤ 100, w ≤ 30",
  kind: "ID",
  expected: "verified",
  needs: ["predict", "attend"],
  mutants: [temperatureSquared, linearForSoftmax, labelsMisaligned],
  law: (): Regression => nadarayaWatson,
  rivals: [
    rival("no half", (prompt, w) => nadarayaWatson(prompt, 2 * w)),
    rival("w² for w", (prompt, w) => nadarayaWatson(prompt, w ** 2)),
    rival("w 1 % larger", (prompt, w) => nadarayaWatson(prompt, 1.01 * w)),
    rival("a flat kernel", (prompt) => nadarayaWatson(prompt, 0)),
    rival(
      "Euclid's distance",
      ({ covariates, labels, query }, w) => nadarayaWatson({ covariates, labels, query }, w),
    ),
  ],
  bounds: {
    n: { from: 2, to: 17 },
    d: { from: 2, to: 7 },
    w: { from: 0.01, to: 30 },
    condition: { from: 1, to: 100 },
  },
  generator: fc.record({
    n: counts(2, 17),
    d: counts(2, 7),
    w: logUniform(0.01, 30),
    condition: logUniform(1, 100),
    seed: seeds(),
  }),
  budget: { quick: 200, ci: 2000, deep: 10_000 },
  measure({ n, d, w, condition, seed }, { predict, attend }) {
    const stream = randomStream(seed, "B1");
    const sphere = spherePoints(n, d, stream);
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
      regression: {
        covariates: stretched.covariates.to2DArray(),
        labels,
        query: stretched.query,
        precision: ellipsoid.precision.to2DArray(),
      },
      ellipsoid: predict(stretched, M),
      sphere: predict(round, scaledIdentity(d, w)),
      weighed: dot(attend(stretched, M), labels),
    };
  },
  margin({ regression, ellipsoid, sphere, weighed }, law, spec) {
    const { w } = spec;
    const kernel = law(spec)(regression, w);
    const labels = [...regression.labels];
    const rule = { tolerance: TOLERANCE.identity, scale: w + Math.max(...labels.map(Math.abs)) };
    return worstMargin(
      identityMargin("prediction, kernel", ellipsoid, kernel, rule),
      identityMargin("prediction, sphere", sphere, kernel, rule),
      identityMargin("Σ a_i y_i", weighed, kernel, rule),
    );
  },
});

testClaim(claim);
