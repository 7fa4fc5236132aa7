import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { multiplyVector } from "../linalg.ts";
import { twoScalarParameters } from "../model/one_layer_transformer.ts";
import { randomStream } from "../prng.ts";
import type { Prompt } from "../tasks/prompt.ts";
import { separatedAccuracy } from "./separated_accuracy.ts";

const accuracy = (xi1: number) =>
  separatedAccuracy(
    { contextLength: 7, prompts: 200, parameters: twoScalarParameters(3, { xi1, xi2: 50 }) },
    randomStream("separated"),
  );

Deno.test("a sharp window is always right, none is often wrong, a flipped one mostly", () => {
  assertEquals(accuracy(20), 1);
  const flat = accuracy(0);
  assert(flat > 0.4 && flat < 0.9, `${flat}`);
  assert(accuracy(-20) < flat);
});

Deno.test("the nearest point lies anywhere in t ≥ 0.5 and the others in t ≤ 0.1", () => {
  const nearest: number[] = [];
  const others: number[] = [];
  const parameters = twoScalarParameters(3, { xi1: 1, xi2: 5 });
  const look = ({ covariates, query }: Prompt) => {
    const [first, ...rest] = multiplyVector(covariates, query);
    nearest.push(first);
    others.push(...rest);
    return { prediction: 1 };
  };
  separatedAccuracy({ contextLength: 5, prompts: 500, parameters }, randomStream("any"), look);
  // Of 500 uniform draws the outermost misses its end by a tenth of the range with chance e^−52.
  assertAlmostEquals(Math.min(...nearest), 0.525, 0.025 + 1e-12);
  assertAlmostEquals(Math.max(...nearest), 0.975, 0.025 + 1e-12);
  assertAlmostEquals(Math.min(...others), -0.945, 0.055 + 1e-12);
  assertAlmostEquals(Math.max(...others), 0.045, 0.055 + 1e-12);
});

Deno.test("the forward pass asked is the one used", () => {
  const parameters = twoScalarParameters(3, { xi1: 1, xi2: 5 });
  const setting = { contextLength: 3, prompts: 10, parameters };
  const first = (prompt: { labels: Float64Array }) => ({ prediction: -prompt.labels[0] });
  assertEquals(separatedAccuracy(setting, randomStream(1), first), 0);
});
