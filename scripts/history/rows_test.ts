/** A report as rows, and rows as what is made of them: nothing turns better on the way. */

import { assertEquals, assertThrows } from "@std/assert";
import { statistical, universal } from "../../src/claim/claims_for_tests.ts";
import { buildReport } from "../../src/report/build.ts";
import { caseOf, EFFECT, result, RUN } from "../../src/report/results_for_tests.ts";
import { UsageError } from "../base/usage_error.ts";
import { checkedEvidence, checkedResult, checkedRun } from "./kept_rows.ts";
import { resultRow, runRow } from "./rows.ts";
import { evidenceOf } from "./trends.ts";

const REPORT = buildReport([
  result(universal(), {
    verdict: "refuted",
    ok: false,
    closest: caseOf(4),
    counterexample: caseOf(9),
  }),
  result(statistical(), { effect: EFFECT, logEvidence: { for: 9, against: -Infinity } }),
], { run: { ...RUN, interrupted: true } });
const COMMIT = "0".repeat(40);
const RUN_ROW = { id: 1, digest: "d", ...runRow(REPORT, COMMIT) };
const [REFUTED, MEAN]: Record<string, unknown>[] = REPORT.claims
  .map((claim) => ({ run: 1, ...resultRow(claim) }));

Deno.test("rows: a run is kept as it came out", () => {
  const { ok, interrupted, claims, claims_ok, build } = RUN_ROW as Record<string, unknown>;
  assertEquals([ok, interrupted, claims, claims_ok, build], [0, 1, 2, 1, RUN.build]);
  const fine = runRow(buildReport([result(universal())], { run: RUN }), COMMIT);
  assertEquals([fine.ok, fine.interrupted], [1, 0]);
});

Deno.test("rows: a result has the margin that refutes it, and evidence its sides", () => {
  assertEquals([REFUTED.verdict, REFUTED.ok, REFUTED.margin], ["refuted", 0, -0.4]);
  assertEquals([MEAN.log_for, MEAN.log_against], [9, -Infinity]);
});

Deno.test("rows: mutants and rivals are counted apart, with those that were killed", () => {
  const mutant = { name: "a", killed: true, verdict: "refuted", cases: 1 } as const;
  const survivor = { ...mutant, name: "b", killed: false, verdict: "verified" } as const;
  const rivals = [{ ...mutant, name: "r", rival: true }, { ...mutant, name: "s", rival: true }];
  const { mutants, mutants_killed, rivals: laws, rivals_killed } = resultRow({
    ...REPORT.claims[1],
    mutants: [mutant, survivor, survivor, ...rivals as never[]],
  });
  assertEquals([mutants, mutants_killed, laws, rivals_killed], [3, 1, 2, 2]);
});

Deno.test("rows: what is none of ours is refused, column by column", () => {
  assertEquals(checkedRun(RUN_ROW, "x").id, 1);
  const runs = [{ seed: "1" }, { ok: null }, { code: 5 }, { shards: '{"of":1}' }, {
    profile: null,
  }];
  for (const change of runs) {
    assertThrows(() => checkedRun({ ...RUN_ROW, ...change }, "x"), UsageError, "another run 1");
  }
  assertEquals(checkedResult(MEAN, "x").claim, "B10.loss");
  const results = [
    ...[{ verdict: "green" }, { expected: "any" }, { unit: "means" }, { reason: 5 }],
    ...[{ cases: "5" }, { seconds: null }, { log_for: "9" }, { mean: "1" }],
    ...[{ mutants: "3" }, { rivals_killed: "x" }],
  ];
  for (const change of results) {
    assertThrows(() => checkedResult({ ...MEAN, ...change }, "x"), UsageError, "another result");
  }
  const evidence = { ...RUN_ROW, ...MEAN };
  assertEquals(checkedEvidence(evidence, "x").seed, RUN.seed);
  for (const change of [{ seed: "1" }, { shards: "[]" }, { log_for: "9" }, { subject: 1 }]) {
    assertThrows(() => checkedEvidence({ ...evidence, ...change }, "x"), UsageError, "evidence");
  }
});

Deno.test("rows: only a claim that was not come to is passed over, not one that broke", () => {
  const row = checkedEvidence({ ...RUN_ROW, ...MEAN }, "x");
  assertEquals(evidenceOf({ ...row, cause: "not reached" }).unreached, true);
  const broken = evidenceOf({ ...row, cause: "crashed", log_for: null });
  assertEquals([broken.unreached, broken.logEvidence], [false, undefined]);
  assertEquals(evidenceOf(row).code, RUN.build);
});
