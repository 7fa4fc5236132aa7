import { assert, assertAlmostEquals, assertThrows } from "@std/assert";
import { featureLoss, type FeatureTasks } from "./feature_loss_law.ts";
import { longContextLoss } from "./long_context_law.ts";
import { predictedWindow } from "./window_law.ts";

const TASKS: FeatureTasks = {
  kind: "trigonometric",
  dimension: 3,
  contextLength: 2000,
  lipschitz: 1,
  noise: 1,
  features: 200,
  inverseTemperature: 4,
};

Deno.test("what features add halves as they double, down to softmax attention's loss", () => {
  const softmax = longContextLoss({ ...TASKS, functionClass: "affine" }, 4);
  const added = (features: number) => featureLoss({ ...TASKS, features }) - softmax;
  assertAlmostEquals(added(400) / added(200), 0.5, 1e-9);
  assert(added(1e12) < 1e-9);
});

Deno.test("in narrow windows m features are label noise of 2L²n/(9m), for the window and the loss", () => {
  const tasks = { ...TASKS, contextLength: 1e7, noise: 4, features: 1e6 };
  const noise = Math.sqrt(16 + (2 * 10) / 9);
  const { inverseTemperature, loss } = predictedWindow({ ...tasks, noise });
  assertAlmostEquals(featureLoss({ ...tasks, inverseTemperature }) / loss, 1, 0.02);
  for (const factor of [0.9, 1.1]) {
    const beside = featureLoss({ ...tasks, inverseTemperature: factor * inverseTemperature });
    assert(beside > featureLoss({ ...tasks, inverseTemperature }));
  }
});

Deno.test("no features are refused", () => {
  assertThrows(() => featureLoss({ ...TASKS, features: 0 }), RangeError, "number of features m");
});
