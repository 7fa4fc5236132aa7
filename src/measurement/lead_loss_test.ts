import { assertAlmostEquals, assertThrows } from "@std/assert";
import { hoeffding } from "../../fixtures/random/chance_for_tests.ts";
import { randomTest, testStream } from "../../fixtures/random/random_for_tests.ts";
import { drawInnerProducts } from "../tasks/nearest_task.ts";
import { nearestLoss } from "../training/nearest_loss.ts";
import { leadLoss } from "./lead_loss.ts";
import { populationLoss } from "./population_loss.ts";

const SHAPE = { contextLength: 5, dimension: 4, xi1: 7 };

randomTest("the loss over prompts with a lead is that over drawn ones", () => {
  const [lead, least, xi2, prompts] = [0.15, 0.3, 9, 60_000];
  const t = drawInnerProducts({ ...SHAPE, prompts }, testStream("all"));
  let sum = 0;
  for (let b = 0; b < t.length; b += 5) {
    const own = t.subarray(b, b + 5);
    const [second, nearest] = own.toSorted().slice(-2);
    if (nearest - second < lead || nearest < least) continue;
    sum += nearestLoss(own, { ...SHAPE, xi2 }).loss;
  }
  const loss = leadLoss({ ...SHAPE, lead, least, xi2, strata: 4000 }, testStream("led"));
  // No such prompt loses more than a tenth; the strata have a fifth of this for deviation.
  assertAlmostEquals(loss, sum / prompts, hoeffding(prompts, 0.1));
});

randomTest("without a lead it is the loss of all prompts", () => {
  const setting = { contextLength: 3, dimension: 3, xi1: 60 };
  const all = leadLoss({ ...setting, lead: 0, strata: 64 }, testStream("same"));
  const population = populationLoss({ ...setting, xi2: Infinity }, testStream("same"));
  assertAlmostEquals(all / population, 1, 1e-12);
});

randomTest("a lead is not negative", () => {
  const stream = testStream("none");
  assertThrows(() => leadLoss({ ...SHAPE, lead: -0.1, strata: 8 }, stream), RangeError, "lead");
});
