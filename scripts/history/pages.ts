/** Rows of a history, many at a time: no more of them are held than one page. */

import type { DatabaseSync } from "node:sqlite";
import { refuse } from "./history_file.ts";
import type { SqlRow } from "./kept_rows.ts";

/** Rows read at a time. */
const PAGE = 2000;

/** A value that a query is given. */
export type SqlValue = string | number;

/** What to read, in the order of a key. */
export interface Selection {
  /** Columns by the names that rows have them under. */
  readonly columns: Readonly<Record<string, string>>;
  /** Tables and conditions, from FROM to the last condition. */
  readonly from: string;
  readonly values: readonly SqlValue[];
  /** Whole, ascending and different in every row; in `columns` under the name `key`. */
  readonly key: string;
  /** Where the key begins. */
  readonly first?: number;
}

/** Columns of one table, under their own names. */
export function columnsOf(table: string, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, `${table}.${name}`]));
}

/**
 * The rows, page by page.
 *
 * Each page is one text: an object for each row is made four times as fast from JSON. The next one begins after the
 * last key, as to count rows off again and again would take longer with every page.
 */
export function* rowsOf(
  db: DatabaseSync,
  path: string,
  { columns, from, values, key, first = 0 }: Selection,
): Generator<SqlRow> {
  const names = Object.keys(columns);
  const inner = Object.entries(columns).map(([name, column]) => `${column} AS "${name}"`);
  const text =
    `SELECT json_group_array(json_object(${
      names.map((name) => `'${name}', "${name}"`)
    })) AS page, ` +
    `max("${key}") AS last FROM (SELECT ${inner} ${from} AND ${columns[key]} >= ? ` +
    `ORDER BY ${columns[key]} LIMIT ${PAGE})`;
  for (let at = first;;) {
    const [{ page, last }] = allOf(db, path, text, ...values, at);
    const rows: SqlRow[] = JSON.parse(String(page));
    yield* rows;
    if (rows.length < PAGE) return;
    at = Number(last) + 1;
  }
}

/** All rows of a query that has few. */
export function allOf(
  db: DatabaseSync,
  path: string,
  query: string,
  ...values: readonly SqlValue[]
): SqlRow[] {
  try {
    return db.prepare(query).all(...values);
  } catch (error) {
    // The tables are those that are asked: what is wrong is in the file.
    return refuse(path, error);
  }
}
