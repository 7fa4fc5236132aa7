/** What cross-validation chooses: the window of attention and the number of neighbours. */

import { hashSeed, randomStream } from "../prng.ts";
import type { Probes } from "./probe.ts";
import { type Estimate, mean, quantile, standardError } from "./summary.ts";

/** Numbers of neighbours that are tried. */
export const NEIGHBOUR_COUNTS = [1, 2, 3, 5, 8, 12, 18, 27, 40, 60, 90, 128];

/** The error at one window. */
export interface WindowError {
  readonly window: number;
  /** Mean squared error of the probes. */
  readonly error: number;
  /** Its standard error. */
  readonly spread: number;
  /** Mean effective number of rows, 1/Σa². */
  readonly effective: number;
}

/** The window that probes choose. */
export interface WindowChoice {
  /** Its index on the grid. */
  readonly index: number;
  /** w, with the 80 % interval of windows that resampled probes choose. */
  readonly window: Estimate;
  readonly curve: readonly WindowError[];
  /** Whether its error is told apart from that of the widest window, which answers the mean label. */
  readonly flat: boolean;
}

/** How often probes are resampled. */
const RESAMPLES = 200;

/** The window with the least squared error, the widest of equals. */
export function chooseWindow(probes: Probes, labels: Float64Array, seed: number): WindowChoice {
  const { windows, count } = probes;
  const losses = Array.from(windows, (_, w) => windowLosses(probes, labels, w));
  const curve = losses.map((loss, w) => ({
    window: windows[w],
    error: mean(loss),
    spread: standardError(loss),
    effective: mean(
      Float64Array.from({ length: count }, (_, q) => 1 / probes.squares[q * windows.length + w]),
    ),
  }));
  const index = leastAt(curve.map(({ error }) => error));
  const stream = randomStream(hashSeed(seed, "window"), "resamples");
  const chosen = Float64Array.from({ length: RESAMPLES }, () => {
    const times = new Float64Array(count);
    for (let i = 0; i < count; i++) times[stream.integer(0, count - 1)]++;
    return windows[leastAt(losses.map((loss) => weighted(loss, times)))];
  });
  const gains = losses[0].map((loss, q) => loss - losses[index][q]);
  return {
    index,
    window: { value: windows[index], lower: quantile(chosen, 0.1), upper: quantile(chosen, 0.9) },
    curve,
    flat: !(mean(gains) > 2 * standardError(gains)),
  };
}

/** The squared error of each probe at window w of the grid. */
export function windowLosses(
  { predictions, windows, count }: Probes,
  labels: Float64Array,
  w: number,
): Float64Array {
  return Float64Array.from(
    { length: count },
    (_, q) => (predictions[q * windows.length + w] - labels[q]) ** 2,
  );
}

/** Mean label of the k nearest rows of each probe: of those that there are. */
export function neighbourAnswers(
  { nearest, kept, count }: Probes,
  labels: Float64Array,
  k: number,
): Float64Array {
  return Float64Array.from({ length: count }, (_, q) => {
    let [sum, used] = [0, 0];
    for (let i = 0; i < Math.min(k, kept); i++) {
      const row = nearest[q * kept + i];
      if (row < 0) break;
      sum += labels[row];
      used++;
    }
    return sum / used;
  });
}

/** The number of neighbours with the least squared error, the smallest of equals. */
export function chooseNeighbours(
  probes: Probes,
  { rows, labels }: { readonly rows: Float64Array; readonly labels: Float64Array },
): number {
  const counts = NEIGHBOUR_COUNTS.filter((k) => k <= probes.kept);
  const errors = counts.map((k) =>
    mean(neighbourAnswers(probes, rows, k).map((answer, q) => (answer - labels[q]) ** 2))
  );
  return counts[leastAt(errors)];
}

function weighted(values: Float64Array, times: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i] * times[i];
  return sum;
}

function leastAt(values: readonly number[]): number {
  return values.reduce((best, value, i) => (value < values[best] ? i : best), 0);
}
