/** The best attention on an ellipsoid for affine functions that are isotropic in x (claim B12.round). */

import { leastSquares, toMatrix } from "../linalg.ts";
import { softmaxInPlace } from "../model/softmax.ts";
import type { RandomStream } from "../prng.ts";
import { flatSpherePoints } from "../tasks/covariates.ts";

/** Which functions on which ellipsoid. */
export interface EllipsoidOptimum {
  /** L. */
  readonly lipschitz: number;
  /** σ. */
  readonly noise: number;
  /** n. */
  readonly contextLength: number;
  /** λ_k of Σ, d of them. */
  readonly eigenvalues: readonly number[];
  /** Prompts that stand for all. */
  readonly prompts: number;
}

/** A frozen sample of points of the sphere, n and a query for each prompt. */
interface Sample extends EllipsoidOptimum {
  readonly points: Float64Array;
  readonly queries: Float64Array;
}

/** Newton's steps are no longer than this, in log M. */
const LONGEST = 0.5;
const STEPS = 12;
/** A step as short as this is the last. */
const SHORT = 1e-4;
/** For the slope of a slope. */
const APART = 1e-4;

/**
 * The entries of M along the axes of Σ at which the ICL loss is least.
 *
 * In the points u of the sphere M is A = Σ^{1/2}MΣ^{1/2}, and l·vᵀx + b has the slope l·√λ_k·v_k along axis k. With v
 * and l averaged out the loss is ½[(L²/3d)Σ_k λ_k E(Σ_i a_i u_ik − u_qk)² + σ²E Σ a_i²]: the longer axis counts more.
 *
 * @example A circle has no longer axis
 * ```ts
 * import { assertAlmostEquals } from "@std/assert";
 * import { randomStream } from "@attest/attest";
 * import { ellipsoidOptimum } from "@attest/attest/measurement";
 *
 * const circle = { lipschitz: 2, noise: 1, contextLength: 8, eigenvalues: [1, 1], prompts: 4000 };
 * const [a, b] = ellipsoidOptimum(circle, randomStream(1));
 * assertAlmostEquals(a / b, 1, 0.1);
 * ```
 *
 * @returns d numbers, in the order of the eigenvalues.
 */
export function ellipsoidOptimum(setting: EllipsoidOptimum, stream: RandomStream): Float64Array {
  const { eigenvalues, prompts, contextLength } = setting;
  const d = eigenvalues.length;
  const sample = {
    ...setting,
    points: flatSpherePoints(prompts * contextLength, d, stream),
    queries: flatSpherePoints(prompts, d, stream),
  };
  // Newton's method in log A, from a window as on the sphere.
  const log = new Float64Array(d).fill(Math.log(d));
  for (let step = 0; step < STEPS; step++) {
    const slope = slopeAt(log, sample);
    const bends = Array.from(log, (_, k) => {
      const moved = slopeAt(log.map((value, j) => value + (j === k ? APART : 0)), sample);
      return moved.map((value, j) => (value - slope[j]) / APART);
    });
    const move = leastSquares(toMatrix(bends, "bends"), slope);
    for (let k = 0; k < d; k++) log[k] -= Math.max(-LONGEST, Math.min(LONGEST, move[k]));
    if (Math.max(...move.map(Math.abs)) < SHORT) break;
  }
  return log.map((value, k) => Math.exp(value) / eigenvalues[k]);
}

/** The slope of twice the loss in log A. */
function slopeAt(log: Float64Array, sample: Sample): Float64Array {
  const { points: u, queries, contextLength: n, eigenvalues, lipschitz, noise, prompts } = sample;
  const d = eigenvalues.length;
  const doubled = eigenvalues.map((value) => (2 * lipschitz ** 2 * value) / (3 * d));
  const [scaled, missed, sum] = [log, log, log].map(() => new Float64Array(d));
  const [a, inWeights] = [new Float64Array(n), new Float64Array(n)];
  for (let b = 0; b < prompts; b++) {
    const at = b * n * d;
    for (let k = 0; k < d; k++) {
      scaled[k] = Math.exp(log[k]) * queries[b * d + k];
      missed[k] = -queries[b * d + k];
    }
    for (let i = 0; i < n; i++) {
      a[i] = 0;
      for (let k = 0; k < d; k++) a[i] += u[at + i * d + k] * scaled[k];
    }
    softmaxInPlace(a, 0, n);
    for (let i = 0; i < n; i++) {
      for (let k = 0; k < d; k++) missed[k] += a[i] * u[at + i * d + k];
    }
    let mean = 0;
    for (let i = 0; i < n; i++) {
      inWeights[i] = 2 * noise ** 2 * a[i];
      for (let k = 0; k < d; k++) inWeights[i] += doubled[k] * missed[k] * u[at + i * d + k];
      mean += a[i] * inWeights[i];
    }
    for (let i = 0; i < n; i++) {
      const inScore = (a[i] * (inWeights[i] - mean)) / prompts;
      for (let k = 0; k < d; k++) sum[k] += inScore * u[at + i * d + k] * scaled[k];
    }
  }
  return sum;
}
