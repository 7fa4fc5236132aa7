import { assertAlmostEquals, assertThrows } from "@std/assert";
import { normalSlack } from "../../fixtures/random/chance_for_tests.ts";
import { randomTest, testStream } from "../../fixtures/random/random_for_tests.ts";
import { drawInnerProducts } from "../tasks/nearest_task.ts";
import { nearestLoss } from "../training/nearest_loss.ts";
import { populationLoss } from "./population_loss.ts";

const SHAPE = { contextLength: 5, dimension: 7 };

for (
  const [mask, scalars] of Object.entries({
    hard: { xi1: 11, xi2: Infinity },
    soft: { xi1: 7, xi2: 5 },
  })
) {
  randomTest(`the population's loss under a ${mask} mask is the mean over plain prompts`, () => {
    const t = drawInnerProducts({ ...SHAPE, prompts: 60_000 }, testStream("plain"));
    const plain = nearestLoss(t, { ...SHAPE, ...scalars }).loss;
    const loss = populationLoss({ ...SHAPE, ...scalars }, testStream("population"));
    // Over 40 streams this ratio has a deviation of 0.012 under the hard mask and of 0.015 under the soft.
    assertAlmostEquals(loss / plain, 1, normalSlack(0.02));
  });
}

randomTest("under the hard mask a score scale must be positive", () => {
  const stream = testStream("none");
  assertThrows(
    () => populationLoss({ ...SHAPE, xi1: 0, xi2: Infinity }, stream),
    RangeError,
    "ξ1",
  );
});
