import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { randomTest } from "../../fixtures/random/random_for_tests.ts";
import { ulpsFromExp } from "./exact_exp_for_tests.ts";
import { kernelExp } from "./exp.ts";
import { expBoundaries, expDraws, neighbour, OVERFLOW, UNDERFLOW } from "./arguments_for_tests.ts";

/** The stated bound. */
const BOUND = 1.1;
Deno.test("the oracle knows e, 1/e and the ends of float64", () => {
  assert(ulpsFromExp(1, Math.E) <= 0.5 && ulpsFromExp(-1, 1 / Math.E) <= 1);
  assertAlmostEquals(ulpsFromExp(0, 1 + 2 ** -52), 1);
  assertAlmostEquals(ulpsFromExp(-740, Math.exp(-740) + 2 ** -1074), 1, 0.5);
  // One step of x is 512 steps of e^x there.
  assert(ulpsFromExp(neighbour(OVERFLOW, -1), Number.MAX_VALUE) < 1024);
  assertEquals(ulpsFromExp(800, Infinity), 0);
});

randomTest("e^x is within 1.1 ulp of the exact value, at boundaries and on 40 000 draws", () => {
  let worst = { ulps: 0, x: 0 };
  for (const x of [...expBoundaries(), ...expDraws().filter((x) => Math.abs(x) < 1e6)]) {
    const ulps = ulpsFromExp(x, kernelExp(x));
    if (!(ulps <= worst.ulps)) worst = { ulps, x };
  }
  assert(worst.ulps <= BOUND, `e^${worst.x} is ${worst.ulps} ulp off`);
});

Deno.test("e^x is exact at zero and at infinities, and keeps NaN", () => {
  const values = [0, -0, Infinity, -Infinity, NaN, 1e308, -1e308, OVERFLOW, UNDERFLOW];
  const wanted = [1, 1, Infinity, 0, NaN, Infinity, 0, Infinity, 0];
  assertEquals(values.map(kernelExp), wanted);
  assertEquals(kernelExp(neighbour(UNDERFLOW, 1)), 2 ** -1074);
  assert(Number.isFinite(kernelExp(neighbour(OVERFLOW, -1))));
});
