/** Where a descent of paper A is at its recorded steps, and what the population loses there (claim A11). */

import type { TwoScalars } from "../model/one_layer_transformer.ts";
import { type RandomStream, randomStream, type StreamName } from "../prng.ts";
import {
  pretrainNearest,
  type PretrainNearestOptions,
  type PretrainNearestRun,
} from "../training/pretrain_nearest.ts";
import { populationLoss } from "./population_loss.ts";

/** A trained pair of scalars. */
export interface TrainedScalars extends TwoScalars {
  /** ρ = ξ2/ξ1, 0 under the hard mask. */
  readonly ratio: number;
}

/** A trained pair of scalars and its loss. */
export interface TrainedState extends TrainedScalars {
  /** The label-averaged loss on the population. */
  readonly loss: number;
}

/** Population descent: subjects may bring their own. */
export type NearestTraining = (
  options: PretrainNearestOptions,
  stream: RandomStream,
) => PretrainNearestRun;

/** The scalars at the recorded steps and at the end, as {@link trainedStates} has them, without their losses. */
export function trainedScalars(
  options: PretrainNearestOptions,
  names: readonly StreamName[],
  train: NearestTraining = pretrainNearest,
): readonly TrainedScalars[] | undefined {
  const run = train(options, randomStream(...names, "training"));
  const states = [...run.recorded, run];
  if (run.stopped === "diverged" || states.some(({ xi1 }) => !(xi1 > 0))) return undefined;
  return states.map(({ xi1, xi2 }) => ({ xi1, xi2, ratio: xi2 === Infinity ? 0 : xi2 / xi1 }));
}

/**
 * The states at the recorded steps and at the end; undefined for a run that diverged or left ξ1 ≤ 0 anywhere.
 *
 * All are asked about the same prompts, so that of ratios of their losses little noise remains.
 *
 * @example The loss falls
 * ```ts
 * import { assertLess } from "@std/assert";
 * import { trainedStates } from "@attest/attest/measurement";
 *
 * const setting = { contextLength: 4, dimension: 3, sigma: Infinity };
 * const length = { learningRate: 20, steps: 400, batch: 8, record: [100] };
 * const [early, late] = trainedStates({ ...setting, ...length }, [1, "example"])!;
 * assertLess(late.loss, early.loss);
 * ```
 *
 * @param names Of the random streams.
 * @throws {RangeError} On sizes or rates outside their ranges.
 */
export function trainedStates(
  options: PretrainNearestOptions,
  names: readonly StreamName[],
  train: NearestTraining = pretrainNearest,
): readonly TrainedState[] | undefined {
  return trainedScalars(options, names, train)?.map((state) => ({
    ...state,
    loss: populationLoss({ ...options, ...state }, randomStream(...names, "prompts")),
  }));
}
