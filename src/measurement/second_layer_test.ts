import { assert, assertAlmostEquals, assertThrows } from "@std/assert";
import { randomTest, testStream } from "../../fixtures/random/random_for_tests.ts";
import { scaledIdentity } from "../linalg.ts";
import { softmaxAttention } from "../model/softmax_attention.ts";
import { randomStream } from "../prng.ts";
import { promptAt } from "../tasks/prompt.ts";
import { drawRegressionBatch } from "../tasks/regression.ts";
import { averagedCurves } from "./averaged_curves.ts";
import { bestLayers, secondLayerCurves, taskCovariance, twoLayerLoss } from "./second_layer.ts";

const GRID = [1, 4];
const CLASSES = ["affine", "relu"] as const;

/** Two passes of attention over drawn tasks with drawn noise, one prompt for each point and for the query. */
function drawnLoss(
  functionClass: (typeof CLASSES)[number],
  { w, mix, prompts }: {
    readonly w: readonly number[];
    readonly mix: number;
    readonly prompts: number;
  },
): number {
  const law = { functionClass, lipschitz: 2, noise: 0.5, contextLength: 7, dimension: 3 };
  const batch = drawRegressionBatch(law, prompts, testStream("two layers", functionClass));
  const [first, second] = w.map((value) => scaledIdentity(3, value));
  let sum = 0;
  for (let b = 0; b < prompts; b++) {
    const prompt = promptAt(batch, b);
    const residuals = prompt.labels.map((label, i) =>
      label -
      softmaxAttention({ ...prompt, query: Float64Array.from(prompt.covariates.getRow(i)) }, first)
    );
    const answer = softmaxAttention(prompt, first) +
      mix * softmaxAttention({ ...prompt, labels: residuals }, second);
    sum += (answer - batch.targets[b]) ** 2 / prompts;
  }
  return sum;
}

randomTest("the loss is that of two passes over drawn tasks", () => {
  for (const functionClass of CLASSES) {
    const sizes = { functionClass, contextLength: 7, dimension: 3, contexts: 300, queries: 4 };
    const curves = secondLayerCurves(sizes, GRID, testStream("curves", functionClass));
    const layers = { windows: [0, 1], mix: 0.8 } as const;
    const wanted = drawnLoss(functionClass, { w: [1, 4], mix: 0.8, prompts: 6000 });
    const own = twoLayerLoss(curves, { lipschitz: 2, noise: 0.5 }, layers);
    assertAlmostEquals(own / wanted, 1, 0.12);
  }
});

Deno.test("without a second layer it is softmax attention's split", () => {
  for (const functionClass of CLASSES) {
    const sizes = { functionClass, contextLength: 9, dimension: 3 };
    const { bias, variance } = secondLayerCurves(
      { ...sizes, contexts: 60, queries: 40 },
      GRID,
      randomStream(1),
    );
    const one = averagedCurves({ ...sizes, prompts: 4000, directions: 4 }, GRID, randomStream(2));
    GRID.forEach((_, g) => {
      assertAlmostEquals(bias[g][0][0] / one.bias[g], 1, 0.06);
      assertAlmostEquals(variance[g][1][0] / one.variance[g], 1, 0.03);
    });
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

Deno.test("the best pair is no worse than the best window, nor than its neighbours in β", () => {
  const sizes = {
    functionClass: "relu",
    contextLength: 20,
    dimension: 2,
    contexts: 5,
    queries: 4,
  } as const;
  const curves = secondLayerCurves(sizes, [0.5, 2, 8], randomStream(3));
  const levels = { lipschitz: 3, noise: 1 };
  const { one, two } = bestLayers(curves, levels);
  const least = twoLayerLoss(curves, levels, two);
  assert(one.mix === 0 && least <= twoLayerLoss(curves, levels, one));
  for (const step of [-0.1, 0.1]) {
    assert(least < twoLayerLoss(curves, levels, { ...two, mix: two.mix + step }));
  }
});

Deno.test("no contexts, queries or points are refused", () => {
  const sizes = {
    functionClass: "affine",
    contextLength: 3,
    dimension: 3,
    contexts: 1,
    queries: 1,
  } as const;
  for (const change of [{ contexts: 0 }, { queries: 0 }, { contextLength: 0 }]) {
    assertThrows(
      () => secondLayerCurves({ ...sizes, ...change }, GRID, randomStream(4)),
      RangeError,
    );
  }
});
