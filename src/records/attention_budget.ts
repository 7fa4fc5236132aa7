/** What cheaper attention costs in error: only the nearest k rows, or random features in place of all of them. */

import { dot } from "../linalg.ts";
import { hashSeed, randomStream } from "../prng.ts";
import type { MeasuredOn } from "./noise_and_slope.ts";
import type { Points } from "./points.ts";
import { mean } from "./summary.ts";

/** A cheaper way. */
export interface CheaperAttention {
  readonly name: string;
  /** Root mean square error over the label's standard deviation, on leave-one-out probes. */
  readonly error: number;
  /** Multiplications for one answer, an exponential or cosine counted as twenty. */
  readonly work: number;
}

/** Multiplications that an exponential or a cosine is worth. */
const FUNCTION = 20;
/** Probes that random features are tried on, and the most multiplications that it may take. */
const [TRIED, EFFORT] = [400, 6e8];

/** The error and the work of full attention at w, of its nearest 1, 4, 16, 64 and 256 rows, and of random features. */
export function cheaperAttention(
  { records, probes, rows }: MeasuredOn,
  { lifted, index, deviation, seed }: {
    readonly lifted: Points;
    readonly index: number;
    readonly deviation: number;
    readonly seed: number;
  },
): CheaperAttention[] {
  const { count } = records;
  const { windows, kept } = probes;
  const labels = Float64Array.from(rows, (row) => records.labels[row]);
  const error = (answers: Float64Array) =>
    Math.sqrt(mean(answers.map((answer, q) => (answer - labels[q]) ** 2))) / deviation;
  const full = labels.map((_, q) => probes.predictions[q * windows.length + index]);
  // Distances to all rows are taken in any case; what is saved are exponentials, unless an index finds the nearest.
  const ways = [{
    name: "all rows",
    error: error(full),
    work: count * (lifted.columns + FUNCTION + 2),
  }];
  for (const k of [1, 4, 16, 64, 256].filter((k) => k <= kept && k < count)) {
    const answers = labels.map((_, q) =>
      topAnswer({ records, probes, rows, rank: 0 }, q, k, index)
    );
    ways.push({
      name: `nearest ${k}`,
      error: error(answers),
      work: count * lifted.columns + k * 22,
    });
  }
  for (const features of [64, 256]) {
    if (features * count * lifted.columns > EFFORT) continue;
    const answers = featureAnswers({ records, lifted, rows: rows.slice(0, TRIED) }, {
      window: windows[index],
      features,
      seed,
    });
    ways.push({
      name: `${features} random features`,
      error: Math.sqrt(mean(answers.map((answer, q) => (answer - labels[q]) ** 2))) / deviation,
      work: features * (lifted.columns + FUNCTION + 2),
    });
  }
  return ways;
}

function topAnswer({ records, probes }: MeasuredOn, q: number, k: number, index: number): number {
  const { kept, nearest, distances, windows } = probes;
  let [above, total] = [0, 0];
  for (let i = q * kept; i < q * kept + k && nearest[i] >= 0; i++) {
    const weight = Math.exp(-0.5 * windows[index] * (distances[i] - distances[q * kept]));
    above += weight * records.labels[nearest[i]];
    total += weight;
  }
  return above / total;
}

/**
 * Attention with e^{−w‖x−q‖²/2} as the mean of cos(ω·x + b)·cos(ω·q + b)·2 over ω ~ N(0, wI) (Rahimi and Recht, 2007).
 *
 * A sum of weights near 0 or below it, which random features may give, is answered by the mean label; answers stay
 * between the least and the largest label, as attention's do (claim C4).
 */
function featureAnswers(
  { records, lifted, rows }: {
    readonly records: { readonly labels: Float64Array };
    readonly lifted: Points;
    readonly rows: Int32Array;
  },
  { window, features, seed }: {
    readonly window: number;
    readonly features: number;
    readonly seed: number;
  },
): Float64Array {
  const { labels } = records;
  const stream = randomStream(hashSeed(seed, "features"), features);
  const frequencies = Array.from({ length: features }, () => ({
    omega: Float64Array.from({ length: lifted.columns }, () => Math.sqrt(window) * stream.normal()),
    phase: stream.between(0, 2 * Math.PI),
  }));
  const featuresOf = (row: number) => {
    const x = lifted.entries.subarray(row * lifted.columns, (row + 1) * lifted.columns);
    return Float64Array.from(
      frequencies,
      ({ omega, phase }) => Math.sqrt(2 / features) * Math.cos(dot(omega, x) + phase),
    );
  };
  const [totals, sums] = [new Float64Array(features), new Float64Array(features)];
  let [low, high] = [Infinity, -Infinity];
  for (let i = 0; i < lifted.count; i++) {
    featuresOf(i).forEach((value, f) => {
      totals[f] += value;
      sums[f] += value * labels[i];
    });
    low = Math.min(low, labels[i]);
    high = Math.max(high, labels[i]);
  }
  const centre = mean(labels);
  return Float64Array.from(rows, (row) => {
    const own = featuresOf(row);
    const self = dot(own, own);
    const total = dot(own, totals) - self;
    if (!(total > 1e-9 * lifted.count)) return centre;
    return Math.min(high, Math.max(low, (dot(own, sums) - self * labels[row]) / total));
  });
}
