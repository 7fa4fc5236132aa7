/** The loss of attention by random features in long contexts, to first order in 1/m (claim C11.loss). */

import { requirePositive } from "../validate.ts";
import { type FeatureExcess, featureExcess, type FeaturePlace } from "./feature_excess.ts";
import { longContextLoss } from "./long_context_law.ts";
import type { AffineSetting } from "./window_law.ts";

/** A class of affine tasks with its sizes, and m. */
export interface FeatureTasks extends AffineSetting, FeaturePlace {
  /** m. */
  readonly features: number;
}

const known = new Map<string, FeatureExcess>();

/**
 * The loss of affine tasks under attention by m random features: softmax attention's in long contexts (claim
 * B7.general), and what the features add to it. For large w and d = 3 that is the loss at a noise of σ² + 2L²n/(9m).
 *
 * @example However long the context, m features do not get below a loss
 * ```ts
 * import { assertGreater } from "@std/assert";
 * import { featureLoss } from "@attest/attest/measurement";
 *
 * const tasks = { contextLength: 1e6, lipschitz: 1, noise: 1, features: 100 };
 * for (const inverseTemperature of [2, 4, 8]) {
 *   const place = { kind: "trigonometric", dimension: 3, inverseTemperature } as const;
 *   assertGreater(featureLoss({ ...tasks, ...place }), 0.004);
 * }
 * ```
 *
 * @throws {RangeError} On what {@link featureExcess} refuses, and unless m ≥ 1.
 */
export function featureLoss(tasks: FeatureTasks): number {
  const { kind, dimension, inverseTemperature, features, contextLength: n } = tasks;
  requirePositive("number of features m", features);
  const key = [kind, dimension, inverseTemperature].join();
  const excess = known.get(key) ?? featureExcess(tasks);
  if (known.size < 1000) known.set(key, excess);
  const { lipschitz, noise } = tasks;
  const added = lipschitz ** 2 * (excess.slope + excess.scatter / n) +
    (noise ** 2 * excess.noise) / n;
  return longContextLoss({ ...tasks, functionClass: "affine" }, inverseTemperature) +
    added / features;
}
