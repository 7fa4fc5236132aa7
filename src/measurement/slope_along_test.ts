import { assert, assertAlmostEquals } from "@std/assert";
import { slopeAlong } from "./slope_along.ts";

Deno.test("polynomials up to the fourth power have their slopes to rounding", () => {
  const f = ([x, y]: Float64Array) => x ** 4 - 3 * x ** 2 * y + y ** 3;
  const at = Float64Array.of(1, 2);
  // ∂x = 4 − 12 and ∂y = −3 + 12, along (2, −1).
  const slope = slopeAlong(f, { at, along: Float64Array.of(2, -1) });
  assertAlmostEquals(slope, -25, 1e-11);
});

Deno.test("an exponential is off by h⁴/30", () => {
  const slope = slopeAlong(([x]) => Math.exp(x), {
    at: Float64Array.of(0),
    along: Float64Array.of(1),
  });
  const error = 256 ** -4 / 30;
  assert(slope < 1 && Math.abs(1 - slope - error) < error / 10, `${1 - slope} beside ${error}`);
});
