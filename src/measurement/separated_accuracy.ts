/** How often a transformer follows the nearest point where that is not in doubt (claim A15). */

import { oneLayerTransformer } from "../model/one_layer_transformer.ts";
import type { RandomStream } from "../prng.ts";
import { promptWithInnerProducts, signLabels } from "../tasks/nearest_task.ts";
import type { Transform, TransformerStudy } from "./transformer_study.ts";

/**
 * Share of prompts whose sign is the nearest label's, nearest at t ≥ 0.5 and every other at t ≤ 0.1.
 *
 * @example An untrained model follows the majority only
 * ```ts
 * import { assertLess } from "@std/assert";
 * import { randomStream } from "@attest/attest";
 * import { initialParameters, separatedAccuracy } from "@attest/attest/measurement";
 *
 * const setting = { contextLength: 7, prompts: 50, parameters: initialParameters(3, 5) };
 * assertLess(separatedAccuracy(setting, randomStream(1)), 0.9);
 * ```
 *
 * @param setting N, how many prompts, and W, (d+2)×(d+2).
 * @param transform The forward pass; the reference one unless a variant is studied.
 */
export function separatedAccuracy(
  { contextLength, prompts, parameters }: TransformerStudy,
  stream: RandomStream,
  transform: Transform = oneLayerTransformer,
): number {
  const dimension = parameters.rows - 2;
  let right = 0;
  for (let k = 0; k < prompts; k++) {
    const innerProducts = Float64Array.from(
      { length: contextLength },
      (_, i) => (i === 0 ? stream.between(0.5, 1) : stream.between(-1, 0.1)),
    );
    const labels = signLabels(contextLength, stream);
    const prompt = promptWithInnerProducts({ innerProducts, labels, dimension }, stream);
    if (Math.sign(transform(prompt, parameters).prediction) === labels[0]) right++;
  }
  return right / prompts;
}
