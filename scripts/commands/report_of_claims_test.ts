/** A report is held to the claims that it says it is of. */

import { assertEquals } from "@std/assert";
import { statistical, universal } from "../../src/claim/claims_for_tests.ts";
import { buildReport } from "../../src/report/build.ts";
import { caseOf, result, RUN, stratifiedLaw } from "../../src/report/results_for_tests.ts";
import type { Report, ReportClaim } from "../../src/report/schema.ts";
import { misfit } from "./report_of_claims.ts";

const SHARE = universal({ id: "A2", slug: "share", expected: "refuted", failsIn: 0.1 } as never);
const LAW = stratifiedLaw({ bounds: {} });
const CLAIMS = [universal(), SHARE, statistical(), LAW];
const RIVAL = {
  name: "tripled",
  rival: true,
  killed: true,
  verdict: "refuted",
  cases: 90,
} as const;
const STRATA = LAW.unit === "cases" ? [] : LAW.strata!.map(({ name }) => (
  { name, verdict: "verified", cases: 100 } as const
));
const REPORT = buildReport([
  result(CLAIMS[0], { closest: caseOf(4) }),
  result(SHARE, { verdict: "refuted", cases: 100, failing: 90, counterexample: caseOf(6) }),
  result(CLAIMS[2], { cases: 20 }),
  // Each stratum has the budget for itself, and one rival was not tried.
  result(LAW, { cases: 300, strata: STRATA, mutants: [RIVAL] }),
], { run: RUN });

/** The report with one of its claims changed. */
function changed(place: number, change: Partial<ReportClaim>): Report {
  const claims = REPORT.claims.map((claim, i) => i === place ? { ...claim, ...change } : claim);
  return { ...REPORT, claims };
}

const MUTANT = REPORT.claims[0].mutants[0];
const ENTRIES = REPORT.claims[3].strata!;
const WRONG: readonly (readonly [place: number, change: Partial<ReportClaim>, said: string])[] = [
  [0, { id: "A9" }, "A9 is no claim of these sources"],
  [0, { slug: "other" }, "A1 has slug other, the claim has small_numbers"],
  [0, { expected: "refuted" }, "A1 has expected refuted, the claim has verified"],
  [0, { formula: "x^2" }, "A1 has formula x^2, the claim has none"],
  [0, { plain: "all is well" }, "A1 has plain all is well, the claim has none"],
  [0, { needs: ["weigh"] }, "A1 has needs weigh, the claim has "],
  [0, { unit: "replicates" }, "A1 has unit replicates, the claim has cases"],
  [1, { failsIn: 0.01 }, "A2 has failsIn 0.01, the claim has 0.1"],
  [1, { failsIn: null }, "A2 has failsIn null, the claim has 0.1"],
  [
    2,
    { rule: { bound: 2, smallestEffect: 0.1, within: null } },
    "B10.loss has bound 2, the claim has 1",
  ],
  [
    2,
    { rule: { bound: 1, smallestEffect: 0.3, within: null } },
    "B10.loss has smallestEffect 0.3, the claim has 0.1",
  ],
  [
    2,
    { rule: { bound: 1, smallestEffect: 0.1, within: 0.5 } },
    "B10.loss has within 0.5, the claim has null",
  ],
  [0, { mutants: [], untried: [] }, "A1 has mutants , the claim has halved"],
  [
    3,
    { mutants: [] },
    "C1.law has mutants constant, the claim has constant, tripled",
  ],
  [
    3,
    { untried: [] },
    "C1.law has mutants tripled, the claim has constant, tripled",
  ],
  [
    3,
    { mutants: [{ ...RIVAL, rival: undefined }] },
    "C1.law has tripled as a mutant, which it is not",
  ],
  [
    3,
    { untried: [{ name: "constant" }] },
    "C1.law has constant as a mutant, which it is not",
  ],
  [0, { mutants: [{ ...MUTANT, rival: true }] }, "A1 has halved as a rival, which it is not"],
  [
    3,
    { strata: ENTRIES.slice(1), cases: 200 },
    "C1.law has strata x = 9; inside, the claim has x = 1; x = 9; inside",
  ],
  [
    3,
    { strata: ENTRIES.toReversed() },
    "C1.law has strata inside; x = 9; x = 1, the claim has x = 1; x = 9; inside",
  ],
  [3, { strata: null }, "C1.law has strata none, the claim has x = 1; x = 9; inside"],
  [
    2,
    { strata: ENTRIES },
    "B10.loss has strata x = 1; x = 9; inside, the claim has none",
  ],
  [3, { cases: 301 }, "C1.law has 301 cases, its ci budget is 300"],
  [
    3,
    { strata: ENTRIES.map((part, i) => ({ ...part, cases: i === 1 ? 101 : 99 })) },
    "C1.law has 101 cases in x = 9, its ci budget is 100",
  ],
  [3, { mutants: [{ ...RIVAL, cases: 302 }] }, "C1.law has 302 cases, its ci budget is 300"],
  [0, { cases: 1001 }, "A1 has 1001 cases, its ci budget is 1000"],
  [0, { mutants: [{ ...MUTANT, cases: 1001 }] }, "A1 has 1001 cases, its ci budget is 1000"],
  [0, { cases: 999 }, "A1 is verified after 999 cases, its ci budget is 1000"],
  [
    1,
    { mutants: [{ ...MUTANT, verdict: "verified", cases: 9 }] },
    "A2 is verified after 9 cases, its ci budget is 1000",
  ],
];

Deno.test("report of claims: a run of these claims fits them", () => {
  const refuted = REPORT.claims.map((claim, i) =>
    i === 1 ? { ...claim, mutants: [{ ...MUTANT, verdict: "verified", cases: 1000 }] } : claim
  );
  assertEquals(misfit({ ...REPORT, claims: refuted } as Report, CLAIMS), undefined);
  // What crashed in one stratum tells of none.
  const crashed = { verdict: "undecided", strata: null, cases: 7 } as const;
  assertEquals(misfit(changed(3, crashed), CLAIMS), undefined);
});

for (const [place, change, said] of WRONG) {
  Deno.test(`report of claims: ${said}`, () => {
    assertEquals(misfit(changed(place, change), CLAIMS), said);
  });
}

Deno.test("report of claims: one that is missing was not asked for, or is told", () => {
  const claims = REPORT.claims.slice(1);
  assertEquals(misfit({ ...REPORT, claims }, CLAIMS), "it is of all claims, but A1 is missing");
  const run = { ...REPORT.run, selected: ["A2", "B10.loss", "C1.law"] };
  assertEquals(misfit({ ...REPORT, run, claims }, CLAIMS), undefined);
});

Deno.test("report of claims: opponents have ci's budget in a quick run", () => {
  const [claim] = REPORT.claims;
  const quick = (cases: number) =>
    ({
      run: { ...REPORT.run, profile: "quick", selected: [claim.id] },
      claims: [{ ...claim, cases: 10, mutants: [{ ...MUTANT, cases }] }],
    }) as unknown as Report;
  assertEquals(misfit(quick(1000), CLAIMS), undefined);
  assertEquals(misfit(quick(1001), CLAIMS), "A1 has 1001 cases, its ci budget is 1000");
});
