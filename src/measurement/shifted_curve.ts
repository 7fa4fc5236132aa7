/** Test error on laws other than training's as a curve in training time: the law and its measurement (claim A13.curve). */

import type { RandomStream, StreamName } from "../prng.ts";
import { twoScalarWeights } from "../model/two_scalar_attention.ts";
import { expectedNearest } from "./expected_nearest.ts";
import { gapLaw } from "./gap_law.ts";
import {
  oppositeTies,
  shiftedErrors,
  type ShiftedTies,
  type WeighInnerProducts,
} from "./shifted_ties.ts";
import { type NearestTraining, type TrainedScalars, trainedScalars } from "./trained_states.ts";

/** Where two clusters with a label each are, and how many points they have. */
const [NEAR, OTHER] = [{ at: 0.7, points: 3 }, { at: 0.6, points: 5 }];
/** Three points of one label far from the query, under the soft mask. */
const FAR = { at: 0.2, points: 3 };
const SIGMA = 6;
/** Least inner product of points around the query. */
const CAP = 0.5;

/**
 * What is asked of the trained model: the mean square error against the nearest label at another N, with labels of a
 * half-space, or on a cap of 60° with such labels; by how much less than exact 1-NN it errs against true labels; the
 * logit of its error between two clusters; and how well the query token is hidden from far points of one label.
 */
export type Shift = "other N" | "half-space" | "cap" | "truth" | "clusters" | "far";

/** A training and a test of it. */
export interface ShiftedSetting {
  /** What is asked. */
  readonly shift: Shift;
  /** N of training ≥ 2. */
  readonly contextLength: number;
  /** d ≥ 3. */
  readonly dimension: number;
  /** N' of the test ≥ 2; clusters and far points have numbers of their own. */
  readonly testLength: number;
  /** T/d, T = η·steps. */
  readonly time: number;
}

/** The test law of the shifts that near-ties decide. */
export function shiftedTiesOf({ shift, testLength, dimension }: ShiftedSetting): ShiftedTies {
  return {
    contextLength: testLength,
    dimension,
    least: shift === "cap" ? CAP : -1,
    halfSpace: shift !== "other N",
  };
}

/** A11's ξ1 at time T = time·d: (3CT/(d+ρ²))^{1/3}. */
export function scaleInTime({ time, ...shape }: ShiftedSetting, ratio = 0): number {
  const { lossConstant } = gapLaw(shape);
  return Math.cbrt((3 * lossConstant * time) / (1 + ratio ** 2 / shape.dimension));
}

/**
 * What a shift should measure at (ξ1, ρξ1): 4(ln 2 − ½)p/ξ1 or, for "truth", 2p/ξ1, p the density of opposite ties.
 *
 * With a tie's weights 1/(1 + e^{±u}) the error is 4/(1 + e^u)² on average over which of two is the nearest, and the
 * gain on the true label 4e^u/(1 + e^u)², for either of two that tie is as likely to have it. Logits are exact.
 *
 * @example In three dimensions, random labels: p = N'/4
 * ```ts
 * import { assertAlmostEquals } from "@std/assert";
 * import { shiftedError } from "@attest/attest/measurement";
 *
 * const shape = { contextLength: 4, dimension: 3, testLength: 8, time: 1e5 };
 * const error = shiftedError({ ...shape, shift: "other N" }, { xi1: 40, ratio: 0 });
 * assertAlmostEquals(error, (4 * (Math.LN2 - 0.5) * 2) / 40);
 * ```
 */
export function shiftedError(
  setting: ShiftedSetting,
  { xi1, ratio }: Pick<TrainedScalars, "xi1" | "ratio">,
): number {
  const { shift } = setting;
  if (shift === "clusters") {
    return xi1 * (NEAR.at - OTHER.at) - Math.log(OTHER.points / NEAR.points);
  }
  if (shift === "far") return xi1 * (ratio - 1 + FAR.at) + Math.log(FAR.points);
  const cost = shift === "truth" ? 2 : 4 * (Math.LN2 - 0.5);
  return (cost * oppositeTies(shiftedTiesOf(setting))) / xi1;
}

/** The same of a model with these scalars. */
export function measuredError(
  setting: ShiftedSetting,
  { weigh = twoScalarWeights, stream, ...scalars }: TrainedScalars & {
    readonly weigh?: WeighInnerProducts;
    readonly stream: RandomStream;
  },
): number {
  const { shift } = setting;
  if (shift === "clusters" || shift === "far") {
    const places = shift === "far" ? [FAR] : [NEAR, OTHER];
    const t = Float64Array.from(places.flatMap(({ at, points }) => Array(points).fill(at)));
    const { weights, queryWeight } = weigh(t, scalars);
    const sum = (part: Float64Array) => part.reduce((total, weight) => total + weight, 0);
    const { points } = places[0];
    const wrong = sum(weights.subarray(points)) + queryWeight;
    return Math.log(sum(weights.subarray(0, points)) / wrong);
  }
  const errors = shiftedErrors(shiftedTiesOf(setting), { xi1: scalars.xi1, weigh, stream });
  return shift === "truth" ? errors.gain : errors.nearest;
}

/**
 * The scalars after a training of time T; undefined if it diverged.
 *
 * The first step goes to a fifth of the ξ1 that A11 predicts, which is forgotten by then, or to half of the mask.
 *
 * @example A11's ξ1
 * ```ts
 * import { assertAlmostEquals } from "@std/assert";
 * import { scaleInTime, trainedForShift } from "@attest/attest/measurement";
 *
 * const shape = { contextLength: 4, dimension: 3, testLength: 4 };
 * const setting = { ...shape, shift: "other N", time: 1e4 } as const;
 * assertAlmostEquals(trainedForShift(setting, [1])!.xi1 / scaleInTime(setting), 1, 0.15);
 * ```
 *
 * @param names Of the random stream.
 */
export function trainedForShift(
  setting: ShiftedSetting,
  names: readonly StreamName[],
  train?: NearestTraining,
): TrainedScalars | undefined {
  const { shift, contextLength, dimension, time } = setting;
  const shape = { contextLength, dimension, sigma: shift === "far" ? SIGMA : Infinity };
  const first = Math.min(scaleInTime(setting) / 5, shape.sigma / 2);
  const steps = Math.ceil((time * expectedNearest(shape)) / (first * contextLength));
  const options = { ...shape, learningRate: (time * dimension) / steps, steps, batch: 4 };
  return trainedScalars(options, names, train)?.[0];
}
