/** JSON lines: an object a row, of numbers, texts, truth values and nulls. */

import { parseOutside } from "../base/outside_file.ts";
import { complaint, UsageError } from "../base/usage_error.ts";
import type { Cell, RawTable } from "./cells.ts";

/** The table of a text with an object in each line; throws UsageError with the line. */
export function readJsonLines(text: string): RawTable {
  const names: string[] = [];
  const columns: Cell[][] = [];
  let rows = 0;
  for (const [at, line] of text.replace(/^\uFEFF/, "").split(/\r?\n/).entries()) {
    if (line.trim() === "") continue;
    const row = objectOf(line, at + 1);
    if (rows === 0) {
      names.push(...Object.keys(row));
      columns.push(...names.map(() => []));
    }
    const keys = Object.keys(row);
    const other = keys.find((key) => !names.includes(key)) ??
      names.find((name) => !Object.hasOwn(row, name));
    if (other !== undefined) {
      throw new UsageError(
        `every line must have the keys of the first, with null for what is missing, got line ${
          at + 1
        } ${keys.includes(other) ? "with" : "without"} ${JSON.stringify(other)}`,
      );
    }
    names.forEach((name, j) => columns[j].push(row[name]));
    rows++;
  }
  if (names.length === 0) throw new UsageError("a table must have a row, got none");
  return { names, columns, rows };
}

function objectOf(line: string, at: number): Record<string, Cell> {
  let value: unknown;
  try {
    value = parseOutside(line);
  } catch (error) {
    throw new UsageError(`line ${at} must be a JSON object: ${complaint(error)}`);
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new UsageError(`line ${at} must be a JSON object, got ${JSON.stringify(value)}`);
  }
  for (const [key, cell] of Object.entries(value)) {
    if (typeof cell === "object" && cell !== null) {
      throw new UsageError(
        `cells must be numbers, texts, truth values or null, got ${
          Array.isArray(cell) ? "a list" : "an object"
        } in line ${at}, key ${JSON.stringify(key)}`,
      );
    }
  }
  return value as Record<string, Cell>;
}
