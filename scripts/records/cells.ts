/** Cells of a table as a file gives them, and what they are taken for. */

/** A cell. */
export type Cell = string | number | bigint | boolean | Date | null | undefined;

/** Columns by name, each with a cell for every row. */
export interface RawTable {
  readonly names: readonly string[];
  readonly columns: readonly (readonly Cell[])[];
  readonly rows: number;
}

/** Texts that stand for a missing value. */
const MISSING = new Set(["", "na", "n/a", "null", "none"]);
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
/** What some programs write for numbers that are none. */
const NOT_FINITE = /^[+-]?(inf|infinity|nan)$/i;
const DATE = /^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/;
const DAY = 86_400_000;

/** Whether a cell is empty: nothing, NA, N/A, null or none, in any case. */
export function isMissing(cell: Cell): boolean {
  return cell === null || cell === undefined ||
    (typeof cell === "string" && MISSING.has(cell.trim().toLowerCase()));
}

/** The number that a cell is, NaN or ±Infinity where it says so; undefined where it is none. */
export function numberOf(cell: Cell): number | undefined {
  if (typeof cell === "number") return cell;
  if (typeof cell === "bigint") return Number(cell);
  if (typeof cell !== "string") return undefined;
  const text = cell.trim();
  if (NUMBER.test(text)) return Number(text);
  if (!NOT_FINITE.test(text)) return undefined;
  return /nan/i.test(text) ? NaN : text.startsWith("-") ? -Infinity : Infinity;
}

/** Days since 1970 of an ISO date, with or without a time; undefined for anything else. */
export function dateOf(cell: Cell): number | undefined {
  if (cell instanceof Date) return cell.getTime() / DAY;
  if (typeof cell !== "string" || !DATE.test(cell.trim())) return undefined;
  const text = cell.trim().replace(" ", "T");
  // Without a zone a time is that of the machine: the same file must not depend on where it is read.
  const time = Date.parse(
    text.length > 10 && !/(Z|[+-]\d{2}:?\d{2})$/.test(text) ? `${text}Z` : text,
  );
  return Number.isNaN(time) ? undefined : time / DAY;
}

/** The text of a cell, for categories. */
export function textOf(cell: Cell): string {
  return cell instanceof Date ? cell.toISOString() : String(cell).trim();
}
