/** Paper A's loss in WebAssembly: the bits of the plain form, several times as fast. */

import { address, sharedKernel } from "../kernel/wasm.ts";
import type { Vector } from "../linalg.ts";
import type { TwoScalars } from "../model/one_layer_transformer.ts";
import {
  meanNearestLoss,
  type NearestLoss,
  nearestLoss,
  requireInnerProducts,
} from "./nearest_loss.ts";

/**
 * The label-averaged loss and its slopes as {@link nearestLoss} has them, bit for bit.
 *
 * Without WebAssembly and its SIMD the plain form itself computes them.
 *
 * @example Equal to the plain form
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { kernelNearestLoss, nearestLoss } from "@attest/attest";
 *
 * const options = { contextLength: 3, xi1: 4, xi2: 1 };
 * const t = Float64Array.of(0.9, 0.1, -0.5, 0.2, 0.3, 0.4);
 * assertEquals(kernelNearestLoss(t, options), nearestLoss(t, options));
 * ```
 *
 * @param innerProducts B·N values t_i in [−1, 1], prompt by prompt.
 * @param options N, ξ1 and ξ2 (Infinity: hard mask).
 * @throws {RangeError} Unless the inner products divide into prompts of N, or on a non-finite ξ1 or NaN ξ2.
 */
export function kernelNearestLoss(
  innerProducts: Vector,
  options: TwoScalars & { readonly contextLength: number },
): NearestLoss {
  if (sharedKernel === undefined) return nearestLoss(innerProducts, options);
  const { contextLength: n, xi1, xi2 } = options;
  const prompts = requireInnerProducts(innerProducts, options);
  const [t, sums, scratch] = sharedKernel.place([innerProducts.length, 3, 4 * n]);
  const { numbers, run } = sharedKernel;
  numbers.set(innerProducts, t);
  run.nearestLoss(prompts, n, address(t), xi1, xi2, address(sums), address(scratch));
  return meanNearestLoss(numbers, prompts, sums);
}
