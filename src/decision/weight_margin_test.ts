import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { LOG_TINY, weightMargin, weightMargins } from "./weight_margin.ts";

const holds = (weight: number, log: number) => weightMargin("a", weight, log).margin >= 0;

Deno.test("a weight is known to ten digits, whatever its size", () => {
  for (const log of [0, -1, -30, -600, LOG_TINY]) {
    assert(holds(Math.exp(log), log));
    assert(!holds(Math.exp(log) * (1 + 2e-10 * (1 - log)), log));
  }
  assertAlmostEquals(weightMargin("a", 0.5, Math.log(0.5)).margin, 1e-10);
});

Deno.test("a weight that is no normal number is tiny, and no more", () => {
  for (const weight of [0, Number.MIN_VALUE, 1e-301]) assert(holds(weight, -1000));
  for (const weight of [1e-299, 1e-12, NaN]) assert(!holds(weight, -1000));
  assert(holds(0, -Infinity));
});

Deno.test("a weight that should be there is not 0, none is negative, and each has its margin", () => {
  for (const weight of [0, -0.5, NaN, Infinity]) assert(!holds(weight, -1));
  const margins = weightMargins("q", Float64Array.of(0.5, 0.25), [Math.log(0.5), 0, -1]);
  assertEquals(margins.map(({ what, margin }) => [what, margin >= 0]), [
    ["log q_0", true],
    ["log q_1", false],
    ["log q_2", false],
  ]);
});
