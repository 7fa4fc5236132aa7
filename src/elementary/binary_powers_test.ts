import { assertAlmostEquals, assertEquals } from "@std/assert";
import { BINARY_POWERS, POWERS } from "./binary_powers.ts";

/** A float64 from 1 to 2 in units of its last place. */
function exactly(x: number): bigint {
  return BigInt(x * 2 ** 52);
}

Deno.test("each power is the float64 nearest to it: its 256th power brackets 2^j half a unit to each side", () => {
  assertEquals(BINARY_POWERS.length, POWERS);
  BINARY_POWERS.forEach((power, j) => {
    const wanted = 2n ** BigInt(j) << (53n * 256n);
    const half = (sign: bigint) => (2n * exactly(power) + sign) ** 256n;
    assertEquals([half(-1n) < wanted, wanted < half(1n)], [true, true], `2^(${j}/256)`);
  });
});

Deno.test("the powers are known at the ends and in the middle", () => {
  assertEquals([BINARY_POWERS[0], BINARY_POWERS[128]], [1, Math.SQRT2]);
  assertAlmostEquals(BINARY_POWERS[255], 1.9945928, 1e-6);
});
