/** The one-nearest-neighbour rule by brute force: the oracle for what trained attention does. */

import { createPrompt } from "../tasks/prompt.ts";

/** The nearest labelled points of a query. */
export interface Nearest {
  /** Indices at the smallest distance, ascending; more than one only for exact ties. */
  readonly indices: readonly number[];
  /** Mean label of those points: what attention tends to as its window closes. */
  readonly label: number;
  /** Euclidean distance to them. */
  readonly distance: number;
}

/**
 * The points nearest to the query in Euclidean distance, ties included.
 *
 * @example One nearest point
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { nearestNeighbour } from "@attest/attest";
 *
 * const { indices, label } = nearestNeighbour({
 *   covariates: [[0, 0], [3, 4]],
 *   labels: [7, 9],
 *   query: [3, 3],
 * });
 * assertEquals([indices, label], [[1], 9]);
 * ```
 *
 * @param problem `covariates` n rows of d, n `labels`, and the `query`, d entries.
 * @throws {RangeError} On no points, mismatched shapes or non-finite numbers.
 */
export function nearestNeighbour({ covariates, labels, query }: {
  readonly covariates: readonly ArrayLike<number>[];
  readonly labels: ArrayLike<number>;
  readonly query: ArrayLike<number>;
}): Nearest {
  createPrompt({ covariates, labels, query }); // for its checks
  const distances = covariates.map((x) => {
    let squared = 0;
    for (let j = 0; j < query.length; j++) squared += (x[j] - query[j]) ** 2;
    return Math.sqrt(squared);
  });
  const distance = Math.min(...distances);
  const indices = distances.flatMap((value, i) => (value === distance ? [i] : []));
  const label = indices.reduce((sum, i) => sum + labels[i], 0) / indices.length;
  return { indices, label, distance };
}
