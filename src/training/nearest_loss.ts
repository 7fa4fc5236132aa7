/** Paper A's loss with the labels averaged out exactly, on inner products alone (claims A3, A4). */

import { kernelExp } from "../elementary/exp.ts";
import type { Vector } from "../linalg.ts";
import type { TwoScalars } from "../model/one_layer_transformer.ts";
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
 * {@link kernelNearestLoss} gives the same bits faster: even and odd prompts are summed apart, as two lanes
 * do, and then together.
 *
 * @example One point and the hard mask leave nothing to lose
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { nearestLoss } from "@attest/attest";
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
  const prompts = requireInnerProducts(innerProducts, { contextLength: n, xi1, xi2 });
  const t = new Float64Array(n);
  const weights = new Float64Array(n);
  // Of even and of odd prompts: loss, slope in ξ1, slope in ξ2.
  const lanes = [new Float64Array(3), new Float64Array(3)] as const;
  for (let b = 0; b < prompts; b++) {
    for (let j = 0; j < n; j++) t[j] = innerProducts[b * n + j];
    const queryWeight = weigh(t, { xi1, xi2 }, weights);
    addPrompt(t, weights, { queryWeight, sums: lanes[b & 1] });
  }
  return meanNearestLoss(lanes[0].map((sum, k) => sum + lanes[1][k]), prompts);
}

/** Fills in the weights of the labelled points and gives that of the query token. */
function weigh(t: Float64Array, { xi1, xi2 }: TwoScalars, weights: Float64Array): number {
  // Under the hard mask this score is −Infinity, whose weight is exactly zero.
  const queryScore = xi1 - xi2;
  let largest = queryScore;
  for (const tj of t) if (largest < xi1 * tj) largest = xi1 * tj;
  let total = 0;
  for (let j = 0; j < t.length; j++) total += weights[j] = kernelExp(xi1 * t[j] - largest);
  const queryKernel = kernelExp(queryScore - largest);
  const share = 1 / (total + queryKernel);
  for (let j = 0; j < t.length; j++) weights[j] *= share;
  return queryKernel * share;
}

/** Adds the loss of one prompt and its slopes to `sums`. */
function addPrompt(
  t: Float64Array,
  q: Float64Array,
  { queryWeight, sums }: { readonly queryWeight: number; readonly sums: Float64Array },
): void {
  let nearest = 0;
  for (let j = 1; j < t.length; j++) if (t[nearest] < t[j]) nearest = j;
  // 1 − q_* as the sum of the others: near convergence the difference would be rounding.
  let others = queryWeight;
  let rest = 0;
  let squares = 0;
  let mean = queryWeight;
  for (let j = 0; j < t.length; j++) {
    mean += q[j] * t[j];
    squares += q[j] * q[j];
    if (j === nearest) continue;
    others += q[j];
    rest += q[j] * q[j];
  }
  let pull = 0;
  for (let j = 0; j < t.length; j++) pull += q[j] * q[j] * (t[j] - mean);
  sums[0] += 0.5 * (others * others + rest);
  sums[1] += pull - q[nearest] * (t[nearest] - mean);
  sums[2] += queryWeight * (squares - q[nearest]);
}

/** Means over prompts of sums of loss and slopes, which stand at `at`. */
export function meanNearestLoss(sums: Vector, prompts: number, at = 0): NearestLoss {
  return {
    loss: sums[at] / prompts,
    dXi1: sums[at + 1] / prompts,
    dXi2: sums[at + 2] / prompts,
  };
}

/**
 * The number of prompts that inner products make.
 *
 * @throws {RangeError} Unless they divide into prompts of N, or on a non-finite ξ1 or NaN ξ2.
 */
export function requireInnerProducts(
  innerProducts: Vector,
  { contextLength: n, xi1, xi2 }: TwoScalars & { readonly contextLength: number },
): number {
  requireCount("context length N", n);
  const prompts = innerProducts.length / n;
  requireCount("number of prompts", prompts);
  requireFiniteNumber("ξ1", xi1);
  if (xi2 !== Infinity) requireFiniteNumber("ξ2", xi2);
  return prompts;
}
