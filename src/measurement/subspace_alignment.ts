/** How well a matrix M keeps to a subspace (claim B11). */

import { type Matrix, multiply, norm, toFlat, transpose } from "../linalg.ts";
import type { Subspace } from "../tasks/low_rank.ts";

/** ‖PᵀMQ‖ in the Frobenius norm. */
function block(left: Matrix, parameters: Matrix, right: Matrix): number {
  return norm(toFlat(multiply(multiply(transpose(left), parameters), right)));
}

/**
 * ρ(M, B) = ‖B_⊥ᵀMB_⊥‖/‖BᵀMB‖ in the Frobenius norm: 0 when M ignores the complement, about (d−k)/k for
 * random entries that know nothing of B.
 *
 * @example Half the scale outside
 * ```ts
 * import { assertAlmostEquals } from "@std/assert";
 * import { randomStream } from "../prng.ts";
 * import { randomSubspace, subspaceParameters } from "../tasks/low_rank.ts";
 * import { leakRatio } from "./subspace_alignment.ts";
 *
 * const subspace = randomSubspace(4, 2, randomStream(1));
 * const M = subspaceParameters(subspace, { scale: 6, across: 3 });
 * assertAlmostEquals(leakRatio(M, subspace), 0.5);
 * ```
 */
export function leakRatio(parameters: Matrix, { inside, outside }: Subspace): number {
  return block(outside, parameters, outside) / block(inside, parameters, inside);
}

/** The largest of ‖B_⊥ᵀMB_⊥‖, ‖BᵀMB_⊥‖ and ‖B_⊥ᵀMB‖ over ‖BᵀMB‖: every way to leave the subspace. */
export function largestLeak(parameters: Matrix, { inside, outside }: Subspace): number {
  const leaks = [
    block(outside, parameters, outside),
    block(inside, parameters, outside),
    block(outside, parameters, inside),
  ];
  return Math.max(...leaks) / block(inside, parameters, inside);
}
