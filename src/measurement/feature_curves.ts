/** The bias–variance split of attention by random features, averaged over affine tasks (claim C11.loss). */

import { dot, type Matrix, type Vector } from "../linalg.ts";
import { drawFrequencies, type FeatureKind, kernelFeatures } from "../model/random_features.ts";
import type { RandomStream } from "../prng.ts";
import { spherePoints } from "../tasks/covariates.ts";
import { requireCount } from "../validate.ts";
import type { BiasVariance } from "./bias_variance.ts";

/** Sizes: one context, whose queries share it and its m frequencies. */
export interface FeatureCurvesOptions {
  /** Which features. */
  readonly kind: FeatureKind;
  /** d. */
  readonly dimension: number;
  /** n. */
  readonly contextLength: number;
  /** m. */
  readonly features: number;
  /** Queries of the context. */
  readonly queries: number;
}

/** From a point, frequencies and a kind to features. */
export type FeatureMap = (
  point: Float64Array,
  map: { readonly frequencies: Matrix; readonly kind: FeatureKind },
) => Float64Array;

/** E l², of a slope and of an offset. */
const SLOPE = 1 / 3;

/**
 * B(w) and V(w) at L = 1 of l·vᵀx + b under weights ⟨φ(x_i), φ(x_q)⟩ over their sum, φ of the points times √w.
 *
 * Averaged over l, v and b: a third of (‖Σa_i x_i − x_q‖²/d + (Σa_i − 1)²). The prepared context is one for all queries,
 * which is what features are for.
 *
 * @example Many features at a wide window are softmax attention
 * ```ts
 * import { assertAlmostEquals } from "@std/assert";
 * import { randomStream } from "@attest/attest";
 * import { featureCurves } from "@attest/attest/measurement";
 *
 * const sizes = { kind: "trigonometric", dimension: 3, contextLength: 20, features: 4000, queries: 9 } as const;
 * const { variance } = featureCurves(sizes, [0.01], randomStream(1));
 * assertAlmostEquals(variance[0], 1 / 20, 1e-4);
 * ```
 *
 * @throws {RangeError} On sizes that are not positive, or d < 2.
 */
export function featureCurves(
  { kind, dimension: d, contextLength: n, features: m, queries }: FeatureCurvesOptions,
  grid: Vector,
  stream: RandomStream,
  featuresOf: FeatureMap = kernelFeatures,
): BiasVariance {
  requireCount("number of queries", queries);
  const points = spherePoints(n, d, stream).to2DArray().map((row) => Float64Array.from(row));
  const asked = spherePoints(queries, d, stream).to2DArray().map((row) => Float64Array.from(row));
  const map = { frequencies: drawFrequencies(m, d, stream), kind };
  const bias = new Float64Array(grid.length);
  const variance = new Float64Array(grid.length);
  for (let g = 0; g < grid.length; g++) {
    const root = Math.sqrt(grid[g]);
    const at = (point: Float64Array) => featuresOf(point.map((entry) => root * entry), map);
    const keys = points.map(at);
    for (const query of asked) {
      const own = at(query);
      const kernels = Float64Array.from(keys, (key) => dot(key, own));
      const total = kernels.reduce((sum, kernel) => sum + kernel, 0);
      const weights = kernels.map((kernel) => kernel / total);
      bias[g] += (SLOPE * missOf(weights, points, query)) / queries;
      variance[g] += dot(weights, weights) / queries;
    }
  }
  return { grid: Float64Array.from(grid), bias, variance };
}

/** ‖Σa_i x_i − x_q‖²/d + (Σa_i − 1)². */
function missOf(
  weights: Float64Array,
  points: readonly Float64Array[],
  query: Float64Array,
): number {
  const off = query.map((entry) => -entry);
  points.forEach((point, i) => {
    for (let j = 0; j < off.length; j++) off[j] += weights[i] * point[j];
  });
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return dot(off, off) / off.length + (total - 1) ** 2;
}
