import { assert, assertAlmostEquals, assertThrows } from "@std/assert";
import { dot } from "../linalg.ts";
import { FEATURE_KINDS } from "../model/random_features.ts";
import { featureExcess } from "./feature_excess.ts";
import { featureMoments } from "./random_feature_error.ts";

/** Points that stand for the circle exactly, or nearly for the sphere: evenly along a spiral of the golden angle. */
function evenPoints(n: number, d: 2 | 3): number[][] {
  return Array.from({ length: n }, (_, i) => {
    const z = d === 2 ? 0 : 1 - (2 * i + 1) / n;
    const angle = d === 2 ? (2 * Math.PI * i) / n : i * Math.PI * (3 - Math.sqrt(5));
    const radius = Math.sqrt(1 - z * z);
    const plane = [radius * Math.cos(angle), radius * Math.sin(angle)];
    return d === 2 ? plane : [...plane, z];
  });
}

/** The same on one context: the covariance of its n estimates is known from claim C11. */
function ofContext(
  kind: (typeof FEATURE_KINDS)[number],
  { points, query, w }: {
    readonly points: number[][];
    readonly query: number[];
    readonly w: number;
  },
) {
  const [n, d] = [points.length, query.length];
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

Deno.test("points spread evenly have it, both kinds", () => {
  for (const kind of FEATURE_KINDS) {
    for (const w of [1, 3]) {
      for (const [d, n, within] of [[2, 90, 1e-6], [3, 400, 0.02]] as const) {
        const query = d === 2 ? [0.6, 0.8] : [0.36, 0.48, 0.8];
        const own = ofContext(kind, { points: evenPoints(n, d), query, w });
        const { slope, noise } = featureExcess({ kind, dimension: d, inverseTemperature: w });
        assertAlmostEquals(own.noise / noise, 1, within, `noise, ${kind}, d = ${d}, w = ${w}`);
        assertAlmostEquals(own.slope / slope, 1, within, `slope, ${kind}, d = ${d}, w = ${w}`);
      }
    }
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
