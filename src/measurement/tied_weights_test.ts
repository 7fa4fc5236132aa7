import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { softmax } from "../model/softmax.ts";
import { squaredWeight } from "./effective_neighbours.ts";
import { logShortOfTied, shortOfTied } from "./tied_weights.ts";

const SCORES = [
  { m: 1, scores: [1, 0.5, -0.2, 0.9] },
  { m: 3, scores: [2, 2, 2, 1, 0, -1, -7] },
  { m: 2, scores: [0.1, 0.1, 0.0999] },
];

Deno.test("where it is large it is the plain difference", () => {
  for (const { m, scores } of SCORES) {
    const weights = softmax(scores);
    const plain = 1 / m - squaredWeight(weights);
    assertAlmostEquals(shortOfTied(weights, m), plain, 1e-14);
    assertAlmostEquals(Math.exp(logShortOfTied(scores, m)), plain, 1e-14);
  }
});

Deno.test("where it is small it is twice the weight off the maxima, over m", () => {
  // Two of five are off, each by e^−100/3.
  const scores = [0, 0, 0, -100, -100];
  const off = (4 / 9) * Math.exp(-100);
  assertAlmostEquals(shortOfTied(softmax(scores), 3) / off, 1, 1e-14);
  assertAlmostEquals(logShortOfTied(scores, 3), Math.log(off), 1e-12);
});

Deno.test("without others nothing is missing", () => {
  assertEquals(shortOfTied([0.5, 0.5], 2), 0);
  assertEquals(logShortOfTied([3, 3], 2), -Infinity);
});

Deno.test("from none to all of the points are tied", () => {
  for (const m of [0, 3, 1.5]) {
    assertThrows(() => shortOfTied([0.5, 0.5], m), RangeError, "number of ties m");
    assertThrows(() => logShortOfTied([1, 1], m), RangeError, "number of ties m");
  }
});
