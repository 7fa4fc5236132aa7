/** Tasks that depend on a few directions of the covariates only (paper B, section 4). */

import { fromFlat, type Matrix, multiply, randomOrthogonal, transpose } from "../linalg.ts";
import type { RandomStream } from "../prng.ts";
import { requireAtLeast, requireCount } from "../validate.ts";
import { fillSpherePoint, requireSphereDimension } from "./covariates.ts";
import { emptyBatch, type PromptBatch } from "./prompt.ts";

/** An orthonormal basis, split into the directions that labels depend on and the rest. */
export interface Subspace {
  /** B, d×k with orthonormal columns. */
  readonly inside: Matrix;
  /** B_⊥, d×(d−k), the complement. */
  readonly outside: Matrix;
}

/** Columns `from` to `to` (not included) of a matrix. */
function columns(matrix: Matrix, from: number, to: number): Matrix {
  const rows = matrix.to2DArray().map((row) => row.slice(from, to));
  return fromFlat(rows.flat(), rows.length, to - from);
}

/**
 * A random k-dimensional subspace of R^d with its complement.
 *
 * @throws {RangeError} Unless 1 ≤ k < d.
 */
export function randomSubspace(d: number, k: number, stream: RandomStream): Subspace {
  requireCount("rank k", k);
  requireCount("dimension d", d, k + 1);
  const basis = randomOrthogonal(d, stream);
  return { inside: columns(basis, 0, k), outside: columns(basis, k, d) };
}

/** c·BBᵀ + c_⊥·B_⊥B_⊥ᵀ, d×d. */
export function subspaceParameters(
  { inside, outside }: Subspace,
  { scale, across = 0 }: { readonly scale: number; readonly across?: number },
): Matrix {
  const d = inside.rows;
  const entries = new Float64Array(d * d);
  const add = (basis: Matrix, c: number) =>
    multiply(basis, transpose(basis)).to1DArray().forEach((entry, i) => entries[i] += c * entry);
  add(inside, scale);
  add(outside, across);
  return fromFlat(entries, d, d);
}

/** Functions of k directions: affine l·vᵀu + b; quadratic l·(vᵀu)² + b; cosine cos(L·vᵀu). */
export const LOW_RANK_CLASSES = ["affine", "quadratic", "cosine"] as const;

/** One of {@link LOW_RANK_CLASSES}. */
export type LowRankClass = (typeof LOW_RANK_CLASSES)[number];

/** A law of low-rank prompts: x = c_u·Bu + c_v·B_⊥v, u and v uniform on their spheres, y = φ(u) + σε. */
export interface LowRankLaw {
  /** The form of φ. */
  readonly functionClass: LowRankClass;
  /** L ≥ 0: slopes and offsets are uniform in [−L, L]. */
  readonly lipschitz: number;
  /** σ ≥ 0. */
  readonly noise: number;
  /** n ≥ 1. */
  readonly contextLength: number;
  /** c_u ≥ 0, 1 by default. */
  readonly inside?: number;
  /** c_v ≥ 0, 1 by default. */
  readonly outside?: number;
}

/** A random φ of the class on R^k. */
function drawProfile(
  { functionClass, lipschitz }: LowRankLaw,
  k: number,
  stream: RandomStream,
): (u: Float64Array) => number {
  const direction = new Float64Array(k);
  fillSpherePoint(direction, stream);
  const slope = lipschitz * (2 * stream.uniform() - 1);
  const offset = lipschitz * (2 * stream.uniform() - 1);
  return (u) => {
    const along = u.reduce((sum, value, j) => sum + value * direction[j], 0);
    if (functionClass === "cosine") return Math.cos(lipschitz * along);
    return slope * (functionClass === "affine" ? along : along * along) + offset;
  };
}

/**
 * B prompts of the law, each with its own φ on the same subspace.
 *
 * @example Labels know the subspace only
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { randomStream } from "../prng.ts";
 * import { drawLowRankBatch, randomSubspace } from "./low_rank.ts";
 *
 * const law = { functionClass: "quadratic", lipschitz: 1, noise: 0, contextLength: 5 } as const;
 * const subspace = randomSubspace(5, 2, randomStream(1));
 * assertEquals(drawLowRankBatch({ ...law, subspace }, 3, randomStream(2)).queries.length, 15);
 * ```
 *
 * @throws {RangeError} On a law that makes no sense, or unless k ≥ 2 and d − k ≥ 2.
 */
export function drawLowRankBatch(
  law: LowRankLaw & { readonly subspace: Subspace },
  prompts: number,
  stream: RandomStream,
): PromptBatch {
  const { subspace, noise, contextLength: n, inside = 1, outside = 1 } = law;
  const { rows: d, columns: k } = subspace.inside;
  requireAtLeast("Lipschitz constant L", law.lipschitz, 0);
  requireAtLeast("label noise σ", noise, 0);
  requireAtLeast("scale c_u", inside, 0);
  requireAtLeast("scale c_v", outside, 0);
  requireCount("context length n", n);
  requireCount("number of prompts", prompts);
  requireSphereDimension(k);
  requireSphereDimension(d - k);
  const basis = subspace.inside.to2DArray().map((row, j) => [
    ...row.map((entry) => inside * entry),
    ...subspace.outside.getRow(j).map((entry) => outside * entry),
  ]);
  const batch = emptyBatch({ prompts, contextLength: n, dimension: d });
  const [u, v] = [new Float64Array(k), new Float64Array(d - k)];
  /** Writes a point of the law and leaves its part inside in u. */
  const drawPoint = (out: Float64Array) => {
    fillSpherePoint(u, stream);
    fillSpherePoint(v, stream);
    for (let j = 0; j < d; j++) {
      out[j] = 0;
      for (let i = 0; i < d; i++) out[j] += basis[j][i] * (i < k ? u[i] : v[i - k]);
    }
  };
  for (let b = 0; b < prompts; b++) {
    const profile = drawProfile(law, k, stream);
    drawPoint(batch.queries.subarray(b * d, (b + 1) * d));
    batch.targets[b] = profile(u);
    for (let i = b * n; i < (b + 1) * n; i++) {
      drawPoint(batch.covariates.subarray(i * d, (i + 1) * d));
      batch.labels[i] = profile(u) + noise * stream.normal();
    }
  }
  return batch;
}
