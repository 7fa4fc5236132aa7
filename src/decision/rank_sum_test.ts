import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { randomTest, testStream } from "../../fixtures/random/random_for_tests.ts";
import { rankSumTest } from "./rank_sum.ts";

/** Every way to choose `size` of the positions. */
function choices(of: number, size: number): number[][] {
  if (size === 0) return [[]];
  return Array.from({ length: of }, (_, last) => last)
    .flatMap((last) => choices(last, size - 1).map((rest) => [...rest, last]));
}

/** The same by counting pairs (Mann and Whitney) over every way to part the pooled values. */
function byEnumeration(first: readonly number[], second: readonly number[]): number {
  const pooled = [...first, ...second];
  const middle = first.length * second.length / 2;
  const distance = (chosen: readonly number[]) => {
    let wins = 0;
    for (const i of chosen) {
      for (const j of pooled.keys()) {
        if (!chosen.includes(j)) wins += (Math.sign(pooled[i] - pooled[j]) + 1) / 2;
      }
    }
    return Math.abs(wins - middle);
  };
  const seen = distance(first.map((_, i) => i));
  const all = choices(pooled.length, first.length);
  return all.filter((chosen) => distance(chosen) >= seen - 1e-9).length / all.length;
}

randomTest(
  "rank sum: it is the count over all ways to part the values, with ties and without",
  () => {
    const stream = testStream("rank sum");
    for (let trial = 0; trial < 60; trial++) {
      const sample = (size: number) =>
        Array.from({ length: size }, () => stream.integer(0, trial % 2 === 0 ? 3 : 1000));
      const first = sample(stream.integer(1, 4));
      const second = sample(stream.integer(1, 5));
      assertAlmostEquals(rankSumTest(first, second), byEnumeration(first, second), 1e-12);
    }
  },
);

Deno.test("rank sum: the samples may change places, and the order within them has no say", () => {
  const [a, b] = [[0.3, 0.9, -2, 7], [0.1, 0.3, 11]];
  const p = rankSumTest(a, b);
  assertAlmostEquals(rankSumTest(b, a), p, 1e-12);
  assertAlmostEquals(rankSumTest(a.toReversed(), b.toSorted()), p, 1e-12);
  // Only ranks count.
  assertAlmostEquals(rankSumTest(a.map(Math.exp), b.map(Math.exp)), p, 1e-12);
});

Deno.test("rank sum: two samples apart are as rare as their sizes allow", () => {
  const low = Array.from({ length: 16 }, (_, i) => i);
  // 32 choose 16 is 601 080 390.
  assertAlmostEquals(rankSumTest(low, low.map((x) => x + 100)) * 601_080_390, 2, 1e-6);
  assertEquals(rankSumTest([5], [5, 5]), 1);
});

Deno.test("rank sum: infinities have ranks, nothing and NaN have none", () => {
  assert(rankSumTest([-Infinity], [Infinity]) === 1);
  assertThrows(() => rankSumTest([], [1]), RangeError, "a value each");
  assertThrows(() => rankSumTest([NaN], [1]), RangeError, "no NaN");
});
