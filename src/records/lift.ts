/** The lift that puts rows of unequal norms on one sphere, where attention weighs by distance. */

import type { Points } from "./points.ts";

/** R is this many times the largest norm: the added coordinate then bends distances by a twelfth at most. */
const REACH = 2;

/** The radius R of the sphere that rows are lifted to; above 0. */
export function liftRadius({ count, columns, entries }: Points): number {
  let largest = 0;
  for (let i = 0; i < count; i++) {
    largest = Math.max(largest, squaredNorm(entries, i * columns, columns));
  }
  return REACH * Math.sqrt(largest) || 1;
}

/**
 * x′ = (x, √(R² − ‖x‖²)): rows of norm R, on which e^{w⟨x′, q′⟩} and e^{−w‖x′ − q′‖²/2} give the same weights.
 *
 * Attention by inner products is no weighting by distance where norms differ (claim B1.unequal); on the lifted
 * rows it is, whatever the query: its own norm is a factor of all weights alike. Queries beyond R get 0.
 *
 * @example Two rows of unlike norms
 * ```ts
 * import { assertAlmostEquals } from "@std/assert";
 * import { lift } from "@attest/attest/measurement";
 *
 * const { entries } = lift({ count: 2, columns: 1, entries: Float64Array.of(1, 2) }, 4);
 * assertAlmostEquals(Math.hypot(entries[0], entries[1]), Math.hypot(entries[2], entries[3]));
 * ```
 */
export function lift({ count, columns, entries }: Points, radius: number): Points {
  const lifted = new Float64Array(count * (columns + 1));
  for (let i = 0; i < count; i++) {
    lifted.set(entries.subarray(i * columns, (i + 1) * columns), i * (columns + 1));
    const rest = radius * radius - squaredNorm(entries, i * columns, columns);
    lifted[i * (columns + 1) + columns] = Math.sqrt(Math.max(0, rest));
  }
  return { count, columns: columns + 1, entries: lifted };
}

function squaredNorm(entries: Float64Array, start: number, length: number): number {
  let sum = 0;
  for (let j = start; j < start + length; j++) sum += entries[j] * entries[j];
  return sum;
}
