/** How often a sign is not that of the nearest point, given how far that leads (claim A16.gap). */

import { requireCount } from "../validate.ts";
import { gapLaw, signErrorConstant } from "./gap_law.ts";

/** A nearest point and those behind it. */
export interface GapSetting {
  /** N ≥ 3. */
  readonly contextLength: number;
  /** d ≥ 3. */
  readonly dimension: number;
  /** ξ1 > 0. */
  readonly xi1: number;
  /** ξ1·gap > 0, by how much the nearest point's score leads. */
  readonly lead: number;
}

/**
 * P(S < −e^{lead}), S the sum of N − 1 fair signs: how often all other points outvote the nearest if each is just
 * this lead behind, which is the most that they can weigh.
 *
 * @example Three of three must be opposite
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { tiedSignError } from "@attest/attest/measurement";
 *
 * assertEquals(tiedSignError({ contextLength: 4, lead: 1 }), 1 / 8);
 * ```
 *
 * @throws {RangeError} Unless N ≥ 2.
 */
export function tiedSignError(
  { contextLength, lead }: Pick<GapSetting, "contextLength" | "lead">,
): number {
  requireCount("context length N", contextLength, 2);
  const others = contextLength - 1;
  let [chance, sum] = [2 ** -others, 0];
  for (let same = 0; 2 * same - others < -Math.exp(lead); same++) {
    sum += chance;
    chance *= (others - same) / (same + 1);
  }
  return sum;
}

/**
 * (κ/4ξ1)·log 1/(e^{lead} − 1) up to a lead of log 2, and 0 beyond it: how often two points outvote the nearest of N
 * uniform ones as ξ1 → ∞, κ the density of a third point beside a tie.
 *
 * Two opposite labels have a chance of ¼, and e^{−lead}(1 + e^{−v}) > 1 if the third is less than
 * v = −log(e^{lead} − 1) behind the second. Over all leads it is the limit of `signErrorConstant`.
 *
 * @example In three dimensions κ = (N−1)/2
 * ```ts
 * import { assertAlmostEquals } from "@std/assert";
 * import { nearSignError } from "@attest/attest/measurement";
 *
 * const setting = { contextLength: 5, dimension: 3, xi1: 1000, lead: Math.log(1.5) };
 * assertAlmostEquals(nearSignError(setting), Math.LN2 / 2000);
 * ```
 *
 * @throws {RangeError} Unless N ≥ 3 and d ≥ 3.
 */
export function nearSignError({ xi1, lead, ...shape }: GapSetting): number {
  const triples = (signErrorConstant(shape) * 48) / Math.PI ** 2;
  const within = Math.max(0, -Math.log(Math.expm1(lead)));
  return (triples * within) / (4 * gapLaw(shape).density * xi1);
}
