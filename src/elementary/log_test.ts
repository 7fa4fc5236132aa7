import { assert, assertEquals } from "@std/assert";
import { randomTest, sample } from "../../fixtures/random/random_for_tests.ts";
import { logBoundaries, positiveNumbers } from "./arguments_for_tests.ts";
import { ulpsFromLog } from "./exact_exp_for_tests.ts";
import { kernelLog } from "./log.ts";

randomTest("ln x is within 1 ulp of the exact value, at boundaries and on 10 000 draws", () => {
  const draws = sample(positiveNumbers, 10_000);
  let worst = { ulps: 0, x: 1 };
  for (const x of [...logBoundaries(), ...draws]) {
    if (!(x > 0 && x < Infinity)) continue;
    const ulps = ulpsFromLog(x, kernelLog(x));
    if (!(ulps <= worst.ulps)) worst = { ulps, x };
  }
  assert(worst.ulps <= 1, `ln ${worst.x} is ${worst.ulps} ulp off`);
});

Deno.test("the oracle sees an error of one ulp", () => {
  assert(ulpsFromLog(Math.E, 1) < 1);
  assert(Math.abs(ulpsFromLog(2, Math.LN2 + 2 ** -53) - 1) < 0.5);
});

Deno.test("ln is exact at one, infinite at the ends, and no number below zero", () => {
  const values = [1, 0, -0, Infinity, -1, -Infinity, NaN];
  const wanted = [0, -Infinity, -Infinity, Infinity, NaN, NaN, NaN];
  assertEquals(values.map(kernelLog), wanted);
});
