import { assertAlmostEquals, assertThrows } from "@std/assert";
import { hoeffding } from "../../fixtures/random/chance_for_tests.ts";
import { randomTest, testStream } from "../../fixtures/random/random_for_tests.ts";
import { drawInnerProducts } from "../tasks/nearest_task.ts";
import { nearestLoss } from "../training/nearest_loss.ts";
import { meanFirstSlope } from "./first_slope.ts";

randomTest("it is the mean slope of drawn prompts", () => {
  for (const [contextLength, dimension, sigma] of [[5, 3, 0], [3, 11, 1], [2, 2, Infinity]]) {
    const prompts = 20_000;
    const setting = { contextLength, dimension, prompts };
    const t = drawInnerProducts(setting, testStream("first slope", contextLength));
    const { dXi1 } = nearestLoss(t, { contextLength, xi1: 0, xi2: sigma });
    // A prompt's slope lies within 2/N of 0.
    const slack = hoeffding(prompts, 4 / contextLength);
    assertAlmostEquals(meanFirstSlope({ contextLength, dimension, sigma }), dXi1, slack);
  }
});

Deno.test("one point leaves only the query token to turn away from", () => {
  for (const dimension of [2, 5, 256]) {
    const slope = meanFirstSlope({ contextLength: 1, dimension, sigma: 0 });
    assertAlmostEquals(slope, 1 / 8, 1e-12);
  }
});

Deno.test("chances add up to one, and the loss asked is the one used", () => {
  const setting = { contextLength: 13, dimension: 7, sigma: 1 };
  const loss = () => ({ loss: 1, dXi1: -3, dXi2: 0 });
  assertAlmostEquals(meanFirstSlope(setting, loss), -3, 1e-12);
});

Deno.test("sizes are checked", () => {
  const setting = { contextLength: 0, dimension: 3, sigma: 1 };
  assertThrows(() => meanFirstSlope(setting), RangeError, "context length N");
  assertThrows(
    () => meanFirstSlope({ ...setting, contextLength: 2, dimension: 1 }),
    RangeError,
    "sphere dimension d",
  );
});
