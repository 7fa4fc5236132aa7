/** The ICL loss and gradient in WebAssembly: the bits of the fused form, several times as fast. */

import { roomOf } from "../kernel/room.ts";
import { createKernel, sharedKernel } from "../kernel/wasm.ts";
import type { Vector } from "../linalg.ts";
import type { PromptBatch } from "../tasks/prompt.ts";
import { fusedIclGradient } from "./fused_icl_loss.ts";
import { type LossGradient, requireBatch, requireParameters } from "./icl_batch.ts";
import { iclGradientIn, iclRoomScratch, IclStage } from "./icl_stage.ts";

/** Numbers of one call: few enough to be in the second cache when the kernel reads what was just copied. */
const STAGED = 65536;

/**
 * ICL loss and gradient as {@link fusedIclGradient} has them, bit for bit, for batches that are used once.
 *
 * Prompts are copied into the kernel's memory a few at a time, unless they are in one already. Without
 * WebAssembly and its SIMD the fused form itself computes them.
 *
 * @example Equal to the fused form
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { drawRegressionBatch, kernelIclGradient, randomStream } from "@attest/attest";
 * import { fusedIclGradient } from "@attest/attest/measurement";
 *
 * const law = { functionClass: "relu", lipschitz: 2, noise: 0.1, contextLength: 5, dimension: 3 } as const;
 * const batch = drawRegressionBatch(law, 7, randomStream(1));
 * const M = Float64Array.of(2, 0, 0, 0, 2, 0, 0, 0, 2);
 * assertEquals(kernelIclGradient(batch, M), fusedIclGradient(batch, M));
 * ```
 *
 * @param batch B prompts and targets.
 * @param parameters The d·d entries of M, row by row.
 * @throws {RangeError} On shapes that do not fit. Scores that overflow give a NaN loss, for the caller to judge.
 */
export function kernelIclGradient(batch: PromptBatch, parameters: Vector): LossGradient {
  if (sharedKernel === undefined) return fusedIclGradient(batch, parameters);
  requireBatch(batch);
  requireParameters(batch, parameters);
  const { prompts, contextLength: n, dimension: d } = batch;
  const room = roomOf(batch.covariates, iclRoomScratch(sharedKernel, batch));
  if (room !== undefined && liesTogether(batch)) return iclGradientIn(room, batch, parameters);
  const staged = Math.min(prompts, Math.max(1, Math.floor(STAGED / (n * (d + 1) + d + 1))));
  const stage = new IclStage(sharedKernel, batch, staged);
  stage.begin(parameters);
  for (let from = 0; from < prompts; from += staged) {
    const to = Math.min(prompts, from + staged);
    stage.copy(batch, from, to);
    stage.add(to - from);
  }
  return stage.mean();
}

/** Do the arrays lie in one memory? A subject may have replaced some of them. */
function liesTogether({ covariates: { buffer }, labels, queries, targets }: PromptBatch): boolean {
  return labels.buffer === buffer && queries.buffer === buffer && targets.buffer === buffer;
}

/**
 * A batch that stays in a kernel's memory, for training on the same prompts step after step.
 *
 * @example A step without a copy
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { createPrompt, stackPrompts } from "../tasks/prompt.ts";
 * import { KernelBatch } from "./kernel_icl_loss.ts";
 *
 * const prompt = createPrompt({ covariates: [[1, 0], [0, 1]], labels: [1, 3], query: [1, 0] });
 * const batch = new KernelBatch(stackPrompts([prompt], [0]));
 * assertEquals(batch.iclGradient([0, 0, 0, 0]).loss, 2);
 * ```
 */
export class KernelBatch {
  readonly #batch: PromptBatch;
  readonly #stage: IclStage | undefined;

  /**
   * Copies the batch: what becomes of its arrays afterwards does not matter.
   *
   * @throws {RangeError} On arrays that are not as long as the sizes say, or more than 4 GiB of them.
   */
  constructor(batch: PromptBatch) {
    requireBatch(batch);
    const kernel = createKernel();
    // Only the sizes are needed once the arrays lie in the kernel's memory.
    this.#batch = kernel ? { ...batch, ...NO_ARRAYS } : structuredClone(batch);
    this.#stage = kernel && new IclStage(kernel, batch, batch.prompts);
    this.#stage?.copy(batch, 0, batch.prompts);
  }

  /**
   * What {@link kernelIclGradient} gives on this batch.
   *
   * @throws {RangeError} Unless M has d·d entries.
   */
  iclGradient(parameters: Vector): LossGradient {
    if (this.#stage === undefined) return fusedIclGradient(this.#batch, parameters);
    requireParameters(this.#batch, parameters);
    this.#stage.begin(parameters);
    this.#stage.add(this.#batch.prompts);
    return this.#stage.mean();
  }
}

const NONE = new Float64Array();
const NO_ARRAYS = { covariates: NONE, labels: NONE, queries: NONE, targets: NONE };
