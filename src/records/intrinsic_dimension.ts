/** How many directions records really vary in, from the distances to their nearest rows. */

import type { Points } from "./points.ts";
import type { Probes } from "./probe.ts";
import { median } from "./summary.ts";

/** The dimension by two estimators. */
export interface IntrinsicDimension {
  /** From the ratio of the second distance to the first (Facco et al., 2017). */
  readonly twoNearest: number | null;
  /** Maximum likelihood over the twenty nearest (Levina and Bickel, 2004, averaged as MacKay and Ghahramani say). */
  readonly likelihood: number | null;
  /** Directions that local fits use: what the two agree on, in [1, the columns]. */
  readonly rank: number;
  /** Share of queries whose nearest rows are at distance 0 or all at one distance: grids and duplicates. */
  readonly tied: number;
}

/** Neighbours of the maximum likelihood estimate. */
const NEIGHBOURS = 20;
/** Squared distances that differ by less, relative to the first, are equal. */
const TIE = 1e-9;
/** Beyond this share of ties distances are those of a grid, whose ratios say nothing. */
export const MOST_TIED = 0.2;

/**
 * The intrinsic dimension at the queries of leave-one-out probes.
 *
 * Distances are those of the points as they are: the lift would part rows of a grid that are equally far.
 *
 * @param points The rows, not lifted.
 * @param rows Which of them each probe is.
 */
export function intrinsicDimension(
  points: Points,
  { probes, rows }: { readonly probes: Probes; readonly rows: Int32Array },
): IntrinsicDimension {
  let [logs, used, ties] = [0, 0, 0];
  const inverse: number[] = [];
  for (let q = 0; q < probes.count; q++) {
    const squared = nearestSquares(points, { probes, rows, q });
    const [first, second] = squared;
    if (!(first > 0) || !(second > first * (1 + TIE))) ties++;
    else {
      // Squared distances: half the logarithm.
      logs += Math.log(second / first) / 2;
      used++;
    }
    const estimate = inverseDimension(squared);
    if (estimate !== undefined) inverse.push(estimate);
  }
  const tied = ties / probes.count;
  // Unbiased: the logarithms are exponential with rate d.
  const twoNearest = tied > MOST_TIED || used < 10 ? null : (used - 1) / logs;
  const likelihood = inverse.length < 10
    ? null
    : inverse.length / inverse.reduce((sum, value) => sum + value, 0);
  const { columns } = points;
  return { twoNearest, likelihood, rank: rankOf({ twoNearest, likelihood, columns }), tied };
}

/** Squared distances to the nearest rows, ascending, from twice as many of the lift's nearest. */
function nearestSquares(
  { columns, entries }: Points,
  { probes: { kept, nearest }, rows, q }: {
    readonly probes: Probes;
    readonly rows: Int32Array;
    readonly q: number;
  },
): Float64Array {
  const near = nearest.subarray(q * kept, q * kept + Math.min(kept, 2 * NEIGHBOURS))
    .filter((row) => row >= 0);
  const squared = Float64Array.from(near, (row) => {
    let sum = 0;
    for (let j = 0; j < columns; j++) {
      sum += (entries[row * columns + j] - entries[rows[q] * columns + j]) ** 2;
    }
    return sum;
  });
  return squared.sort().slice(0, NEIGHBOURS);
}

function inverseDimension(squared: Float64Array): number | undefined {
  const k = Math.min(NEIGHBOURS, squared.length) - 1;
  const far = squared[k];
  if (!(far > 0 && far < Infinity) || k < 3) return undefined;
  let [sum, used] = [0, 0];
  for (let j = 0; j < k; j++) {
    if (!(squared[j] > 0)) continue;
    sum += Math.log(far / squared[j]) / 2;
    used++;
  }
  return used < 3 || sum === 0 ? undefined : sum / used;
}

function rankOf(
  { twoNearest, likelihood, columns }: {
    readonly twoNearest: number | null;
    readonly likelihood: number | null;
    readonly columns: number;
  },
): number {
  const known = [twoNearest, likelihood].filter((value) => value !== null);
  if (known.length === 0) return Math.min(columns, 3);
  return Math.max(1, Math.min(columns, Math.round(median(known))));
}
