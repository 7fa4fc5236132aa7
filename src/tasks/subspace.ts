/** A subspace of R^d and its complement (paper B, section 4). */

import { fromFlat, type Matrix, multiply, randomOrthogonal, transpose } from "../linalg.ts";
import type { RandomStream } from "../prng.ts";
import { requireCount } from "../validate.ts";

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
