/**
 * Matrices for the model: the only importer of ml-matrix.
 *
 * ml-matrix changes instances in place under arithmetic and its errors name no sizes; everything here
 * copies, and says which shapes did not fit.
 */

import {
  AbstractMatrix,
  EigenvalueDecomposition,
  LuDecomposition,
  Matrix as MlMatrix,
  QrDecomposition,
  SingularValueDecomposition,
  WrapperMatrix1D,
} from "ml-matrix";
import type { RandomStream } from "./prng.ts";
import { requireCount } from "./validate.ts";

/** A matrix that is read, never written: what the functions of this file give and take. */
export interface Matrix {
  /** Number of rows. */
  readonly rows: number;
  /** Number of columns. */
  readonly columns: number;
  /** The entry in row i, column j, both from 0. */
  get(i: number, j: number): number;
  /** Row i, copied. */
  getRow(i: number): number[];
  /** Column j, copied. */
  getColumn(j: number): number[];
  /** All entries, row by row, copied. */
  to1DArray(): number[];
  /** All rows, copied. */
  to2DArray(): number[][];
}

/** A vector as any indexed run of numbers. */
export type Vector = ArrayLike<number>;

/** Rows of numbers, or a matrix: what functions that take a matrix accept. */
export type MatrixLike = Matrix | readonly Vector[];

/** The ml-matrix behind a matrix; another implementation of the interface is copied. */
function own(a: Matrix): AbstractMatrix {
  return a instanceof AbstractMatrix ? a : new MlMatrix(a.to2DArray());
}

/** Entries row by row in one array: ml-matrix's own storage is an array a row, slow to make. */
class FlatMatrix extends WrapperMatrix1D {
  /** Never written once the matrix is given away. */
  readonly flat: Float64Array;

  constructor(flat: Float64Array, rows: number) {
    super(flat, { rows });
    this.flat = flat;
  }

  /** Read in hot loops: without a call for the index. */
  override get(i: number, j: number): number {
    return this.flat[i * this.columns + j];
  }
}

/** The rows×columns matrix on these entries; ml-matrix wraps none without a row. */
function onFlat(flat: Float64Array, rows: number, columns: number): Matrix {
  return rows === 0 ? new MlMatrix(0, columns) : new FlatMatrix(flat, rows);
}

/** The entries of `a`, row by row, to be read and not to be kept. */
export function entriesOf(a: Matrix): Float64Array {
  return a instanceof FlatMatrix ? a.flat : Float64Array.from(a.to1DArray());
}

function shape(a: Matrix): string {
  return `${a.rows}×${a.columns}`;
}

/**
 * A matrix with these rows, copied.
 *
 * @example From rows
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { toMatrix } from "@attest/attest";
 *
 * assertEquals(toMatrix([[1, 2], [3, 4]]).get(1, 0), 3);
 * ```
 *
 * @param rows n rows of d numbers, n ≥ 1, d ≥ 1.
 * @param name What an error calls it.
 * @throws {RangeError} On no rows, ragged rows or non-finite entries.
 */
export function toMatrix(rows: MatrixLike, name = "matrix"): Matrix {
  if (rows instanceof FlatMatrix) return copied(rows, name);
  const source: readonly Vector[] = "to2DArray" in rows ? rows.to2DArray() : rows;
  const columns = source[0]?.length ?? 0;
  if (columns === 0) {
    throw new RangeError(`${name} must have at least one row and column, got none`);
  }
  const entries = new Float64Array(source.length * columns);
  for (let i = 0; i < source.length; i++) {
    const row = source[i];
    if (row.length !== columns) {
      throw new RangeError(
        `${name} must have ${columns} columns in every row, got ${row.length} in row ${i}`,
      );
    }
    for (let j = 0; j < columns; j++) {
      const entry = entries[i * columns + j] = row[j];
      if (!Number.isFinite(entry)) {
        throw new RangeError(`${name} must be finite, got ${row[j]} at row ${i}, column ${j}`);
      }
    }
  }
  return new FlatMatrix(entries, source.length);
}

/** A finite matrix once more, without a list for each of its rows on the way. */
function copied({ flat, rows, columns }: FlatMatrix, name: string): Matrix {
  for (let k = 0; k < flat.length; k++) {
    if (Number.isFinite(flat[k])) continue;
    const place = `row ${Math.floor(k / columns)}, column ${k % columns}`;
    throw new RangeError(`${name} must be finite, got ${flat[k]} at ${place}`);
  }
  return new FlatMatrix(flat.slice(), rows);
}

/** The rows×columns matrix stored row by row in `entries`. */
export function fromFlat(entries: Vector, rows: number, columns: number): Matrix {
  if (entries.length !== rows * columns) {
    throw new RangeError(
      `a ${rows}×${columns} matrix must have ${rows * columns} entries, got ${entries.length}`,
    );
  }
  return onFlat(new Float64Array(entries), rows, columns);
}

/** The entries of `a`, row by row. */
export function toFlat(a: Matrix): Float64Array {
  return a instanceof FlatMatrix ? a.flat.slice() : Float64Array.from(a.to1DArray());
}

/** The rows×columns matrix of zeros. */
export function zeros(rows: number, columns = rows): Matrix {
  return onFlat(new Float64Array(rows * columns), rows, columns);
}

/** c·I in d dimensions. */
export function scaledIdentity(d: number, c = 1): Matrix {
  return diagonal(new Float64Array(d).fill(c));
}

/** The square matrix with these diagonal entries. */
export function diagonal(entries: Vector): Matrix {
  const d = entries.length;
  const square = new Float64Array(d * d);
  for (let j = 0; j < d; j++) square[j * d + j] = entries[j];
  return onFlat(square, d, d);
}

/** A·B. */
export function multiply(a: Matrix, b: Matrix): Matrix {
  if (a.columns !== b.rows) {
    throw new RangeError(
      `A·B must have as many columns in A as rows in B, got ${shape(a)} · ${shape(b)}`,
    );
  }
  // Summed as ml-matrix sums: its own product is made of an array a row and calls for every entry.
  const { rows, columns: inner } = a;
  const { columns } = b;
  const [left, right] = [entriesOf(a), entriesOf(b)];
  const product = new Float64Array(rows * columns);
  for (let i = 0, at = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      let sum = 0;
      for (let k = 0; k < inner; k++) sum += left[i * inner + k] * right[k * columns + j];
      product[at++] = sum;
    }
  }
  return onFlat(product, rows, columns);
}

/** A·x as a vector. */
export function multiplyVector(a: Matrix, x: Vector): Float64Array {
  if (a.columns !== x.length) {
    throw new RangeError(
      `A·B must have as many columns in A as rows in B, got ${shape(a)} · ${x.length}×1`,
    );
  }
  const entries = entriesOf(a);
  const product = new Float64Array(a.rows);
  for (let i = 0, k = 0; i < product.length; i++) {
    let sum = 0;
    for (let j = 0; j < x.length; j++) sum += entries[k++] * x[j];
    product[i] = sum;
  }
  return product;
}

/** x as a matrix with one column. */
export function columnVector(x: Vector): Matrix {
  return fromFlat(x, x.length, 1);
}

/** A + c·B. */
export function addScaled(a: Matrix, b: Matrix, c = 1): Matrix {
  if (a.rows !== b.rows || a.columns !== b.columns) {
    throw new RangeError(`A + c·B must have equal shapes, got ${shape(a)} and ${shape(b)}`);
  }
  const [sum, added] = [toFlat(a), entriesOf(b)];
  for (let k = 0; k < sum.length; k++) sum[k] += added[k] * c;
  return onFlat(sum, a.rows, a.columns);
}

/** Aᵀ. */
export function transpose(a: Matrix): Matrix {
  const { rows, columns } = a;
  const entries = entriesOf(a);
  const turned = new Float64Array(entries.length);
  for (let i = 0, k = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) turned[j * rows + i] = entries[k++];
  }
  return onFlat(turned, columns, rows);
}

/** A⁻¹ of a square matrix; throws when it is singular. */
export function inverse(a: Matrix): Matrix {
  if (a.rows !== a.columns) throw new RangeError(`A⁻¹ must have a square A, got ${shape(a)}`);
  const factors = new LuDecomposition(own(a));
  if (factors.isSingular()) {
    throw new RangeError(`A⁻¹ must have an invertible A, got a singular ${shape(a)}`);
  }
  return factors.solve(MlMatrix.eye(a.rows, a.rows));
}

/** The x of least norm among those that minimise ‖A·x − b‖ (singular value decomposition). */
export function leastSquares(a: Matrix, b: Vector): Float64Array {
  if (a.rows !== b.length) {
    throw new RangeError(
      `least squares must have one value per row, got ${shape(a)} and ${b.length}`,
    );
  }
  const factors = new SingularValueDecomposition(own(a), { autoTranspose: true });
  return toFlat(factors.solve(MlMatrix.columnVector(Array.from(b))));
}

/**
 * The axes along which a symmetric matrix is largest: unit eigenvectors as columns, the largest first.
 *
 * @param count How many, at most the size of A.
 */
export function principalAxes(a: Matrix, count: number): Matrix {
  const { eigenvectorMatrix } = new EigenvalueDecomposition(own(a), { assumeSymmetric: true });
  // ml-matrix sorts the eigenvalues of a symmetric matrix upwards.
  const axes = eigenvectorMatrix.to2DArray().map((row) => row.toReversed().slice(0, count));
  return fromFlat(axes.flat(), a.rows, count);
}

/** Trace of a square matrix. */
export function trace(a: Matrix): number {
  if (a.rows !== a.columns) throw new RangeError(`tr A must have a square A, got ${shape(a)}`);
  return own(a).trace();
}

/** The inner product of two vectors of equal length. */
export function dot(a: Vector, b: Vector): number {
  if (a.length !== b.length) {
    throw new RangeError(`⟨a, b⟩ must have equal lengths, got ${a.length} and ${b.length}`);
  }
  return a instanceof Float64Array && b instanceof Float64Array ? dotFlat(a, b) : dotAny(a, b);
}

/** Apart from {@link dotAny} it stays compiled for typed arrays, several times as fast. */
function dotFlat(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

function dotAny(a: Vector, b: Vector): number {
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
  return fromFlat(new QrDecomposition(new MlMatrix(entries)).orthogonalMatrix.to1DArray(), d, d);
}
