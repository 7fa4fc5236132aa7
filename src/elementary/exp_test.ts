import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { randomStream } from "../prng.ts";
import { ulpsFromExp } from "./exact_exp_for_tests.ts";
import { kernelExp } from "./exp.ts";
import { address, sharedKernel } from "../kernel/wasm.ts";

/** The stated bound. */
const BOUND = 1.1;
/** Least x whose e^x rounds to ∞, and greatest whose e^x rounds to 0. */
const OVERFLOW = 709.7827128933841;
const UNDERFLOW = -745.1332191019412;

/** The float64 next to x, on the side of `sign`. */
function neighbour(x: number, sign: 1 | -1): number {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, x);
  view.setBigInt64(0, view.getBigInt64(0) + BigInt(sign * Math.sign(x)));
  return view.getFloat64(0);
}

/** Where an exponential goes wrong first: ends of the range, of its parts and of each reduction. */
function boundaries(): number[] {
  const marks = [OVERFLOW, UNDERFLOW, 670, -670, 710, -746, -708.3964185322641, -744.44, 1e-300];
  for (let k = -1076; k <= 1025; k++) marks.push(k * Math.LN2 || 1);
  for (let half = 1; half < 1024; half += 2) {
    marks.push((half * Math.LN2) / 512, (-half * Math.LN2) / 512);
  }
  return marks.flatMap((x) => [neighbour(x, -1), x, neighbour(x, 1)]);
}

/** 120 000 draws: all of the range, its subnormal end, both sides of zero on a log scale, any bits. */
function draws(): number[] {
  const stream = randomStream("exponential");
  const bits = new DataView(new ArrayBuffer(8));
  return Array.from({ length: 30_000 }, () => {
    const size = Math.exp(-40 + 46 * stream.uniform());
    bits.setUint32(0, stream.uniform() * 2 ** 32);
    bits.setUint32(4, stream.uniform() * 2 ** 32);
    return [
      -746 + 1456 * stream.uniform(),
      -746 + 39 * stream.uniform(),
      stream.sign() * size,
      bits.getFloat64(0),
    ];
  }).flat().filter((x) => !Number.isNaN(x));
}

/** `expInPlace` of the WebAssembly kernel. */
function wasmExp(values: readonly number[]): number[] {
  assert(sharedKernel, "WebAssembly with SIMD must be there");
  const count = values.length + (values.length % 2);
  const [at] = sharedKernel.place([count]);
  sharedKernel.numbers.set(values, at);
  sharedKernel.run.expInPlace(address(at), count);
  return Array.from(sharedKernel.numbers.subarray(at, at + values.length));
}

Deno.test("the oracle knows e, 1/e and the ends of float64", () => {
  assert(ulpsFromExp(1, Math.E) <= 0.5 && ulpsFromExp(-1, 1 / Math.E) <= 1);
  assertAlmostEquals(ulpsFromExp(0, 1 + 2 ** -52), 1);
  assertAlmostEquals(ulpsFromExp(-740, Math.exp(-740) + 2 ** -1074), 1, 0.5);
  // One step of x is 512 steps of e^x there.
  assert(ulpsFromExp(neighbour(OVERFLOW, -1), Number.MAX_VALUE) < 1024);
  assertEquals(ulpsFromExp(800, Infinity), 0);
});

Deno.test("e^x is within 1.1 ulp of the exact value, at boundaries and on 120 000 draws", () => {
  let worst = { ulps: 0, x: 0 };
  for (const x of [...boundaries(), ...draws().filter((x) => Math.abs(x) < 1e6)]) {
    const ulps = ulpsFromExp(x, kernelExp(x));
    if (!(ulps <= worst.ulps)) worst = { ulps, x };
  }
  assert(worst.ulps <= BOUND, `e^${worst.x} is ${worst.ulps} ulp off`);
});

Deno.test("e^x is exact at zero and at infinities, and keeps NaN", () => {
  const values = [0, -0, Infinity, -Infinity, NaN, 1e308, -1e308, OVERFLOW, UNDERFLOW];
  const wanted = [1, 1, Infinity, 0, NaN, Infinity, 0, Infinity, 0];
  assertEquals(values.map(kernelExp), wanted);
  assertEquals(wasmExp(values), wanted);
  assertEquals(kernelExp(neighbour(UNDERFLOW, 1)), 2 ** -1074);
  assert(Number.isFinite(kernelExp(neighbour(OVERFLOW, -1))));
});

Deno.test("WebAssembly gives the bits of TypeScript, whatever stands in the other lane", () => {
  const values = [...boundaries(), ...draws(), NaN, Infinity, 0, -Infinity, 1, NaN];
  assertEquals(wasmExp(values), values.map(kernelExp));
  const shifted = [1, ...values];
  assertEquals(wasmExp(shifted), shifted.map(kernelExp));
});
