/** Means, quantiles and their errors: what every estimate of this room is summed up by. */

import type { RandomStream } from "../prng.ts";

/** An estimate with an interval. */
export interface Estimate {
  /** The estimate. */
  readonly value: number;
  /** Lower end. */
  readonly lower: number;
  /** Upper end. */
  readonly upper: number;
}

/** The mean; NaN of nothing. */
export function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i];
  return sum / values.length;
}

/** The variance about the mean, divided by n. */
export function variance(values: ArrayLike<number>): number {
  const centre = mean(values);
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += (values[i] - centre) ** 2;
  return sum / values.length;
}

/** The standard error of the mean of independent values. */
export function standardError(values: ArrayLike<number>): number {
  return Math.sqrt(variance(values) / Math.max(1, values.length - 1));
}

/** The value below which this share lies, between neighbours in proportion. */
export function quantile(values: ArrayLike<number>, share: number): number {
  const sorted = Float64Array.from(values).sort();
  const at = share * (sorted.length - 1);
  const low = Math.floor(at);
  return sorted[low] + (at - low) * (sorted[Math.min(low + 1, sorted.length - 1)] - sorted[low]);
}

/** The middle value. */
export function median(values: ArrayLike<number>): number {
  return quantile(values, 0.5);
}

/** Normal quantile of 90 % intervals. */
const Z90 = 1.6448536269514722;

/** Square root of a mean with its 90 % interval, from the mean's standard error; below 0 is 0. */
export function rootEstimate(value: number, error: number): Estimate {
  const root = (x: number) => Math.sqrt(Math.max(0, x));
  return {
    value: root(value),
    lower: root(value - Z90 * error),
    upper: root(value + Z90 * error),
  };
}

/** `size` of the numbers below `count`, no two alike, ascending: all of them when there are no more. */
export function sample(count: number, size: number, stream: RandomStream): Int32Array {
  return shuffled(count, stream).slice(0, size).sort();
}

/** The numbers below `count` in random order (Fisher and Yates). */
export function shuffled(count: number, stream: RandomStream): Int32Array {
  const order = Int32Array.from({ length: count }, (_, i) => i);
  for (let i = count - 1; i > 0; i--) {
    const j = stream.integer(0, i);
    [order[i], order[j]] = [order[j], order[i]];
  }
  return order;
}
