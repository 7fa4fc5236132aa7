/**
 * Runs kept in a SQLite file, one transaction each: a run is there in full or not at all, whenever a
 * writer is killed, and writers wait for each other.
 */

import { dirname } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { evidenceOf } from "./trends.ts";
import type { Report } from "../../src/report/schema.ts";
import {
  numberOf,
  openFile,
  patiently,
  refuse,
  requireFile,
  requireOurs,
  usable,
} from "./history_file.ts";
import type { RunEvidence } from "../../src/report/evidence_product.ts";
import {
  checkedEvidence,
  checkedResult,
  checkedRun,
  EVIDENCE_COLUMNS,
  RESULT_COLUMNS,
  RUN_COLUMNS,
  type SqlRow,
} from "./kept_rows.ts";
import {
  ADD_BUILD,
  type KeptResult,
  type KeptRun,
  resultRow,
  type Row,
  runRow,
  TABLES,
} from "./rows.ts";

/** Rows read at a time. */
const PAGE = 10_000;

type SqlValue = string | number;

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
        if (version === 1) db.exec(ADD_BUILD);
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

  /** How many runs there are. */
  count(): number {
    const [{ runs }] = this.#all("SELECT count(*) AS runs FROM runs");
    return Number(runs);
  }

  /** The newest runs, at most so many of them, in the order in which they were added. */
  runs(most = -1): KeptRun[] {
    const query = "SELECT * FROM (SELECT * FROM runs ORDER BY id DESC LIMIT ?) ORDER BY id";
    return this.#rows(RUN_COLUMNS, query, most).map((row) => checkedRun(row, this.#path));
  }

  /** What the `last` runs that hold a claim found of it, in the order in which they were added. */
  results(claim: string, last = -1): KeptResult[] {
    const newest = "SELECT * FROM results WHERE claim = ? ORDER BY run DESC LIMIT ?";
    return this.#rows(RESULT_COLUMNS, `SELECT * FROM (${newest}) ORDER BY run`, claim, last)
      .map((row) => checkedResult(row, this.#path));
  }

  /** A claim's evidence in the runs that belong together, in the order in which they were added; none of cases. */
  *evidence(claim: string, owner: string): Generator<RunEvidence> {
    const query = "SELECT * FROM runs JOIN results ON claim = ? AND run = id " +
      "WHERE coalesce(build, code) = ? AND unit = 'replicates' ORDER BY id";
    for (const page of this.#pages(EVIDENCE_COLUMNS, query, claim, owner)) {
      for (const row of page) yield evidenceOf(checkedEvidence(row, this.#path));
    }
  }

  /** Ids of all claims that runs hold, from one to the next: there are millions of results, and few claims. */
  claims(): string[] {
    const ids: string[] = [];
    for (;;) {
      const query = "SELECT min(claim) AS id FROM results WHERE claim > ?";
      const [{ id }] = this.#all(query, ids.at(-1) ?? "");
      if (typeof id !== "string") return ids;
      ids.push(id);
    }
  }

  #rows(columns: readonly string[], query: string, ...values: SqlValue[]): SqlRow[] {
    return [...this.#pages(columns, query, ...values)].flat();
  }

  /** Many rows at a time as one text: an object for each is made four times as fast from JSON. */
  *#pages(columns: readonly string[], query: string, ...values: SqlValue[]): Generator<SqlRow[]> {
    const fields = columns.map((name) => `'${name}', "${name}"`).join(", ");
    const text = `SELECT json_group_array(json_object(${fields})) AS page FROM ` +
      `(${query} LIMIT ${PAGE} OFFSET ?)`;
    for (let from = 0;; from += PAGE) {
      const [{ page }] = this.#all(text, ...values, from);
      const rows: SqlRow[] = JSON.parse(String(page));
      yield rows;
      if (rows.length < PAGE) return;
    }
  }

  #all(query: string, ...values: SqlValue[]): SqlRow[] {
    try {
      return this.#db.prepare(query).all(...values);
    } catch (error) {
      // The tables are those that are asked: what is wrong is in the file.
      return refuse(this.#path, error);
    }
  }

  [Symbol.dispose](): void {
    this.#db.close();
  }
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
