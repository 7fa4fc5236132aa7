/** Parquet files, read by hyparquet. */

import { parquetMetadata, parquetRead, parquetSchema } from "hyparquet";
import { compressors } from "hyparquet-compressors";
import { complaint, UsageError } from "../base/usage_error.ts";
import type { Cell, RawTable } from "./cells.ts";
import { requireNames } from "./read_csv.ts";

/** The table of a file of flat columns; throws UsageError where it is cut off, nested or holds other values. */
export async function readParquet(bytes: Uint8Array, mostRows: number): Promise<RawTable> {
  const file = bytes.slice().buffer;
  try {
    const metadata = parquetMetadata(file);
    const names = parquetSchema(metadata).children.map(({ element }) => element.name);
    requireNames(names);
    const nested = parquetSchema(metadata).children.find(({ children }) => children.length > 0);
    if (nested !== undefined) {
      throw new UsageError(`columns must be flat, got ${nested.element.name} with parts`);
    }
    const count = Number(metadata.num_rows);
    if (count > mostRows) {
      throw new UsageError(`a table must have at most ${mostRows} rows, got ${count}`);
    }
    const columns: Cell[][] = names.map(() => []);
    await parquetRead({
      file,
      metadata,
      compressors,
      onComplete(rows: unknown[][]) {
        for (const [i, row] of rows.entries()) {
          row.forEach((cell, j) => columns[j].push(cellOf(cell, i + 1, names[j])));
        }
      },
    });
    return { names, columns, rows: count };
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`a Parquet file must be whole, got ${complaint(error)}`);
  }
}

function cellOf(cell: unknown, row: number, column: string): Cell {
  if (typeof cell === "bigint" && !Number.isSafeInteger(Number(cell))) {
    throw new UsageError(
      `whole numbers must be below 2^53, got ${cell} in row ${row}, column ${
        JSON.stringify(column)
      }`,
    );
  }
  if (
    cell === null || cell === undefined || cell instanceof Date ||
    ["string", "number", "bigint", "boolean"].includes(typeof cell)
  ) return cell as Cell;
  throw new UsageError(
    `cells must be numbers, texts, dates or truth values, got a ${
      cell instanceof Uint8Array ? "run of bytes" : "list or an object"
    } in row ${row}, column ${JSON.stringify(column)}`,
  );
}
