import { assertAlmostEquals, assertThrows } from "@std/assert";
import { hoeffding } from "../../fixtures/random/chance_for_tests.ts";
import { randomTest, testStream } from "../../fixtures/random/random_for_tests.ts";
import { drawInnerProducts } from "../tasks/nearest_task.ts";
import { angleRule, expectedNearest } from "./expected_nearest.ts";

Deno.test("the nearest of N has its closed forms", () => {
  for (const contextLength of [1, 2, 5, 64]) {
    const inThree = expectedNearest({ contextLength, dimension: 3 });
    assertAlmostEquals(inThree, (contextLength - 1) / (contextLength + 1), 1e-12);
  }
  for (const dimension of [2, 7, 256]) {
    assertAlmostEquals(expectedNearest({ contextLength: 1, dimension }), 0, 1e-12);
  }
  // On the circle, with t = −cos θ and θ uniform: E max of two = 4/π².
  assertAlmostEquals(expectedNearest({ contextLength: 2, dimension: 2 }), 4 / Math.PI ** 2, 1e-12);
});

randomTest("it is the mean of the nearest of N drawn points", () => {
  const setting = { contextLength: 7, dimension: 11 };
  const prompts = 20_000;
  const t = drawInnerProducts({ ...setting, prompts }, testStream("nearest of seven"));
  let sum = 0;
  for (let b = 0; b < prompts; b++) sum += Math.max(...t.subarray(7 * b, 7 * b + 7));
  assertAlmostEquals(sum / prompts, expectedNearest(setting), hoeffding(prompts, 2));
});

Deno.test("no points have no nearest", () => {
  assertThrows(
    () => expectedNearest({ contextLength: 0, dimension: 3 }),
    RangeError,
    "context length N must be a whole number of at least 1, got 0",
  );
  assertThrows(() => angleRule(1), RangeError, "sphere dimension d");
});
