/** How well a matrix M keeps to a subspace (claim B11). */

import { addScaled, type Matrix, multiply, norm, toFlat, trace, transpose } from "../linalg.ts";
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

/**
 * ‖M − c·BBᵀ‖/‖c·BBᵀ‖ with c = tr(BᵀMB)/k: how far M is from the projection, whatever its scale.
 *
 * The sign of c is not judged: to an even function −BBᵀ is as good. Infinity at c = 0.
 */
export function projectionMiss(parameters: Matrix, { inside }: Subspace): number {
  const within = multiply(multiply(transpose(inside), parameters), inside);
  const scale = trace(within) / within.rows;
  if (scale === 0) return Infinity;
  const projection = multiply(inside, transpose(inside));
  return norm(toFlat(addScaled(parameters, projection, -scale))) /
    (Math.abs(scale) * Math.sqrt(within.rows));
}
