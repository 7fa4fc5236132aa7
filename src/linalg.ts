/**
 * Matrices for the model: the only importer of ml-matrix.
 *
 * ml-matrix changes instances in place under arithmetic and its errors name no sizes; everything here
 * copies, and says which shapes did not fit.
 */

import { inverse as mlInverse, Matrix, QrDecomposition, solve as mlSolve } from "ml-matrix";
import type { RandomStream } from "./prng.ts";
import { requireCount } from "./validate.ts";

export { Matrix };

/** A vector as any indexed run of numbers. */
export type Vector = ArrayLike<number>;

/** Rows of numbers, or a matrix: what functions that take a matrix accept. */
export type MatrixLike = Matrix | readonly Vector[];

function shape(a: Matrix): string {
  return `${a.rows}×${a.columns}`;
}

/**
 * A matrix with these rows, copied.
 *
 * @example From rows
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { toMatrix } from "./linalg.ts";
 *
 * assertEquals(toMatrix([[1, 2], [3, 4]]).get(1, 0), 3);
 * ```
 *
 * @param rows n rows of d numbers, n ≥ 1, d ≥ 1.
 * @param name What an error calls it.
 * @throws {RangeError} On no rows, ragged rows or non-finite entries.
 */
export function toMatrix(rows: MatrixLike, name = "matrix"): Matrix {
  const source: readonly Vector[] = rows instanceof Matrix ? rows.to2DArray() : rows;
  const columns = source[0]?.length ?? 0;
  if (columns === 0) {
    throw new RangeError(`${name} must have at least one row and column, got none`);
  }
  source.forEach((row, i) => {
    if (row.length !== columns) {
      throw new RangeError(
        `${name} must have ${columns} columns in every row, got ${row.length} in row ${i}`,
      );
    }
    for (let j = 0; j < columns; j++) {
      if (!Number.isFinite(row[j])) {
        throw new RangeError(`${name} must be finite, got ${row[j]} at row ${i}, column ${j}`);
      }
    }
  });
  return new Matrix(source.map((row) => Array.from(row)));
}

/** The rows×columns matrix stored row by row in `entries`. */
export function fromFlat(entries: Vector, rows: number, columns: number): Matrix {
  if (entries.length !== rows * columns) {
    throw new RangeError(
      `a ${rows}×${columns} matrix must have ${rows * columns} entries, got ${entries.length}`,
    );
  }
  return Matrix.from1DArray(rows, columns, Array.from(entries));
}

/** The entries of `a`, row by row. */
export function toFlat(a: Matrix): Float64Array {
  return Float64Array.from(a.to1DArray());
}

/** The rows×columns matrix of zeros. */
export function zeros(rows: number, columns = rows): Matrix {
  return Matrix.zeros(rows, columns);
}

/** c·I in d dimensions. */
export function scaledIdentity(d: number, c = 1): Matrix {
  return Matrix.eye(d, d, c);
}

/** A·B. */
export function multiply(a: Matrix, b: Matrix): Matrix {
  if (a.columns !== b.rows) {
    throw new RangeError(
      `A·B must have as many columns in A as rows in B, got ${shape(a)} · ${shape(b)}`,
    );
  }
  return a.mmul(b);
}

/** A·x as a vector. */
export function multiplyVector(a: Matrix, x: Vector): Float64Array {
  return toFlat(multiply(a, columnVector(x)));
}

/** x as a matrix with one column. */
export function columnVector(x: Vector): Matrix {
  return Matrix.columnVector(Array.from(x));
}

/** A + c·B. */
export function addScaled(a: Matrix, b: Matrix, c = 1): Matrix {
  if (a.rows !== b.rows || a.columns !== b.columns) {
    throw new RangeError(`A + c·B must have equal shapes, got ${shape(a)} and ${shape(b)}`);
  }
  return Matrix.add(a, Matrix.mul(b, c));
}

/** Aᵀ. */
export function transpose(a: Matrix): Matrix {
  return a.transpose();
}

/** A⁻¹ of a square matrix; throws when it is singular. */
export function inverse(a: Matrix): Matrix {
  if (a.rows !== a.columns) throw new RangeError(`A⁻¹ must have a square A, got ${shape(a)}`);
  return mlInverse(a);
}

/** The x of least norm among those that minimise ‖A·x − b‖ (singular value decomposition). */
export function leastSquares(a: Matrix, b: Vector): Float64Array {
  if (a.rows !== b.length) {
    throw new RangeError(
      `least squares must have one value per row, got ${shape(a)} and ${b.length}`,
    );
  }
  return toFlat(mlSolve(a, columnVector(b), true));
}

/** Trace of a square matrix. */
export function trace(a: Matrix): number {
  return a.trace();
}

/** The inner product of two vectors of equal length. */
export function dot(a: Vector, b: Vector): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

/** The Euclidean norm. */
export function norm(a: Vector): number {
  return Math.sqrt(dot(a, a));
}

/** A random d×d orthogonal matrix (Q of the QR decomposition of a Gaussian matrix). */
export function randomOrthogonal(d: number, stream: RandomStream): Matrix {
  requireCount("dimension", d);
  const entries = Array.from({ length: d }, () => Array.from({ length: d }, () => stream.normal()));
  return new QrDecomposition(new Matrix(entries)).orthogonalMatrix;
}
