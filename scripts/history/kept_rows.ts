/** Rows as a file has them, which may be anybody's: held to what is made of them. */

import { UsageError } from "../base/usage_error.ts";
import type { KeptResult, KeptRun } from "./rows.ts";

/** A row of whatever columns. */
export type SqlRow = Record<string, unknown>;

/** Columns of a run that are read … */
export const RUN_COLUMNS: readonly string[] = [
  ...["id", "commit_sha", "started", "profile", "seed", "subject", "code", "shards", "interrupted"],
  ...["ok", "seconds", "claims", "claims_ok", "digest", "build"],
];
/** … of a result … */
export const RESULT_COLUMNS: readonly string[] = [
  ...[
    "run",
    "claim",
    "unit",
    "verdict",
    "expected",
    "ok",
    "reason",
    "cases",
    "mean",
    "lower",
    "upper",
  ],
  ...["margin", "log_for", "log_against", "seconds"],
  ...["mutants", "mutants_killed", "rivals", "rivals_killed", "cause"],
];

/** … and, for the evidence, of a run … */
export const EVIDENCE_RUN_COLUMNS: readonly string[] = [
  ...["seed", "subject", "profile", "code", "build", "shards"],
];
/** … and of a result. */
export const EVIDENCE_RESULT_COLUMNS: readonly string[] = [
  ...["cases", "cause", "log_for", "log_against"],
];

const VERDICTS = ["verified", "undecided", "refuted"];

/** The row as a run; throws a UsageError on what is none. */
export function checkedRun(row: SqlRow, path: string): KeptRun {
  const run = row as unknown as KeptRun;
  const texts = [
    run.commit_sha,
    run.started,
    run.profile,
    run.subject,
    run.code,
    run.shards,
    run.build ?? "",
  ];
  const numbers = [
    run.id,
    run.seed,
    run.interrupted,
    run.ok,
    run.seconds,
    run.claims,
    run.claims_ok,
  ];
  if (!texts.every(isText) || !numbers.every(isNumber) || !isShards(run.shards)) {
    throw unusable(path, `run ${String(run.id).slice(0, 20)}`);
  }
  return run;
}

/** The row as a result; throws a UsageError on what is none. */
export function checkedResult(row: SqlRow, path: string): KeptResult {
  const result = row as unknown as KeptResult;
  const { unit, verdict, expected, cases, seconds, run, claim, reason, cause } = result;
  const measured = [result.mean, result.lower, result.upper, result.margin];
  const evidence = [result.log_for, result.log_against];
  const counts = [result.mutants, result.mutants_killed, result.rivals, result.rivals_killed];
  const known = isText(claim) && (unit === "cases" || unit === "replicates") &&
    VERDICTS.includes(verdict) &&
    VERDICTS.includes(expected) && [reason, cause].every((text) => text === null || isText(text));
  const numbers = [cases, seconds, run].every(isNumber) &&
    [...measured, ...evidence, ...counts].every((value) => value === null || isNumber(value));
  if (!known || !numbers) {
    throw unusable(path, `result of ${String(claim).slice(0, 40)} in run ${run}`);
  }
  return result;
}

/** What evidence depends on; throws a UsageError on what is none. */
export function checkedEvidence(row: SqlRow, path: string): EvidenceRow {
  const kept = row as unknown as EvidenceRow;
  const { seed, subject, profile, code, build, shards, cases, cause } = kept;
  const { log_for, log_against } = kept;
  const texts = [subject, profile, code, build ?? "", shards, cause ?? ""];
  const numbers = [seed, cases, log_for ?? 0, log_against ?? 0];
  if (!texts.every(isText) || !numbers.every(isNumber) || !isShards(shards)) {
    throw unusable(path, `evidence of seed ${String(seed).slice(0, 20)}`);
  }
  return kept;
}

/** What evidence depends on: of a run, and of what it found. */
export type EvidenceRow =
  & Pick<KeptRun, "seed" | "subject" | "profile" | "code" | "build" | "shards">
  & Pick<KeptResult, "cases" | "cause" | "log_for" | "log_against">;

function isText(value: unknown): boolean {
  return typeof value === "string";
}

function isNumber(value: unknown): boolean {
  return typeof value === "number";
}

/** `{"of":4,"run":[1,2]}`, as the report has it. */
function isShards(text: string): boolean {
  return /^\{"of":\d{1,5},"run":\[\d{1,5}(,\d{1,5})*\]\}$/.test(text);
}

function unusable(path: string, got: string): UsageError {
  return new UsageError(`--db must hold what attest kept in it, got another ${got} in ${path}`);
}
