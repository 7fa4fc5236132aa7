/** Paper A's loss with the labels averaged out, for any attention weights (claim A3). */

/** Weights of a prompt, that of the nearest point apart. */
export interface NearestWeights {
  /** q_*. */
  readonly nearest: number;
  /** All q_j but q_*. */
  readonly others: Float64Array;
  /** q_s. */
  readonly queryWeight: number;
}

/** What labels leave of a loss. */
export interface AveragedLoss {
  /** L of labels ±1 of mean zero. */
  balanced(weights: NearestWeights): number;
  /** L of labels ±1 of mean μ, from the balanced one. */
  biased(loss: number, parts: { readonly mean: number; readonly queryWeight: number }): number;
  /** L of K equally likely classes over that of balanced labels. */
  classes(count: number): number;
}

/**
 * The averages in closed form: ½[(1−q_*)² + Σ_{j≠*} q_j²], (1−μ²) of it and ½μ²q_s², 1 − 1/K of it.
 *
 * @example A quarter of the weight on another point
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { averagedLoss } from "@attest/attest/measurement";
 *
 * const weights = { nearest: 0.75, others: Float64Array.of(0.25), queryWeight: 0 };
 * assertEquals(averagedLoss.balanced(weights), 1 / 16);
 * ```
 */
export const averagedLoss: AveragedLoss = {
  balanced: (weights) => (missingWeight(weights) ** 2 + squares(weights.others)) / 2,
  biased: (loss, { mean, queryWeight }) => (1 - mean ** 2) * loss + (mean * queryWeight) ** 2 / 2,
  classes: (count) => (count - 1) / count,
};

/** 1 − q_* as a sum: near convergence the difference would be rounding. */
export function missingWeight({ others, queryWeight }: NearestWeights): number {
  return others.reduce((sum, weight) => sum + weight, queryWeight);
}

function squares(q: Float64Array): number {
  return q.reduce((sum, weight) => sum + weight ** 2, 0);
}
