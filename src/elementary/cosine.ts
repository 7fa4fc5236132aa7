/** The kernel's cosine in TypeScript: the operations of assembly/cosine.as in their order, so the same bits. */

/**
 * cos(2πu) for multiples u of 2^−53 in [0, 1], absolute error below 5.8e-16.
 *
 * As sin(πy) = y·(π + z·p(z)) with y = 2|u − ½| − ½ and z = y², which needs no case for a quadrant. The error is
 * at most, in units of 2^−54 = 5.55e-17, with |y| ≤ ½ and z ≤ ¼:
 *
 * | from       | because                                                                    | units |
 * | ---------- | -------------------------------------------------------------------------- | ----- |
 * | y          | u − ½, its double and y are multiples of 2^−53 below 1: exact               | 0     |
 * | π          | Math.PI is 1.23e-16 below π, times y                                        | 1.11  |
 * | p          | the polynomial is not the series: 2^−55 of the sine                         | 0.5   |
 * | z          | rounds by 2^−56; z·p has a slope of at most 5.17, times y                   | 0.65  |
 * | p(z)       | three sums in [4, 8) round by 2^−51 each, all else by 1.17 units; times y·z | 3.15  |
 * | z·p(z)     | is below 2 and rounds by 2^−53, times y                                     | 1     |
 * | π + z·p(z) | is below 4 and rounds by 2^−52, times y                                     | 2     |
 * | the result | is at most 1 + 2^−52 and rounds by 2^−53                                    | 2     |
 *
 * Together 10.41 units are 5.78e-16, and products of errors are below 1e-30. The worst that was found among 3e7
 * arguments is 4.81e-16; near whole and half turns the result may be 1 + 2^−52. A u below ¼ that is no multiple
 * of 2^−54 is rounded to one first, which turns the angle by 1.75e-16 at most.
 *
 * @example A quarter turn at a time
 * ```ts
 * import { assertAlmostEquals, assertEquals } from "@std/assert";
 * import { cosineOfTurns } from "./cosine.ts";
 *
 * assertEquals([0.25, 0.75].map(cosineOfTurns), [0, 0]);
 * assertAlmostEquals(cosineOfTurns(0), 1, 5.8e-16);
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
