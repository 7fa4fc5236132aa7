/** When a descent of paper A has come down to the low valley (claim A14.descent). */

import type { TwoScalars } from "../model/one_layer_transformer.ts";
import { type RandomStream, randomStream, type StreamName } from "../prng.ts";
import { drawInnerProducts } from "../tasks/nearest_task.ts";
import { gradientDescent } from "../training/descent.ts";
import { kernelNearestLoss } from "../training/kernel_nearest_loss.ts";
import {
  type NearestLossFunction,
  pretrainNearest,
  type PretrainNearestOptions,
} from "../training/pretrain_nearest.ts";
import type { NearestTraining } from "./trained_states.ts";

/** Half of what is lost while the query token has all the weight. */
const LOW = 1 / 4;
/** Prompts on which a state's loss is taken, and prompts a step. */
const [PROMPTS, BATCH] = [200, 2];
/** A step moves ξ2 by at most 4η/(27N), which is where the query token has two thirds of the weight. */
const PACE = 9;
/** States that are looked at, and up to how many times the time that is expected. */
const [LOOKS, MOST] = [125, 1.25];

/** Where a descent starts, and what is expected of it. */
export interface Wait extends TwoScalars {
  /** N. */
  readonly contextLength: number;
  /** d ≥ 2. */
  readonly dimension: number;
  /** The time after which it should be there. */
  readonly expected: number;
}

/** What is descended. */
export interface Descended {
  /** From ξ1 = 0; the reference by default. */
  readonly pretrainNearest?: NearestTraining;
  /** From anywhere else; the reference by default. */
  readonly nearestLoss?: NearestLossFunction;
}

/** Scalars after some steps. */
type State = TwoScalars & { readonly step: number };

/**
 * The time η·steps that matrix descent from (ξ1, ξ2) takes until its loss is below ¼, or undefined if it is not there
 * after one and a quarter times what is expected. From ξ1 = 0 it is the training of paper A, from elsewhere plain
 * descent of the loss.
 *
 * @example Where the query token has all the weight, about e^{−ξ2}
 * ```ts
 * import { assertAlmostEquals } from "@std/assert";
 * import { waitingTime } from "@attest/attest/measurement";
 *
 * const wait = { contextLength: 2, dimension: 8, xi1: 0, xi2: -9, expected: Math.exp(9) };
 * assertAlmostEquals(waitingTime(wait, [1])! / wait.expected, 1, 0.15);
 * ```
 *
 * @param names Of the random streams.
 * @throws {RangeError} On sizes that no prompt has.
 */
export function waitingTime(
  wait: Wait,
  names: readonly StreamName[],
  { pretrainNearest: train = pretrainNearest, nearestLoss = kernelNearestLoss }: Descended = {},
): number | undefined {
  const { contextLength, dimension, xi1, xi2, expected } = wait;
  const learningRate = PACE * contextLength;
  const steps = Math.ceil((MOST * expected) / learningRate);
  const looks = Array.from({ length: LOOKS }, (_, k) => Math.ceil((steps * (k + 1)) / LOOKS));
  const record = [...new Set(looks)];
  const options = {
    contextLength,
    dimension,
    sigma: xi2,
    learningRate,
    steps,
    batch: BATCH,
    record,
  };
  const stream = randomStream(...names, "training");
  const states = xi1 === 0
    ? train(options, stream).recorded
    : descended(options, xi1, { stream, nearestLoss });
  const shape = { contextLength, dimension, prompts: PROMPTS };
  const t = drawInnerProducts(shape, randomStream(...names, "prompts"));
  const isLow = ({ xi1, xi2 }: State) =>
    kernelNearestLoss(t, { contextLength, xi1, xi2 }).loss < LOW;
  // The loss falls all the way: by halves, seven looks find the first low state.
  let [before, first] = [-1, states.length];
  while (first - before > 1) {
    const middle = (before + first) >> 1;
    if (isLow(states[middle])) first = middle;
    else before = middle;
  }
  return first < states.length ? learningRate * states[first].step : undefined;
}

/** The states that plain descent of the loss passes at the recorded steps. */
function descended(
  { contextLength, dimension, sigma, learningRate, steps, batch, record = [] }:
    PretrainNearestOptions,
  xi1: number,
  { stream, nearestLoss }: {
    readonly stream: RandomStream;
    readonly nearestLoss: NearestLossFunction;
  },
): State[] {
  const states: State[] = [];
  const shape = { contextLength, dimension, prompts: batch };
  const slopes = new Float64Array(2);
  let t: Float64Array | undefined;
  gradientDescent({
    start: [xi1, sigma],
    learningRate: [learningRate / dimension, learningRate],
    maxSteps: steps,
    lossWindow: Math.max(1, Math.floor(steps / 10)),
    gradient: (parameters) => {
      t = drawInnerProducts(shape, stream, t);
      const options = { contextLength, xi1: parameters[0], xi2: parameters[1] };
      const { loss, dXi1, dXi2 } = nearestLoss(t, options);
      slopes[0] = dXi1;
      slopes[1] = dXi2;
      return { loss, gradient: slopes };
    },
    onStep: (parameters, step) => {
      if (step + 1 !== record[states.length]) return;
      states.push({ step: step + 1, xi1: parameters[0], xi2: parameters[1] });
    },
  });
  return states;
}
