import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { incompleteBeta, logGamma } from "./incomplete_beta.ts";

/** The chance of `hits` or more in `trials`, term by term. */
function binomialTail(hits: number, trials: number, p: number): number {
  let term = (1 - p) ** trials;
  let tail = hits === 0 ? term : 0;
  for (let k = 1; k <= trials; k++) {
    term *= (trials - k + 1) / k * p / (1 - p);
    if (k >= hits) tail += term;
  }
  return tail;
}

Deno.test("the log gamma function is that of factorials and of half-integers", () => {
  let logFactorial = 0;
  for (let n = 1; n <= 2000; n++) {
    assertAlmostEquals(logGamma(n), logFactorial, 1e-14 * (1 + logFactorial));
    logFactorial += Math.log(n);
  }
  assertAlmostEquals(logGamma(0.5), Math.log(Math.PI) / 2, 1e-14);
  assertAlmostEquals(logGamma(2.5), Math.log(0.75) + Math.log(Math.PI) / 2, 1e-14);
});

Deno.test("the incomplete beta function is a binomial tail", () => {
  for (const trials of [1, 5, 23, 101]) {
    for (let hits = 1; hits <= trials; hits++) {
      for (const p of [0.01, 0.2, 0.5, 0.77, 0.99]) {
        const got = incompleteBeta(p, { a: hits, b: trials - hits + 1 });
        assertAlmostEquals(got, binomialTail(hits, trials, p), 1e-12);
      }
    }
  }
});

Deno.test("with both shapes ½ it is the arcsine law, the ends of the range included", () => {
  for (const x of [1e-12, 0.01, 0.3, 0.5, 0.7, 0.99, 1 - 1e-12]) {
    const wanted = 2 / Math.PI * Math.asin(Math.sqrt(x));
    assertAlmostEquals(incompleteBeta(x, { a: 0.5, b: 0.5 }) / wanted, 1, 1e-9, `x = ${x}`);
  }
});

Deno.test("its ends are 0 and 1 and what is out of range is refused", () => {
  assertEquals([incompleteBeta(0, { a: 2, b: 3 }), incompleteBeta(1, { a: 2, b: 3 })], [0, 1]);
  for (const x of [-0.1, 1.1, NaN]) {
    assertThrows(() => incompleteBeta(x, { a: 2, b: 3 }), RangeError);
  }
  for (const shape of [{ a: 0, b: 1 }, { a: 1, b: NaN }]) {
    assertThrows(() => incompleteBeta(0.5, shape), RangeError);
  }
  for (const x of [0.4, Infinity, NaN]) {
    assertThrows(() => logGamma(x), RangeError, `x must be at least 0.5, got ${x}`);
  }
});
