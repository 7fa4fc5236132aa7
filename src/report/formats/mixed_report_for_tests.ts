/** A report in which everything happens that can happen to a claim, for the tests of its other forms. */

import fc from "fast-check";
import { crashed, interruptedAfter, NOT_REACHED } from "../../verify/obstacle.ts";
import type { ClaimResult } from "../../verify/claim_result.ts";
import { buildReport } from "../build.ts";
import { statistical, universal } from "../../claim/claims_for_tests.ts";
import { caseOf, EFFECT, result, RUN } from "../results_for_tests.ts";
import type { Report } from "../schema.ts";
import type { CaseOptions } from "./reported_cases.ts";

const SURVIVOR = { name: "halved", killed: false, verdict: "verified", cases: 1000 } as const;
const FAILING = { verdict: "refuted", ok: false, closest: caseOf(8), cases: 7 } as const;

/** One claim for each way to come out, with 3 of them as expected. */
export const MIXED_RESULTS: readonly ClaimResult[] = [
  result(universal({ id: "A1", slug: "holds" }), { closest: caseOf(4) }),
  result(universal({ id: "A2", slug: "known_false", expected: "refuted" }), {
    verdict: "refuted",
    cases: 1,
    counterexample: caseOf(6),
    closest: caseOf(6),
  }),
  result(statistical(), { cases: 20, effect: EFFECT, logEvidence: { for: 9, against: -9 } }),
  result(universal({ id: "C1", slug: "fails" }), { ...FAILING, counterexample: caseOf(8) }),
  result(universal({ id: "C2", slug: "lenient" }), { mutants: [SURVIVOR], ok: false }),
  result(universal({ id: "C3", slug: "crashes" }), {
    verdict: "undecided",
    cases: 3,
    ...crashed("Error: no", "case 3"),
    mutants: [{ ...SURVIVOR, verdict: "undecided", cases: 2 }],
    ok: false,
  }),
  result(universal({ id: "D1", slug: "cut_off" }), {
    verdict: "undecided",
    cases: 12,
    ...interruptedAfter("12 of 1000 cases"),
    mutants: [],
    ok: false,
  }),
  result(universal({ id: "D2", slug: "unreached" }), {
    verdict: "undecided",
    cases: 0,
    ...NOT_REACHED,
    mutants: [],
    ok: false,
  }),
];

/** The report of an interrupted run. */
export const MIXED: Report = buildReport(MIXED_RESULTS, {
  run: { ...RUN, interrupted: true },
  counterexamples: new Map([["C1", "counterexamples/C1.json"]]),
});

/** Places of all its claims but the last. */
export const PLACES: CaseOptions = {
  folder: "attest-report/",
  lines: new Map(
    MIXED_RESULTS.slice(0, -1).map(({ claim }, i) => [claim.id, { claim: 7 + i, mutants: 17 + i }]),
  ),
};

/** Any text: lone surrogates, control characters, what is no character, and what the formats set apart. */
export const anyText: fc.Arbitrary<string> = fc.array(
  fc.oneof(
    fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)),
    fc.constantFrom("<", "&", '"', "]]>", "\u0000", "\u001b", "\ufffe", "\ud800", "𝄞"),
    fc.constantFrom("%", "%0A", "%25", "\r", "\n", ":", "::", ",", "=", "|", "`", "```"),
  ),
  { minLength: 1 },
).map((units) => units.join(""));

/** A report of one claim that fails, whose texts are all `text`. */
export function reportOf(text: string): Report {
  const claim = { ...MIXED.claims[3], statement: text, source: text, regime: text, reason: text };
  const mutants = [{ ...SURVIVOR, name: text }];
  const undecided = { ...MIXED.claims[5], id: "C4", reason: text };
  return {
    ...MIXED,
    run: { ...MIXED.run, subject: text },
    claims: [{ ...claim, mutants, untried: [{ name: text }] }, undecided],
  };
}
