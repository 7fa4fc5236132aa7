/** Grids whose points lie elsewhere in every replicate, so that no step of a grid biases what is chosen from it. */

import type { RandomStream } from "../prng.ts";
import { requireCount, requirePositive } from "../validate.ts";
import { geometricGrid } from "./best_inverse_temperature.ts";

/**
 * A geometric grid of `count` points that begins anywhere in the first step from `from`, and ends as far beyond `to`.
 *
 * What is chosen from it is off by less than a step, and by nothing in the mean over the stream: a coarse grid
 * then does for a fine one.
 *
 * @example Eleven points over two decades
 * ```ts
 * import { assertAlmostEquals } from "@std/assert";
 * import { randomStream } from "@attest/attest";
 * import { ditheredGrid } from "@attest/attest/measurement";
 *
 * const grid = ditheredGrid({ from: 1, to: 100, count: 11 }, randomStream(1));
 * assertAlmostEquals(grid[10] / grid[0], 100);
 * ```
 *
 * @throws {RangeError} Unless 0 < from < to and there are two points or more.
 */
export function ditheredGrid(
  { from, to, count }: { readonly from: number; readonly to: number; readonly count: number },
  stream: RandomStream,
): Float64Array {
  requirePositive("first end", from);
  requirePositive("last end over the first, less 1,", to / from - 1);
  requireCount("number of points", count, 2);
  const shift = Math.pow(to / from, stream.uniform() / (count - 1));
  return geometricGrid(from * shift, to * shift, count);
}
