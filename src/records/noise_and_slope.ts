/** How noisy labels are and how steep the relation is, from planes through the nearest rows. */

import { type LocalFit, localFit } from "./local_fit.ts";
import type { Records } from "./points.ts";
import type { Probes } from "./probe.ts";
import { type Estimate, mean, quantile, rootEstimate, standardError, variance } from "./summary.ts";

/** Noise and steepness by local fits. */
export interface NoiseAndSlope {
  /** σ, the standard deviation of the label noise. */
  readonly noise: Estimate;
  /** L, the root mean square slope along the records, the noise's share taken out. */
  readonly slope: Estimate;
  /** Rows of each fit, by cross-validation. */
  readonly neighbours: number;
}

/** What is measured on. */
export interface MeasuredOn {
  /** The rows, with their labels; distances were measured on their lift. */
  readonly records: Records;
  /** Leave-one-out probes. */
  readonly probes: Probes;
  /** The row that each probe is. */
  readonly rows: Int32Array;
  /** Intrinsic dimension, of the planes. */
  readonly rank: number;
}

/** Numbers of rows that are tried. */
const SIZES = [6, 8, 11, 16, 23, 32, 45, 64, 90, 128, 181, 256];

/**
 * σ and L; `null` where there are too few rows for a plane.
 *
 * The number of rows is the one with the least cross-validated error: a fixed one makes the slope useless under
 * noise. A residual has variance σ²(1 + h), and ‖slope‖² holds σ² tr (ZᵀZ)⁻¹ of noise. Slopes of fits that share
 * rows go together: there are as many independent ones as fits of k rows go into n.
 */
export function noiseAndSlope(on: MeasuredOn): NoiseAndSlope | null {
  const fitted = SIZES.filter((size) => size >= on.rank + 3 && size <= on.probes.kept)
    .map((size) => ({ size, fits: fitsOf(on, size) }))
    .filter(({ fits }) => fits.length > 1)
    .map((entry) => ({ ...entry, error: mean(entry.fits.map((fit) => fit.residual ** 2)) }));
  if (fitted.length === 0) return null;
  const { size, fits } = fitted.reduce((a, b) => (b.error < a.error ? b : a));
  const squares = fits.map((fit) => fit.residual ** 2 / (1 + fit.leverage));
  const noise = rootEstimate(mean(squares), standardError(squares));
  const slope = slopeOf(on, { fitted, size, noise: noise.value });
  return { noise, slope, neighbours: size };
}

/** Share of fits that slopes are averaged over: of the others the rows lie almost on a line, and give any slope. */
const KEPT = 0.9;

interface Fitted {
  readonly size: number;
  readonly fits: readonly LocalFit[];
}

/**
 * The slope with an interval that holds what planes of this size smooth away.
 *
 * Where the relation bends within a plane its slope is too small, by an amount that grows with the plane's radius,
 * which is as k^{1/rank}. So slopes at k and at about k/2 are extrapolated to radius 0; the interval reaches from what planes of
 * k rows say to beyond that.
 */
function slopeOf(
  { records, rank }: MeasuredOn,
  { fitted, size, noise }: {
    readonly fitted: readonly Fitted[];
    readonly size: number;
    readonly noise: number;
  },
): Estimate {
  const square = ({ size, fits }: Fitted) => {
    // By where the rows lie, whatever their labels.
    const most = quantile(fits.map((fit) => fit.slopeNoise), KEPT);
    const slopes = fits.filter((fit) => fit.slopeNoise <= most)
      .map((fit) => fit.squaredSlope - noise ** 2 * fit.slopeNoise);
    const independent = Math.max(2, Math.min(slopes.length, records.count / size));
    return { value: mean(slopes), error: Math.sqrt(variance(slopes) / (independent - 1)) };
  };
  const wide = square(fitted.find((entry) => entry.size === size)!);
  const half = fitted.findLast((entry) => entry.size <= 0.55 * size) ?? fitted[0];
  const narrow = square(half);
  const times = 1 / ((size / half.size) ** (1 / rank) - 1);
  const rest = half.size === size ? 0 : Math.max(0, narrow.value - wide.value) * times;
  const [low, high] = [
    rootEstimate(wide.value, wide.error),
    rootEstimate(narrow.value + rest, narrow.error),
  ];
  return {
    value: low.value,
    lower: Math.min(low.lower, high.lower),
    upper: Math.max(low.upper, high.upper),
  };
}

function fitsOf({ records, probes, rows, rank }: MeasuredOn, size: number): LocalFit[] {
  const { columns, entries, labels } = records;
  const fits: LocalFit[] = [];
  for (let q = 0; q < probes.count; q++) {
    const nearest = probes.nearest.subarray(q * probes.kept, q * probes.kept + size);
    if (nearest[size - 1] < 0) continue;
    const row = rows[q];
    const query = entries.subarray(row * columns, (row + 1) * columns);
    const fit = localFit(records, { rows: nearest, query, label: labels[row], rank });
    if (fit !== undefined) fits.push(fit);
  }
  return fits;
}
