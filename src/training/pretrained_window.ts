/** The windows that pretraining learns on two laws, compared (claim B12). */

import { trace } from "../linalg.ts";
import type { RandomStream } from "../prng.ts";
import type { RegressionLaw } from "../tasks/regression.ts";
import {
  pretrainAttention,
  type PretrainAttentionOptions,
  type PretrainAttentionRun,
} from "./pretrain_attention.ts";

/** η at L = 1. The loss scales with L², so a rate over L² trains every L at the same pace. */
const LEARNING_RATE = 40;

/** Pretraining of softmax attention; subjects may bring their own. */
export type PretrainAttention = (
  options: PretrainAttentionOptions,
  stream: RandomStream,
) => PretrainAttentionRun;

/** The laws that should learn the narrower and the wider window, and the length of both runs. */
export interface PretrainedWindowOptions {
  /** The law whose w should be larger. */
  readonly narrow: RegressionLaw;
  /** The law whose w should be smaller. */
  readonly wide: RegressionLaw;
  /** Steps of plain gradient descent, at η = 40/L². */
  readonly steps: number;
  /** Fresh prompts a step. */
  readonly batch: number;
}

/**
 * (w_narrow − w_wide)/(w_narrow + w_wide) with w = tr(M)/d, in [−1, 1]; 0 when neither learned a window.
 *
 * Below zero there is no window at all, and a diverged run has learned none: either counts as w = 0.
 *
 * @example Steeper tasks, narrower window
 * ```ts
 * import { assertGreater } from "@std/assert";
 * import { randomStream } from "../prng.ts";
 * import { pretrainedWindowGap } from "./pretrained_window.ts";
 *
 * const wide = { functionClass: "affine", lipschitz: 1, noise: 1, contextLength: 20, dimension: 2 } as const;
 * const laws = { narrow: { ...wide, lipschitz: 3 }, wide };
 * assertGreater(pretrainedWindowGap({ ...laws, steps: 50, batch: 16 }, () => randomStream(1)), 0);
 * ```
 *
 * @param options Both laws and the length of the runs.
 * @param stream Called once for each run. The same stream at its start makes both train on the same points,
 * functions and noise draws wherever n and d agree, so that only the law differs.
 * @param pretrain The pretraining to measure; by default that of the reference model.
 * @throws {RangeError} On sizes that make no sense.
 */
export function pretrainedWindowGap(
  { narrow, wide, steps, batch }: PretrainedWindowOptions,
  stream: () => RandomStream,
  pretrain: PretrainAttention = (options, draws) => pretrainAttention(options, draws),
): number {
  const [more, less] = [narrow, wide].map((law) => {
    const learningRate = LEARNING_RATE / law.lipschitz ** 2;
    const run = pretrain({ law, learningRate, steps, batch }, stream());
    return run.stopped === "diverged" ? 0 : Math.max(0, trace(run.parameters) / law.dimension);
  });
  return more + less === 0 ? 0 : (more - less) / (more + less);
}
