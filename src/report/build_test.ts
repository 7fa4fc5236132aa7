import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertStringIncludes,
  assertThrows,
} from "@std/assert";
import { CLAIM_RATES } from "../verify/error_rates.ts";
import { buildReport } from "./build.ts";
import { statistical, universal } from "../claim/claims_for_tests.ts";
import { caseOf, EFFECT, result, RUN } from "./results_for_tests.ts";
import { type Report, reportSchema } from "./schema.ts";

const RESULTS = [
  result(universal(), { closest: caseOf(4) }),
  result(universal({ id: "A2", slug: "fewer" }), { cases: 100, closest: caseOf(5) }),
  result(statistical(), { cases: 20, effect: EFFECT, logEvidence: { for: 9, against: -Infinity } }),
];

/** The report as its file says it. */
function written(report: Report): unknown {
  return JSON.parse(JSON.stringify(report));
}

Deno.test("a report follows its schema, and comes back from its file unchanged", () => {
  const report = buildReport(RESULTS, { run: RUN });
  assertEquals(reportSchema.parse(written(report)), report);
});

Deno.test("the run's bound is that of the verified universal claim with the fewest cases", () => {
  const { run } = buildReport(RESULTS, { run: RUN });
  assertEquals(run.passBound?.cases, 100);
  assertAlmostEquals(run.passBound?.failingMass ?? 0, 0.0295, 5e-5);
  assertEquals(buildReport([RESULTS[2]], { run: RUN }).run.passBound, null);
  const refuted = result(universal(), { verdict: "refuted", cases: 3, counterexample: caseOf(6) });
  assertEquals(buildReport([...RESULTS, refuted], { run: RUN }).run.passBound?.cases, 100);
});

Deno.test("the run's error budget counts the statistical claims", () => {
  const { run } = buildReport(RESULTS, { run: RUN });
  assertEquals(run.errorBudget, { falseGreen: CLAIM_RATES.alpha, falseRed: CLAIM_RATES.beta });
});

Deno.test("a run is ok when every claim is and it was not interrupted", () => {
  assert(buildReport(RESULTS, { run: RUN }).run.ok);
  assert(!buildReport(RESULTS, { run: { ...RUN, interrupted: true } }).run.ok);
  const survived = { name: "halved", killed: false, verdict: "verified", cases: 10 } as const;
  const lenient = result(universal(), { mutants: [survived], ok: false });
  assert(!buildReport([lenient], { run: RUN }).run.ok);
});

Deno.test("clipped effects are counted, a wrong count is refused, and an older report does not say", () => {
  const entry = {
    ...{ cases: 3, effect: EFFECT, streams: [[2, -0.5], [-1.5]], clipped: 2 },
    logEvidence: { for: 9, against: -9 },
  };
  const report = buildReport([result(statistical(), entry)], { run: RUN });
  const [claim] = reportSchema.parse(written(report)).claims;
  assertEquals(claim.clipped, 2);
  const of = (clipped: number | undefined) => ({ ...report, claims: [{ ...claim, clipped }] });
  for (const wrong of [0, 1, 3]) {
    const { error } = reportSchema.safeParse(written(of(wrong) as Report));
    assertStringIncludes(error!.message, "must be the number of effects");
  }
  const [older] = reportSchema.parse(written(of(undefined) as Report)).claims;
  assert(!("clipped" in older));
});

Deno.test("numbers that JSON cannot hold survive the file by name", () => {
  const margin = { margin: -Infinity, got: NaN, wanted: Infinity, what: "x" };
  const refuted = result(universal(), {
    verdict: "refuted",
    ok: false,
    closest: { spec: { x: -0 }, margin },
    counterexample: { spec: { x: -0 }, margin },
  });
  const [claim] = reportSchema.parse(written(buildReport([refuted], { run: RUN }))).claims;
  const named = { margin: "-Infinity", got: "NaN", wanted: "Infinity", what: "x" } as const;
  assertEquals(claim.margin, { ...named, spec: { x: { $value: "-0" } } });
  assertEquals(claim.counterexample, { ...named, spec: { x: { $value: "-0" } }, file: null });
});

Deno.test("an interrupted run says which mutants it did not try", () => {
  const [claim] =
    buildReport([result(universal(), { mutants: [], ok: false })], { run: RUN }).claims;
  assertEquals(claim.untried, [{ name: "halved" }]);
});

Deno.test("a spec that JSON cannot hold does not cost the run its report", () => {
  const odd = { spec: { n: 3n }, margin: caseOf(6).margin };
  const refuted = result(universal(), { verdict: "refuted", ok: false, counterexample: odd });
  const report = buildReport([refuted], { run: RUN });
  assertEquals(report.claims[0].counterexample?.spec, { $text: '{"n":3n}' });
  reportSchema.parse(written(report));
});

Deno.test("the schema refuses what contradicts itself, and what it does not know", () => {
  const report = buildReport(RESULTS, { run: RUN });
  const [claim] = report.claims;
  const broken: [unknown, string][] = [
    [{ ...report, more: 1 }, "more"],
    [{ ...report, schema: "attest-report/3" }, "schema"],
    [{ ...report, claims: [] }, "claims"],
    [{ ...report, claims: [claim, claim] }, "different ids"],
    [{ ...report, claims: [{ ...claim, verdict: "refuted" }] }, "ok"],
    [{ ...report, claims: [{ ...claim, ok: false, verdict: "undecided" }] }, "reason"],
    [{ ...report, claims: [{ ...claim, cases: -1 }] }, "cases"],
    [{ ...report, claims: [{ ...claim, seconds: NaN }] }, "seconds"],
    [{ ...report, claims: [{ ...claim, id: "a one" }] }, "id"],
    [{ ...report, claims: [{ ...claim, effect: { ...EFFECT, mean: "0.5" } }] }, "mean"],
    [{ ...report, run: { ...report.run, profile: "fast" } }, "profile"],
    [{ ...report, run: { ...report.run, started: "yesterday" } }, "started"],
  ];
  for (const [value, name] of broken) {
    assertThrows(() => reportSchema.parse(value), Error, name);
  }
});
