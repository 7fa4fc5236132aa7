/** Sums of exponentials by their logarithms, where the sums themselves would overflow. */

/**
 * log Σ e^{x_i}, −Infinity for an empty sum.
 *
 * @example Far beyond the largest number
 * ```ts
 * import { assertAlmostEquals } from "@std/assert";
 * import { logSum } from "@attest/attest/measurement";
 *
 * assertAlmostEquals(logSum([5000, 5000]), 5000 + Math.LN2);
 * ```
 */
export function logSum(exponents: Iterable<number>): number {
  const all = [...exponents];
  const largest = Math.max(-Infinity, ...all);
  if (largest === -Infinity) return -Infinity;
  return largest + Math.log(all.reduce((sum, x) => sum + Math.exp(x - largest), 0));
}

/** log(1 + e^x) without overflow. */
export function softplus(x: number): number {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
}
