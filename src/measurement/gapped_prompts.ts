/** Prompts whose nearest point leads by a given gap, and how often a model's sign is not its label (claim A16.gap). */

import type { RandomStream } from "../prng.ts";
import { sphereInnerProduct } from "../tasks/covariates.ts";
import { innerProductLaw } from "../tasks/inner_product_law.ts";
import { requireCount, requirePositive } from "../validate.ts";
import { gapLaw } from "./gap_law.ts";
import type { GapSetting } from "./gap_signs.ts";
import type { WeightedPrompt } from "./near_ties.ts";
import type { WeighInnerProducts } from "./shifted_ties.ts";

/** How much further than the softmax needs the second point is looked for, in units of 1/ξ1. */
const BEYOND = 1;

/**
 * Weighted prompts whose nearest point leads by `lead`/ξ1 and in which the others may outweigh it together: the
 * weighted sum of a value that vanishes otherwise, over the density of the gap at 0, is its mean given that gap.
 *
 * The best of the N − 2 others is stratified by its own law; the second point is v/ξ1 before it, v uniform up to
 * where N − 2 points at the third's place would be too light, e^{−lead}(1 + (N−2)e^{−v}) = 1, and by 1 beyond, where
 * only a wrong model errs.
 */
export function* gappedTriples(
  { contextLength: n, dimension, xi1, lead, strata }: GapSetting & { readonly strata: number },
  stream: RandomStream,
): Generator<WeightedPrompt> {
  requireCount("context length N", n, 3);
  requirePositive("ξ1", xi1);
  requirePositive("lead", lead);
  const { density, quantile } = innerProductLaw(dimension);
  const reach = Math.log((n - 2) / Math.expm1(lead)) + BEYOND;
  if (!(reach > 0)) return;
  const t = new Float64Array(n);
  const shift = stream.uniform();
  for (let k = 0; k < strata; k++) {
    t[2] = quantile(Math.pow((k + stream.uniform()) / strata, 1 / (n - 2)));
    for (let j = 3; j < n; j++) {
      do t[j] = sphereInnerProduct(dimension, stream); while (t[j] > t[2]);
    }
    // The golden section's multiples fill (0, 1) evenly, and not in step with the places.
    t[1] = t[2] + (reach * ((k * 0.6180339887498949 + shift) % 1)) / xi1;
    t[0] = t[1] + lead / xi1;
    if (t[0] >= 1) continue;
    const chance = n * (n - 1) * density(t[0]) * density(t[1]);
    yield { innerProducts: t, weight: (chance * reach) / (strata * xi1) };
  }
}

/** Share of random labels whose weighted sum has not the sign of the first; of the second and third all four are seen. */
export function shareOfWrongSigns(weights: Float64Array, stream: RandomStream): number {
  let rest = 0;
  for (let j = 3; j < weights.length; j++) rest += weights[j] * stream.sign();
  let wrong = 0;
  for (const second of [-1, 1]) {
    for (const third of [-1, 1]) {
      const prediction = weights[0] + second * weights[1] + third * (weights[2] ?? 0) + rest;
      wrong += prediction < 0 ? 1 / 4 : 0;
    }
  }
  return wrong;
}

/** The share measured where all others tie: `draws` labellings of one prompt. */
export function measuredTiedError(
  { contextLength, xi1, lead }: GapSetting,
  { weigh, draws, stream }: {
    readonly weigh: WeighInnerProducts;
    readonly draws: number;
    readonly stream: RandomStream;
  },
): number {
  const nearest = stream.between(0, 1);
  const t = new Float64Array(contextLength).fill(nearest - lead / xi1);
  t[0] = nearest;
  const { weights } = weigh(t, { xi1, xi2: Infinity });
  let sum = 0;
  for (let k = 0; k < draws; k++) sum += shareOfWrongSigns(weights, stream);
  return sum / draws;
}

/** The share measured of uniform points with this gap, the labels of the second and third averaged exactly. */
export function measuredNearError(
  setting: GapSetting,
  { weigh, draws, stream }: Parameters<typeof measuredTiedError>[1],
): number {
  let sum = 0;
  for (
    const { innerProducts, weight } of gappedTriples({ ...setting, strata: draws }, stream)
  ) {
    const { weights } = weigh(innerProducts, { xi1: setting.xi1, xi2: Infinity });
    sum += weight * shareOfWrongSigns(weights, stream);
  }
  return sum / gapLaw(setting).density;
}
