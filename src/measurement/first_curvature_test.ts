import { assertAlmostEquals, assertThrows } from "@std/assert";
import { normalSlack } from "../../fixtures/random/chance_for_tests.ts";
import { randomTest, testStream } from "../../fixtures/random/random_for_tests.ts";
import { drawInnerProducts } from "../tasks/nearest_task.ts";
import { nearestLoss } from "../training/nearest_loss.ts";
import { firstCurvature } from "./first_curvature.ts";

Deno.test("two points lead their mean by 1/(2d) on average squares", () => {
  for (const dimension of [2, 3, 7, 23]) {
    const { up, down } = firstCurvature({ contextLength: 2, dimension });
    assertAlmostEquals(up, 1 / dimension, 1e-12);
    assertAlmostEquals(down, 1 / (2 * dimension), 1e-9);
  }
});

Deno.test("in three dimensions the lead has the moments of uniform order statistics", () => {
  // t = 2u − 1, u_* of law Nu^{N−1}; the others are uniform on (0, u_*): E(t_* − t̄)² by hand for N = 5.
  const n = 5;
  const squares = n / (n + 2);
  const wanted = 4 * squares * ((n - 1) ** 2 / 4 + (n - 1) / 12) / n ** 2;
  assertAlmostEquals(firstCurvature({ contextLength: n, dimension: 3 }).down, wanted, 1e-9);
});

randomTest("the loss of drawn prompts bends so", () => {
  for (const [contextLength, dimension] of [[11, 5], [3, 13]]) {
    const shape = { contextLength, dimension };
    const t = drawInnerProducts({ ...shape, prompts: 20_000 }, testStream(contextLength));
    const [left, right] = [-0.1, 0.1].map((xi1) =>
      nearestLoss(t, { contextLength, xi1, xi2: Infinity }).dXi1
    );
    const { up, down } = firstCurvature(shape);
    // Of 20 000 prompts the mean has a deviation of less than 1 % of either part.
    assertAlmostEquals((contextLength * (right - left)) / 0.2, up - down, normalSlack(0.01 * up));
  }
});

Deno.test("one point has no curvature, and is refused", () => {
  assertThrows(() => firstCurvature({ contextLength: 1, dimension: 3 }), RangeError, "N");
});
