/** What a trained transformer's matrix holds beside its two scalars (claim A15.rest). */

import type { Matrix } from "../linalg.ts";

/** tr W11/d: the ξ1 of a matrix all of whose entries were trained. */
export function meanScale(parameters: Matrix): number {
  const dimension = parameters.rows - 2;
  let sum = 0;
  for (let i = 0; i < dimension; i++) sum += parameters.get(i, i);
  return sum / dimension;
}

/**
 * Root mean square of what is left of W, (d+2)×(d+2), when ξ1·I is taken off W11, over the entries that change the
 * scores of context points: W11, W13 and W21.
 *
 * The query's label is hidden, so that W12, W22 and W32 meet a 0; and W33 is −ξ2. W23 is one number, which training
 * forgets too slowly to count here, and W31 is the query token's own.
 *
 * @example The two-scalar form leaves nothing
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { twoScalarParameters } from "@attest/attest";
 * import { matrixRest } from "@attest/attest/measurement";
 *
 * assertEquals(matrixRest(twoScalarParameters(3, { xi1: 2, xi2: 5 })), 0);
 * ```
 */
export function matrixRest(parameters: Matrix): number {
  const dimension = parameters.rows - 2;
  const scale = meanScale(parameters);
  let squares = 0;
  for (let i = 0; i < dimension; i++) {
    for (let j = 0; j < dimension; j++) {
      squares += (parameters.get(i, j) - (i === j ? scale : 0)) ** 2;
    }
    squares += parameters.get(i, dimension + 1) ** 2 + parameters.get(dimension, i) ** 2;
  }
  return Math.sqrt(squares / (dimension * (dimension + 2)));
}
