/** Paper A's loss with the labels averaged out exactly, on inner products alone (claims A3, A4). */

import type { Vector } from "../linalg.ts";
import type { TwoScalars } from "../model/one_layer_transformer.ts";
import { softmaxInPlace } from "../model/softmax.ts";
import { requireCount, requireFiniteNumber } from "../validate.ts";

/** The label-averaged loss of a batch and its two partial derivatives, means over prompts. */
export interface NearestLoss {
  /** E over labels of ½(ŷ − y_*)². */
  readonly loss: number;
  /** ∂L/∂ξ1. */
  readonly dXi1: number;
  /** ∂L/∂ξ2; zero under the hard mask. */
  readonly dXi2: number;
}

/**
 * Mean over prompts of ½[(1−q_*)² + Σ_{j≠*} q_j²] and its gradient in (ξ1, ξ2).
 *
 * Labels ±1 with mean zero, independent of the points, are integrated exactly, which removes their noise
 * from every statistic of the loss. With t̄ = Σ q_j t_j + q_s: ∂L/∂ξ1 = Σ q_j²(t_j − t̄) − q_*(t_* − t̄)
 * and ∂L/∂ξ2 = −q_s(q_* − Σ q_j²), sums over the N labelled points.
 *
 * @example One point and the hard mask leave nothing to lose
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { nearestLoss } from "./nearest_loss.ts";
 *
 * assertEquals(nearestLoss([0.3], { contextLength: 1, xi1: 2, xi2: Infinity }).loss, 0);
 * ```
 *
 * @param innerProducts B·N values t_i in [−1, 1], prompt by prompt.
 * @param options N, ξ1 and ξ2 (Infinity: hard mask).
 * @throws {RangeError} Unless the inner products divide into prompts of N, or on a non-finite ξ1 or NaN ξ2.
 */
export function nearestLoss(
  innerProducts: Vector,
  { contextLength: n, xi1, xi2 }: TwoScalars & { readonly contextLength: number },
): NearestLoss {
  requireCount("context length N", n);
  const prompts = innerProducts.length / n;
  requireCount("number of prompts", prompts);
  requireFiniteNumber("ξ1", xi1);
  if (xi2 !== Infinity) requireFiniteNumber("ξ2", xi2);
  const q = new Float64Array(n + 1);
  let loss = 0;
  let dXi1 = 0;
  let dXi2 = 0;
  for (let b = 0; b < prompts; b++) {
    const offset = b * n;
    let nearest = 0;
    for (let j = 0; j < n; j++) {
      q[j] = xi1 * innerProducts[offset + j];
      if (innerProducts[offset + j] > innerProducts[offset + nearest]) nearest = j;
    }
    // Under the hard mask this score is −Infinity, whose weight is exactly zero.
    q[n] = xi1 - xi2;
    softmaxInPlace(q, 0, n + 1);
    const queryWeight = q[n];
    let squares = 0;
    let others = queryWeight;
    let mean = queryWeight;
    for (let j = 0; j < n; j++) {
      mean += q[j] * innerProducts[offset + j];
      squares += q[j] * q[j];
      if (j !== nearest) others += q[j];
    }
    const winner = q[nearest];
    // 1 − q_* as the sum of the others: near convergence the difference would be rounding.
    let rest = 0;
    for (let j = 0; j < n; j++) {
      if (j !== nearest) rest += q[j] * q[j];
      dXi1 += q[j] * q[j] * (innerProducts[offset + j] - mean);
    }
    loss += (others * others + rest) / 2;
    dXi1 -= winner * (innerProducts[offset + nearest] - mean);
    dXi2 -= queryWeight * (winner - squares);
  }
  return { loss: loss / prompts, dXi1: dXi1 / prompts, dXi2: dXi2 / prompts };
}
