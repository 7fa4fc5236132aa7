import { assert, assertAlmostEquals, assertLess, assertThrows } from "@std/assert";
import { randomTest, testStream } from "../../fixtures/random/random_for_tests.ts";
import { topKWeights } from "../model/top_k_attention.ts";
import { averagedCurves } from "./averaged_curves.ts";
import { topKLoss, topKWindow } from "./top_k_law.ts";

const TASKS = {
  functionClass: "affine",
  dimension: 3,
  contextLength: 60,
  kept: 9,
  lipschitz: 2,
  noise: 1,
} as const;

/**
 * The k nearest labels averaged, d = 3: 1 − s of a point is uniform on [0, 2], so that the k nearest are uniform
 * below v, and v/2 is the (k+1)-th of n uniform numbers.
 */
function nearestAverageLoss({ contextLength: n, kept: k, lipschitz, noise }: typeof TASKS): number {
  const first = (2 * (k + 1)) / (n + 1);
  const second = (4 * (k + 1) * (k + 2)) / ((n + 1) * (n + 2));
  const along = second * (1 / 4 + 1 / (12 * k));
  const across = (first - second / 3) / k;
  return (lipschitz ** 2 / 9) * (along + across) + noise ** 2 / k;
}

Deno.test("as w → 0 the loss is the k nearest neighbours', in closed form at d = 3", () => {
  for (const [contextLength, kept] of [[60, 9], [7, 1], [500, 31], [40, 39]]) {
    const tasks = { ...TASKS, contextLength, kept } as unknown as typeof TASKS;
    assertAlmostEquals(topKLoss(tasks, 1e-7) / nearestAverageLoss(tasks), 1, 2e-3);
  }
});

Deno.test("a long context's best loss at d = 3 is 7 % below softmax attention's, leading term by leading term", () => {
  // With c = w·v: [1 − c/(e^c − 1)]²/w² for the bias and w·coth(c/2) for the variance; their best product is 0.8961.
  const product = (c: number) => (1 - c / Math.expm1(c)) / Math.tanh(c / 2);
  const least = Math.min(...Array.from({ length: 400 }, (_, i) => product(0.01 * (i + 1))));
  assertAlmostEquals(least, 0.8961, 1e-4);
  const long = { ...TASKS, contextLength: 1e6, noise: 20 };
  const all = topKWindow({ ...long, kept: 1e6 });
  const losses = [1, 1.2, 1.4, 1.6].map((ratio) => {
    const kept = Math.round((ratio * 1e6) / all.inverseTemperature);
    return topKWindow({ ...long, kept }).loss / all.loss;
  });
  assertAlmostEquals(Math.min(...losses), least ** (2 / 3), 5e-3);
});

Deno.test("the best window is better than its neighbours", () => {
  const { inverseTemperature, loss } = topKWindow({ ...TASKS, kept: 30 });
  for (const factor of [0.9, 1.1]) {
    assertLess(loss, topKLoss({ ...TASKS, kept: 30 }, factor * inverseTemperature));
  }
});

randomTest("losses of frozen samples are beside it, for both classes", () => {
  for (const functionClass of ["affine", "relu"] as const) {
    const stream = testStream("top-k law", functionClass);
    const [contextLength, kept, w] = [120, 20, 6];
    const sizes = { functionClass, contextLength, dimension: 3, prompts: 600, directions: 6 };
    const weigh = (scores: Float64Array) => topKWeights(scores, kept);
    const { bias, variance } = averagedCurves(sizes, [w], stream, weigh);
    const law = (lipschitz: number, noise: number) =>
      topKLoss({ functionClass, contextLength, dimension: 3, kept, lipschitz, noise }, w);
    assertAlmostEquals(bias[0] / law(1, 0), 1, 0.15);
    assertAlmostEquals(variance[0] / law(0, 1), 1, 0.045);
  }
});

Deno.test("more points than there are, and no window, are refused", () => {
  assertThrows(() => topKLoss({ ...TASKS, kept: 61 }, 1), RangeError, "at most n = 60, got 61");
  assertThrows(() => topKLoss({ ...TASKS, kept: 0 }, 1), RangeError, "number of points k");
  assertThrows(() => topKLoss(TASKS, 0), RangeError, "inverse temperature w");
  assertThrows(() => topKWindow({ ...TASKS, lipschitz: 0 }), RangeError, "Lipschitz constant L");
  assert(topKLoss({ ...TASKS, kept: 1 }, 1) > 1);
});
