import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { assertProperty, randomTest } from "../../fixtures/random/random_for_tests.ts";
import { assertClose } from "../tasks/assertions_for_tests.ts";
import { softmax, softmaxInPlace } from "./softmax.ts";
import { TOLERANCE } from "../tolerance.ts";

const scores = fc.array(fc.integer({ min: -3000, max: 3000 }).map((k) => k / 10), {
  minLength: 1,
  maxLength: 17,
});

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}

randomTest("weights sum to one and are never negative", () => {
  assertProperty(fc.property(scores, (s) => {
    const weights = softmax(s);
    assertEquals(weights.length, s.length);
    assert(weights.every((weight) => weight >= 0));
    assertAlmostEquals(sum(weights), 1, TOLERANCE.forward);
  }));
});

Deno.test("weights are e^{s_i} / Σ e^{s_j}", () => {
  const s = [0.5, -2, 3, 1.25, 0];
  const total = s.reduce((all, score) => all + Math.exp(score), 0);
  assertClose(softmax(s), s.map((score) => Math.exp(score) / total), {
    tolerance: TOLERANCE.forward,
  });
});

randomTest("adding a number to all scores changes no weight", () => {
  const shift = fc.integer({ min: -1e6, max: 1e6 });
  assertProperty(fc.property(scores, shift, (s, by) => {
    const shifted = s.map((score) => score + by);
    // Adding a million rounds a score to 1e-10.
    assertClose(softmax(shifted), softmax(s), { tolerance: TOLERANCE.inequality });
  }));
});

Deno.test("scores beyond the range of exp give the limit, not NaN", () => {
  assertEquals([...softmax([1e308, -1e308, 5])], [1, 0, 0]);
  assertEquals([...softmax([-1e308, -1e308])], [0.5, 0.5]);
  assertEquals([...softmax([750, 750, -750])], [0.5, 0.5, 0]);
  assertClose(softmax([-1000, -1001]), softmax([1, 0]), { tolerance: TOLERANCE.forward });
});

Deno.test("one score has all the weight", () => {
  assertEquals([...softmax([-3])], [1]);
});

Deno.test("the scores given stay as they were", () => {
  const s = Float64Array.of(2, 3, 5);
  const weights = softmax(s);
  assertEquals(s, Float64Array.of(2, 3, 5));
  weights[0] = 7;
  assertEquals(s[0], 2);
});

Deno.test("in place, only the scores in the range change, and they as alone", () => {
  const values = Float64Array.of(1000, 2, -3, 5, 1000, 7);
  softmaxInPlace(values, 1, 3);
  assertEquals([...values.subarray(1, 4)], [...softmax([2, -3, 5])]);
  assertEquals([values[0], values[4], values[5]], [1000, 1000, 7]);
});

Deno.test("no scores, or one that is not finite, are refused", () => {
  assertThrows(() => softmax([]), RangeError, "softmax must have at least 1 score, got 0");
  const message = "scores must be finite, got";
  assertThrows(() => softmax([1, NaN]), RangeError, `${message} NaN at index 1`);
  assertThrows(() => softmax([Infinity, 1]), RangeError, `${message} Infinity at index 0`);
  assertThrows(() => softmax([1, -Infinity]), RangeError, `${message} -Infinity at index 1`);
});
