/** Random features: vectors whose inner product is e^{xᵀy} on average, so that attention costs no n². */

import { drawMany, NORMALS } from "../kernel/draws.ts";
import { fromFlat, type Matrix, multiplyVector, norm, type Vector } from "../linalg.ts";
import type { RandomStream } from "../prng.ts";
import { requireCount } from "../validate.ts";

/** Positive features e^{ωᵀx}, or cosines and sines of ωᵀx. */
export const FEATURE_KINDS = ["positive", "trigonometric"] as const;

/** Which features. */
export type FeatureKind = (typeof FEATURE_KINDS)[number];

/**
 * m independent standard normal frequencies ω in d dimensions, one a row.
 *
 * @throws {RangeError} Unless m ≥ 1 and d ≥ 1.
 */
export function drawFrequencies(m: number, d: number, stream: RandomStream): Matrix {
  requireCount("number of frequencies m", m);
  requireCount("dimension", d);
  return fromFlat(drawMany(NORMALS, new Float64Array(m * d), stream), m, d);
}

/**
 * Features φ(x) with E⟨φ(x), φ(y)⟩ = e^{xᵀy} over standard normal frequencies (claim C11).
 *
 * Positive: e^{ωᵀx − ‖x‖²/2}/√m (Choromanski et al., arXiv 2009.14794). Trigonometric: cos and sin of ωᵀx,
 * times e^{‖x‖²/2}/√m (Rahimi and Recht, 2007).
 *
 * @example At zero both kinds are exact
 * ```ts
 * import { assertAlmostEquals } from "@std/assert";
 * import { dot, kernelFeatures, randomStream } from "@attest/attest";
 * import { drawFrequencies } from "@attest/attest/measurement";
 *
 * const frequencies = drawFrequencies(5, 2, randomStream(1));
 * const features = kernelFeatures([0, 0], { frequencies, kind: "positive" });
 * assertAlmostEquals(dot(features, features), 1);
 * ```
 *
 * @param point x, d entries.
 * @param map `frequencies` m×d, and the `kind`.
 * @returns m positive features, or 2m trigonometric ones: m cosines, then m sines.
 * @throws {RangeError} On a point of another dimension than the frequencies.
 */
export function kernelFeatures(
  point: Vector,
  { frequencies, kind }: { readonly frequencies: Matrix; readonly kind: FeatureKind },
): Float64Array {
  if (point.length !== frequencies.columns) {
    throw new RangeError(
      `⟨a, b⟩ must have equal lengths, got ${frequencies.columns} and ${point.length}`,
    );
  }
  const along = multiplyVector(frequencies, point);
  const m = along.length;
  const half = norm(point) ** 2 / 2;
  const root = Math.sqrt(m);
  if (kind === "positive") {
    for (let r = 0; r < m; r++) along[r] = Math.exp(along[r] - half) / root;
    return along;
  }
  const scale = Math.exp(half) / root;
  const features = new Float64Array(2 * m);
  for (let r = 0; r < m; r++) {
    features[r] = scale * Math.cos(along[r]);
    features[m + r] = scale * Math.sin(along[r]);
  }
  return features;
}
