/** The kernel's cosine in TypeScript: the operations of assembly/cosine.as in their order, so the same bits. */

/**
 * cos(2πu) for 0 ≤ u ≤ 1, absolute error below 4e-16.
 *
 * As sin(π(2|u − ½| − ½)): the argument is exact for multiples of 2^−53, and needs no case for a quadrant.
 *
 * @example A quarter turn at a time
 * ```ts
 * import { assertAlmostEquals, assertEquals } from "@std/assert";
 * import { cosineOfTurns } from "./cosine.ts";
 *
 * assertEquals([0.25, 0.75].map(cosineOfTurns), [0, 0]);
 * assertAlmostEquals(cosineOfTurns(0), 1, 4e-16);
 * ```
 */
export function cosineOfTurns(u: number): number {
  const y = 2 * Math.abs(u - 0.5) - 0.5;
  const z = y * y;
  return y * (Math.PI + z * polynomial(z));
}

/** (sin(πy)/y − π)/y² at z = y² ≤ ¼, interpolated at Chebyshev's nodes: the sine is 2^−55 off at most. */
function polynomial(z: number): number {
  const z2 = z * z;
  const z4 = z2 * z2;
  const q0 = -5.16771278004997 + 2.55016403987734 * z;
  const q2 = -0.599264529320343 + 0.08214588659675232 * z;
  const q4 = -0.007370430719634586 + 0.00046630087411496363 * z;
  const q6 = -2.1906201655131958e-5 + 7.725743030789876e-7 * z;
  return q0 + q2 * z2 + (q4 + q6 * z2) * z4;
}
