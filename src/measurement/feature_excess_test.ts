import { assert, assertAlmostEquals, assertThrows } from "@std/assert";
import { randomTest, testStream } from "../../fixtures/random/random_for_tests.ts";
import { dot } from "../linalg.ts";
import { FEATURE_KINDS } from "../model/random_features.ts";
import { spherePoints } from "../tasks/covariates.ts";
import { featureExcess } from "./feature_excess.ts";
import { featureMoments } from "./random_feature_error.ts";

/** The same on one context of n points: the covariance of the n estimates is known from claim C11. */
function ofContext(
  kind: (typeof FEATURE_KINDS)[number],
  { n, d, w }: Record<"n" | "d" | "w", number>,
  stream: ReturnType<typeof testStream>,
) {
  const points = spherePoints(n, d, stream).to2DArray();
  const query = spherePoints(1, d, stream).getRow(0);
  const root = Math.sqrt(w);
  const { kernels, covariance } = featureMoments({
    points: points.map((point) => point.map((entry) => root * entry)),
    query: query.map((entry) => root * entry),
  }, kind);
  const total = kernels.reduce((sum, kernel) => sum + kernel, 0);
  const weights = kernels.map((kernel) => kernel / total);
  const rows = points.map((_, i) => covariance.getRow(i).reduce((sum, entry) => sum + entry, 0));
  const all = rows.reduce((sum, row) => sum + row, 0);
  const own = points.reduce((sum, _, i) => sum + covariance.get(i, i), 0);
  const noise = own - 4 * dot(weights, rows) + 3 * dot(weights, weights) * all;
  const mean = query.map((_, j) => points.reduce((sum, x, i) => sum + weights[i] * x[j], 0));
  const off = points.map((point) => Float64Array.from(point, (entry, j) => entry - mean[j]));
  const miss = mean.map((entry, j) => entry - query[j]);
  let slope = 0;
  off.forEach((x, i) => {
    slope -= 2 * rows[i] * dot(x, miss);
    off.forEach((y, j) => slope += covariance.get(i, j) * dot(x, y));
  });
  return { noise: (n * noise) / total ** 2, slope: slope / (3 * d * total ** 2) };
}

randomTest("contexts of 250 points have it in the mean, both kinds", () => {
  for (
    const [kind, d, w] of [["positive", 3, 1], ["trigonometric", 3, 3], [
      "trigonometric",
      2,
      5,
    ]] as const
  ) {
    const stream = testStream("excess", kind, d);
    const [n, contexts] = [250, 24];
    const mean = { noise: 0, slope: 0 };
    for (let k = 0; k < contexts; k++) {
      const own = ofContext(kind, { n, d, w }, stream);
      mean.noise += own.noise / contexts;
      mean.slope += own.slope / contexts;
    }
    const { slope, scatter, noise } = featureExcess({ kind, dimension: d, inverseTemperature: w });
    assertAlmostEquals(mean.noise / noise, 1, 0.2, `noise, ${kind}, d = ${d}`);
    assertAlmostEquals(mean.slope / (slope + scatter / n), 1, 0.3, `slope, ${kind}, d = ${d}`);
  }
});

Deno.test("at d = 3 trigonometric features add (2/9)w as the window closes, by Bessel functions", () => {
  // E (j0² cos² + j1² sin²)/D0² is 2w at ‖ω‖ = √w·χ₃, as E 1/χ₃² = 1; what is left is of the order 1.
  const slopes = [20, 40].map((inverseTemperature) =>
    featureExcess({ kind: "trigonometric", dimension: 3, inverseTemperature }).slope
  );
  assertAlmostEquals((slopes[1] - slopes[0]) / 20, 2 / 9, 0.01);
});

Deno.test("positive features grow like e^{4w}", () => {
  const logs = [8, 9].map((inverseTemperature) =>
    Math.log(featureExcess({ kind: "positive", dimension: 3, inverseTemperature }).slope)
  );
  assertAlmostEquals(logs[1] - logs[0], 4, 0.4);
});

Deno.test("at w → 0 both kinds are exact", () => {
  for (const kind of FEATURE_KINDS) {
    const { slope, scatter, noise } = featureExcess({
      kind,
      dimension: 3,
      inverseTemperature: 1e-6,
    });
    assert([slope, scatter, noise].every((value) => Math.abs(value) < 1e-4));
  }
});

Deno.test("one dimension and no window are refused", () => {
  const excess = (dimension: number, inverseTemperature: number) => () =>
    featureExcess({ kind: "positive", dimension, inverseTemperature });
  assertThrows(excess(1, 1), RangeError, "dimension d");
  assertThrows(excess(3, 0), RangeError, "inverse temperature w");
});
