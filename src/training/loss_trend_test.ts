import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { lossRise, onPlateau, TailAverage } from "./loss_trend.ts";
import { TOLERANCE } from "../tolerance.ts";

Deno.test("a tail's mean is that of the parameters it was given", () => {
  const tail = new TailAverage(2);
  tail.add(Float64Array.of(2, 10));
  tail.add(Float64Array.of(3, 20));
  tail.add(Float64Array.of(7, 60));
  assertEquals(tail.mean(Float64Array.of(0, 0)), Float64Array.of(4, 30));
});

Deno.test("a tail without steps falls back, on a copy", () => {
  const fallback = Float64Array.of(5, 7);
  const mean = new TailAverage(2).mean(fallback);
  assertEquals(mean, fallback);
  mean[0] = 11;
  assertEquals(fallback[0], 5);
});

Deno.test("on full batches the last loss is compared with the first", () => {
  assertEquals(lossRise([5, 4, 3], 1), undefined);
  assertEquals(lossRise([5, 9, 5], 1), undefined);
  assertEquals(lossRise([5, 4, 6, 7], 1), { step: 2, from: 5, to: 7 });
});

Deno.test("a rise within rounding is none", () => {
  assertEquals(lossRise([1, 1 + 1.9e-9], 1), undefined);
  assertEquals(lossRise([1, 1 + 2.1e-9], 1)?.step, 1);
  assertEquals(lossRise([0, 1e-9], 1), undefined);
  assertEquals(lossRise([0, 1.1e-9], 1)?.step, 1);
  assertEquals(lossRise([0, 1e-9, 5], 1)?.step, 2);
  assertEquals(lossRise([-1000, -1000], 1), undefined);
});

Deno.test("on fresh batches a rise within six standard errors is none", () => {
  // Either end has mean 2 or m and standard error 1: the slack is 6√2 ≈ 8.49.
  const ends = (m: number) => [1, 3, 5, m + 1, m - 1];
  assertEquals(lossRise(ends(10.4), 2), undefined);
  const rise = lossRise(ends(10.6), 2);
  assert(rise !== undefined);
  assertEquals([rise.step, rise.from], [3, 2]);
  assertAlmostEquals(rise.to, 10.6, TOLERANCE.forward);
});

Deno.test("the noise of either end counts", () => {
  assertEquals(lossRise([2, 2, 9, 11], 2)?.from, 2); // standard errors 0 and 1: 6 < 8
  assertEquals(lossRise([1, 3, 10, 10], 2)?.from, 2);
  assertEquals(lossRise([1, 3, 9, 11], 2), undefined); // both: 8.49 > 8
});

Deno.test("of three values in a window, the standard error is that of their mean", () => {
  // Deviations −3, 0, 3: variance 9, standard error √3, slack 6√3 ≈ 10.39.
  assertEquals(lossRise([0, 3, 6, 13.3, 13.3, 13.3], 3), undefined);
  assertEquals(lossRise([0, 3, 6, 13.5, 13.5, 13.5], 3)?.to, 13.5);
});

Deno.test("windows longer than half the run shrink to it, and none is no rise", () => {
  assertEquals(lossRise([2, 2, 5, 5], 1000), { step: 2, from: 2, to: 5 });
  assertEquals(lossRise([2, 2, 5], 1000), undefined, "the middle one counts at both ends");
  assertEquals(lossRise([3], 1000), undefined);
  assertEquals(lossRise([], 1), undefined);
});

Deno.test("a plateau is a window that falls by less than asked for", () => {
  const plateau = { window: 2, improvement: 0.1 };
  assert(onPlateau([10, 10, 9.5, 8.6], plateau));
  assert(!onPlateau([10, 10, 9.5, 8.4], plateau));
  assert(onPlateau([10, 10, 30, 30], plateau), "a rise falls by less than anything");
});

Deno.test("a plateau is looked for once a window, in the last two", () => {
  const plateau = { window: 2, improvement: 0.1 };
  assert(!onPlateau([10, 10], plateau));
  assert(!onPlateau([10, 10, 10], plateau));
  assert(!onPlateau([10, 10, 10, 10, 10], plateau));
  assert(onPlateau([1000, 1, 10, 10, 10, 10], plateau));
  assert(!onPlateau([10, 10, 10, 10, 8.5, 8.5], plateau));
  assert(!onPlateau([], plateau));
});

Deno.test("an improvement of zero asks only that the loss falls at all", () => {
  assert(!onPlateau([3, 3 - 1e-9], { window: 1, improvement: 0 }));
  assert(onPlateau([3, 3], { window: 1, improvement: 0 }));
});
