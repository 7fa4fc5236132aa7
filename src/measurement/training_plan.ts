/** How long paper A's two scalars must be trained for what (claims H1, A13): sizes from A7 and A11. */

import type { TwoScalars } from "../model/one_layer_transformer.ts";
import { requireAtLeast, requirePositive } from "../validate.ts";
import { expectedNearest } from "./expected_nearest.ts";
import { gapLaw } from "./gap_law.ts";

/** N and d of the prompts that are trained on. */
export interface TrainedShape {
  /** N ≥ 2. */
  readonly contextLength: number;
  /** d ≥ 3. */
  readonly dimension: number;
}

/** From this many start-up times on ξ1 is within a tenth of A11's law. */
const START_UPS = 40;
/** Steps at the least: the descent is to be near its flow. */
const LEAST_STEPS = 300;

/**
 * The ξ1 from which on a point that leads all others by a gap has 1 − tol of the labelled points' weight:
 * (N−1)e^{−ξ1·gap} ≤ tol/(1 − tol), with equality where all others are just there.
 *
 * @throws {RangeError} Unless N ≥ 2, gap > 0 and 0 < tol < ½.
 */
export function neededScale(
  { contextLength, gap, tol }: {
    readonly contextLength: number;
    readonly gap: number;
    readonly tol: number;
  },
): number {
  requireAtLeast("context length N", contextLength, 2);
  requirePositive("gap", gap);
  if (!(tol > 0 && tol < 0.5)) throw new RangeError(`tol must be in (0, ½), got ${tol}`);
  return Math.log(((contextLength - 1) * (1 - tol)) / tol) / gap;
}

/**
 * The time that descent from ξ1 = 0 takes to reach the regime of near-ties: d·N·p0/E t_*.
 *
 * It begins at the speed E t_* over dN, and ξ1 of p0 is where a second point within 1/ξ1 is no longer the rule.
 */
export function startUpTime(shape: TrainedShape): number {
  const { contextLength, dimension } = shape;
  return (dimension * contextLength * gapLaw(shape).density) / expectedNearest(shape);
}

/**
 * The time t that A11 gives a pair of trained scalars: (dξ1³ + (ξ2³ − σ³)ξ1/ξ2)/(3C).
 *
 * Both scalars descend C/ξ1, ξ2 = ρξ1 from where ρξ1 has reached σ on, so that 3C·dt is dξ1²·dξ1 before and
 * (d + ρ²)ξ1²·dξ1 after.
 */
export function elapsedTime(
  { xi1, xi2 }: TwoScalars,
  { sigma, ...shape }: TrainedShape & { readonly sigma: number },
): number {
  const masked = xi2 === Infinity ? 0 : (xi2 ** 3 - sigma ** 3) * (xi1 / xi2);
  return (shape.dimension * xi1 ** 3 + masked) / (3 * gapLaw(shape).lossConstant);
}

/** Rate and length of a training. */
export interface TrainingPlan {
  /** η. */
  readonly learningRate: number;
  /** η times this is the time. */
  readonly steps: number;
}

/**
 * A training that ends with this ξ1 by A11, or after forty start-up times.
 *
 * The first step goes to a sixth of that ξ1 at most, which is forgotten by then, and under a soft mask not so far
 * that the query token would be seen: to σ/2.
 *
 * @param setting N, d, σ (Infinity: hard mask) and the ξ1 to reach.
 */
export function trainingPlan(
  { xi1, sigma, ...shape }: TrainedShape & { readonly sigma: number; readonly xi1: number },
): TrainingPlan {
  requirePositive("ξ1", xi1);
  const { contextLength, dimension } = shape;
  // ρ ≤ 2: a query token behind every point that there is.
  const inertia = dimension + (sigma === Infinity ? 0 : 4);
  const needed = (inertia * xi1 ** 3) / (3 * gapLaw(shape).lossConstant);
  const time = Math.max(needed, START_UPS * startUpTime(shape));
  const reached = Math.cbrt((3 * gapLaw(shape).lossConstant * time) / inertia);
  const firstStep = Math.min(reached / 6, sigma / 2);
  const most = (firstStep * dimension * contextLength) / expectedNearest(shape);
  const steps = Math.max(LEAST_STEPS, Math.ceil(time / most));
  return { learningRate: time / steps, steps };
}
