import { assertAlmostEquals, assertThrows } from "@std/assert";
import { randomTest, testStream } from "../../fixtures/random/random_for_tests.ts";
import { dot, scaledIdentity } from "../linalg.ts";
import { attentionWeights } from "../model/softmax_attention.ts";
import { spherePoints } from "../tasks/covariates.ts";
import { createPrompt } from "../tasks/prompt.ts";
import { featureCurves } from "./feature_curves.ts";

const SIZES = {
  kind: "trigonometric",
  dimension: 3,
  contextLength: 11,
  features: 5,
  queries: 3,
} as const;

randomTest("exact kernels in place of features give softmax attention's split", () => {
  // In one dimension more, e^{wxᵀy} is the sum of its powers: Σ (w xᵀy)^k/k!, and xᵀy^k is a product of tensors.
  const powers = (point: Float64Array) => {
    let tensor = Float64Array.of(1);
    const all = [1];
    for (let k = 1; k <= 8; k++) {
      const factor = Math.sqrt(1 / k);
      const entries: number[] = [];
      for (const a of tensor) for (const b of point) entries.push(a * b * factor);
      tensor = Float64Array.from(entries);
      all.push(...tensor);
    }
    return Float64Array.from(all);
  };
  const own = featureCurves({ ...SIZES, queries: 1 }, [1], testStream("exact"), powers);
  const stream = testStream("exact");
  const covariates = spherePoints(SIZES.contextLength, 3, stream);
  const query = spherePoints(1, 3, stream).getRow(0);
  const prompt = createPrompt({ covariates, labels: new Float64Array(covariates.rows), query });
  const weights = attentionWeights(prompt, scaledIdentity(3));
  // A slope along each axis in turn: a third of l² each, and a third of the axes.
  const misses = [0, 1, 2].map((j) => dot(weights, covariates.getColumn(j)) - query[j]);
  assertAlmostEquals(own.variance[0], dot(weights, weights), 3e-5);
  assertAlmostEquals(own.bias[0], dot(misses, misses) / 9, 3e-5);
});

randomTest("weights that do not add up to one cost their offset", () => {
  // One feature that is the same everywhere weighs all alike.
  const same = featureCurves(SIZES, [2], testStream(3), () => Float64Array.of(3));
  assertAlmostEquals(same.variance[0], 1 / 11, 1e-12);
});

randomTest("no queries, points or features are refused", () => {
  for (const change of [{ queries: 0 }, { contextLength: 0 }, { features: 0 }, { dimension: 1 }]) {
    assertThrows(() => featureCurves({ ...SIZES, ...change }, [1], testStream(4)), RangeError);
  }
});
