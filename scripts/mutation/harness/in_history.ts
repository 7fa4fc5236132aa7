/** Mistakes in what many runs together amount to, and in how they are kept. */

import { mistakesIn, testsIn } from "./harness_mutation.ts";

const kept = (...names: readonly string[]) => testsIn("scripts/history", ...names);

/** In src/report/evidence_product.ts and scripts/history. */
export const IN_HISTORY = [
  ...mistakesIn("src/report/evidence_product.ts", testsIn("src/report", "evidence_product"), [
    // The same seed counts twice.
    ['if (overlapping.length === 0) return "counted";', 'return "counted";'],
    ['return longer ? "extended" : "repeated";', 'return "extended";'],
    ['if (share === "broken") experiment.broken = true;', ""],
    ["if (experiment.broken) return", 'if (share === "broken") return'],
    ['if (run.unreached) return "unreached";', ""],
    ["if (!Number.isFinite(logEvidence?.for) || !Number", "if (!logEvidence && !Number"],
    ["run.subject === reference ? run.code : `run ${others++}`", "run.code"],
    ["run.subject === reference ? run.code : `run ${others++}`", '"one"'],
    ["if (a.seed !== b.seed) return false;", "return false;"],
    ["a.shards.of === b.shards.of && a.profile === b.profile;", "a.shards.of === b.shards.of;"],
    ["(a.shards.of === 1 || a.profile === b.profile)", "true"],
    ['verdict === "undecided" ? verdictOf(logEvidence) : verdict', "verdictOf(logEvidence)"],
    ["run.replicates > other.replicates", "run.replicates >= 0"],
  ]),
  ...mistakesIn("scripts/history/rows.ts", kept("history_tables", "store"), [
    ["return build ?? code;", "return code;"],
    [
      "log_for: logEvidence && kept(decodeNumber(logEvidence.for)),",
      "log_for: logEvidence && kept(decodeNumber(logEvidence.against)),",
      kept("rows"),
    ],
    ["ok: Number(run.ok),", "ok: 1,", kept("rows")],
    ["claims_ok: claims.filter(({ ok }) => ok).length,", "claims_ok: claims.length,", kept("rows")],
    ["counterexample ?? margin", "margin", kept("rows")],
    ["interrupted: Number(run.interrupted),", "interrupted: 0,", kept("rows")],
    ["ADDED.slice(version - 1)", "ADDED.slice(version)", kept("store")],
    ["of.filter(({ killed }) => killed).length", "of.length", kept("rows")],
    ["({ rival }) => rival === kind", "() => true", kept("rows")],
  ]),
  ...mistakesIn("scripts/history/kept_rows.ts", kept("rows"), [
    [
      "if (!texts.every(isText) || !numbers.every(isNumber) || !isShards(run.shards)) {",
      "if (false) {",
    ],
    ["if (!known || !numbers) {", "if (!numbers) {"],
    ["if (!known || !numbers) {", "if (!known) {"],
    [
      "if (!texts.every(isText) || !numbers.every(isNumber) || !isShards(shards)) {",
      "if (false) {",
    ],
  ]),
  ...mistakesIn("scripts/history/store.ts", kept("store"), [
    ["if (kept !== undefined) return { added: false", "if (false) return { added: false"],
    ["requireOurs(db, path);", ""],
  ]),
  ...mistakesIn("scripts/history/history_file.ts", kept("store"), [
    ["if (version > VERSION) {", "if (false) {"],
    ['if (numberOf(db, "application_id") !== APPLICATION) {', "if (false) {"],
    ['db.exec("ROLLBACK");', ""],
    ["if (missing === undefined) continue;", "continue;"],
  ]),
  ...mistakesIn("scripts/history/trends.ts", kept("rows", "history_tables"), [
    ['unreached: cause === "not reached",', "unreached: cause !== null,", kept("rows")],
    ["code: belongsTo(row), subject", "code: row.code, subject"],
    ["if (nobody !== undefined) {", "if (false) {"],
  ]),
];
