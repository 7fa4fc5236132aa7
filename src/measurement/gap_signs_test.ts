import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { signErrorConstant } from "./gap_law.ts";
import { nearSignError, tiedSignError } from "./gap_signs.ts";

Deno.test("all 2^{N−1} labellings of tied points, one by one", () => {
  for (const contextLength of [2, 3, 6, 9]) {
    for (const lead of [0.1, 0.8, 1.7]) {
      let wrong = 0;
      for (let labels = 0; labels < 2 ** (contextLength - 1); labels++) {
        const plus = labels.toString(2).replaceAll("0", "").length;
        if (Math.E ** lead + 2 * plus - (contextLength - 1) < 0) wrong++;
      }
      assertEquals(tiedSignError({ contextLength, lead }), wrong / 2 ** (contextLength - 1));
    }
  }
});

Deno.test("over all leads the limit is that of wrong signs, whose constant was known", () => {
  for (const [contextLength, dimension] of [[3, 5], [11, 4]]) {
    const [xi1, panels] = [1000, 200_000];
    let sum = 0;
    for (let k = 0; k < panels; k++) {
      const lead = ((k + 0.5) / panels) * Math.LN2;
      sum += (nearSignError({ contextLength, dimension, xi1, lead }) * Math.LN2) / panels;
    }
    // P(gap in dx/ξ1) is p0·dx/ξ1: p0 cancels the one that the law is over.
    const { density } = gapDensity(contextLength, dimension);
    const wanted = signErrorConstant({ contextLength, dimension }) / xi1 ** 2;
    assertAlmostEquals((sum * density) / xi1 / wanted, 1, 1e-4);
  }
});

/** p0 = N(N−1)∫f²F^{N−2} where f and F are polynomials, or for N = 11, d = 4 by the midpoint rule in θ. */
function gapDensity(n: number, d: number): { density: number } {
  const panels = 4000;
  const step = Math.PI / panels;
  let [total, sum] = [0, 0];
  for (let k = 0; k < panels; k++) total += Math.sin((k + 0.5) * step) ** (d - 2) * step;
  let below = 0;
  for (let k = 0; k < panels; k++) {
    const sine = Math.sin((k + 0.5) * step);
    const mass = (sine ** (d - 2) * step) / total;
    sum += (sine ** (2 * d - 5) * step * (below + mass / 2) ** (n - 2)) / total ** 2;
    below += mass;
  }
  return { density: n * (n - 1) * sum };
}

Deno.test("beyond a lead of log 2 two points are too light", () => {
  const setting = { contextLength: 5, dimension: 4, xi1: 50 };
  assertEquals(nearSignError({ ...setting, lead: 0.7 }), 0);
  assertEquals(tiedSignError({ contextLength: 2, lead: 0.1 }), 0);
});

Deno.test("one point, and two where three must be near, are refused", () => {
  assertThrows(() => tiedSignError({ contextLength: 1, lead: 1 }), RangeError, "context length N");
  const setting = { contextLength: 2, dimension: 3, xi1: 9, lead: 0.5 };
  assertThrows(() => nearSignError(setting), RangeError, "context length N");
});
