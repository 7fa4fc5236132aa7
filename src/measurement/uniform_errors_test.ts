import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { hoeffding } from "../../fixtures/random/chance_for_tests.ts";
import { randomTest, testStream } from "../../fixtures/random/random_for_tests.ts";
import { twoScalarParameters } from "../model/one_layer_transformer.ts";
import type { Prompt } from "../tasks/prompt.ts";
import { uniformErrors } from "./uniform_errors.ts";

const PROMPTS = 2000;
const setting = (xi1: number, prompts = PROMPTS) => ({
  contextLength: 5,
  prompts,
  parameters: twoScalarParameters(3, { xi1, xi2: 50 }),
});

/** The label of the nearest point, found anew. */
function nearestLabel({ covariates, labels, query }: Prompt): number {
  let [best, label] = [Infinity, 0];
  for (let i = 0; i < covariates.rows; i++) {
    const distance = Math.hypot(...covariates.getRow(i).map((x, j) => x - query[j]));
    if (distance < best) [best, label] = [distance, labels[i]];
  }
  return label;
}

randomTest("who answers with the nearest label is never wrong, who negates it always", () => {
  const own = (sign: number) =>
    uniformErrors(setting(1, 300), testStream("uniform"), (prompt) => ({
      prediction: sign * nearestLabel(prompt),
    }));
  assertEquals([own(1), own(-1)], [0, 1]);
});

randomTest("equal weights follow the majority, which is not the nearest's in 5 of 16 draws", () => {
  // Of four other labels at least three differ from it.
  assertAlmostEquals(uniformErrors(setting(0), testStream("even")), 5 / 16, hoeffding(PROMPTS));
});

randomTest("no answer is a wrong one", () => {
  const none = () => ({ prediction: 0 });
  assertEquals(uniformErrors(setting(1, 10), testStream("none"), none), 1);
});

randomTest("the parameters asked are those used", () => {
  const asked = setting(3, 20);
  const seen = new Set<unknown>();
  uniformErrors(asked, testStream(2), (_, parameters) => {
    seen.add(parameters);
    return { prediction: 1 };
  });
  assertEquals([...seen], [asked.parameters]);
  assert(uniformErrors(setting(40), testStream(3)) < 0.05);
});

randomTest("errors on uniform prompts: a number of prompts that is none is refused", () => {
  const asked = () => uniformErrors(setting(1, 0), testStream(4));
  assertThrows(asked, RangeError, "prompts");
});
