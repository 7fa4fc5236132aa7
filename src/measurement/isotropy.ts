/** How close a matrix M is to a single window (claim B12). */

import { addScaled, type Matrix, norm, scaledIdentity, toFlat, trace } from "../linalg.ts";

/**
 * ‖M − wI‖/‖wI‖ in the Frobenius norm, w = tr(M)/d: 0 when one inverse temperature says it all.
 *
 * Infinity when w ≤ 0: then there is no window.
 *
 * @example Off-diagonal entries count
 * ```ts
 * import { assertAlmostEquals } from "@std/assert";
 * import { toMatrix } from "../linalg.ts";
 * import { anisotropy } from "./isotropy.ts";
 *
 * assertAlmostEquals(anisotropy(toMatrix([[5, 3], [4, 5]])), 5 / Math.sqrt(50));
 * ```
 */
export function anisotropy(parameters: Matrix): number {
  const d = parameters.rows;
  const w = trace(parameters) / d;
  if (!(w > 0)) return Infinity;
  return norm(toFlat(addScaled(parameters, scaledIdentity(d), -w))) / (w * Math.sqrt(d));
}
