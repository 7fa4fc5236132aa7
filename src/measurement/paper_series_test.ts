import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { spendChance } from "../../fixtures/random/chance_for_tests.ts";
import { randomTest, testStream } from "../../fixtures/random/random_for_tests.ts";
import type { Vector } from "../linalg.ts";
import { softmax as reference } from "../model/softmax.ts";
import { randomSubspace } from "../tasks/low_rank.ts";
import type { BiasVariance } from "./bias_variance.ts";
import { leakDuringPretraining, windowDuringPretraining } from "./training_series.ts";
import { attentionProfiles, errorByContext, transferPanels } from "./window_series.ts";
import { bestLinearLoss } from "./linear_floor.ts";

const LAW = { noise: 1, contextLength: 23, dimension: 3 };

randomTest(
  "profiles share their points; softmax weights are a distribution, linear ones are not",
  () => {
    const profiles = attentionProfiles(LAW, [1, 3, 10], testStream("profiles"));
    assertEquals(profiles.map(({ lipschitz }) => lipschitz), [1, 3, 10]);
    for (const { innerProducts, softmax, linear } of profiles) {
      assertEquals(innerProducts, profiles[0].innerProducts);
      assertEquals([...innerProducts], [...innerProducts].sort((a, b) => a - b));
      assertAlmostEquals(softmax.reduce((sum, a) => sum + a), 1, 1e-12);
      assert(linear[0] < 0);
    }
  },
);

randomTest("a profile's weights are e^{ws} over their sum, and c·s/n at the best c", () => {
  const law = { ...LAW, noise: 0.5 };
  for (const profile of attentionProfiles(law, [0.5, 3], testStream("weights"))) {
    const { lipschitz, inverseTemperature: w, innerProducts, softmax, linear } = profile;
    const total = innerProducts.reduce((sum, s) => sum + Math.exp(w * s), 0);
    const { coefficient } = bestLinearLoss({ ...law, functionClass: "affine", lipschitz });
    innerProducts.forEach((s, i) => {
      assertAlmostEquals(softmax[i], Math.exp(w * s) / total, 1e-12);
      assertAlmostEquals(linear[i], coefficient * s / 23, 1e-12);
    });
  }
});

randomTest("windows are chosen among 50 in geometric steps from 0.1 to 120, on 2500 points", () => {
  let grid: Vector = [];
  let weighed = 0;
  const parts = {
    weigh: (scores: Float64Array) => {
      weighed++;
      return scores.map(() => 1 / scores.length);
    },
    chooseWindow: (curves: BiasVariance) => (grid = curves.grid)[0],
  };
  attentionProfiles({ ...LAW, contextLength: 1250 }, [1], testStream("chosen"), parts);
  assertEquals(grid.length, 50);
  Array.from(grid, (w, g) => assertAlmostEquals(w / (0.1 * 1200 ** (g / 49)), 1, 1e-12));
  // Two contexts at each window, and the profile's own.
  assertEquals(weighed, 2 * 50 + 1);
});

randomTest("an error is L²B + σ²V at the window chosen", () => {
  const [lipschitz, noise] = [3, 0.5];
  let wanted = NaN;
  const chooseWindow = ({ grid, bias, variance }: BiasVariance) => {
    wanted = 9 * bias[31] + 0.25 * variance[31];
    return grid[31];
  };
  const parts = { weigh: reference, chooseWindow };
  const [{ softmax }] = errorByContext(
    { ...LAW, lipschitz, noise },
    [17],
    testStream("split"),
    parts,
  );
  assertAlmostEquals(softmax, wanted, 1e-12);
});

randomTest("errors come with the lengths asked for", () => {
  const errors = errorByContext({ ...LAW, lipschitz: 2 }, [5, 31], testStream("errors"));
  assertEquals(errors.map(({ contextLength }) => contextLength), [5, 31]);
  // By 0.43 with a deviation of 0.01.
  spendChance();
  assert(errors[1].softmax < errors[0].softmax && errors[1].linear < errors[0].linear);
});

randomTest("a window chosen on the tested law itself costs nothing", () => {
  const panels = transferPanels({ ...LAW, lipschitz: 2, factor: 0.1 }, testStream("panels"));
  assertEquals(panels.length, 4);
  assertEquals(panels[0], { trained: { functionClass: "affine", lipschitz: 2 }, ratio: 1 });
  assert(panels.every(({ ratio }) => ratio >= 1));
  assertEquals(panels.map(({ trained }) => [trained.functionClass, trained.lipschitz]), [
    ["affine", 2],
    ["relu", 2],
    ["affine", 0.2],
    ["relu", 0.2],
  ]);
});

randomTest(
  "a step of pretraining is the gradient times η/L², and the window the mean of M's diagonal",
  () => {
    const law = { ...LAW, functionClass: "affine", lipschitz: 3 } as const;
    const run = { steps: 3, batch: 2, learningRate: 0.9 };
    const gradient = () => ({ loss: 1, gradient: Float64Array.from({ length: 9 }, (_, i) => -i) });
    // The diagonal of −(0 … 8) is −(0, 4, 8), and 0.9/3² of its mean a step is 0.4.
    windowDuringPretraining(law, run, testStream("rate"), gradient)
      .forEach((w, step) => assertAlmostEquals(w, 0.4 * (step + 1), 1e-12));
  },
);

randomTest("series have one point a step, and end where a run diverges", () => {
  const law = { ...LAW, functionClass: "affine", lipschitz: 2 } as const;
  const run = { steps: 7, batch: 5, learningRate: 10 };
  assertEquals(windowDuringPretraining(law, run, testStream("steps")).length, 7);
  const low = { ...law, subspace: randomSubspace(5, 2, testStream("subspace")) };
  assertEquals(leakDuringPretraining(low, run, testStream("steps")).length, 7);
  const wild = { ...run, learningRate: 1e9 };
  assertEquals(windowDuringPretraining(law, wild, testStream("steps")), []);
});
