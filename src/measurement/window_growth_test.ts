import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { randomTest, testStream } from "../../fixtures/random/random_for_tests.ts";
import { grownTasks, predictedGrowth, windowGrowth } from "./window_growth.ts";

const TASKS = {
  functionClass: "affine",
  dimension: 3,
  contextLength: 200,
  lipschitz: 2,
  noise: 1,
} as const;
const SAMPLE = { grid: { from: 2, to: 160, count: 60 }, points: 3200 };

Deno.test("by n, L or σ nL²/σ² is sixteen times as large", () => {
  for (const grown of ["contextLength", "lipschitz", "noise"] as const) {
    const { contextLength, lipschitz, noise } = grownTasks(TASKS, grown);
    assertEquals((contextLength * lipschitz ** 2) / noise ** 2, 16 * 200 * 4);
  }
});

Deno.test("affine tasks at d = 3 grow by the cube root of n", () => {
  assertAlmostEquals(predictedGrowth(TASKS, "contextLength"), 1 / 3, 0.01);
});

Deno.test("L and σ are one: a window knows their ratio only", () => {
  const [steeper, quieter] = (["lipschitz", "noise"] as const).map((grown) =>
    predictedGrowth(TASKS, grown)
  );
  assertAlmostEquals(steeper, quieter, 1e-6);
});

randomTest(
  "windows that are chosen grow like predicted ones",
  () => {
    for (const grown of ["contextLength", "lipschitz", "noise"] as const) {
      const stream = testStream("growth", grown);
      const tasks = { ...TASKS, lipschitz: 1 };
      const slope = windowGrowth({ tasks, grown, sample: SAMPLE }, stream);
      // A step of the grid is .03 of the slope.
      assert(Math.abs(slope - predictedGrowth(tasks, grown)) < 0.1, `${grown}: ${slope}`);
    }
  },
);
