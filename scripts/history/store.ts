/**
 * Runs kept in a SQLite file, one transaction each: a run is there in full or not at all, whenever a
 * writer is killed, and writers wait for each other.
 */

import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Report } from "../../src/report/schema.ts";
import { complaint, UsageError } from "../base/usage_error.ts";
import {
  APPLICATION,
  type KeptResult,
  type KeptRun,
  resultRow,
  type Row,
  runRow,
  TABLES,
  VERSION,
} from "./rows.ts";

/** How long a writer waits for others, in milliseconds. */
const PATIENCE = 30_000;

/** Result codes that speak of the file: PERM BUSY LOCKED READONLY IOERR CORRUPT FULL CANTOPEN NOTADB. */
const FILE_ERRORS = new Set([3, 5, 6, 8, 10, 11, 13, 14, 26]);

/** What SQLite says while others hold the file. */
const LOCKED = /database is locked/;

/** What became of a run that was to be added. */
export interface Added {
  /** False when the very report was there already. */
  readonly added: boolean;
  /** The commit that it is kept under. */
  readonly commit: string;
}

/** The runs of a file. */
export class History implements Disposable {
  readonly #db: DatabaseSync;
  readonly #path: string;

  private constructor(db: DatabaseSync, path: string) {
    this.#db = db;
    this.#path = path;
  }

  /**
   * Opens a file, and makes it where there is none.
   *
   * @throws {UsageError} If it cannot be opened, is no history or one of a newer version; it is then left
   * as it is.
   */
  static async create(path: string): Promise<History> {
    await Deno.mkdir(dirname(path), { recursive: true }).catch((error) => refuse(path, error));
    return await patiently(() => usable(path, () => History.#open(path)));
  }

  /** Opens a file that is there; throws UsageError as `create` does. */
  static async read(path: string): Promise<History> {
    await Deno.stat(path).catch((error) => refuse(path, error));
    return await patiently(() => usable(path, () => History.#open(path)));
  }

  static #open(path: string): History {
    const db = openFile(path);
    try {
      requireOurs(db, path);
      // Readers and a writer do not wait for each other, and a commit is on disk when it is said to be.
      db.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON");
      transact(db, () => {
        // Another process may have made them in the meantime.
        if (numberOf(db, "user_version") === 0) db.exec(TABLES);
      });
      return new History(db, path);
    } catch (error) {
      db.close();
      throw error;
    }
  }

  /** Adds a run in one transaction; the same report again changes nothing. */
  async add(report: Report, commit: string): Promise<Added> {
    const digest = await digestOf(report);
    return usable(this.#path, () =>
      transact(this.#db, () => {
        const kept = this.#db.prepare("SELECT commit_sha FROM runs WHERE digest = ?").get(digest);
        if (kept !== undefined) return { added: false, commit: String(kept.commit_sha) };
        const run = insert(this.#db, "runs", { digest, ...runRow(report, commit) });
        for (const claim of report.claims) {
          insert(this.#db, "results", { run, ...resultRow(claim) });
        }
        return { added: true, commit };
      }));
  }

  /** Every run in the order in which they were added. */
  runs(): KeptRun[] {
    return this.#all("SELECT * FROM runs ORDER BY id") as KeptRun[];
  }

  /** What every run found of every claim, in the same order. */
  results(): KeptResult[] {
    return this.#all("SELECT * FROM results ORDER BY run, claim") as KeptResult[];
  }

  #all(query: string): unknown[] {
    return usable(this.#path, () => this.#db.prepare(query).all());
  }

  [Symbol.dispose](): void {
    this.#db.close();
  }
}

function openFile(path: string): DatabaseSync {
  try {
    return new DatabaseSync(path, { timeout: PATIENCE });
  } catch (error) {
    return refuse(path, error);
  }
}

/** Throws before anything is written to a file that is not a history. */
function requireOurs(db: DatabaseSync, path: string): void {
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
}

function numberOf(db: DatabaseSync, pragma: "user_version" | "application_id"): number {
  return Number(db.prepare(`PRAGMA ${pragma}`).get()?.[pragma]);
}

/** Runs `work` with the writer's lock; everything or nothing of it stays. */
function transact<Result>(db: DatabaseSync, work: () => Result): Result {
  db.exec("BEGIN IMMEDIATE");
  try {
    const result = work();
    db.exec("COMMIT");
    return result;
  } catch (error) {
    db.exec("ROLLBACK");
    throw error;
  }
}

function insert(db: DatabaseSync, table: "runs" | "results", row: Row): number {
  const names = Object.keys(row);
  const places = names.map(() => "?").join(", ");
  const statement = db.prepare(`INSERT INTO ${table} (${names.join(", ")}) VALUES (${places})`);
  return Number(statement.run(...Object.values(row)).lastInsertRowid);
}

/** SHA-256 of the report, however its file was laid out. */
async function digestOf(report: Report): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify(report));
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)).toHex();
}

/**
 * Waits for other processes: while one turns a new file into a write-ahead log, SQLite refuses the rest at
 * once, whatever their timeout.
 */
async function patiently<Result>(open: () => Result): Promise<Result> {
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
function usable<Result>(path: string, work: () => Result): Result {
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

function refuse(path: string, error: unknown): never {
  throw new UsageError(`--db must be a history, or a new file, got ${path}: ${complaint(error)}`);
}
