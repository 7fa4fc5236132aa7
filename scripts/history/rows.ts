/** The tables of a history, and a report as their rows. */

import { causeOf, OLD_NOT_REACHED } from "../../src/report/cause_of.ts";
import type { Report, ReportClaim } from "../../src/report/schema.ts";
import { decodeNumber } from "../../src/report/special_numbers.ts";

/** "ATTS": tells our files from others. */
export const APPLICATION = 0x41545453;
/** Version of the tables. */
export const VERSION = 4;
/** Columns that came with each version after the first. */
export const ADDED: readonly (readonly [table: string, column: string, type: string][])[] = [
  [["runs", "build", "TEXT"]],
  ["mutants", "mutants_killed", "rivals", "rivals_killed"].map((
    name,
  ) => ["results", name, "INTEGER"]),
  [["results", "cause", "TEXT"]],
];
/** The last version without causes, in which the reason alone told that a run did not come to a claim. */
const WITHOUT_CAUSES = 3;

/** Makes the tables of an earlier version those of this one. */
export function upgradeFrom(version: number): string {
  const added = ADDED.slice(version - 1).flat()
    .map(([table, column, type]) => `ALTER TABLE ${table} ADD COLUMN ${column} ${type};`);
  const causes = version > WITHOUT_CAUSES
    ? []
    : [`UPDATE results SET cause = 'not reached' WHERE reason = '${OLD_NOT_REACHED}';`];
  return [...added, ...causes, `PRAGMA user_version = ${VERSION}`].join(" ");
}
/** Makes the tables of an empty file. */
export const TABLES = `
CREATE TABLE runs (
  id INTEGER PRIMARY KEY,
  digest TEXT NOT NULL UNIQUE,
  commit_sha TEXT NOT NULL,
  started TEXT NOT NULL,
  profile TEXT NOT NULL,
  seed INTEGER NOT NULL,
  subject TEXT NOT NULL,
  code TEXT NOT NULL,
  shards TEXT NOT NULL,
  interrupted INTEGER NOT NULL,
  ok INTEGER NOT NULL,
  seconds REAL NOT NULL,
  claims INTEGER NOT NULL,
  claims_ok INTEGER NOT NULL,
  build TEXT
) STRICT;
CREATE TABLE results (
  run INTEGER NOT NULL REFERENCES runs (id),
  claim TEXT NOT NULL,
  unit TEXT NOT NULL,
  verdict TEXT NOT NULL,
  expected TEXT NOT NULL,
  ok INTEGER NOT NULL,
  reason TEXT,
  cases INTEGER NOT NULL,
  mean REAL,
  lower REAL,
  upper REAL,
  margin REAL,
  log_for REAL,
  log_against REAL,
  seconds REAL NOT NULL,
  mutants INTEGER,
  mutants_killed INTEGER,
  rivals INTEGER,
  rivals_killed INTEGER,
  cause TEXT,
  PRIMARY KEY (claim, run)
) STRICT, WITHOUT ROWID;
PRAGMA application_id = ${APPLICATION};
PRAGMA user_version = ${VERSION};
`;

/** A run as it is kept. */
export interface KeptRun {
  readonly id: number;
  readonly commit_sha: string;
  readonly started: string;
  readonly profile: string;
  readonly seed: number;
  readonly subject: string;
  readonly code: string;
  /** JSON of the report's `shards`. */
  readonly shards: string;
  readonly interrupted: number;
  readonly ok: number;
  readonly seconds: number;
  readonly claims: number;
  readonly claims_ok: number;
  /** Null of a report that does not tell it. */
  readonly build: string | null;
}

/** What a run's results belong to: evidence of another is not added up with it. */
export function belongsTo({ build, code }: Pick<KeptRun, "build" | "code">): string {
  return build ?? code;
}

/** What a run found of a claim. */
export interface KeptResult {
  readonly run: number;
  readonly claim: string;
  readonly unit: ReportClaim["unit"];
  readonly verdict: ReportClaim["verdict"];
  readonly expected: ReportClaim["expected"];
  readonly ok: number;
  readonly reason: string | null;
  readonly cases: number;
  readonly mean: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  readonly margin: number | null;
  readonly log_for: number | null;
  readonly log_against: number | null;
  readonly seconds: number;
  /** Wrong models that were tried, and wrong laws; null of a run that was kept before these were counted. */
  readonly mutants: number | null;
  readonly mutants_killed: number | null;
  readonly rivals: number | null;
  readonly rivals_killed: number | null;
  /** Why an undecided claim is so, in a word; null of a run that was kept before there were causes. */
  readonly cause: string | null;
}

/** Values by column. */
export type Row = Readonly<Record<string, string | number | null>>;

/** A report as a row of runs, but for what names it. */
export function runRow({ run, claims }: Report, commit: string): Row {
  const { started, profile, seed, subject, code, build = null, seconds } = run;
  return {
    ...{ commit_sha: commit, started, profile, seed, subject, code, build, seconds },
    shards: JSON.stringify(run.shards),
    interrupted: Number(run.interrupted),
    ok: Number(run.ok),
    claims: claims.length,
    claims_ok: claims.filter(({ ok }) => ok).length,
  };
}

/** A claim as a row of results, but for its run. */
export function resultRow(claim: ReportClaim): Row {
  const { id, unit, verdict, expected, ok, reason, cases, seconds } = claim;
  const { effect, margin, logEvidence, counterexample } = claim;
  // SQLite takes NaN for NULL; infinities it keeps.
  const kept = (value: number) => Number.isNaN(value) ? null : value;
  const shown = counterexample ?? margin;
  const [mutants, rivals] = [undefined, true].map((kind) =>
    claim.mutants.filter(({ rival }) => rival === kind)
  );
  const killedOf = (of: typeof mutants) => of.filter(({ killed }) => killed).length;
  return {
    ...{ mutants: mutants.length, mutants_killed: killedOf(mutants) },
    ...{ rivals: rivals.length, rivals_killed: killedOf(rivals) },
    cause: causeOf(claim) ?? null,
    ...{ claim: id, unit, verdict, expected, ok: Number(ok), reason, cases, seconds },
    mean: effect?.mean ?? null,
    lower: effect?.lower ?? null,
    upper: effect?.upper ?? null,
    margin: shown && kept(decodeNumber(shown.margin)),
    log_for: logEvidence && kept(decodeNumber(logEvidence.for)),
    log_against: logEvidence && kept(decodeNumber(logEvidence.against)),
  };
}
