import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { buildReport } from "../../src/report/build.ts";
import { compareReports } from "../../src/report/compare/compare.ts";
import { REFERENCE, statistical, universal } from "../../src/claim/claims_for_tests.ts";
import { caseOf, EFFECT, result, RUN, stratifiedLaw } from "../../src/report/results_for_tests.ts";
import { entryContradiction } from "../../src/report/entry_contradiction.ts";
import { type Report, reportSchema } from "../../src/report/schema.ts";
import { verifyClaim } from "../../src/verify/verify.ts";
import { baselineText, refusal } from "./baseline.ts";

const STREAM = Array.from({ length: 20 }, (_, i) => (i % 7) / 10 + 1e-17);
const REPORT = buildReport(
  [
    result(universal({ statement: "[1, 2] is at most 5" }), { closest: caseOf(4) }),
    result(universal({ id: "A2", slug: "false", expected: "refuted" }), {
      verdict: "refuted",
      cases: 3,
      counterexample: caseOf(7),
      closest: caseOf(7),
    }),
    result(statistical(), { cases: 20, effect: EFFECT, streams: [STREAM] }),
  ].map((one) => ({ ...one, seconds: 1.23456 })),
  { run: RUN },
);
const PROJECT = { ids: ["A1", "A2", "B10.loss"], code: RUN.code };

function withRun(run: Partial<Report["run"]>): Report {
  return { ...REPORT, run: { ...REPORT.run, ...run } };
}

Deno.test("baselines: a whole run of these sources, as expected, is accepted; no other", () => {
  assertEquals(refusal(REPORT, PROJECT), undefined);
  const refused: readonly [Report, string][] = [
    [withRun({ interrupted: true }), "must be complete, got interrupted"],
    [withRun({ shards: { of: 2, run: [2] } }), "got 1 of 2 shards not in the report"],
    [withRun({ subject: "mine" }), "its subject must be reference, got mine"],
    [withRun({ selected: ["A1"] }), "of all 3 claims"],
    [{ ...REPORT, claims: REPORT.claims.slice(1) }, "got none of A1"],
    [withRun({ ok: false }), "every claim must be as expected"],
    [withRun({ code: "f".repeat(16) }), `fingerprint ${RUN.code}, got ffffffffffffffff`],
  ];
  for (const [report, part] of refused) assertStringIncludes(refusal(report, PROJECT) ?? "", part);
});

Deno.test("baselines: they are reports, and none differs from the run that it was made of", () => {
  const baseline = reportSchema.parse(JSON.parse(baselineText(REPORT)));
  assertEquals(compareReports(baseline, REPORT).changes, []);
  assertEquals(compareReports(REPORT, baseline).changes, []);
  assertEquals(baseline.claims[2].streams, [STREAM]);
});

Deno.test("baselines: a list of numbers is one line, cases are left out, a text is left alone", () => {
  const text = baselineText(REPORT);
  const lines = text.split("\n").filter((line) => line.includes("0.2, 0.3"));
  assertEquals(lines.map((line) => JSON.parse(line)), [STREAM]);
  assertStringIncludes(text, '"[1, 2] is at most 5"');
  assert(!text.includes('"x": 7') && !text.includes("1.23456"), text);
});

Deno.test("baselines: one of strata agrees with them still, and leaves their cases out", async () => {
  const verified = await verifyClaim(stratifiedLaw(), {
    subject: REFERENCE,
    seed: 11,
    profile: "ci",
  });
  const report = buildReport([{ ...verified, mutants: verified.mutants }], { run: RUN });
  const [claim] = reportSchema.parse(JSON.parse(baselineText(report))).claims;
  const mutants = [{ name: "halved", killed: true, verdict: "refuted", cases: 9 } as const];
  assertEquals(entryContradiction({ ...claim, mutants }, RUN), undefined);
  assertEquals(claim.strata?.map(({ margin }) => margin?.spec), [null, null, null]);
  assertEquals(
    compareReports(reportSchema.parse(JSON.parse(baselineText(report))), report).changes,
    [],
  );
});
