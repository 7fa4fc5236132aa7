import { assert, assertEquals } from "@std/assert";
import { twoScalarParameters } from "../model/one_layer_transformer.ts";
import { randomStream } from "../prng.ts";
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

Deno.test("the forward pass asked is the one used", () => {
  const parameters = twoScalarParameters(3, { xi1: 1, xi2: 5 });
  const setting = { contextLength: 3, prompts: 10, parameters };
  const first = (prompt: { labels: Float64Array }) => ({ prediction: -prompt.labels[0] });
  assertEquals(separatedAccuracy(setting, randomStream(1), first), 0);
});
