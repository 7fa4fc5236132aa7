/** How often a transformer does not follow the nearest of uniform points (claim A15.answers). */

import { oneLayerTransformer } from "../model/one_layer_transformer.ts";
import type { RandomStream } from "../prng.ts";
import { drawNearestBatch } from "../tasks/nearest_task.ts";
import { promptAt } from "../tasks/prompt.ts";
import type { Transform, TransformerStudy } from "./transformer_study.ts";

/**
 * Share of uniform prompts whose sign is not the nearest label's.
 *
 * @example The sharper, the fewer
 * ```ts
 * import { assertLess } from "@std/assert";
 * import { randomStream, twoScalarParameters } from "@attest/attest";
 * import { uniformErrors } from "@attest/attest/measurement";
 *
 * const wrong = (xi1: number) => {
 *   const parameters = twoScalarParameters(3, { xi1, xi2: 50 });
 *   return uniformErrors({ contextLength: 4, prompts: 500, parameters }, randomStream(1));
 * };
 * assertLess(wrong(20), wrong(2));
 * ```
 *
 * @param setting N, how many prompts, and W, (d+2)×(d+2).
 * @param transform The forward pass; the reference one unless a variant is studied.
 * @throws {RangeError} On no prompts, no points, or d < 2.
 */
export function uniformErrors(
  { contextLength, prompts, parameters }: TransformerStudy,
  stream: RandomStream,
  transform: Transform = oneLayerTransformer,
): number {
  const dimension = parameters.rows - 2;
  const batch = drawNearestBatch({ contextLength, dimension, prompts }, stream);
  let wrong = 0;
  for (let b = 0; b < prompts; b++) {
    const { prediction } = transform(promptAt(batch, b), parameters);
    if (Math.sign(prediction) !== batch.targets[b]) wrong++;
  }
  return wrong / prompts;
}
