/** How fast the chosen window narrows with the context, as a power of n (claim B8). */

import type { RandomStream } from "../prng.ts";
import {
  chosenWindow,
  type FrozenSampleOptions,
  REFERENCE_WINDOW,
  type WindowParts,
} from "./chosen_window.ts";

/** The shorter context's law with its sample, and the longer context. */
export interface WindowExponentOptions extends FrozenSampleOptions {
  /** L. */
  readonly lipschitz: number;
  /** σ. */
  readonly noise: number;
  /** How many times longer the longer context is, a whole number above 1. */
  readonly factor: number;
}

/**
 * The slope of log w in log n between the windows chosen at n and at factor·n, each on its own sample.
 *
 * @example A window that is n itself has slope 1
 * ```ts
 * import { assertAlmostEquals } from "@std/assert";
 * import { randomStream } from "../prng.ts";
 * import { windowExponent } from "./window_exponent.ts";
 *
 * const law = { functionClass: "affine", dimension: 3, lipschitz: 1, noise: 1 } as const;
 * const slope = windowExponent(
 *   { ...law, contextLength: 5, factor: 4, grid: [5, 20], points: 20 },
 *   randomStream(1),
 *   { weigh: (s) => s.map(() => 1 / s.length), chooseWindow: (c) => Math.round(1 / c.variance[0]) },
 * );
 * assertAlmostEquals(slope, 1);
 * ```
 *
 * @throws {RangeError} On sizes that make no sense, or a window that is not on the grid.
 */
export function windowExponent(
  { factor, ...short }: WindowExponentOptions,
  stream: RandomStream,
  parts: WindowParts = REFERENCE_WINDOW,
): number {
  const long = { ...short, contextLength: factor * short.contextLength };
  const [wide, narrow] = [short, long].map((law) =>
    chosenWindow(law, stream, parts).inverseTemperature
  );
  return Math.log(narrow / wide) / Math.log(factor);
}
