import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { hoeffding, spendChance } from "../../fixtures/random/chance_for_tests.ts";
import { randomTest, testStream } from "../../fixtures/random/random_for_tests.ts";
import { multiplyVector } from "../linalg.ts";
import { twoScalarParameters } from "../model/one_layer_transformer.ts";
import type { Prompt } from "../tasks/prompt.ts";
import { separatedAccuracy } from "./separated_accuracy.ts";

const PROMPTS = 2000;
const accuracy = (xi1: number, prompts = PROMPTS) =>
  separatedAccuracy(
    { contextLength: 7, prompts, parameters: twoScalarParameters(3, { xi1, xi2: 50 }) },
    testStream("separated"),
  );

randomTest("a sharp window is always right, none is often wrong, a flipped one mostly", () => {
  assertEquals(accuracy(20, 100), 1);
  const flat = accuracy(0);
  // The majority of seven labels agrees with one of them if it is right, or if three of the others are.
  const chance = 1 / 2 + 20 / 2 ** 7;
  assertAlmostEquals(flat, chance, hoeffding(PROMPTS));
  // A flipped window looks at other points, whose labels say nothing of the nearest.
  spendChance(1, Math.exp(-PROMPTS * (chance - 1 / 2) ** 2 / 2));
  assert(accuracy(-20) < flat);
});

randomTest("the nearest point lies anywhere in t ≥ 0.5 and the others in t ≤ 0.1", () => {
  const nearest: number[] = [];
  const others: number[] = [];
  const parameters = twoScalarParameters(3, { xi1: 1, xi2: 5 });
  const look = ({ covariates, query }: Prompt) => {
    const [first, ...rest] = multiplyVector(covariates, query);
    nearest.push(first);
    others.push(...rest);
    return { prediction: 1 };
  };
  separatedAccuracy({ contextLength: 5, prompts: 500, parameters }, testStream("any"), look);
  // Of 500 uniform draws the outermost misses its end by a tenth of the range with chance 0.9⁵⁰⁰.
  spendChance(4, 0.9 ** 500);

  assertAlmostEquals(Math.min(...nearest), 0.525, 0.025 + 1e-12);
  assertAlmostEquals(Math.max(...nearest), 0.975, 0.025 + 1e-12);
  assertAlmostEquals(Math.min(...others), -0.945, 0.055 + 1e-12);
  assertAlmostEquals(Math.max(...others), 0.045, 0.055 + 1e-12);
});

randomTest("the forward pass asked is the one used", () => {
  const parameters = twoScalarParameters(3, { xi1: 1, xi2: 5 });
  const setting = { contextLength: 3, prompts: 10, parameters };
  const first = (prompt: { labels: Float64Array }) => ({ prediction: -prompt.labels[0] });
  assertEquals(separatedAccuracy(setting, testStream(1), first), 0);
});
