/** Columns of numbers, dates and categories from cells; what does not fit is named by row and column. */

import { closest } from "fastest-levenshtein";
import type { RawColumn } from "../../src/records/encoding.ts";
import { UsageError } from "../base/usage_error.ts";
import { type Cell, dateOf, isMissing, numberOf, type RawTable, textOf } from "./cells.ts";

/** Most different texts of a category. */
export const MOST_LEVELS = 64;

/** The cells of a column; throws UsageError with the nearest name where there is none. */
export function cellsOf(table: RawTable, name: string, what: string): readonly Cell[] {
  const at = table.names.indexOf(name);
  if (at >= 0) return table.columns[at];
  throw new UsageError(
    `${what} must be a column of the table, got ${JSON.stringify(name)}; the nearest is ${
      JSON.stringify(closest(name, [...table.names]))
    }`,
  );
}

/** What most cells of a column are. */
export function kindOf(cells: readonly Cell[]): RawColumn["kind"] {
  const present = cells.filter((cell) => !isMissing(cell));
  const share = (fits: (cell: Cell) => boolean) => present.filter(fits).length / present.length;
  if (share((cell) => numberOf(cell) !== undefined) > 0.5) return "number";
  return share((cell) => dateOf(cell) !== undefined) > 0.5 ? "date" : "category";
}

/** A column of a kind; throws UsageError at the first cell that is of another. */
export function typedColumn(
  name: string,
  cells: readonly Cell[],
  kind: RawColumn["kind"] = kindOf(cells),
): RawColumn {
  if (kind === "category") {
    return { name, kind, values: cells.map((cell) => (isMissing(cell) ? null : textOf(cell))) };
  }
  const read = kind === "number" ? numberOf : dateOf;
  return {
    name,
    kind,
    values: Float64Array.from(cells, (cell, row) => {
      if (isMissing(cell)) return NaN;
      const value = read(cell);
      if (value !== undefined && Number.isFinite(value)) return value;
      const rule = value !== undefined
        ? "numbers must be finite, and missing ones empty"
        : kind === "number"
        ? "a column of numbers must hold no text, and missing ones are empty or NA"
        : "a column of dates must hold dates as 2026-11-27";
      throw new UsageError(
        `${rule}, got ${JSON.stringify(textOf(cell))} in row ${row + 1}, column ${
          JSON.stringify(name)
        }`,
      );
    }),
  };
}

/** How many different texts a category has. */
export function levelsOf(column: RawColumn): string[] {
  return column.kind === "category"
    ? [...new Set(column.values.filter((value) => value !== null))].sort()
    : [];
}
