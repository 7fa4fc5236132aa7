/** The margin of a list of numbers: as many as there should be, and each what it should be. */

import { exactMargin, identityMargin, type Margin, type MarginOptions } from "./margin.ts";

/**
 * Margins of the identities `got[k] = wanted[k]`, and of the number of entries.
 *
 * @example Two losses, one of them off
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { worstMargin } from "@attest/attest/claims";
 * import { listMargins } from "@attest/attest/measurement";
 *
 * const margins = listMargins("loss", [0.5, 0.2], [0.5, 0.3], { tolerance: 1e-10 });
 * assertEquals(worstMargin(margins).what, "loss 1");
 * ```
 */
export function listMargins(
  what: string,
  got: ArrayLike<number>,
  wanted: ArrayLike<number>,
  options: MarginOptions,
): Margin[] {
  const entries = Array.from(
    { length: Math.min(got.length, wanted.length) },
    (_, k) => identityMargin(`${what} ${k}`, got[k], wanted[k], options),
  );
  return [exactMargin(`entries of ${what}`, got.length, wanted.length), ...entries];
}
