import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { turns } from "./arguments_for_tests.ts";
import { cosineOfTurns } from "./cosine.ts";

/** Bits after the point of the oracle's integers. */
const BITS = 160n;
const ONE = 1n << BITS;

/** arctan(1/n). */
function arctangentOfInverse(n: bigint): bigint {
  let sum = 0n;
  for (let term = ONE / n, k = 0n; term !== 0n; term /= n * n, k++) {
    sum += (k % 2n === 0n ? term : -term) / (2n * k + 1n);
  }
  return sum;
}

/** Machin's formula. */
const PI = 4n * (4n * arctangentOfInverse(5n) - arctangentOfInverse(239n));

/** cos(2πu) − got, for a u that is a multiple of 2^−80. */
function error(u: number, got: number): number {
  const fixed = (x: number) => BigInt(x * 2 ** 80) << (BITS - 80n);
  const angle = (2n * PI * fixed(u)) >> BITS;
  let sum = 0n;
  for (let term = ONE, k = 1n; term !== 0n; k += 2n) {
    sum += term;
    term = -((((term * angle) >> BITS) * angle) >> BITS) / (k * (k + 1n));
    if (term === -1n) break;
  }
  return Number(sum - fixed(got)) / 2 ** Number(BITS);
}

Deno.test("cos(2πu) is within 4e-16 of the exact value over the whole turn", () => {
  for (const u of [0, 0.125, 0.25, 0.5, 0.75, 1, ...fc.sample(turns, 20_000)]) {
    // What the oracle rounds of the result is below 2^−80.
    const off = Math.abs(error(u, cosineOfTurns(u)));
    assert(off <= 4e-16, `cos(2π·${u}) is ${off} off`);
  }
  assert(Math.abs(error(0.2, cosineOfTurns(0.2) + 1e-15)) > 4e-16, "the oracle sees an error");
});

Deno.test("zeros are exact, no value is beyond one, half a turn further changes the sign", () => {
  assertEquals([0.25, 0.75].map(cosineOfTurns), [0, 0]);
  for (const u of [0, 0.5, 1, ...fc.sample(turns, 1000)]) assert(Math.abs(cosineOfTurns(u)) <= 1);
  for (const u of fc.sample(turns, 1000)) {
    const half = Math.floor(u * 2 ** 52) / 2 ** 53;
    const [here, opposite] = [cosineOfTurns(half), cosineOfTurns(half + 0.5)];
    assert(Math.abs(here + opposite) <= 8e-16);
  }
});
