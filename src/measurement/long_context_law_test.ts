import { assert, assertAlmostEquals, assertThrows } from "@std/assert";
import { longContextLoss, longContextWindow } from "./long_context_law.ts";
import { longContextMoments } from "./long_context_moments.ts";
import { predictedWindow } from "./window_law.ts";

const TASKS = {
  functionClass: "affine",
  dimension: 3,
  contextLength: 2000,
  lipschitz: 2,
  noise: 1.5,
} as const;

Deno.test("between the points of its table the loss is that of the moments", () => {
  for (const functionClass of ["affine", "relu"] as const) {
    for (const w of [0.05, 0.7, 3.3, 41, 400]) {
      const tasks = { ...TASKS, functionClass };
      const { bias, scatter, variance } = longContextMoments(tasks, w);
      const wanted = 4 * (bias + scatter / 2000) + (2.25 * variance) / 2000;
      assertAlmostEquals(longContextLoss(tasks, w) / wanted, 1, 1e-3);
    }
  }
});

Deno.test("the best window is the closed form's at d = 3, and no neighbour's loss is less", () => {
  const { inverseTemperature: w, loss } = longContextWindow(TASKS);
  assertAlmostEquals(w / predictedWindow(TASKS).inverseTemperature, 1, 0.02);
  for (const factor of [0.95, 1.05]) assert(longContextLoss(TASKS, w * factor) > loss);
});

Deno.test("exponents come near 2/(d+3) of affine tasks, and 2/(d+2) of ReLU pairs from below", () => {
  const slope = (functionClass: "affine" | "relu", dimension: number) => {
    const [wide, narrow] = [60, 240].map((w) => {
      // The noise at which w is best follows from its share of the loss; n leaves no scatter.
      let [low, high] = [1e-9, 1e9];
      for (let round = 0; round < 100; round++) {
        const noise = Math.sqrt(low * high);
        const tasks = { functionClass, dimension, contextLength: 1e12, lipschitz: 1, noise };
        if (longContextWindow(tasks).inverseTemperature > w) low = noise;
        else high = noise;
      }
      return { w, noise: low };
    });
    return Math.log(narrow.w / wide.w) / (2 * Math.log(wide.noise / narrow.noise));
  };
  assertAlmostEquals(slope("affine", 2), 2 / 5, 0.01);
  assertAlmostEquals(slope("affine", 3), 2 / 6, 0.01);
  for (const [dimension, limit] of [[2, 1 / 2], [3, 2 / 5]]) {
    const relu = slope("relu", dimension);
    assert(relu < limit && relu > limit - 0.03, `${relu}`);
  }
});

Deno.test("no window beyond the table, and no law of nothing", () => {
  for (const w of [0.04, 500, NaN]) {
    assertThrows(() => longContextLoss(TASKS, w), RangeError, "inverse temperature w");
  }
  for (const change of [{ contextLength: 0 }, { lipschitz: 0 }]) {
    assertThrows(() => longContextWindow({ ...TASKS, ...change }), RangeError);
  }
});
