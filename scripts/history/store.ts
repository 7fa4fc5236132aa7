/**
 * Runs kept in a SQLite file, one transaction each: a run is there in full or not at all, whenever a
 * writer is killed, and writers wait for each other.
 */

import { dirname } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import type { Report } from "../../src/report/schema.ts";
import {
  numberOf,
  openFile,
  patiently,
  refuse,
  requireFile,
  requireOurs,
  transact,
  usable,
} from "./history_file.ts";
import { HistoryReader } from "./reader.ts";
import { resultRow, type Row, runRow, TABLES, upgradeFrom, VERSION } from "./rows.ts";

/** What became of a run that was to be added. */
export interface Added {
  /** False when the very report was there already. */
  readonly added: boolean;
  /** The commit that it is kept under. */
  readonly commit: string;
}

/** The runs of a file. */
export class History extends HistoryReader implements Disposable {
  readonly #db: DatabaseSync;
  readonly #path: string;

  private constructor(db: DatabaseSync, path: string) {
    super(db, path);
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
    await requireFile(path);
    return await patiently(() => usable(path, () => History.#open(path)));
  }

  /** Opens a file that is there; throws UsageError as `create` does. */
  static async read(path: string): Promise<History> {
    await Deno.stat(path).catch((error) => refuse(path, error));
    await requireFile(path);
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
        const version = numberOf(db, "user_version");
        if (version === 0) db.exec(TABLES);
        else if (version < VERSION) db.exec(upgradeFrom(version));
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

  [Symbol.dispose](): void {
    this.#db.close();
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
