/** Comma- and tab-separated files, read by csv-parse and checked for what it lets pass. */

import { parse } from "csv-parse/sync";
import { UsageError } from "../base/usage_error.ts";
import type { RawTable } from "./cells.ts";

/**
 * The table of a text with a header.
 *
 * @throws {UsageError} On ragged rows, quotes that stand wrong or are not closed, and headers that are no names.
 */
export function readCsv(text: string, delimiter: string): RawTable {
  let records: string[][];
  try {
    records = parse(text, { delimiter, bom: true, skip_empty_lines: true });
  } catch (error) {
    throw new UsageError(csvRule(error as Error & { code?: string; lines?: number }));
  }
  const [header, ...rows] = records;
  if (header === undefined) throw new UsageError("a table must have a header, got an empty file");
  const names = header.map((name) => name.trim());
  requireNames(names);
  return {
    names,
    columns: names.map((_, j) => rows.map((row) => row[j])),
    rows: rows.length,
  };
}

/** Throws unless the names are all there and all different. */
export function requireNames(names: readonly string[]): void {
  const empty = names.indexOf("");
  if (empty >= 0) {
    throw new UsageError(`each column must have a name, got none for column ${empty + 1}`);
  }
  const twice = names.find((name, j) => names.indexOf(name) !== j);
  if (twice !== undefined) {
    const places = names.flatMap((name, j) => (name === twice ? [j + 1] : []));
    throw new UsageError(
      `column names must differ, got ${JSON.stringify(twice)} in columns ${places.join(" and ")}`,
    );
  }
}

function csvRule({ code, message, lines }: Error & { code?: string; lines?: number }): string {
  const place = lines === undefined ? "" : ` in line ${lines}`;
  const got = /expect (\d+), got (\d+)/.exec(message);
  if (got !== null) {
    return `every row must have ${got[1]} cells as the header has, got ${got[2]}${place}`;
  }
  if (code === "CSV_QUOTE_NOT_CLOSED") return `a quote must be closed, got one that is not${place}`;
  if (/QUOTE/.test(code ?? "")) {
    return `a quote must open and close a whole cell, doubled inside it, got one${place}`;
  }
  return `a table must be separated values, got ${message}`;
}
