/** The window that theory predicts for records: bias and variance in balance (claims B2 and B7). */

import { affineLoss } from "../measurement/window_law.ts";
import type { Points, Records } from "./points.ts";
import { mean } from "./summary.ts";

/** What the prediction is made of. */
export interface WindowTheory {
  /** σ. */
  readonly noise: number;
  /** T, the root mean square slope along the records. */
  readonly slope: number;
  /** Directions that the records vary in. */
  readonly rank: number;
}

/** How far answers are pulled at a window, and how many rows share the noise. */
export interface PullAndShare {
  readonly window: number;
  /** E‖Σa_i x_i − x_q‖². */
  readonly pull: number;
  /** EΣa_i². */
  readonly share: number;
}

/** Multiplications that the pulls may take: some seconds. */
const EFFORT = 1.5e9;

/** How many queries the pulls are measured at: enough for their mean, and not too much work. */
export function pullQueries({ count, columns }: Points, windows: number): number {
  return Math.max(30, Math.min(300, Math.floor(EFFORT / (count * columns * windows))));
}

/**
 * Pull and share at each window, over queries that are rows themselves and do not see themselves.
 *
 * @param lifted The rows on one sphere, by whose distances they are weighed.
 * @param points The same rows as they are.
 */
export function pullsAndShares(
  lifted: Points,
  points: Points,
  { windows, rows }: { readonly windows: readonly number[]; readonly rows: Int32Array },
): PullAndShare[] {
  const { count, columns } = points;
  const squared = new Float64Array(count);
  const pulls = windows.map(() => new Float64Array(rows.length));
  const shares = windows.map(() => new Float64Array(rows.length));
  for (const [q, row] of rows.entries()) {
    let least = Infinity;
    for (let i = 0; i < count; i++) {
      squared[i] = squaredDistance(lifted, i, row);
      if (i !== row && squared[i] < least) least = squared[i];
    }
    for (const [w, window] of windows.entries()) {
      const centre = new Float64Array(columns);
      let [total, square] = [0, 0];
      for (let i = 0; i < count; i++) {
        if (i === row) continue;
        const k = Math.exp(-0.5 * window * (squared[i] - least));
        if (k < 1e-12) continue;
        total += k;
        square += k * k;
        for (let j = 0; j < columns; j++) centre[j] += k * points.entries[i * columns + j];
      }
      shares[w][q] = square / (total * total);
      pulls[w][q] = centre.reduce(
        (sum, value, j) => sum + (value / total - points.entries[row * columns + j]) ** 2,
        0,
      );
    }
  }
  return windows.map((window, w) => ({ window, pull: mean(pulls[w]), share: mean(shares[w]) }));
}

/**
 * The window of least L²B + σ²V for affine relations of any direction, on these very rows (claim B2).
 *
 * An affine relation whose slope along the records is T is off by T²/rank·‖Σa_i x_i − x_q‖² when its direction is
 * any: the one assumption. B7 is the same on a sphere of many rows.
 */
export function balancedWindow(
  curves: readonly PullAndShare[],
  { noise, slope, rank }: WindowTheory,
): number {
  const loss = ({ pull, share }: PullAndShare) => (slope ** 2 / rank) * pull + noise ** 2 * share;
  return curves.reduce((best, at) => (loss(at) < loss(best) ? at : best)).window;
}

/** Norms within this of one another: standardising bends a sphere by about as much. */
const ROUND = 0.12;

/**
 * The window of claim B7, where it applies: rows on a sphere about the origin, noise above 0, and enough of them.
 *
 * @returns undefined where it does not apply.
 */
export function sphereWindow(
  records: Records,
  { noise, slope, rank }: WindowTheory,
): number | undefined {
  const { count, columns: d, entries } = records;
  const norms = Float64Array.from(
    { length: count },
    (_, i) => Math.hypot(...entries.subarray(i * d, (i + 1) * d)),
  );
  const radius = mean(norms);
  const round = norms.every((norm) => Math.abs(norm / radius - 1) < ROUND);
  if (!round || d < 2 || rank !== d - 1 || !(noise > 0) || !(slope > 0)) return undefined;
  // B7's L is the largest slope of a class whose slopes are uniform up to it: its mean square is L²/3, of which
  // (d − 1)/d lies along the sphere.
  const lipschitz = slope * radius * Math.sqrt((3 * d) / (d - 1));
  const setting = { contextLength: count, lipschitz, noise, dimension: d };
  let [best, least] = [0, Infinity];
  for (let step = 0; step <= 120; step++) {
    const w = 0.3 * 2 ** (step / 10);
    const loss = affineLoss(setting, w);
    if (loss < least) [best, least] = [w, loss];
  }
  return best / radius ** 2;
}

function squaredDistance({ entries, columns }: Points, a: number, b: number): number {
  let sum = 0;
  for (let j = 0; j < columns; j++) {
    const difference = entries[a * columns + j] - entries[b * columns + j];
    sum += difference * difference;
  }
  return sum;
}
