import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { assertProperty, randomTest } from "../../fixtures/random/random_for_tests.ts";
import { medianInterval } from "./median_interval.ts";

/** P(at most j heads in k tosses) by listing all tosses. */
function tailByEnumeration(k: number, j: number): number {
  let few = 0;
  for (let tosses = 0; tosses < 2 ** k; tosses++) {
    let heads = 0;
    for (let bit = 0; bit < k; bit++) heads += (tosses >> bit) & 1;
    if (heads <= j) few++;
  }
  return few / 2 ** k;
}

Deno.test("the ends are the order statistics with the least coverage that suffices", () => {
  for (let k = 1; k <= 14; k++) {
    for (const level of [0.5, 0.8, 0.95]) {
      const values = Array.from({ length: k }, (_, i) => i);
      const found = medianInterval(values, { level });
      assertAlmostEquals(found.level, 1 - 2 * tailByEnumeration(k, found.lower), 1e-12);
      assertEquals(found.upper, k - 1 - found.lower);
      if (found.lower > 0) assert(found.level >= level);
      const inner = found.lower + 1;
      if (inner < k / 2) assert(1 - 2 * tailByEnumeration(k, inner) < level);
    }
  }
});

randomTest("it holds the sample's median, whatever the order", () => {
  const sample = fc.array(fc.double({ noNaN: true, min: -1e9, max: 1e9 }), {
    minLength: 1,
    maxLength: 60,
  });
  assertProperty(fc.property(sample, (values) => {
    const { median, lower, upper } = medianInterval(values);
    assert(lower <= median && median <= upper);
    assertEquals(medianInterval(values.toReversed()).median, median);
    const below = values.filter((value) => value < median).length;
    const above = values.filter((value) => value > median).length;
    assert(below <= values.length / 2 && above <= values.length / 2);
  }));
});

Deno.test("a coverage of exactly the level suffices, and the median of an even number is between two", () => {
  // Of four tosses 5 in 16 give at most one head: both ends moved in by one hold the median 6 times in 16.
  const found = medianInterval([10, 20, 40, 80], { level: 6 / 16 });
  assertEquals(found, { median: 30, lower: 20, upper: 40, level: 6 / 16 });
});

Deno.test("nothing, NaN and a level that is no chance are refused", () => {
  assertThrows(() => medianInterval([]), RangeError, "at least 1 observation");
  assertThrows(() => medianInterval([1, NaN]), RangeError, "NaN");
  assertThrows(() => medianInterval([1], { level: 1 }), RangeError, "level");
});
