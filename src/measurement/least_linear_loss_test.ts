import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { chiSquare } from "../../fixtures/random/chance_for_tests.ts";
import { randomTest, testStream } from "../../fixtures/random/random_for_tests.ts";
import { toMatrix } from "../linalg.ts";
import { linearAttention } from "../model/linear_attention.ts";
import type { Prompt } from "../tasks/prompt.ts";
import { leastLinearLoss } from "./least_linear_loss.ts";
import { sphereContexts } from "./task_parts.ts";

const CONTEXT = {
  covariates: toMatrix([[1, 0], [0.6, 0.8]]),
  queries: [Float64Array.of(0, 1), Float64Array.of(0, -1)],
};
const SLOPE = { variance: 2, value: (x: ArrayLike<number>) => x[1] };

randomTest("one part on one context: the parabola's own minimum", () => {
  // Labels 0 and .8, so that at c·I the prediction at (0, 1) is .32c where 1 is asked for.
  const options = { parts: [SLOPE], noise: 0, contexts: [CONTEXT] };
  const { loss, coefficient, elsewhere } = leastLinearLoss(options, testStream("one"));
  assertAlmostEquals(coefficient, 1 / 0.32);
  assertAlmostEquals(loss, 0, 1e-12);
  assertAlmostEquals(elsewhere, 2 * 0.68 ** 2);
  const other = leastLinearLoss({ ...options, at: 2 }, testStream("one"));
  assertAlmostEquals(other.coefficient, coefficient);
  assertAlmostEquals(other.elsewhere, 2 * 0.36 ** 2);
});

randomTest("parts and noise add, each by its variance, and contexts are averaged", () => {
  const far = { ...CONTEXT, queries: [Float64Array.of(0, 3)] };
  const constant = { variance: 5, value: () => 1 };
  const options = { parts: [SLOPE, constant], noise: 2, contexts: [CONTEXT, far] };
  const { loss } = leastLinearLoss(options, testStream("sum"), () => 0.5);
  const first = 2 * (0.25 + 2.25) / 2;
  const second = 2 * 2.5 ** 2;
  assertAlmostEquals(loss, (first + second) / 2 + 5 * 0.25 + 4 * 0.25);
});

randomTest("c is 0, 1 and then the best, which stays from 0 to 2d", () => {
  const seen = new Set<number>();
  const options = { parts: [SLOPE], noise: 0, contexts: [CONTEXT] };
  const least = (factor: number) =>
    leastLinearLoss(options, testStream("clamped"), (prompt, M) => {
      if (factor === 1) seen.add(M.get(1, 1));
      assert(M.get(0, 1) === 0 && M.get(0, 0) === M.get(1, 1));
      return factor * linearAttention(prompt, M);
    }).coefficient;
  least(1);
  assertEquals([...seen].map((c) => Number(c.toFixed(6))), [0, 1, 3.125]);
  assertEquals(least(-1), 0);
  assertEquals(least(0.1), 4);
});

randomTest("labels have noise of standard deviation 1, drawn anew for each query", () => {
  const labels = new Set<number>();
  const contexts = sphereContexts({ contextLength: 7, dimension: 3, contexts: 300 }, testStream());
  const read = ({ labels: drawn }: Prompt) => {
    drawn.forEach((label) => labels.add(label));
    return 0;
  };
  leastLinearLoss({ parts: [], noise: 5, contexts }, testStream("noise"), read);
  assertEquals(labels.size, 300 * 4 * 7);
  const squares = [...labels].reduce((sum, label) => sum + label * label, 0);
  const { least, most } = chiSquare(labels.size);
  assert(least <= squares && squares <= most, `sum of squares ${squares}`);
});

randomTest("no contexts are refused", () => {
  assertThrows(
    () => leastLinearLoss({ parts: [SLOPE], noise: 0, contexts: [] }, testStream()),
    RangeError,
    "number of contexts",
  );
});
