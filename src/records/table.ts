/** A table as a diagnosis takes it: columns as they were read, and the label of every row. */

import type { RawColumn } from "./encoding.ts";

/** n rows to learn from. */
export interface Table {
  /** The label's column. */
  readonly label: string;
  /** n labels; 1 and 0 for two classes. */
  readonly labels: Float64Array;
  /** What 0 and 1 stand for; null for numbers. */
  readonly classes: readonly [string, string] | null;
  /** The features. */
  readonly columns: readonly RawColumn[];
  /** What rows belong together, one number a row; the row's own number where nothing says so. */
  readonly groups: Int32Array;
  /** The number of each row in its file, from 1. */
  readonly rows: Int32Array;
}

/** m rows to answer. */
export interface QueryTable {
  readonly count: number;
  readonly columns: readonly RawColumn[];
  /** Their labels, where they are known. */
  readonly labels: Float64Array | null;
}
