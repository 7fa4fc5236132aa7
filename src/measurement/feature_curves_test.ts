import { assertAlmostEquals, assertThrows } from "@std/assert";
import { randomStream } from "../prng.ts";
import { averagedCurves } from "./averaged_curves.ts";
import { featureCurves } from "./feature_curves.ts";

const SIZES = {
  kind: "trigonometric",
  dimension: 3,
  contextLength: 11,
  features: 5,
  queries: 3,
} as const;

Deno.test("exact kernels in place of features give softmax attention's split", () => {
  // In one dimension more, e^{wxᵀy} is the sum of its powers: Σ (w xᵀy)^k/k!, and xᵀy^k is a product of tensors.
  const powers = (point: Float64Array) => {
    let tensor = Float64Array.of(1);
    const all = [1];
    for (let k = 1; k <= 9; k++) {
      const factor = Math.sqrt(1 / k);
      const entries: number[] = [];
      for (const a of tensor) for (const b of point) entries.push(a * b * factor);
      tensor = Float64Array.from(entries);
      all.push(...tensor);
    }
    return Float64Array.from(all);
  };
  const sizes = { ...SIZES, contextLength: 30, queries: 40 };
  const stream = randomStream(1);
  const { bias, variance } = featureCurves(sizes, [1], stream, powers);
  const wanted = averagedCurves(
    { functionClass: "affine", contextLength: 30, dimension: 3, prompts: 3000 },
    [1],
    randomStream(2),
  );
  assertAlmostEquals(variance[0] / wanted.variance[0], 1, 0.05);
  assertAlmostEquals(bias[0] / wanted.bias[0], 1, 0.4);
});

Deno.test("weights that do not add up to one cost their offset", () => {
  // One feature that is the same everywhere weighs all alike.
  const same = featureCurves(SIZES, [2], randomStream(3), () => Float64Array.of(3));
  assertAlmostEquals(same.variance[0], 1 / 11, 1e-12);
});

Deno.test("no queries, points or features are refused", () => {
  for (const change of [{ queries: 0 }, { contextLength: 0 }, { features: 0 }, { dimension: 1 }]) {
    assertThrows(() => featureCurves({ ...SIZES, ...change }, [1], randomStream(4)), RangeError);
  }
});
