import { assertAlmostEquals } from "@std/assert";
import { studentSlack } from "../../fixtures/random/chance_for_tests.ts";
import { randomTest, testStream } from "../../fixtures/random/random_for_tests.ts";
import { dot, fromFlat } from "../linalg.ts";
import { drawFrequencies, FEATURE_KINDS, kernelFeatures } from "../model/random_features.ts";
import { featureErrorConstant, featureMoments } from "./random_feature_error.ts";

const CONTEXT = { points: [[0.5, 0.1, 0], [-0.2, 0.4, 0.1]], query: [0.3, -0.2, 0.4] };

randomTest("moments are those of single frequencies drawn one by one", () => {
  for (const kind of FEATURE_KINDS) {
    const stream = testStream(kind);
    const { points, query } = CONTEXT;
    const { kernels, covariance } = featureMoments(CONTEXT, kind);
    const products: number[][] = Array.from({ length: 20_000 }, () => {
      const map = { frequencies: drawFrequencies(1, 3, stream), kind };
      const seen = kernelFeatures(query, map);
      const [a, b] = points.map((point, i) => dot(kernelFeatures(point, map), seen) - kernels[i]);
      return [a * a, a * b, b * b];
    });
    [[0, 0], [0, 1], [1, 1]].forEach(([i, j], k) => {
      const column = products.map((row) => row[k]);
      const mean = column.reduce((sum, x) => sum + x, 0) / column.length;
      assertAlmostEquals(mean, covariance.get(i, j), studentSlack(column));
    });
  }
});

Deno.test("a variance is that of the estimate of one kernel, for a context of one point", () => {
  const [point] = CONTEXT.points;
  const { query } = CONTEXT;
  const of = (kind: (typeof FEATURE_KINDS)[number]) =>
    featureMoments({ points: [point], query }, kind).covariance.get(0, 0);
  const K = Math.exp(dot(point, query));
  const sum = Math.exp(dot(point, point) + dot(query, query) + 2 * dot(point, query));
  const difference = Math.exp(dot(point, point) + dot(query, query) - 2 * dot(point, query));
  assertAlmostEquals(of("positive"), sum * K ** 2 * (1 - 1 / sum));
  assertAlmostEquals(of("trigonometric"), (sum * K ** -2 * (1 - 1 / difference) ** 2) / 2);
});

Deno.test("errors of all kernels alike cancel in the ratio, one alone does not", () => {
  const kernels = Float64Array.of(1, 3);
  // Both estimates off by one and the same factor.
  assertAlmostEquals(
    featureErrorConstant({ kernels, covariance: fromFlat([1, 3, 3, 9], 2, 2) }),
    0,
  );
  // Only the first: a moves by (3, −3)/16 a unit.
  const alone = featureErrorConstant({ kernels, covariance: fromFlat([1, 0, 0, 0], 2, 2) });
  assertAlmostEquals(alone, 2 * (3 / 16) ** 2);
});
