/** Tables from files: CSV, TSV, Parquet and JSON lines, each within a size that fits into memory. */

import { decodeUtf8, readOutside } from "../base/outside_file.ts";
import { complaint, UsageError } from "../base/usage_error.ts";
import type { RawTable } from "./cells.ts";
import { readCsv } from "./read_csv.ts";
import { readJsonLines } from "./read_json_lines.ts";
import { readParquet } from "./read_parquet.ts";

/** Most bytes, rows and cells. */
export const LIMITS = { bytes: 256 * 2 ** 20, rows: 1_000_000, cells: 20_000_000 };

/** What a file's name ends with, and how such a file is read. */
const READERS: Readonly<Record<string, (bytes: Uint8Array) => RawTable | Promise<RawTable>>> = {
  csv: (bytes) => readCsv(textOf(bytes), ","),
  tsv: (bytes) => readCsv(textOf(bytes), "\t"),
  tab: (bytes) => readCsv(textOf(bytes), "\t"),
  jsonl: (bytes) => readJsonLines(textOf(bytes)),
  ndjson: (bytes) => readJsonLines(textOf(bytes)),
  parquet: (bytes) => readParquet(bytes, LIMITS.rows),
};

/**
 * The table in a file, by what its name ends with.
 *
 * @throws {UsageError} That names the file and what is wrong with it.
 */
export async function readTable(path: string): Promise<RawTable & { readonly seed: number }> {
  const ending = /\.([a-z]+)$/i.exec(path)?.[1].toLowerCase() ?? "";
  const reader = Object.hasOwn(READERS, ending) ? READERS[ending] : undefined;
  if (reader === undefined) {
    throw new UsageError(
      `a table's name must end in ${
        Object.keys(READERS).map((name) => `.${name}`).join(", ")
      }, got ${path}`,
    );
  }
  try {
    const bytes = await unchanged(path);
    const table = await reader(bytes);
    if (table.rows > LIMITS.rows || table.rows * table.names.length > LIMITS.cells) {
      throw new UsageError(
        `a table must have at most ${LIMITS.rows} rows and ${LIMITS.cells} cells, got ${table.rows} ` +
          `rows of ${table.names.length}`,
      );
    }
    return { ...table, seed: await seedOf(bytes) };
  } catch (error) {
    throw new UsageError(`${path}: ${complaint(error)}`);
  }
}

/** A seed in [0, 2³²) that follows from the file: asking again is the same answer. */
async function seedOf(bytes: Uint8Array): Promise<number> {
  const digest = await crypto.subtle.digest("SHA-256", bytes.slice().buffer);
  return new DataView(digest).getUint32(0);
}

/** The bytes of a file that is the same before and after it is read. */
async function unchanged(path: string): Promise<Uint8Array> {
  const before = await Deno.stat(path);
  const bytes = await readOutside(path, LIMITS);
  const after = await Deno.stat(path);
  if (
    bytes.length !== after.size || before.size !== after.size ||
    before.mtime?.getTime() !== after.mtime?.getTime()
  ) throw new UsageError("the file must not change while it is read, got another size or time");
  return bytes;
}

function textOf(bytes: Uint8Array): string {
  const [a, b] = bytes;
  if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff)) {
    throw new UsageError("text must be UTF-8, got UTF-16: save it as UTF-8");
  }
  try {
    return decodeUtf8(bytes);
  } catch {
    throw new UsageError("text must be UTF-8, got bytes of another encoding: save it as UTF-8");
  }
}
