/** Affine tasks at d = 3 whose best window is known in advance (claim B7). */

import { requireAtLeast } from "../validate.ts";
import type { AffineSetting } from "./window_law.ts";

/** Least w* of the regime: below, 1 − A_3(w) is not 1/w yet. */
const LEAST = 4.5;

/** A law, named by where its best window lies. */
export interface CubeRootSetting {
  /** n ≥ 41, from which on the least w* is below the most. */
  readonly contextLength: number;
  /** L. */
  readonly lipschitz: number;
  /** Place of w* between 4.5 at 0 and √(n/2) at 1, in its logarithm. */
  readonly windowPosition: number;
}

/**
 * The law with w* = 4.5·(√(n/2)/4.5)^position: the σ is solved from w*³ = 2nL²/(9σ²).
 *
 * @example The σ at which the least window is best
 * ```ts
 * import { assertAlmostEquals } from "@std/assert";
 * import { cubeRootLaw, predictedWindow } from "@attest/attest/measurement";
 *
 * const law = cubeRootLaw({ contextLength: 800, lipschitz: 2, windowPosition: 0 });
 * assertAlmostEquals(predictedWindow(law).inverseTemperature, 4.5);
 * ```
 *
 * @throws {RangeError} On n < 41.
 */
export function cubeRootLaw(
  { contextLength, lipschitz, windowPosition }: CubeRootSetting,
): AffineSetting {
  requireAtLeast("context length n", contextLength, 2 * LEAST ** 2);
  const most = Math.sqrt(contextLength / 2);
  const best = LEAST * Math.pow(most / LEAST, windowPosition);
  const noise = lipschitz * Math.sqrt((2 * contextLength) / (9 * best ** 3));
  return { contextLength, lipschitz, noise };
}
