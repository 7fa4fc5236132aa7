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

/** Multiplications that the pulls may take: a second or two. */
const EFFORT = 5e8;
/** Against the nearest row's. */
const NEGLIGIBLE = 1e-12;

/** How many queries the pulls are measured at: enough for their mean, and not too much work. */
export function pullQueries({ count, columns }: Points, windows: number): number {
  return Math.max(20, Math.min(300, Math.floor(EFFORT / (count * columns * windows))));
}

/**
 * Pull and share at each window, over queries that are rows themselves and do not see themselves.
 *
 * @param lifted The rows on one sphere, by whose distances they are weighed.
 * @param points The same rows as they are.
 * @param asked Windows, each twice the one before, and the rows that are queries.
 */
export function pullsAndShares(
  lifted: Points,
  points: Points,
  { windows, rows }: { readonly windows: readonly number[]; readonly rows: Int32Array },
): PullAndShare[] {
  const kernel = new Float64Array(points.count);
  const pulls = windows.map(() => new Float64Array(rows.length));
  const shares = windows.map(() => new Float64Array(rows.length));
  for (const [q, row] of rows.entries()) {
    fillKernel(kernel, lifted, { row, window: windows[0] });
    for (let w = 0; w < windows.length; w++) {
      const { pull, share } = pullAndShare(kernel, points, row);
      pulls[w][q] = pull;
      shares[w][q] = share;
      for (let i = 0; i < kernel.length; i++) kernel[i] *= kernel[i];
    }
  }
  return windows.map((window, w) => ({ window, pull: mean(pulls[w]), share: mean(shares[w]) }));
}

/** e^{−w(‖x − q‖² − least)/2} of every row but the query's own, which gets 0. */
function fillKernel(
  kernel: Float64Array,
  lifted: Points,
  { row, window }: { readonly row: number; readonly window: number },
): void {
  let least = Infinity;
  for (let i = 0; i < kernel.length; i++) {
    kernel[i] = i === row ? Infinity : squaredDistance(lifted, i, row);
    if (kernel[i] < least) least = kernel[i];
  }
  for (let i = 0; i < kernel.length; i++) {
    kernel[i] = Math.exp(-0.5 * window * (kernel[i] - least));
  }
}

/** ‖Σa_i x_i − x_q‖² and Σa_i² at one window. */
function pullAndShare(
  kernel: Float64Array,
  { columns, entries }: Points,
  row: number,
): { readonly pull: number; readonly share: number } {
  const centre = new Float64Array(columns);
  let [total, square] = [0, 0];
  for (let i = 0; i < kernel.length; i++) {
    const k = kernel[i];
    if (k < NEGLIGIBLE) continue;
    total += k;
    square += k * k;
    for (let j = 0; j < columns; j++) centre[j] += k * entries[i * columns + j];
  }
  let pull = 0;
  for (let j = 0; j < columns; j++) {
    pull += (centre[j] / total - entries[row * columns + j]) ** 2;
  }
  return { pull, share: square / (total * total) };
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
