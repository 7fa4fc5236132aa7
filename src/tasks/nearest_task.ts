/** Prompts of the nearest-neighbour setting: points on the sphere, labels ±1 (paper A, section 2). */

import { dot, toMatrix, type Vector } from "../linalg.ts";
import type { RandomStream } from "../prng.ts";
import { requireCount, requireFinite, requireLength } from "../validate.ts";
import { fillSpherePoint, requireSphereDimension, sphereInnerProduct } from "./covariates.ts";
import { emptyBatch, type Prompt, type PromptBatch } from "./prompt.ts";

/** B·N inner products t_i = ⟨x_i, x_q⟩ of uniform points with their query, prompt by prompt. */
export function drawInnerProducts(
  { contextLength, dimension, prompts }: {
    readonly contextLength: number;
    readonly dimension: number;
    readonly prompts: number;
  },
  stream: RandomStream,
): Float64Array {
  requireCount("context length N", contextLength);
  requireSphereDimension(dimension);
  requireCount("number of prompts", prompts);
  const t = new Float64Array(prompts * contextLength);
  for (let i = 0; i < t.length; i++) t[i] = sphereInnerProduct(dimension, stream);
  return t;
}

/**
 * B prompts of N uniform points on S^{d−1} with labels ±1; targets are the nearest points' labels.
 *
 * @throws {RangeError} On no prompts, no points, or d < 2.
 */
export function drawNearestBatch(
  { contextLength: n, dimension: d, prompts }: Pick<
    PromptBatch,
    "prompts" | "contextLength" | "dimension"
  >,
  stream: RandomStream,
): PromptBatch {
  requireCount("context length N", n);
  requireSphereDimension(d);
  requireCount("number of prompts", prompts);
  const batch = emptyBatch({ prompts, contextLength: n, dimension: d });
  const { covariates, queries, labels, targets } = batch;
  for (let b = 0; b < prompts; b++) {
    const query = queries.subarray(b * d, (b + 1) * d);
    fillSpherePoint(query, stream);
    let best = -Infinity;
    for (let i = b * n; i < (b + 1) * n; i++) {
      const point = covariates.subarray(i * d, (i + 1) * d);
      fillSpherePoint(point, stream);
      labels[i] = stream.sign();
      let t = 0;
      for (let j = 0; j < d; j++) t += point[j] * query[j];
      if (t > best) {
        best = t;
        targets[b] = labels[i];
      }
    }
  }
  return batch;
}

/** n labels, each −1 or +1 with probability one half. */
export function signLabels(n: number, stream: RandomStream): Float64Array {
  return Float64Array.from({ length: n }, () => stream.sign());
}

/**
 * A prompt whose points have exactly these inner products with a uniform unit query.
 *
 * x_i = t_i·x_q + √(1−t_i²)·v_i with v_i a uniform unit vector orthogonal to x_q: full control of the
 * gap, the margin and ties, and still a uniform sphere point when t_i is drawn by its law.
 *
 * @example A gap of one half
 * ```ts
 * import { assertAlmostEquals } from "@std/assert";
 * import { randomStream } from "../prng.ts";
 * import { promptWithInnerProducts } from "./nearest_task.ts";
 *
 * const { covariates, query } = promptWithInnerProducts(
 *   { innerProducts: [0.9, 0.4], labels: [1, -1], dimension: 3 },
 *   randomStream(1),
 * );
 * assertAlmostEquals(covariates.getRow(0).reduce((sum, x, j) => sum + x * query[j], 0), 0.9);
 * ```
 *
 * @throws {RangeError} On an inner product outside [−1, 1], no points, or d < 2.
 */
export function promptWithInnerProducts(
  { innerProducts, labels, dimension }: {
    readonly innerProducts: Vector;
    readonly labels: Vector;
    readonly dimension: number;
  },
  stream: RandomStream,
): Prompt {
  requireSphereDimension(dimension);
  requireCount("context length N", innerProducts.length);
  requireLength("labels", labels, { length: innerProducts.length, because: "one a point" });
  requireFinite("labels", labels);
  const query = new Float64Array(dimension);
  fillSpherePoint(query, stream);
  const rows = Array.from(innerProducts, (t, i) => {
    if (!(t >= -1 && t <= 1)) {
      throw new RangeError(`inner products must lie in [−1, 1], got ${t} at index ${i}`);
    }
    const across = orthogonalUnit(query, stream);
    const rest = Math.sqrt(1 - t * t);
    return Array.from(query, (q, j) => t * q + rest * across[j]);
  });
  return { covariates: toMatrix(rows, "covariates"), labels: Float64Array.from(labels), query };
}

/** A uniform unit vector orthogonal to the unit vector `direction`. */
function orthogonalUnit(direction: Float64Array, stream: RandomStream): Float64Array {
  const v = new Float64Array(direction.length);
  for (;;) {
    fillSpherePoint(v, stream);
    const along = dot(v, direction);
    for (let j = 0; j < v.length; j++) v[j] -= along * direction[j];
    const length = Math.sqrt(dot(v, v));
    // A draw almost parallel to the direction would leave rounding noise as its rest: draw again.
    if (length > 1e-6) return v.map((entry) => entry / length);
  }
}
