/** A plane through the labels of the rows nearest to a query: what noise and steepness are read off. */

import { dot, entriesOf, fromFlat, inverse, principalAxes } from "../linalg.ts";
import type { Records } from "./points.ts";

/** A local linear fit, judged at its query. */
export interface LocalFit {
  /** The query's label less the plane there; the query is none of the rows. */
  readonly residual: number;
  /** h, by which the plane's own noise adds to that: Var = σ²(1 + h). */
  readonly leverage: number;
  /** ‖slope‖², noise included. */
  readonly squaredSlope: number;
  /** tr (ZᵀZ)⁻¹, which noise adds to it, in units of σ². */
  readonly slopeNoise: number;
}

/** Where the fit is made. */
export interface LocalFitPlace {
  /** The nearest rows, nearest first. */
  readonly rows: ArrayLike<number>;
  /** The query's d numbers. */
  readonly query: Float64Array;
  /** The query's label. */
  readonly label: number;
  /** Directions of the plane: the axes along which the rows vary most. */
  readonly rank: number;
}

/** Of the rows' largest spread: directions with less than this are those of duplicates, and get no slope. */
const RIDGE = 1e-9;

/**
 * The plane of least squares through the rows' labels, in the `rank` directions in which they vary most.
 *
 * @returns undefined where the rows vary in no direction.
 */
export function localFit(records: Records, place: LocalFitPlace): LocalFit | undefined {
  const { rows, query, label, rank } = place;
  const { columns } = records;
  const { centre, offsets, labels, meanLabel } = centred(records, rows);
  const scatter = product(offsets, columns);
  let spread = 0;
  for (let j = 0; j < columns; j++) spread += scatter[j * columns + j];
  if (!(spread > 0)) return undefined;
  const axes = rank < columns
    ? entriesOf(principalAxes(fromFlat(scatter, columns, columns), rank))
    : undefined;
  const along = (offsets: Float64Array) =>
    axes === undefined ? offsets : projected(offsets, axes, rank);
  const z = along(offsets);
  const gram = product(z, rank);
  for (let j = 0; j < rank; j++) gram[j * rank + j] += RIDGE * spread;
  const inverted = inverseOf(gram, rank);
  const moments = new Float64Array(rank);
  for (let i = 0; i < rows.length; i++) {
    for (let j = 0; j < rank; j++) moments[j] += z[i * rank + j] * labels[i];
  }
  const slope = times(inverted, moments);
  const at = along(query.map((x, j) => x - centre[j]));
  let slopeNoise = 0;
  for (let j = 0; j < rank; j++) slopeNoise += inverted[j * rank + j];
  return {
    residual: label - meanLabel - dot(slope, at),
    leverage: 1 / rows.length + dot(at, times(inverted, at)),
    squaredSlope: dot(slope, slope),
    slopeNoise,
  };
}

/** The inverse of a small symmetric matrix; up to two dimensions by its formula, since fits are made by the thousand. */
function inverseOf(gram: Float64Array, rank: number): Float64Array {
  if (rank === 1) return Float64Array.of(1 / gram[0]);
  if (rank > 2) return entriesOf(inverse(fromFlat(gram, rank, rank)));
  const [a, b, , c] = gram;
  const determinant = a * c - b * b;
  return Float64Array.of(c / determinant, -b / determinant, -b / determinant, a / determinant);
}

function centred({ columns, entries, labels }: Records, rows: ArrayLike<number>) {
  const centre = new Float64Array(columns);
  let meanLabel = 0;
  for (let i = 0; i < rows.length; i++) {
    meanLabel += labels[rows[i]] / rows.length;
    for (let j = 0; j < columns; j++) centre[j] += entries[rows[i] * columns + j] / rows.length;
  }
  const offsets = new Float64Array(rows.length * columns);
  for (let i = 0; i < rows.length; i++) {
    for (let j = 0; j < columns; j++) {
      offsets[i * columns + j] = entries[rows[i] * columns + j] - centre[j];
    }
  }
  const offLabels = Float64Array.from(rows, (row) => labels[row] - meanLabel);
  return { centre, offsets, labels: offLabels, meanLabel };
}

/** ZᵀZ of rows of this many columns. */
function product(z: Float64Array, columns: number): Float64Array {
  const out = new Float64Array(columns * columns);
  for (let start = 0; start < z.length; start += columns) {
    for (let a = 0; a < columns; a++) {
      const value = z[start + a];
      for (let b = a; b < columns; b++) out[a * columns + b] += value * z[start + b];
    }
  }
  for (let a = 0; a < columns; a++) {
    for (let b = 0; b < a; b++) out[a * columns + b] = out[b * columns + a];
  }
  return out;
}

/** Rows of offsets along the axes, which are the columns of a matrix. */
function projected(offsets: Float64Array, axes: Float64Array, rank: number): Float64Array {
  const columns = axes.length / rank;
  const out = new Float64Array((offsets.length / columns) * rank);
  for (let start = 0, at = 0; start < offsets.length; start += columns, at += rank) {
    for (let j = 0; j < columns; j++) {
      const offset = offsets[start + j];
      for (let r = 0; r < rank; r++) out[at + r] += offset * axes[j * rank + r];
    }
  }
  return out;
}

function times(square: Float64Array, vector: Float64Array): Float64Array {
  const size = vector.length;
  return vector.map((_, j) => dot(square.subarray(j * size, (j + 1) * size), vector));
}
