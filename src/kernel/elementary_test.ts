/** The elementary functions in WebAssembly, held to the bits of their TypeScript. */

import { assert, assertEquals } from "@std/assert";
import { randomTest, sample } from "../../fixtures/random/random_for_tests.ts";
import {
  expBoundaries,
  expDraws,
  logBoundaries,
  OVERFLOW,
  positiveNumbers,
  turns,
  UNDERFLOW,
} from "../elementary/arguments_for_tests.ts";
import { cosineOfTurns } from "../elementary/cosine.ts";
import { kernelExp } from "../elementary/exp.ts";
import { kernelLog } from "../elementary/log.ts";
import { address, sharedKernel } from "./wasm.ts";

/** The kernel's function on values, of which it takes two at a time. */
function inWasm(
  name: "expInPlace" | "logInPlace" | "cosineOfTurnsInPlace",
  values: readonly number[],
): number[] {
  assert(sharedKernel, "WebAssembly with SIMD must be there");
  const count = values.length + (values.length % 2);
  const [at] = sharedKernel.place([count]);
  sharedKernel.numbers.set(values, at);
  sharedKernel.run[name](address(at), count);
  return Array.from(sharedKernel.numbers.subarray(at, at + values.length));
}

randomTest("e^x has the bits of TypeScript, whatever stands in the other lane", () => {
  const values = [...expBoundaries(), ...expDraws(), NaN, Infinity, 0, -Infinity, 1, NaN];
  assertEquals(inWasm("expInPlace", values), values.map(kernelExp));
  const shifted = [1, ...values];
  assertEquals(inWasm("expInPlace", shifted), shifted.map(kernelExp));
});

Deno.test("e^x has the bits of TypeScript at zero, at infinities and beyond both ends", () => {
  const values = [0, -0, Infinity, -Infinity, NaN, 1e308, -1e308, OVERFLOW, UNDERFLOW];
  assertEquals(inWasm("expInPlace", values), values.map(kernelExp));
});

randomTest("ln x has the bits of TypeScript on normal numbers", () => {
  const values = [...logBoundaries(), ...sample(positiveNumbers, 5000)]
    .filter((x) => x >= 2 ** -1022 && x < Infinity);
  assertEquals(inWasm("logInPlace", values), values.map(kernelLog));
});

randomTest("cos(2πu) has the bits of TypeScript", () => {
  const values = [0, 0.25, 0.5, 0.75, 1, 0.125, ...sample(turns, 5000)];
  assertEquals(inWasm("cosineOfTurnsInPlace", values), values.map(cosineOfTurns));
});
