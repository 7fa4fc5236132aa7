import { assertEquals, assertMatch } from "@std/assert";
import { REFERENCE, statistical, universal } from "../claim/claims_for_tests.ts";
import { verifyClaim } from "../verify/verify.ts";
import { buildReport } from "./build.ts";
import { contradiction } from "./contradiction.ts";
import { RUN, stratifiedLaw } from "./results_for_tests.ts";
import type { Report } from "./schema.ts";

const CLAIMS = [
  universal({ bounds: { x: { from: 0, to: 5 } } }),
  // Cases up to 50 are no longer at most 5.
  universal({ id: "A2", slug: "large_numbers", expected: "refuted", check: failing }),
  statistical(),
  statistical({ id: "B2", slug: "none", replicate: () => -0.5, expected: "refuted" }),
  statistical({ id: "B3", slug: "equal", within: 0.5, replicate: (_, seed) => seed % 2 / 5 }),
  stratifiedLaw(),
];
const RESULTS = await Promise.all(
  CLAIMS.map((claim) =>
    verifyClaim(claim, { subject: REFERENCE, seed: RUN.seed, profile: RUN.profile })
  ),
);

function failing() {
  return { margin: -1, got: 6, wanted: 5, what: "x" };
}

function sample(): Report {
  const mutants = ["halved", "doubled"];
  return JSON.parse(JSON.stringify(buildReport(RESULTS, { run: RUN, mutants })));
}

Deno.test("what a run reports does not contradict itself", () => {
  assertEquals(contradiction(sample()), undefined);
  const halted = { ...RUN, interrupted: true };
  assertEquals(contradiction(buildReport(RESULTS, { run: halted })), undefined);
});

/** Edits of a report of A1 (verified), A2 (refuted), and B10.loss, B2, B3 and C1.law about means. */
const EDITS: readonly [name: string, edit: (report: Report) => void, message: RegExp][] = [
  ["a refuted claim is said to be verified", ({ claims: [, a2] }) => {
    a2.verdict = a2.expected = "verified";
    a2.mutants.forEach((mutant) => mutant.killed = true);
    a2.ok = true;
  }, /^A2 is verified, but holds a counterexample$/],
  ["a counterexample holds", ({ claims: [, a2] }) => {
    a2.counterexample!.margin = 1;
  }, /^A2 is refuted, but its case holds$/],
  ["a counterexample is gone", ({ claims: [, a2] }) => {
    a2.counterexample = null;
  }, /^A2 is refuted, but holds no counterexample$/],
  ["no cases", ({ claims: [a1] }) => {
    a1.cases = 0;
    a1.cells = [];
  }, /^A1 is verified after 0 cases$/],
  ["a smallest margin below 0", ({ claims: [a1] }) => {
    a1.margin!.margin = -1e-9;
  }, /^A1 is verified, but its smallest margin does not hold$/],
  ["a smallest margin that is no number", ({ claims: [a1] }) => {
    a1.margin!.margin = "NaN";
  }, /^A1 is verified, but its smallest margin does not hold$/],
  ["a cell that was not reached", ({ claims: [a1] }) => {
    a1.cells[0].cases = 0;
  }, /^A1 contradicts itself: its cell .* is said to be reached with 0 cases$/],
  ["more cases in a cell than there are", ({ claims: [a1] }) => {
    a1.cells[0].cases = 1001;
  }, /^A1 contradicts itself: its cell .* has 1001 of 1000 cases$/],
  ["mutants removed", ({ claims: [a1] }) => {
    a1.mutants = [];
  }, /^A1 has no mutants$/],
  ["the same mutant twice", ({ claims: [a1] }) => {
    a1.mutants.push(a1.mutants[0]);
  }, /^A1 has the same mutant twice$/],
  ["a survivor is said to be killed", ({ claims: [a1] }) => {
    a1.mutants[0].killed = true;
  }, /^A1 says killed: true of halved, which is verified$/],
  ["ok is not what verdict and mutants say", ({ claims: [a1] }) => {
    a1.ok = true;
  }, /^A1 says ok: true, which its verdict and mutants do not$/],
  ["another seed", ({ claims: [a1] }) => {
    a1.seed = 5;
  }, /^A1 has a seed that does not follow from the run's$/],
  ["evidence out of nothing", ({ claims: [, , b10] }) => {
    b10.logEvidence = { for: 1e9, against: 0 };
  }, /^B10.loss has other evidence than its effects$/],
  ["fewer effects than replicates", ({ claims: [, , b10] }) => {
    b10.streams![0].pop();
  }, /^B10.loss holds \d+ effects of \d+$/],
  ["another effect", ({ claims: [, , b10] }) => {
    b10.streams![0][0] = -1;
  }, /^B10.loss has other evidence than its effects$/],
  ["another verdict on a mean", ({ claims: [, , , b2] }) => {
    b2.verdict = "verified";
    b2.mutants.forEach((mutant) => mutant.killed = false);
    b2.mutants.forEach((mutant) => mutant.verdict = "refuted");
  }, /^B2 is verified, but its effects say refuted$/],
  ["another mean", ({ claims: [, , b10] }) => {
    b10.effect!.mean = 0.6;
  }, /^B10.loss has another mean or interval than its effects$/],
  ["another smallest margin", ({ claims: [, , b10] }) => {
    b10.margin!.margin = 0.6;
  }, /^B10.loss has another smallest margin than its effects$/],
  ["a smallest effect beyond the bound", ({ claims: [, , b10] }) => {
    b10.rule!.smallestEffect = 9;
  }, /^B10.loss has an invalid decision rule: /],
  ["a rule for cases", ({ claims: [a1] }) => {
    a1.rule = { bound: 1, smallestEffect: 0.1, within: null };
  }, /^A1 is about cases, but holds effects$/],
  ["streams of two shards in a whole run", ({ claims: [, , b10] }) => {
    b10.streams!.push([0.5]);
  }, /^B10.loss has streams of 2 shards$/],
  ["shards that are missing", ({ run }) => {
    run.shards = { of: 2, run: [1] };
  }, /^A1 is verified, but shards are missing$/],
  ["shards out of order", ({ run }) => {
    run.shards = { of: 2, run: [2, 1] };
  }, /^its shards must be ascending and at most 2, got 2, 1$/],
  ["a run that is ok", ({ run }) => {
    run.ok = true;
  }, /^its run says ok: true, its claims do not$/],
  ["another selection", ({ run }) => {
    run.selected = ["A1"];
  }, /^its claims are not those that were selected$/],
  ["another error budget", ({ run }) => {
    run.errorBudget.falseGreen = 0.9;
  }, /^its error budget is not that of its statistical claims$/],
  ["another budget of false reds", ({ run }) => {
    run.errorBudget.falseRed = 0;
  }, /^its error budget is not that of its statistical claims$/],
  ["a pass bound of no claim", (report) => {
    report.claims = report.claims.slice(2);
    report.matrix = null;
  }, /^its pass bound is of no claim$/],
  ["another pass bound", ({ run }) => {
    run.passBound!.failingMass = 1e-9;
  }, /^its pass bound is not that of its claims$/],
  ["a matrix that says otherwise", ({ matrix }) => {
    matrix!.rows[0].cells[0] = "killed";
  }, /^its matrix does not have halved as survived by A1$/],
  ["a matrix of another rival refuted", ({ matrix }) => {
    matrix!.rows[5].rivals!.killed = 1;
  }, /^its matrix does not have 2 of 2 rivals as refuted by C1.law$/],
  ["a matrix of fewer rivals", ({ matrix }) => {
    matrix!.rows[5].rivals = { killed: 2, of: 3 };
  }, /^its matrix does not have 2 of 2 rivals as refuted by C1.law$/],
  ["a matrix without rivals", ({ matrix }) => {
    delete matrix!.rows[5].rivals;
  }, /^its matrix does not have 2 of 2 rivals as refuted by C1.law$/],
  ["a matrix with rivals of a claim without a law", ({ matrix }) => {
    matrix!.rows[0].rivals = { killed: 1, of: 1 };
  }, /^its matrix does not have 0 of 0 rivals as refuted by A1$/],
  ["a rival that survived", ({ claims: [, , , , , c1] }) => {
    c1.mutants[0].verdict = "verified";
  }, /^C1.law says killed: true of tripled, which is verified$/],
  ["a rival that was not tried", ({ claims: [, , , , , c1] }) => {
    c1.untried.push({ name: c1.mutants.pop()!.name });
  }, /^C1.law says ok: true, which its verdict and mutants do not$/],
  ["a stratum is gone", ({ claims: [, , , , , c1] }) => {
    c1.strata!.pop();
  }, /^C1.law has \d+ replicates, its strata \d+$/],
  ["a matrix of other claims", ({ matrix }) => {
    matrix!.rows.pop();
  }, /^its matrix is not of its claims$/],
];

for (const [name, edit, message] of EDITS) {
  Deno.test(`a report contradicts itself: ${name}`, () => {
    const report = sample();
    edit(report);
    assertMatch(contradiction(report) ?? "nothing", message);
  });
}
