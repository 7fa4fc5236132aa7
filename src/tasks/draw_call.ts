/** Calls of attention that are drawn: normal queries, keys and values, in padding too. */

import type { RandomStream } from "../prng.ts";
import { type AttentionCall, type AttentionShape, lengthOf } from "./attention_call.ts";

/** Sizes of a call with one of everything, to be spread below those that matter. */
export const ONE_OF_EACH: AttentionShape = Object.freeze<AttentionShape>({
  prompts: 1,
  heads: 1,
  keyHeads: 1,
  queries: 1,
  points: 1,
  dimension: 1,
  valueDimension: 1,
});

/**
 * A call of this shape: standard normal entries, keys and values behind a prompt's length among them.
 *
 * @example Two prompts, the second one shorter
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { randomStream } from "@attest/attest";
 * import { drawCall, ONE_OF_EACH } from "@attest/attest/measurement";
 *
 * const shape = { ...ONE_OF_EACH, prompts: 2, points: 3, dimension: 5 };
 * assertEquals(drawCall(shape, randomStream(1), [3, 2]).keys.length, 30);
 * ```
 *
 * @param lengths Points of each prompt; all places where it is left out.
 */
export function drawCall(
  shape: AttentionShape,
  stream: RandomStream,
  lengths?: readonly number[],
): AttentionCall {
  const { prompts, heads, keyHeads, queries, points, dimension, valueDimension } = shape;
  const normals = (length: number) => Float64Array.from({ length }, () => stream.normal());
  return {
    shape,
    queries: normals(prompts * heads * queries * dimension),
    keys: normals(prompts * keyHeads * points * dimension),
    values: normals(prompts * keyHeads * points * valueDimension),
    ...(lengths && { lengths }),
  };
}

/**
 * A mask for a call: each row sees each place with a chance of its own, and one of its prompt's points for certain.
 *
 * @example Nothing but one point to see
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { randomStream } from "@attest/attest";
 * import { drawCall, drawMask, ONE_OF_EACH } from "@attest/attest/measurement";
 *
 * const stream = randomStream(1);
 * assertEquals([...drawMask(drawCall(ONE_OF_EACH, stream), stream)], [1]);
 * ```
 *
 * @returns prompts × queries × points, 0 or 1.
 */
export function drawMask(call: AttentionCall, stream: RandomStream): Uint8Array {
  const { prompts, queries, points } = call.shape;
  const mask = new Uint8Array(prompts * queries * points);
  for (let row = 0; row < prompts * queries; row++) {
    const own = mask.subarray(row * points, (row + 1) * points);
    const share = stream.uniform();
    for (let j = 0; j < points; j++) own[j] = stream.uniform() < share ? 1 : 0;
    own[stream.integer(0, lengthOf(call, Math.floor(row / queries)) - 1)] = 1;
  }
  return mask;
}

/** Lengths next to the ends of tiles of 64, 128, 256 and 1024, as kernels have them. */
export const TILE_ENDS: readonly number[] = Object.freeze([
  ...[63, 64, 65, 127, 128, 129],
  ...[255, 256, 257, 1024, 1025],
]);
