/** From columns of a table to numbers: categories as one column a level, gaps filled and marked, all scaled. */

import type { Points } from "./points.ts";
import { mean, median, variance } from "./summary.ts";

/** A column as it was read. */
export type RawColumn =
  & { readonly name: string }
  & ({
    /** Numbers, or days since 1970 for dates; NaN where the cell is empty. */
    readonly kind: "number" | "date";
    readonly values: Float64Array;
  } | {
    readonly kind: "category";
    /** null where the cell is empty. */
    readonly values: readonly (string | null)[];
  });

/** How one column of numbers is made of a raw column. */
export interface EncodedColumn {
  /** `weight`, `colour = red` or `weight is missing`. */
  readonly name: string;
  readonly source: string;
  readonly kind: "number" | "date" | "level" | "missing";
  /** The level that is 1; null where none is. */
  readonly level: string | null;
  /** What gaps are filled with: the median of the fitted rows. */
  readonly fill: number;
  /** Mean and standard deviation of the fitted rows, filled. */
  readonly mean: number;
  readonly deviation: number;
}

/** How a table is encoded: fitted once, then the same for every row. */
export interface Encoding {
  readonly columns: readonly EncodedColumn[];
  /** Columns that are constant on the fitted rows, and left out. */
  readonly dropped: readonly string[];
  /** The levels of each category that is kept, sorted. */
  readonly levels: Readonly<Record<string, readonly string[]>>;
}

/** The encoding of these columns, all that is estimated taken from the fitted rows. */
export function fitEncoding(columns: readonly RawColumn[], fitted: Int32Array): Encoding {
  const kept: EncodedColumn[] = [];
  const dropped: string[] = [];
  const levels: Record<string, readonly string[]> = {};
  for (const column of columns) {
    const parts = partsOf(column, fitted).map((part) => scaled(part, column, fitted));
    const varying = parts.filter(({ deviation }) => deviation > 0);
    if (varying.length === 0) dropped.push(column.name);
    else if (column.kind === "category") levels[column.name] = levelsOf(column.values);
    kept.push(...varying);
  }
  return { columns: kept, dropped, levels };
}

/** The rows of a table in an encoding; raw columns are found by name. */
export function encode(encoding: Encoding, raw: readonly RawColumn[], count: number): Points {
  const columns = encoding.columns.length;
  const entries = new Float64Array(count * columns);
  const byName = new Map(raw.map((column) => [column.name, column]));
  encoding.columns.forEach((column, j) => {
    const source = byName.get(column.source);
    if (source === undefined) throw new RangeError(`the table must have a column ${column.source}`);
    for (let i = 0; i < count; i++) {
      entries[i * columns + j] = (valueAt(column, source, i) - column.mean) / column.deviation;
    }
  });
  return { count, columns, entries };
}

function levelsOf(values: readonly (string | null)[]): string[] {
  return [...new Set(values.filter((value) => value !== null))].sort();
}

type Part = Pick<EncodedColumn, "name" | "source" | "kind" | "level" | "fill">;

function partsOf(column: RawColumn, fitted: Int32Array): Part[] {
  const { name, kind } = column;
  const missing: Part = {
    name: `${name} is missing`,
    source: name,
    kind: "missing",
    level: null,
    fill: 0,
  };
  if (column.kind === "category") {
    const levels = levelsOf(column.values);
    // Of two levels one says all.
    const shown = levels.length === 2 ? levels.slice(1) : levels;
    return [
      ...shown.map((level): Part => ({
        name: `${name} = ${level}`,
        source: name,
        kind: "level",
        level,
        fill: 0,
      })),
      missing,
    ];
  }
  const present = Float64Array.from(fitted, (row) => column.values[row])
    .filter((value) => !Number.isNaN(value));
  const fill = present.length === 0 ? 0 : median(present);
  return [{ name, source: name, kind: kind as "number" | "date", level: null, fill }, missing];
}

function scaled(part: Part, column: RawColumn, fitted: Int32Array): EncodedColumn {
  const values = Float64Array.from(fitted, (row) => valueAt(part, column, row));
  const deviation = Math.sqrt(variance(values));
  const centre = mean(values);
  // A constant has a deviation of rounding alone.
  const varies = deviation > 1e-12 * Math.abs(centre);
  return { ...part, mean: centre, deviation: varies ? deviation : 0 };
}

function valueAt({ kind, level, fill }: Part, column: RawColumn, row: number): number {
  const value = column.values[row];
  const empty = value === null || (typeof value === "number" && Number.isNaN(value));
  if (kind === "missing") return empty ? 1 : 0;
  if (kind === "level") return value === level ? 1 : 0;
  return empty ? fill : Number(value);
}
