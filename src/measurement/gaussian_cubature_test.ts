import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { gaussianCubature } from "./gaussian_cubature.ts";

/** E z^k for one standard normal: (k − 1)!! for even k. */
const MOMENTS = [1, 0, 1, 0, 3, 0];

/** Every vector of m whole numbers ≥ 0 with sum at most `total`. */
function exponents(m: number, total: number): number[][] {
  if (m === 0) return [[]];
  return Array.from({ length: total + 1 }, (_, k) => k)
    .flatMap((k) => exponents(m - 1, total - k).map((rest) => [k, ...rest]));
}

Deno.test("every monomial of degree up to five has its Gaussian mean", () => {
  for (const m of [1, 2, 3, 5, 7]) {
    const nodes = gaussianCubature(m);
    for (const powers of exponents(m, 5)) {
      const got = nodes.reduce(
        (sum, { point, weight }) =>
          sum + weight * powers.reduce((product, k, i) => product * point[i] ** k, 1),
        0,
      );
      const wanted = powers.reduce((product, k) => product * MOMENTS[k], 1);
      assertAlmostEquals(got, wanted, 1e-12, `m = ${m}, powers ${powers}`);
    }
  }
});

Deno.test("there are 2m² + 1 nodes", () => {
  for (const m of [1, 2, 5]) assertEquals(gaussianCubature(m).length, 2 * m * m + 1);
});

Deno.test("no dimension is refused", () => {
  const message = "dimension m must be a whole number of at least 1, got 0";
  assertThrows(() => gaussianCubature(0), RangeError, message);
});
