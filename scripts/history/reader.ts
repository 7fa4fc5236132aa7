/** What a history holds, read row by row. */

import type { DatabaseSync } from "node:sqlite";
import type { RunEvidence } from "../../src/report/evidence_product.ts";
import { transact } from "./history_file.ts";
import {
  checkedEvidence,
  checkedResult,
  checkedRun,
  EVIDENCE_RESULT_COLUMNS,
  EVIDENCE_RUN_COLUMNS,
  RESULT_COLUMNS,
  RUN_COLUMNS,
  type SqlRow,
} from "./kept_rows.ts";
import { allOf, columnsOf, rowsOf, type Selection, type SqlValue } from "./pages.ts";
import type { KeptResult, KeptRun } from "./rows.ts";
import { evidenceOf, type Found, withoutRun } from "./trends.ts";

/** The readers of an open file; each throws a UsageError on a row that is not one of ours. */
export class HistoryReader {
  readonly #db: DatabaseSync;
  readonly #path: string;

  constructor(db: DatabaseSync, path: string) {
    this.#db = db;
    this.#path = path;
  }

  /** What `work` reads is of one moment, even if runs are added meanwhile. */
  atOnce<Result>(work: () => Result): Result {
    return transact(this.#db, work, "BEGIN");
  }

  /** How many runs there are. */
  count(): number {
    const [{ runs }] = this.#all("SELECT count(*) AS runs FROM runs");
    return Number(runs);
  }

  /** The newest runs, at most so many of them, in the order in which they were added. */
  runs(most = Infinity): Generator<KeptRun> {
    return this.runsFrom(this.#newest("SELECT id AS key FROM runs", most));
  }

  /** The runs from an id on, in the order in which they were added. */
  *runsFrom(first: number): Generator<KeptRun> {
    const columns = columnsOf("runs", RUN_COLUMNS);
    const rows = this.#rows({ columns, from: "FROM runs WHERE 1", values: [], key: "id", first });
    for (const row of rows) yield checkedRun(row, this.#path);
  }

  /** What the `last` runs that hold a claim found of it, in the order in which they were added. */
  *results(claim: string, last = Infinity): Generator<KeptResult> {
    for (const { result } of this.found(claim, last)) yield result;
  }

  /** The same with the evidence of each; throws a UsageError on a result of a run that is not there. */
  *found(claim: string, last = Infinity): Generator<Found> {
    const first = this.#newest("SELECT run AS key FROM results WHERE claim = ?", last, claim);
    const columns = {
      ...columnsOf("runs", EVIDENCE_RUN_COLUMNS),
      ...columnsOf("results", RESULT_COLUMNS),
      id: "runs.id",
    };
    const from = "FROM results LEFT JOIN runs ON runs.id = results.run WHERE results.claim = ?";
    for (const row of this.#rows({ columns, from, values: [claim], key: "run", first })) {
      const { id, seed, subject, profile, code, build, shards, ...own } = row;
      const result = checkedResult(own, this.#path);
      if (id === null) throw withoutRun(result);
      const { cases, cause, log_for, log_against } = own;
      const evidence = { seed, subject, profile, code, build, shards };
      const kept = checkedEvidence(
        { ...evidence, cases, cause, log_for, log_against },
        this.#path,
      );
      yield { result, evidence: evidenceOf(kept) };
    }
  }

  /** A claim's evidence in the runs that belong together, in the order in which they were added; none of cases. */
  *evidence(claim: string, owner: string): Generator<RunEvidence> {
    const columns = {
      ...columnsOf("runs", EVIDENCE_RUN_COLUMNS),
      ...columnsOf("results", EVIDENCE_RESULT_COLUMNS),
      id: "runs.id",
    };
    const from = "FROM runs JOIN results ON results.claim = ? AND results.run = runs.id " +
      "WHERE coalesce(runs.build, runs.code) = ? AND results.unit = 'replicates'";
    for (const row of this.#rows({ columns, from, values: [claim, owner], key: "id" })) {
      yield evidenceOf(checkedEvidence(row, this.#path));
    }
  }

  /** The key of the first of the newest rows. */
  #newest(keys: string, most: number, ...values: SqlValue[]): number {
    if (most === Infinity) return 0;
    const query = `SELECT min(key) AS first FROM (${keys} ORDER BY key DESC LIMIT ?)`;
    return Number(this.#all(query, ...values, most)[0].first);
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

  #rows(selection: Selection): Generator<SqlRow> {
    return rowsOf(this.#db, this.#path, selection);
  }

  #all(query: string, ...values: SqlValue[]): SqlRow[] {
    return allOf(this.#db, this.#path, query, ...values);
  }
}
