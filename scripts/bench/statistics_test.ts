import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { fitExponent, median, spreadOf } from "./statistics.ts";

Deno.test("the median is the middle of any order, or between the middle two", () => {
  assertEquals(median([5, 1, 3]), 3);
  assertEquals(median([4, 1, 2, 30]), 3);
  assertEquals(median([7]), 7);
  assertThrows(() => median([]), RangeError, "at least 1");
});

Deno.test("a spread is the median between the extremes", () => {
  assertEquals(spreadOf([5, 1, 3]), { median: 3, least: 1, most: 5 });
});

Deno.test("a power law's exponent is found, whatever its factor", () => {
  const sizes = [2, 3, 5, 7, 11];
  for (const power of [0, 1, 1.5, -2]) {
    assertAlmostEquals(fitExponent(sizes, sizes.map((size) => 13 * size ** power)), power, 1e-12);
  }
});

Deno.test("noise that is even around a line in logs leaves the slope", () => {
  assertAlmostEquals(fitExponent([1, 1, 4, 4], [1 / 3, 3, 4 / 5, 20]), 1, 1e-12);
});

Deno.test("one size, unequal numbers and zeros have no exponent", () => {
  assertThrows(() => fitExponent([2, 2], [1, 2]), RangeError, "at least 2 sizes");
  assertThrows(() => fitExponent([2, 3], [1]), RangeError, "got 1 for 2");
  assertThrows(() => fitExponent([2, 3], [1, 0]), RangeError, "positive");
});
