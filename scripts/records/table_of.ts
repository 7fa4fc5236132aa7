/** The table to learn from, and the queries to answer, from what files hold and what is asked. */

import { closest } from "fastest-levenshtein";
import type { Encoding, RawColumn } from "../../src/records/encoding.ts";
import type { QueryTable, Table } from "../../src/records/table.ts";
import { UsageError } from "../base/usage_error.ts";
import { isMissing, type RawTable, textOf } from "./cells.ts";
import { cellsOf, levelsOf, MOST_LEVELS, typedColumn } from "./typed_columns.ts";

/** What of a table is asked for. */
export interface Asked {
  readonly label: string;
  /** All columns but label and group unless it is given. */
  readonly features?: readonly string[] | undefined;
  readonly group?: string | undefined;
  /** The class that is 1, of a label with more than two. */
  readonly class?: string | undefined;
}

/** A table and what was left out of it. */
export interface ReadTable {
  readonly table: Table;
  readonly leftOut: readonly string[];
}

/** The table to learn from; rows without a label are left out, and so are texts that all differ. */
export function tableOf(raw: RawTable, asked: Asked): ReadTable {
  const labelCells = cellsOf(raw, asked.label, "--label");
  if (asked.features?.includes(asked.label)) {
    throw new UsageError(
      `--features must not hold the label, which would be known, got ${
        JSON.stringify(asked.label)
      }`,
    );
  }
  const groupCells = asked.group === undefined ? undefined : cellsOf(raw, asked.group, "--group");
  if (asked.group === asked.label) {
    throw new UsageError(
      `--group must be another column than the label, got ${JSON.stringify(asked.label)}`,
    );
  }
  const rows = labelCells.flatMap((cell, row) => (isMissing(cell) ? [] : [row]));
  if (rows.length === 0) {
    throw new UsageError(`a table must have rows with a label, got none of ${raw.rows}`);
  }
  const leftOut: string[] = [];
  if (rows.length < raw.rows) {
    leftOut.push(`${raw.rows - rows.length} rows without ${asked.label}`);
  }
  const names = asked.features ??
    raw.names.filter((name) => name !== asked.label && name !== asked.group);
  const columns: RawColumn[] = [];
  for (const name of new Set(names)) {
    const cells = cellsOf(raw, name, "a feature");
    // Typed over the whole file, so that messages have its rows.
    const column = pick(typedColumn(name, cells), rows);
    const levels = levelsOf(column).length;
    if (levels <= MOST_LEVELS) columns.push(column);
    else if (asked.features === undefined) leftOut.push(`${name} (${levels} different texts)`);
    else {
      throw new UsageError(
        `a category must have at most ${MOST_LEVELS} different texts, got ${levels} in column ${
          JSON.stringify(name)
        }`,
      );
    }
  }
  if (columns.length === 0) throw new UsageError("a table must have a feature, got none");
  const groups = groupCells === undefined ? Int32Array.from(rows, (_, i) => i) : numbered(
    rows.map((row) => isMissing(groupCells[row]) ? `row ${row}` : textOf(groupCells[row])),
  );
  const label = labelsOf(pick(typedColumn(asked.label, labelCells), rows), asked.class);
  return {
    table: {
      label: asked.label,
      ...label,
      columns,
      groups,
      rows: Int32Array.from(rows, (row) => row + 1),
    },
    leftOut,
  };
}

/** Queries for an encoding: its columns, of the same kinds, with categories that it knows. */
export function queriesOf(
  raw: RawTable,
  { encoding, label, classes }: {
    readonly encoding: Encoding;
    readonly label: string;
    readonly classes: readonly [string, string] | null;
  },
): QueryTable {
  if (raw.rows === 0) throw new UsageError("queries must have a row, got none");
  const sources = new Map<string, RawColumn["kind"]>();
  for (const { source, kind } of encoding.columns) {
    if (kind === "level") sources.set(source, "category");
    else if (kind !== "missing" || !sources.has(source)) {
      sources.set(source, kind === "missing" ? "category" : kind);
    }
  }
  const columns = [...sources].map(([name, kind]) => {
    const column = typedColumn(name, cellsOf(raw, name, "a feature of the queries"), kind);
    requireKnown(column, encoding);
    return column;
  });
  return {
    count: raw.rows,
    columns,
    labels: raw.names.includes(label) ? knownLabels(raw, label, classes) : null,
  };
}

function knownLabels(
  raw: RawTable,
  label: string,
  classes: readonly [string, string] | null,
): Float64Array {
  const cells = cellsOf(raw, label, "the label");
  if (classes === null) return typedColumn(label, cells, "number").values as Float64Array;
  return Float64Array.from(
    cells,
    (cell) => isMissing(cell) ? NaN : textOf(cell) === classes[1] ? 1 : 0,
  );
}

function requireKnown(column: RawColumn, { columns, levels }: Encoding): void {
  if (column.kind !== "category") return;
  const known = levels[column.name];
  if (known === undefined || columns.length === 0) return;
  const row = column.values.findIndex((value) => value !== null && !known.includes(value));
  if (row < 0) return;
  const value = column.values[row]!;
  throw new UsageError(
    `categories of queries must be ones of the records, got ${JSON.stringify(value)} in row ${
      row + 1
    }, column ${JSON.stringify(column.name)}; the nearest is ${
      JSON.stringify(closest(value, [...known]))
    }`,
  );
}

/** Numbers as they are; 0 and 1 for two classes, or for one class against the rest. */
function labelsOf(
  column: RawColumn,
  asked: string | undefined,
): Pick<Table, "labels" | "classes"> {
  if (column.kind !== "category") {
    if (asked !== undefined) {
      throw new UsageError(`--class is for labels that are texts, got ${column.kind}s`);
    }
    const labels = column.values;
    const binary = labels.every((label) => label === 0 || label === 1);
    return { labels, classes: binary ? ["0", "1"] : null };
  }
  const levels = levelsOf(column);
  if (asked !== undefined && !levels.includes(asked)) {
    throw new UsageError(
      `--class must be one of the label's, got ${JSON.stringify(asked)}; the nearest is ${
        JSON.stringify(closest(asked, levels))
      }`,
    );
  }
  if (asked === undefined && levels.length > 2) {
    throw new UsageError(
      `a label of classes must have two, or --class must name one to tell from the rest, got ` +
        `${levels.length}: ${levels.slice(0, 5).map((level) => JSON.stringify(level)).join(", ")}${
          levels.length > 5 ? ", …" : ""
        }`,
    );
  }
  const one = asked ?? levels[1] ?? levels[0];
  const zero = levels.length === 2 ? levels.find((level) => level !== one)! : `not ${one}`;
  return {
    labels: Float64Array.from(column.values, (value) => value === one ? 1 : 0),
    classes: [zero, one],
  };
}

function pick(column: RawColumn, rows: readonly number[]): RawColumn {
  return column.kind === "category"
    ? { ...column, values: rows.map((row) => column.values[row]) }
    : { ...column, values: Float64Array.from(rows, (row) => column.values[row]) };
}

function numbered(names: readonly string[]): Int32Array {
  const numbers = new Map<string, number>();
  return Int32Array.from(names, (name) => {
    if (!numbers.has(name)) numbers.set(name, numbers.size);
    return numbers.get(name)!;
  });
}
