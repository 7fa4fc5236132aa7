import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { ulpsFromLog } from "./exact_exp_for_tests.ts";
import { kernelLog } from "./log.ts";
import { address, sharedKernel } from "../kernel/wasm.ts";

/** Where a logarithm goes wrong first: around one, at the ends of each reduction, and at those of float64. */
function boundaries(): number[] {
  const marks = [1, Math.E, Number.MAX_VALUE, 2 ** -1022, Number.MIN_VALUE, 2 ** -1050];
  for (let k = -1022; k <= 1023; k++) marks.push(2 ** k, 1.25 * 2 ** k);
  for (let k = -60; k <= 60; k++) marks.push(Math.SQRT1_2 * 2 ** k, Math.SQRT2 * 2 ** k);
  return marks.flatMap((x) => [x * (1 - 2 ** -53), x, x * (1 + 2 ** -52), x * 1.0001]);
}

const positive = fc.oneof(
  fc.double({ min: Number.MIN_VALUE, max: Number.MAX_VALUE, noNaN: true }),
  fc.double({ min: 0.5, max: 2, noNaN: true }),
  fc.integer({ min: 1, max: 2 ** 53 - 1 }).map((k) => k / 2 ** 53),
);

Deno.test("ln x is within 1 ulp of the exact value, at boundaries and on 20 000 draws", () => {
  const draws = fc.sample(positive, 20_000);
  let worst = { ulps: 0, x: 1 };
  for (const x of [...boundaries(), ...draws]) {
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

Deno.test("WebAssembly gives the bits of TypeScript on normal numbers", () => {
  assert(sharedKernel, "WebAssembly with SIMD must be there");
  const normal = [...boundaries(), ...fc.sample(positive, 5000)]
    .filter((x) => x >= 2 ** -1022 && x < Infinity);
  const values = normal.slice(0, normal.length & ~1);
  const [at] = sharedKernel.place([values.length]);
  sharedKernel.numbers.set(values, at);
  sharedKernel.run.logInPlace(address(at), values.length);
  const got = Array.from(sharedKernel.numbers.subarray(at, at + values.length));
  assertEquals(got, values.map(kernelLog));
});
