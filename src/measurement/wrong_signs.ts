/** How often attention answers with the wrong sign, its labels averaged out where they matter (claims A11.sign, A11.answers). */

import type { RandomStream } from "../prng.ts";

/**
 * Share of wrong signs under random labels of these weights, the nearest point's first: labels of the second and
 * third point and the sign of the rest are averaged exactly.
 *
 * @example Two opposite labels together outweigh the nearest
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { randomStream } from "@attest/attest";
 * import { wrongSigns } from "@attest/attest/measurement";
 *
 * assertEquals(wrongSigns(Float64Array.of(0.4, 0.3, 0.3), randomStream(1)), 0.25);
 * assertEquals(wrongSigns(Float64Array.of(0.6, 0.2, 0.2), randomStream(1)), 0);
 * ```
 */
export function wrongSigns(weights: Float64Array, stream: RandomStream): number {
  let others = 0;
  let tail = 0;
  for (let j = 1; j < weights.length; j++) {
    others += weights[j];
    if (j > 2) tail += weights[j] * stream.sign();
  }
  if (others < weights[0]) return 0;
  let wrong = 0;
  for (const second of [-1, 1]) {
    for (const third of [-1, 1]) {
      for (const rest of [-tail, tail]) {
        const prediction = weights[0] + second * weights[1] + third * weights[2] + rest;
        wrong += prediction < 0 ? 1 / 8 : 0;
      }
    }
  }
  return wrong;
}
