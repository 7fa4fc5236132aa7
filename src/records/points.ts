/** Records as numbers: rows of features, and the label of each. */

import { requireCount, requireFinite } from "../validate.ts";

/** n points of d numbers. */
export interface Points {
  /** n. */
  readonly count: number;
  /** d. */
  readonly columns: number;
  /** n·d numbers, row by row. */
  readonly entries: Float64Array;
}

/** Points with a label each. */
export interface Records extends Points {
  /** n labels. */
  readonly labels: Float64Array;
}

/**
 * Points from n·d finite numbers.
 *
 * @throws {RangeError} On a number that is not finite, or another number of entries.
 */
export function pointsOf(entries: Float64Array, columns: number): Points {
  requireFinite("entries", entries);
  requireCount("columns", columns);
  const count = entries.length / columns;
  if (!Number.isInteger(count)) {
    throw new RangeError(`entries must fill rows of ${columns}, got ${entries.length}`);
  }
  return { count, columns, entries };
}

/** Some of the rows, in the order of `rows`. */
export function pickPoints({ columns, entries }: Points, rows: ArrayLike<number>): Points {
  const picked = new Float64Array(rows.length * columns);
  for (let i = 0; i < rows.length; i++) {
    picked.set(entries.subarray(rows[i] * columns, (rows[i] + 1) * columns), i * columns);
  }
  return { count: rows.length, columns, entries: picked };
}

/** Some of the records, in the order of `rows`. */
export function pickRecords(records: Records, rows: ArrayLike<number>): Records {
  return {
    ...pickPoints(records, rows),
    labels: Float64Array.from(rows, (row) => records.labels[row]),
  };
}
