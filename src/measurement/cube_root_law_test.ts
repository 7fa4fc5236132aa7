import { assert, assertAlmostEquals, assertThrows } from "@std/assert";
import { normalSlack } from "../../fixtures/random/chance_for_tests.ts";
import { randomTest, testStream } from "../../fixtures/random/random_for_tests.ts";
import { bestInverseTemperature, geometricGrid } from "./best_inverse_temperature.ts";
import { chosenWindow } from "./chosen_window.ts";
import { cubeRootLaw } from "./cube_root_law.ts";
import { affineLoss, predictedWindow } from "./window_law.ts";

Deno.test("σ puts the minimum of L²/(9w²) + σ²w/n at 4.5, at √(n/2) and between them", () => {
  for (const [contextLength, lipschitz] of [[200, 1 / 3], [1153, 2], [3000, 3]]) {
    const most = Math.sqrt(contextLength / 2);
    const wanted = [4.5, Math.sqrt(4.5 * most), most];
    [0, 0.5, 1].forEach((windowPosition, i) => {
      const { noise } = cubeRootLaw({ contextLength, lipschitz, windowPosition });
      const { inverseTemperature } = bestInverseTemperature((w) =>
        lipschitz ** 2 / (9 * w * w) + (noise ** 2 * w) / contextLength
      );
      assertAlmostEquals(inverseTemperature / wanted[i], 1, 1e-6);
    });
  }
});

Deno.test("the regime is empty below n = 41", () => {
  const setting = { lipschitz: 1, windowPosition: 0.5 };
  assert(cubeRootLaw({ ...setting, contextLength: 41 }).noise > 0);
  assertThrows(() => cubeRootLaw({ ...setting, contextLength: 40 }), RangeError, "n");
});

randomTest("measured and predicted agree with the loss by quadrature on a long context", () => {
  const setting = { contextLength: 3000, lipschitz: 1.5, windowPosition: 0.4 };
  const law = { ...cubeRootLaw(setting), dimension: 3 };
  const sample = { grid: geometricGrid(1, 160, 120), points: 60_000 };
  const tasks = { ...law, ...sample, functionClass: "affine" } as const;
  const [measured, predicted] = [chosenWindow(tasks, testStream("long")), predictedWindow(law)];
  const best = bestInverseTemperature((w) => affineLoss(law, w));
  for (const { inverseTemperature, loss } of [measured, predicted]) {
    // Deviations under 30 seeds; the window is that of a grid in steps of 4.3 %.
    assertAlmostEquals(inverseTemperature / best.inverseTemperature, 1, normalSlack(0.015));
    assertAlmostEquals(loss / best.loss, 1, normalSlack(0.0075));
  }
});
