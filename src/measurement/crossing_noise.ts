/** The label noise from which on linear attention is better than softmax attention (claim B10). */

import { requireCount, requirePositive } from "../validate.ts";

/** A class with its sizes; the crossing scales with L. */
export interface CrossingSetting {
  /** Which class. */
  readonly functionClass: "affine" | "relu";
  /** L > 0. */
  readonly lipschitz: number;
  /** n. */
  readonly contextLength: number;
  /** d ≥ 2. */
  readonly dimension: number;
}

/**
 * E|z| of a coordinate of a uniform point of S^{d−1}: Γ(d/2)/(√π Γ((d+1)/2)), 2/π at d = 2 and ½ at d = 3.
 *
 * @throws {RangeError} Unless d ≥ 2.
 */
export function meanCoordinate(dimension: number): number {
  requireCount("dimension d", dimension, 2);
  let mean = dimension % 2 === 0 ? 2 / Math.PI : 1 / 2;
  for (let d = dimension % 2 === 0 ? 2 : 3; d < dimension; d += 2) mean *= d / (d + 1);
  return mean;
}

/**
 * σ² at which both lose the same at their best: (L²/3)(n − 1/d) for affine tasks, and with μ = E|z| of a coordinate
 * (L²/3)[n(1 + μ²/2) − 1/d + μ²/2] for ReLU pairs.
 *
 * So much noise opens the window: softmax loses what the mean label does, and each gains about as much by its slope.
 * The mean of n labels has σ²/n of noise and knows the offset, which costs linear attention L²/3.
 *
 * @example Three times the noise of nine times the points
 * ```ts
 * import { assertAlmostEquals } from "@std/assert";
 * import { crossingVariance } from "@attest/attest/measurement";
 *
 * const law = { functionClass: "affine", lipschitz: 1, contextLength: 30, dimension: 3 } as const;
 * assertAlmostEquals(crossingVariance(law), 10 - 1 / 9);
 * ```
 *
 * @throws {RangeError} On sizes outside their ranges.
 */
export function crossingVariance(
  { functionClass, lipschitz, contextLength: n, dimension: d }: CrossingSetting,
): number {
  requirePositive("Lipschitz constant L", lipschitz);
  const even = functionClass === "relu" ? meanCoordinate(d) ** 2 / 2 : 0;
  return (lipschitz ** 2 / 3) * (n * (1 + even) - 1 / d + even);
}

/**
 * Where a difference that is nearly linear in x is zero, by the secant; never beyond `from` and `to`.
 *
 * @example A root of a parabola
 * ```ts
 * import { assertAlmostEquals } from "@std/assert";
 * import { secantRoot } from "@attest/attest/measurement";
 *
 * assertAlmostEquals(secantRoot((x) => x * x - 2, { from: 1, to: 2, steps: 8 }), Math.SQRT2);
 * ```
 */
export function secantRoot(
  difference: (x: number) => number,
  { from, to, steps }: { readonly from: number; readonly to: number; readonly steps: number },
): number {
  let [before, x] = [from, to];
  let [there, here] = [difference(before), difference(x)];
  for (let step = 0; step < steps && here !== there; step++) {
    const next = x - (here * (x - before)) / (here - there);
    [before, there] = [x, here];
    x = Math.max(from, Math.min(to, next));
    here = difference(x);
  }
  return x;
}
