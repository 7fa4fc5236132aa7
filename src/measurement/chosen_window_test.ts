import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { normalSlack, spendChance } from "../../fixtures/random/chance_for_tests.ts";
import { randomTest, testStream } from "../../fixtures/random/random_for_tests.ts";
import { geometricGrid } from "./best_inverse_temperature.ts";
import { chosenWindow, frozenCurves, lossAtWindow } from "./chosen_window.ts";
import { affineLoss } from "./window_law.ts";

const CURVES = {
  grid: Float64Array.of(1, 5, 20),
  bias: Float64Array.of(0.5, 0.25, 0.125),
  variance: Float64Array.of(0.01, 0.1, 1),
};
const SAMPLE = {
  functionClass: "affine",
  contextLength: 7,
  dimension: 3,
  grid: [0, 2, 11],
  points: 50,
} as const;

Deno.test("bias costs L² and variance σ²", () => {
  assertAlmostEquals(lossAtWindow(CURVES, { lipschitz: 2, noise: 3 }, 5), 4 * 0.25 + 9 * 0.1);
  assertAlmostEquals(lossAtWindow(CURVES, { lipschitz: 0, noise: 1 }, 20), 1);
  assertThrows(
    () => lossAtWindow(CURVES, { lipschitz: 1, noise: 1 }, 6),
    RangeError,
    "the window must be a point of the grid, got 6",
  );
});

randomTest("points are rounded up to whole prompts of n", () => {
  const lengths: number[] = [];
  frozenCurves(SAMPLE, testStream("points"), (scores) => {
    lengths.push(scores.length);
    return scores.map(() => 1 / scores.length);
  });
  // ⌈50/7⌉ = 8 prompts at 3 windows.
  assertEquals(lengths, Array.from({ length: 24 }, () => 7));
  assertThrows(
    () => frozenCurves({ ...SAMPLE, points: 0 }, testStream(1)),
    RangeError,
    "sets of points",
  );
});

randomTest("the subject's choice is taken, with the law that was asked for, and priced", () => {
  const law = { lipschitz: 3, noise: 0.5 };
  const { inverseTemperature, loss } = chosenWindow(
    { ...SAMPLE, ...law },
    testStream("choice"),
    {
      weigh: (scores) => scores.map(() => 0),
      chooseWindow: ({ grid }, levels) => {
        assertEquals(levels, law);
        return grid[2];
      },
    },
  );
  assertEquals(inverseTemperature, 11);
  // Weights of nothing miss all of f: E f² = L²/3 + L²/(3d), and no noise comes in.
  assertAlmostEquals(loss, 9 * (1 / 3 + 1 / 9), 1e-9);
});

randomTest("the choice and its loss are those of the closed form when the context is long", () => {
  const law = { contextLength: 1500, dimension: 4, lipschitz: 1.3, noise: 0.9 };
  const grid = geometricGrid(1, 60, 120);
  const expected = Array.from(grid, (w) => affineLoss(law, w));
  const least = Math.min(...expected);
  const sample = { functionClass: "affine", grid, points: 120_000 } as const;
  const { inverseTemperature, loss } = chosenWindow({ ...law, ...sample }, testStream("long"));
  spendChance();
  // What the closed form says the choice costs beyond its best: second order in the miss of w.
  assertAlmostEquals(affineLoss(law, inverseTemperature) / least, 1, 0.03);
  // The deviation under 30 seeds, in which the choice was always the same.
  assertAlmostEquals(loss / least, 1, normalSlack(0.009));
});
