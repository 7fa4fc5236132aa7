/** Exact expectations of polynomials of Gaussian vectors: what Monte Carlo would only approach. */

import { requireCount } from "../validate.ts";

/** A point and its weight; weights sum to one, some may be negative. */
export interface CubatureNode {
  /** m coordinates. */
  readonly point: Float64Array;
  /** Its weight. */
  readonly weight: number;
}

/**
 * Nodes whose weighted sum is E f(z), z standard normal in m dimensions, for every polynomial f of degree ≤ 5.
 *
 * 2m² + 1 nodes: the origin, ±√(m+2) on each axis and ±√((m+2)/2) on each pair of axes (Stroud, Approximate
 * Calculation of Multiple Integrals, 1971, formula E_n^{r²} 5-2).
 *
 * @example A fourth moment
 * ```ts
 * import { assertAlmostEquals } from "@std/assert";
 * import { gaussianCubature } from "@attest/attest/measurement";
 *
 * const fourth = gaussianCubature(3).reduce((sum, { point, weight }) => sum + weight * point[0] ** 4, 0);
 * assertAlmostEquals(fourth, 3);
 * ```
 *
 * @throws {RangeError} Unless m ≥ 1.
 */
export function gaussianCubature(m: number): CubatureNode[] {
  requireCount("dimension m", m);
  const nodes: CubatureNode[] = [];
  const add = (weight: number, entries: readonly (readonly [number, number])[]) => {
    const point = new Float64Array(m);
    for (const [i, value] of entries) point[i] = value;
    nodes.push({ point, weight });
  };
  const far = Math.sqrt(m + 2);
  const near = Math.sqrt((m + 2) / 2);
  add(2 / (m + 2), []);
  for (let i = 0; i < m; i++) {
    for (const sign of [-1, 1]) add((4 - m) / (2 * (m + 2) ** 2), [[i, sign * far]]);
    for (let j = 0; j < i; j++) {
      for (const [a, b] of [[-1, -1], [-1, 1], [1, -1], [1, 1]]) {
        add(1 / (m + 2) ** 2, [[i, a * near], [j, b * near]]);
      }
    }
  }
  return nodes;
}
