/** The linear models that softmax attention is held against, each fitted to all records at once. */

import { dot, entriesOf, fromFlat, inverse } from "../linalg.ts";
import type { Points, Records } from "./points.ts";
import { mean } from "./summary.ts";

/** A linear model: an answer to each query. */
export interface LinearModel {
  readonly name: "linear attention" | "centred linear attention" | "least squares";
  /** Answers to m queries. */
  answer(queries: Points): Float64Array;
  /** Answers to some of its own records, each from the model without that record. */
  leaveOut(rows: ArrayLike<number>): Float64Array;
}

/** Of the mean square of a column: what keeps columns that repeat each other from having no least squares. */
const RIDGE = 1e-8;

const rowOf = ({ entries, columns }: Points, i: number) =>
  entries.subarray(i * columns, (i + 1) * columns);

/**
 * Linear attention (1/n)Σ y_i x_iᵀ(ηI)x_q, as in claim B10, or with labels centred, which the same claim shows it needs.
 *
 * η is that of least squares over the records, each answered without itself.
 */
export function linearAttentionModel(records: Records, centred: boolean): LinearModel {
  const { count, columns, labels } = records;
  const offset = centred ? mean(labels) : 0;
  const moments = new Float64Array(columns);
  for (let i = 0; i < count; i++) {
    const row = rowOf(records, i);
    for (let j = 0; j < columns; j++) moments[j] += (labels[i] - offset) * row[j];
  }
  /** Σ of the others, for a record; of all, for a query. */
  const pull = (i: number) => {
    const row = rowOf(records, i);
    return (dot(moments, row) - (labels[i] - offset) * dot(row, row)) / Math.max(1, count - 1);
  };
  let [above, below] = [0, 0];
  for (let i = 0; i < count; i++) {
    const value = pull(i);
    above += value * (labels[i] - offset);
    below += value * value;
  }
  const eta = below > 0 ? above / below : 0;
  return {
    name: centred ? "centred linear attention" : "linear attention",
    answer: (queries) =>
      Float64Array.from(
        { length: queries.count },
        (_, q) => offset + (eta * dot(moments, rowOf(queries, q))) / count,
      ),
    leaveOut: (rows) => Float64Array.from(rows, (row) => offset + eta * pull(row)),
  };
}

/** Least squares with a constant; left out by the hat matrix, e/(1 − h). */
export function leastSquaresModel(records: Records): LinearModel {
  const { count, columns, labels } = records;
  const size = columns + 1;
  const gram = new Float64Array(size * size);
  const moments = new Float64Array(size);
  const extended = new Float64Array(size).fill(1);
  for (let i = 0; i < count; i++) {
    extended.set(rowOf(records, i));
    for (let a = 0; a < size; a++) {
      moments[a] += extended[a] * labels[i];
      for (let b = a; b < size; b++) gram[a * size + b] += extended[a] * extended[b];
    }
  }
  for (let a = 0; a < size; a++) {
    for (let b = 0; b < a; b++) gram[a * size + b] = gram[b * size + a];
    gram[a * size + a] += RIDGE * count;
  }
  const inverted = entriesOf(inverse(fromFlat(gram, size, size)));
  const times = (vector: Float64Array) =>
    vector.map((_, a) => dot(inverted.subarray(a * size, (a + 1) * size), vector));
  const coefficients = times(moments);
  const at = (row: Float64Array) => Float64Array.of(...row, 1);
  return {
    name: "least squares",
    answer: (queries) =>
      Float64Array.from(
        { length: queries.count },
        (_, q) => dot(coefficients, at(rowOf(queries, q))),
      ),
    leaveOut: (rows) =>
      Float64Array.from(rows, (row) => {
        const x = at(rowOf(records, row));
        const leverage = Math.min(1 - 1e-9, dot(x, times(x)));
        return labels[row] - (labels[row] - dot(coefficients, x)) / (1 - leverage);
      }),
  };
}
