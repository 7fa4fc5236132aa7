/** What repeated timings amount to: a median with its spread, and how a time grows. */

/** The middle of several readings and how far they reach. */
export interface Spread {
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

/** The middle value, or the mean of the two in the middle; throws a RangeError on none. */
export function median(values: readonly number[]): number {
  if (values.length === 0) throw new RangeError("a median must have at least 1 value, got 0");
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}

/** Median, least and most. */
export function spreadOf(values: readonly number[]): Spread {
  return { median: median(values), least: Math.min(...values), most: Math.max(...values) };
}

/**
 * The exponent p of time ∝ size^p: the slope of log time in log size by least squares.
 *
 * @throws {RangeError} Unless there are as many times as sizes, all positive, of two sizes at least.
 */
export function fitExponent(sizes: readonly number[], times: readonly number[]): number {
  if (sizes.length !== times.length || new Set(sizes).size < 2) {
    throw new RangeError(
      `an exponent must have one time for each of at least 2 sizes, got ${times.length} for ${sizes.length}`,
    );
  }
  if (![...sizes, ...times].every((value) => value > 0)) {
    throw new RangeError(`sizes and times must be positive, got ${sizes} and ${times}`);
  }
  const x = sizes.map(Math.log);
  const y = times.map(Math.log);
  const mean = (values: readonly number[]) => values.reduce((a, b) => a + b) / values.length;
  const [meanX, meanY] = [mean(x), mean(y)];
  const covariance = mean(x.map((value, i) => (value - meanX) * (y[i] - meanY)));
  return covariance / mean(x.map((value) => (value - meanX) ** 2));
}
