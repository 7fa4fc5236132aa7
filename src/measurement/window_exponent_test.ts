import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { normalSlack } from "../../fixtures/random/chance_for_tests.ts";
import { randomTest, testStream } from "../../fixtures/random/random_for_tests.ts";
import { bestInverseTemperature, geometricGrid } from "./best_inverse_temperature.ts";
import { windowExponent } from "./window_exponent.ts";
import { affineLoss } from "./window_law.ts";

const LAW = { functionClass: "affine", dimension: 3, lipschitz: 2, noise: 1 } as const;

randomTest("a window that is a power of n has that power as its slope", () => {
  const seen: number[] = [];
  for (const power of [-1, 0, 1 / 3, 2]) {
    const slope = windowExponent(
      {
        ...LAW,
        contextLength: 8,
        factor: 27,
        grid: [8 ** power, 216 ** power],
        points: 300,
      },
      testStream("power", power),
      {
        // Uniform weights have Σa² = 1/n, which tells the chooser what n is.
        weigh: (scores) => scores.map(() => 1 / scores.length),
        chooseWindow: ({ grid, variance: [share] }, { lipschitz, noise }) => {
          seen.push(Math.round(1 / share), lipschitz, noise);
          return grid[1 / share < 100 ? 0 : 1];
        },
      },
    );
    assertAlmostEquals(slope, power, 1e-12);
  }
  assertEquals(seen.slice(0, 6), [8, 2, 1, 216, 2, 1]);
  assertEquals(seen.length, 24);
});

randomTest(
  "the slope is that of the minimisers of the closed form when both contexts are long",
  () => {
    for (const dimension of [2, 4]) {
      const law = { ...LAW, dimension, contextLength: 400 };
      const best = (contextLength: number) =>
        bestInverseTemperature((w) => affineLoss({ ...law, contextLength }, w)).inverseTemperature;
      const slope = windowExponent(
        { ...law, factor: 16, grid: geometricGrid(1, 300, 120), points: 30_000 },
        testStream("closed form", dimension),
      );
      const wanted = Math.log(best(6400) / best(400)) / Math.log(16);
      // The deviation under 30 seeds; a step of the grid is 0.017 of it.
      assertAlmostEquals(slope, wanted, normalSlack(0.01), `d = ${dimension}`);
    }
  },
);

randomTest("a window off the grid has no loss and is refused", () => {
  assertThrows(
    () =>
      windowExponent(
        { ...LAW, contextLength: 5, factor: 2, grid: [1], points: 5 },
        testStream("off"),
        { weigh: (scores) => scores, chooseWindow: () => 7 },
      ),
    RangeError,
    "a point of the grid, got 7",
  );
});
