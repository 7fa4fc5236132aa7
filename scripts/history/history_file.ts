/** The file of a history: opened, waited for, and held to be one before anything is read or written. */

import { resolve } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { complaint, UsageError } from "../base/usage_error.ts";
import { ADDED, APPLICATION, TABLES, VERSION } from "./rows.ts";

/** How long a writer waits for others, in milliseconds. */
const PATIENCE = 30_000;

/** Result codes that speak of the file: PERM BUSY LOCKED READONLY IOERR CORRUPT FULL CANTOPEN NOTADB. */
const FILE_ERRORS = new Set([3, 5, 6, 8, 10, 11, 13, 14, 26]);

/** What SQLite says while others hold the file. */
const LOCKED = /database is locked/;

/** Throws a UsageError where something else than a file is; what is not there may be made. */
export async function requireFile(path: string): Promise<void> {
  const info = await Deno.stat(path).catch((error) => {
    if (error instanceof Deno.errors.NotFound) return undefined;
    return refuse(path, error);
  });
  if (info && !info.isFile) refuse(path, new RangeError("It must be a regular file"));
}

/** Opens a database, and leaves it as it is. */
export function openFile(path: string): DatabaseSync {
  try {
    // In full: SQLite takes `file:x?mode=memory` for an address.
    return new DatabaseSync(resolve(path), { timeout: PATIENCE });
  } catch (error) {
    return refuse(path, error);
  }
}

/** Throws before anything is written to a file that is not a history. */
export function requireOurs(db: DatabaseSync, path: string): void {
  const version = numberOf(db, "user_version");
  const { tables } = db.prepare("SELECT count(*) AS tables FROM sqlite_schema").get() as {
    tables: number;
  };
  if (version === 0 && tables === 0) return;
  if (numberOf(db, "application_id") !== APPLICATION) {
    throw new UsageError(`--db must be a history of attest, got another database in ${path}`);
  }
  if (version > VERSION) {
    throw new UsageError(
      `${path} is a history of version ${version}, newer than ${VERSION}: use the attest that wrote it`,
    );
  }
  requireTables(db, { path, version });
}

/** Throws a UsageError unless the tables have the columns that are read. */
function requireTables(
  db: DatabaseSync,
  { path, version }: { readonly path: string; readonly version: number },
): void {
  const model = new DatabaseSync(":memory:");
  try {
    model.exec(TABLES);
    for (const [table, column] of ADDED.slice(Math.max(0, version - 1)).flat()) {
      model.exec(`ALTER TABLE ${table} DROP COLUMN ${column}`);
    }
    for (const table of ["runs", "results"]) {
      const got = new Set(columnsOf(db, table));
      const missing = columnsOf(model, table).find((column) => !got.has(column));
      if (missing === undefined) continue;
      throw new UsageError(
        `--db must have the tables of a history, got none with \`${table}.${missing}\` in ${path}`,
      );
    }
  } finally {
    model.close();
  }
}

/** "seed INTEGER" for each column, in order. */
function columnsOf(db: DatabaseSync, table: string): string[] {
  return db.prepare(`PRAGMA table_info(${table})`).all().map(({ name, type }) => `${name} ${type}`);
}

/** The value of a pragma. */
export function numberOf(db: DatabaseSync, pragma: "user_version" | "application_id"): number {
  return Number(db.prepare(`PRAGMA ${pragma}`).get()?.[pragma]);
}

/**
 * Waits for other processes: while one turns a new file into a write-ahead log, SQLite refuses the rest at
 * once, whatever their timeout.
 */
export async function patiently<Result>(open: () => Result): Promise<Result> {
  const until = performance.now() + PATIENCE;
  for (;;) {
    try {
      return open();
    } catch (error) {
      if (!LOCKED.test((error as Error).message) || performance.now() > until) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

/** What is wrong with the file is the user's to know; what is wrong with a query is not. */
export function usable<Result>(path: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    // SQLite's primary result code; extended codes have more in their higher bits. `exec` gives none, and
    // runs nothing here that could be wrong by itself.
    const { code, errcode } = error as { code?: unknown; errcode?: unknown };
    const ofFile = errcode === undefined
      ? code === "ERR_SQLITE_ERROR"
      : FILE_ERRORS.has(Number(errcode) & 0xff);
    if (ofFile) refuse(path, error);
    throw error;
  }
}

/** Says what is wrong with the file. */
export function refuse(path: string, error: unknown): never {
  throw new UsageError(`--db must be a history, or a new file, got ${path}: ${complaint(error)}`);
}

/** Runs `work` with the writer's lock unless told otherwise; everything or nothing of it stays. */
export function transact<Result>(
  db: DatabaseSync,
  work: () => Result,
  begin: "BEGIN" | "BEGIN IMMEDIATE" = "BEGIN IMMEDIATE",
): Result {
  db.exec(begin);
  try {
    const result = work();
    db.exec("COMMIT");
    return result;
  } catch (error) {
    db.exec("ROLLBACK");
    throw error;
  }
}
