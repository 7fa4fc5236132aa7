import { assertAlmostEquals, assertEquals } from "@std/assert";
import { normalSlack } from "../../fixtures/random/chance_for_tests.ts";
import { randomTest, testSeed } from "../../fixtures/random/random_for_tests.ts";
import { pretrainNearest } from "../training/pretrain_nearest.ts";
import { predictedXi1 } from "./gap_law.ts";
import { trainedStates } from "./trained_states.ts";

const HARD = { contextLength: 3, dimension: 5, sigma: Infinity, learningRate: 50, batch: 16 };

randomTest("the states are those of the training, recorded steps first", () => {
  const names = [testSeed("states"), "states"];
  const states = trainedStates({ ...HARD, steps: 400, record: [100, 200] }, names)!;
  assertEquals(states.length, 3);
  const ends = states.map(({ xi1 }, k) => xi1 / predictedXi1(HARD, [5e3, 1e4, 2e4][k]));
  // Over many trainings ξ1 has a deviation of 1.5 %, and is off its late law by 3 % at most.
  for (const end of ends) assertAlmostEquals(end, 1, 0.03 + normalSlack(0.02));
  assertEquals(states.map(({ ratio }) => ratio), [0, 0, 0]);
});

randomTest("the ratio is that of the two scalars under a soft mask", () => {
  const setting = { ...HARD, sigma: 9, steps: 50 };
  const [{ xi1, xi2, ratio }] = trainedStates(setting, [testSeed("soft")])!;
  assertEquals(ratio, xi2 / xi1);
});

randomTest("a run that diverged, or was never downhill, has no states", () => {
  const names = [testSeed("none")];
  const changed = (change: object) =>
    trainedStates({ ...HARD, steps: 2 }, names, (options, stream) => ({
      ...pretrainNearest(options, stream),
      ...change,
    }));
  assertEquals(changed({ stopped: "diverged" }), undefined);
  assertEquals(changed({ xi1: 0 }), undefined);
  assertEquals(changed({ xi1: NaN }), undefined);
});
