/** Tasks that depend on a few directions of the covariates only (paper B, section 4). */

import { drawMany, NORMALS } from "../kernel/draws.ts";
import { fromFlat, type Matrix, multiply, randomOrthogonal, transpose } from "../linalg.ts";
import type { RandomStream } from "../prng.ts";
import { requireAtLeast, requireCount } from "../validate.ts";
import { flatSpherePoints, requireSphereDimension } from "./covariates.ts";
import { drawCoefficients, evaluateFunctions, type FunctionBatch } from "./function_batch.ts";
import { batchToFill, type PromptBatch } from "./prompt.ts";

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

/** Random φ of the class on R^k, one a prompt. */
function drawProfiles(
  functions: number,
  { functionClass, lipschitz, k }: LowRankLaw & { readonly k: number },
  stream: RandomStream,
): FunctionBatch<LowRankClass> {
  const directions = flatSpherePoints(functions, k, stream);
  const coefficients = drawCoefficients(new Float64Array(2 * functions), lipschitz, stream);
  const own = functionClass === "cosine"
    ? new Float64Array(functions).fill(lipschitz)
    : coefficients;
  return { functionClass, functions, directions, coefficients: own };
}

/** [c_u·B, c_v·B_⊥], d×d, row by row. */
function scaledBasis(
  { subspace, inside = 1, outside = 1 }: LowRankLaw & { readonly subspace: Subspace },
): Float64Array {
  const { rows: d, columns: k } = subspace.inside;
  return Float64Array.from({ length: d * d }, (_, at) => {
    const [j, a] = [Math.floor(at / d), at % d];
    return a < k ? inside * subspace.inside.get(j, a) : outside * subspace.outside.get(j, a - k);
  });
}

/** Points of the basis into `points`; gives their parts u, k numbers each. */
function drawPoints(
  points: Float64Array,
  { basis, k }: { readonly basis: Float64Array; readonly k: number },
  stream: RandomStream,
): Float64Array {
  const d = Math.sqrt(basis.length);
  const count = points.length / d;
  const u = flatSpherePoints(count, k, stream);
  const v = flatSpherePoints(count, d - k, stream);
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < d; j++) {
      let entry = 0;
      for (let a = 0; a < k; a++) entry += basis[j * d + a] * u[i * k + a];
      for (let a = k; a < d; a++) entry += basis[j * d + a] * v[i * (d - k) + a - k];
      points[i * d + j] = entry;
    }
  }
  return u;
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
 * @param into Where they go, over what was there: a training draws one batch after the other.
 * @returns `into`, by default a new batch.
 * @throws {RangeError} On a law that makes no sense, another shape of `into`, or unless k ≥ 2 and d − k ≥ 2.
 */
export function drawLowRankBatch(
  law: LowRankLaw & { readonly subspace: Subspace },
  prompts: number,
  stream: RandomStream,
  into?: PromptBatch,
): PromptBatch {
  const { noise, contextLength: n, inside = 1, outside = 1 } = law;
  const { rows: d, columns: k } = law.subspace.inside;
  requireAtLeast("Lipschitz constant L", law.lipschitz, 0);
  requireAtLeast("label noise σ", noise, 0);
  requireAtLeast("scale c_u", inside, 0);
  requireAtLeast("scale c_v", outside, 0);
  requireCount("context length n", n);
  requireCount("number of prompts", prompts);
  requireSphereDimension(k);
  requireSphereDimension(d - k);
  const shape = { prompts, contextLength: n, dimension: d };
  const batch = batchToFill(shape, into);
  const profiles = drawProfiles(prompts, { ...law, k }, stream);
  const part = { basis: scaledBasis(law), k };
  const ofQueries = drawPoints(batch.queries, part, stream);
  const ofContext = drawPoints(batch.covariates, part, stream);
  drawMany(NORMALS, batch.labels, stream);
  evaluateFunctions(profiles, ofContext, { out: batch.labels, noise });
  evaluateFunctions(profiles, ofQueries, { out: batch.targets.fill(0) });
  return batch;
}
