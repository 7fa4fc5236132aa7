import { assert, assertAlmostEquals, assertThrows } from "@std/assert";
import { gaussLegendre } from "./quadrature.ts";

function integrate(f: (x: number) => number, points: number, ends: readonly [number, number]) {
  const { nodes, weights } = gaussLegendre(points, ends);
  return nodes.reduce((sum, x, k) => sum + weights[k] * f(x), 0);
}

Deno.test("n nodes integrate polynomials of degree 2n − 1, and no more", () => {
  for (const points of [1, 2, 3, 5, 11]) {
    for (let degree = 0; degree < 2 * points; degree++) {
      const exact = (3 ** (degree + 1) - (-1) ** (degree + 1)) / (degree + 1);
      const got = integrate((x) => x ** degree, points, [-1, 3]);
      assertAlmostEquals(got / exact, 1, 1e-12, `${points} nodes, degree ${degree}`);
    }
    const beyond = integrate((x) => x ** (2 * points), points, [-1, 1]);
    assert(beyond < 2 / (2 * points + 1) - 1e-7, `${points} nodes, degree ${2 * points}`);
  }
});

Deno.test("smooth integrands come out at rounding level", () => {
  assertAlmostEquals(integrate(Math.exp, 17, [0, 1]), Math.E - 1, 1e-14);
  assertAlmostEquals(integrate((x) => Math.sin(x) ** 254, 200, [0, Math.PI]), 0.15707, 1e-4);
});

Deno.test("nodes ascend inside the interval and weights add up to its length", () => {
  const { nodes, weights } = gaussLegendre(101, [2, 5]);
  assert(nodes.every((x, k) => x > (k === 0 ? 2 : nodes[k - 1]) && x < 5));
  assert(weights.every((weight) => weight > 0));
  assertAlmostEquals(weights.reduce((sum, weight) => sum + weight, 0), 3, 1e-13);
});

Deno.test("no nodes and endless intervals are refused", () => {
  assertThrows(() => gaussLegendre(0, [0, 1]), RangeError, "number of nodes");
  assertThrows(() => gaussLegendre(3, [-Infinity, 1]), RangeError, "lower end");
  assertThrows(() => gaussLegendre(3, [0, NaN]), RangeError, "upper end");
});
