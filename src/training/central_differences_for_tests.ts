/** Derivatives from values alone: what every gradient is held to. */

/** Balances truncation h²·f‴/6 against rounding ε·f/h: both below 1e-9 for losses of order one. */
const STEP = 1e-5;

/** ∂f/∂p_i at `point` for every i, by central differences. */
export function centralDifferences(
  f: (parameters: Float64Array) => number,
  point: ArrayLike<number>,
): Float64Array {
  const moved = (i: number, by: number) => {
    const parameters = Float64Array.from(point);
    parameters[i] += by;
    return f(parameters);
  };
  return Float64Array.from(point, (_, i) => (moved(i, STEP) - moved(i, -STEP)) / (2 * STEP));
}
