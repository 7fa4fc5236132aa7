import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { clopperPearson, failingMassBound } from "./passed_bound.ts";

Deno.test("passes only: what the bound leaves is as unlikely as 1 − level", () => {
  for (const passes of [1, 100, 997]) {
    for (const level of [0.6, 0.95, 0.9999]) {
      const bound = failingMassBound(passes, { level });
      assertAlmostEquals((1 - bound) ** passes, 1 - level, 1e-12);
      // With no failure seen it is the upper end that leaves the same tail.
      const [, upper] = clopperPearson(0, passes, { level: 2 * level - 1 });
      assertAlmostEquals(upper, bound, 1e-12);
    }
  }
  assertAlmostEquals(failingMassBound(100), 0.0295, 5e-5);
  assertEquals(failingMassBound(0), 1);
});

Deno.test("it covers every chance at least as often as it says, by enumeration", () => {
  const trials = 23;
  const intervals = Array.from({ length: trials + 1 }, (_, k) => clopperPearson(k, trials));
  for (let p = 0.01; p < 1; p += 0.01) {
    let chance = (1 - p) ** trials;
    let covered = 0;
    for (const [k, [lower, upper]] of intervals.entries()) {
      if (k > 0) chance *= (trials - k + 1) / k * p / (1 - p);
      if (lower <= p && p <= upper) covered += chance;
    }
    assert(covered >= 0.95, `p = ${p}: ${covered}`);
  }
});

Deno.test("no trials bound nothing, and what is no count is refused", () => {
  assertEquals(clopperPearson(0, 0), [0, 1]);
  for (const [hits, trials] of [[-1, 5], [0.5, 5], [NaN, 5], [0, Infinity]]) {
    assertThrows(() => clopperPearson(hits, trials), RangeError);
  }
  assertThrows(() => clopperPearson(2, 5.5), RangeError, "trials must be a whole number");
  assertThrows(() => clopperPearson(6, 5), RangeError, "hits must be at most 5, got 6");
  for (const level of [0, 1, NaN]) {
    assertThrows(() => clopperPearson(1, 5, { level }), RangeError);
    assertThrows(() => failingMassBound(5, { level }), RangeError);
  }
  for (const passes of [-1, 1.5, NaN]) assertThrows(() => failingMassBound(passes), RangeError);
});
