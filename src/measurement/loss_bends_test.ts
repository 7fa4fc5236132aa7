import { assertAlmostEquals } from "@std/assert";
import { normalSlack } from "../../fixtures/random/chance_for_tests.ts";
import { randomTest, testStream } from "../../fixtures/random/random_for_tests.ts";
import { firstBend, lateBend, maskBend } from "./loss_bends.ts";

/** A loss that does not look at its prompts. */
const parabola = (_: Float64Array, { xi1, xi2 }: { xi1: number; xi2: number }) => ({
  loss: 3 * (xi2 - 1) ** 2,
  dXi1: 7 * xi1,
  dXi2: 0,
});

randomTest("the bends of a parabola are its coefficients", () => {
  const shape = { contextLength: 5, dimension: 3 };
  assertAlmostEquals(firstBend(shape, testStream("first"), parabola), 7, 1e-12);
  assertAlmostEquals(maskBend({ ...shape, share: 0.4 }, testStream("mask"), parabola), 6, 1e-9);
});

randomTest("two points in three dimensions: 1/12 at first, 2C/ξ1³ with C = ln 2 − ½ late", () => {
  const shape = { contextLength: 2, dimension: 3 };
  // A sample's deviation is 0.8 %; the width of the difference takes 2 %.
  const first = firstBend(shape, testStream("first")) * 12;
  assertAlmostEquals(first, 1, 0.025 + normalSlack(0.012));
  const late = lateBend({ ...shape, xi1: 900 }, testStream("late"));
  assertAlmostEquals((late * 900 ** 3) / (2 * Math.LN2 - 1), 1, 0.005);
});

randomTest("along ξ2 the loss is ½(1 − 2u + Nu²), u = (1 − q_s)/N", () => {
  const share = 0.9;
  const bend = maskBend({ contextLength: 4, dimension: 3, share }, testStream("mask"));
  assertAlmostEquals(bend / ((share ** 2 * (1 - share) * (2 - 3 * share)) / 4), 1, 2e-3);
});
