/** The incomplete beta function and the intervals made of it, against another library's. */

import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import cdf from "@stdlib/stats-base-dists-beta-cdf";
import { incompleteBeta } from "../../src/decision/incomplete_beta.ts";
import { clopperPearson } from "../../src/decision/passed_bound.ts";

Deno.test("the incomplete beta function agrees with another library, small tails and large shapes included", () => {
  const shapes = [[0.5, 0.5], [2, 7], [1, 3000], [3000, 2], [31, 29], [5e4, 7e4], [10, 1e6]];
  for (const [a, b] of shapes) {
    const [mean, sd] = [a / (a + b), Math.sqrt(a * b / (a + b + 1)) / (a + b)];
    for (const distance of [-6, -3, -1, 0, 1, 3, 6]) {
      const x = mean + distance * sd;
      if (x <= 0 || x >= 1) continue;
      const [got, wanted] = [incompleteBeta(x, { a, b }), cdf(x, a, b)];
      const error = Math.abs(got - wanted);
      assert(error <= 1e-8 * wanted + 1e-15, `I_${x}(${a}, ${b}): got ${got}, wanted ${wanted}`);
    }
  }
});

Deno.test("an exact interval ends where the binomial tails are half of what is left", () => {
  for (const trials of [1, 19, 400, 10_000, 1_000_003]) {
    for (const hits of [0, 1, 7, Math.floor(trials / 3), trials - 1, trials]) {
      if (hits > trials) continue;
      for (const level of [0.8, 0.95, 1 - 1e-6]) {
        const tail = (1 - level) / 2;
        const [lower, upper] = clopperPearson(hits, trials, { level });
        assert(0 <= lower && lower <= hits / trials && hits / trials <= upper && upper <= 1);
        if (hits === 0) assertEquals(lower, 0);
        else assertAlmostEquals(cdf(lower, hits, trials - hits + 1) / tail, 1, 1e-8);
        if (hits === trials) assertEquals(upper, 1);
        else {
          // Near 1 the upper end has lost digits of its distance from 1, and the tail with them.
          const lost = (trials - hits) * 2 ** -53 / (1 - upper);
          assertAlmostEquals(cdf(1 - upper, trials - hits, hits + 1) / tail, 1, 1e-8 + 2 * lost);
        }
      }
    }
  }
});
