/** Prompts of the nearest-neighbour setting: points on the sphere, labels ±1 (paper A, section 2). */

import { drawMany, innerProductDraws, SIGNS, spherePointDraws } from "../kernel/draws.ts";
import { dot, fromFlat, type Vector } from "../linalg.ts";
import type { RandomStream } from "../prng.ts";
import { requireCount, requireFinite, requireLength } from "../validate.ts";
import { fillSpherePoint, requireSphereDimension } from "./covariates.ts";
import { type BatchShape, batchToFill, type Prompt, type PromptBatch } from "./prompt.ts";

/**
 * B·N inner products t_i = ⟨x_i, x_q⟩ of uniform points with their query, prompt by prompt.
 *
 * @param into B·N numbers to draw over; a new array by default.
 * @returns `into`.
 * @throws {RangeError} On no prompts, no points, d < 2, or another length of `into`.
 */
export function drawInnerProducts(
  { contextLength, dimension, prompts }: {
    readonly contextLength: number;
    readonly dimension: number;
    readonly prompts: number;
  },
  stream: RandomStream,
  into?: Float64Array,
): Float64Array {
  requireCount("context length N", contextLength);
  requireSphereDimension(dimension);
  requireCount("number of prompts", prompts);
  const out = into ?? new Float64Array(prompts * contextLength);
  requireLength("array to draw into", out, { length: prompts * contextLength, because: "B·N" });
  return drawMany(innerProductDraws(dimension), out, stream);
}

/**
 * B prompts of N uniform points on S^{d−1} with labels ±1; targets are the nearest points' labels.
 *
 * @param into Where they go, over what was there: a training draws one batch after the other.
 * @returns `into`, by default a new batch.
 * @throws {RangeError} On no prompts, no points, d < 2, or another shape of `into`.
 */
export function drawNearestBatch(
  shape: BatchShape,
  stream: RandomStream,
  into?: PromptBatch,
): PromptBatch {
  const { contextLength: n, dimension: d, prompts } = shape;
  requireCount("context length N", n);
  requireSphereDimension(d);
  requireCount("number of prompts", prompts);
  const batch = batchToFill(shape, into);
  const { covariates, labels, queries, targets } = batch;
  drawMany(spherePointDraws(d), queries, stream);
  drawMany(spherePointDraws(d), covariates, stream);
  drawMany(SIGNS, labels, stream);
  for (let b = 0, i = 0; b < prompts; b++) {
    let best = -Infinity;
    for (const end = i + n; i < end; i++) {
      let t = 0;
      for (let j = 0; j < d; j++) t += covariates[i * d + j] * queries[b * d + j];
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
  return drawMany(SIGNS, new Float64Array(n), stream);
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
 * import { promptWithInnerProducts, randomStream } from "@attest/attest";
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
  requireLength("labels", labels, { length: innerProducts.length, because: "one per point" });
  requireFinite("labels", labels);
  const n = innerProducts.length;
  const query = new Float64Array(dimension);
  fillSpherePoint(query, stream);
  const across = new Float64Array(dimension);
  const points = new Float64Array(n * dimension);
  for (let i = 0, k = 0; i < n; i++) {
    const t = innerProducts[i];
    if (!(t >= -1 && t <= 1)) {
      throw new RangeError(`inner products must lie in [−1, 1], got ${t} at index ${i}`);
    }
    fillOrthogonalUnit(across, query, stream);
    const rest = Math.sqrt(1 - t * t);
    for (let j = 0; j < dimension; j++) points[k++] = t * query[j] + rest * across[j];
  }
  const covariates = fromFlat(points, n, dimension);
  return { covariates, labels: Float64Array.from(labels), query };
}

/** Fills `out` with a uniform unit vector orthogonal to the unit vector `direction`. */
function fillOrthogonalUnit(
  out: Float64Array,
  direction: Float64Array,
  stream: RandomStream,
): void {
  const d = out.length;
  for (;;) {
    fillSpherePoint(out, stream);
    const along = dot(out, direction);
    for (let j = 0; j < d; j++) out[j] -= along * direction[j];
    const length = Math.sqrt(dot(out, out));
    // A draw almost parallel to the direction would leave rounding noise as its rest: draw again.
    if (!(length > 1e-6)) continue;
    for (let j = 0; j < d; j++) out[j] /= length;
    return;
  }
}
