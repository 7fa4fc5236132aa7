import { assert, assertAlmostEquals, assertThrows } from "@std/assert";
import { randomTest, testStream } from "../../fixtures/random/random_for_tests.ts";
import { drawMany, spherePointDraws } from "../kernel/draws.ts";
import { fromFlat, scaledIdentity } from "../linalg.ts";
import { softmaxAttention } from "../model/softmax_attention.ts";
import { bestLayers, secondLayerCurves, taskCovariance, twoLayerLoss } from "./second_layer.ts";

const GRID = [1, 4];
const CLASSES = ["affine", "relu"] as const;

/** How two passes weigh the label of each point: what they answer when it alone is 1. */
function weightsOf(
  rows: readonly Float64Array[],
  { w, mix }: { readonly w: readonly [first: number, second: number]; readonly mix: number },
): number[] {
  const covariates = fromFlat(rows.slice(0, -1).flatMap((row) => [...row]), rows.length - 1, 2);
  const [first, second] = w.map((value) => scaledIdentity(2, value));
  const query = rows[rows.length - 1];
  return rows.slice(0, -1).map((_, j) => {
    const labels = Float64Array.from({ length: covariates.rows }, (_, i) => i === j ? 1 : 0);
    const prompt = { covariates, labels, query };
    const left = labels.map((label, i) =>
      label - softmaxAttention({ ...prompt, query: rows[i] }, first)
    );
    return softmaxAttention(prompt, first) +
      mix * softmaxAttention({ ...prompt, labels: left }, second);
  });
}

/** The loss at L = 2 and σ = ½, averaged over directions on a fine circle and over slopes and offset exactly. */
function lossOf(
  functionClass: (typeof CLASSES)[number],
  rows: readonly Float64Array[],
  c: number[],
) {
  const total = c.reduce((sum, weight) => sum + weight, 0);
  const profiles = functionClass === "affine"
    ? [(z: number) => z]
    : [(z: number) => Math.max(0, z), (z: number) => Math.max(0, -z)];
  let misses = (total - 1) ** 2;
  const directions = 4000;
  for (let k = 0; k < directions; k++) {
    const v = [Math.cos((2 * Math.PI * k) / directions), Math.sin((2 * Math.PI * k) / directions)];
    const z = rows.map((row) => row[0] * v[0] + row[1] * v[1]);
    for (const profile of profiles) {
      const answer = c.reduce((sum, weight, i) => sum + weight * profile(z[i]), 0);
      misses += (answer - profile(z[z.length - 1])) ** 2 / directions;
    }
  }
  return (4 / 3) * misses + c.reduce((sum, weight) => sum + weight * weight, 0) / 4;
}

randomTest("the loss is that of two passes over every task", () => {
  for (const functionClass of CLASSES) {
    for (const layers of [{ windows: [0, 1], mix: 0.8 }, { windows: [1, 1], mix: 0 }] as const) {
      const n = 7;
      const sizes = { functionClass, contextLength: n, dimension: 2, contexts: 1, queries: 1 };
      const curves = secondLayerCurves(sizes, GRID, testStream("layers", functionClass));
      const points = new Float64Array((n + 1) * 2);
      drawMany(spherePointDraws(2), points, testStream("layers", functionClass));
      const rows = Array.from({ length: n + 1 }, (_, i) => points.subarray(2 * i, 2 * i + 2));
      const [first, second] = layers.windows;
      const c = weightsOf(rows, { w: [GRID[first], GRID[second]], mix: layers.mix });
      const own = twoLayerLoss(curves, { lipschitz: 2, noise: 0.5 }, layers);
      assertAlmostEquals(own / lossOf(functionClass, rows, c), 1, 1e-5);
    }
  }
});

Deno.test("the covariance is 1/3 of offsets and as much of the slopes, where points coincide", () => {
  for (const d of [2, 3, 5]) {
    for (const functionClass of CLASSES) {
      assertAlmostEquals(taskCovariance(functionClass, d)(1), 1 / 3 + 1 / (3 * d), 1e-12);
    }
    // Opposite points share the even part alone.
    assertAlmostEquals(taskCovariance("relu", d)(-1), 1 / 3, 1e-12);
  }
});

randomTest("the best pair is no worse than the best window, nor than its neighbours in β", () => {
  const sizes = {
    functionClass: "relu",
    contextLength: 20,
    dimension: 2,
    contexts: 5,
    queries: 4,
  } as const;
  const curves = secondLayerCurves(sizes, [0.5, 2, 8], testStream(3));
  const levels = { lipschitz: 3, noise: 1 };
  const { one, two } = bestLayers(curves, levels);
  const least = twoLayerLoss(curves, levels, two);
  assert(one.mix === 0 && least <= twoLayerLoss(curves, levels, one));
  for (const step of [-0.1, 0.1]) {
    assert(least < twoLayerLoss(curves, levels, { ...two, mix: two.mix + step }));
  }
});

randomTest("no contexts, queries or points are refused", () => {
  const sizes = {
    functionClass: "affine",
    contextLength: 3,
    dimension: 3,
    contexts: 1,
    queries: 1,
  } as const;
  for (const change of [{ contexts: 0 }, { queries: 0 }, { contextLength: 0 }]) {
    assertThrows(
      () => secondLayerCurves({ ...sizes, ...change }, GRID, testStream(4)),
      RangeError,
    );
  }
});
