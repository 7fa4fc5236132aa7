/** A report that someone edited is refused by whatever reads one. */

import type { Guard, Probe } from "./probe.ts";
import { attest, editJson, given } from "./steps.ts";

const ENTRY = "src/report/entry_contradiction.ts";
const REPORT = "src/report/contradiction.ts";
const CLAIMS = "scripts/commands/report_of_claims.ts";
const RUN = ["verify", "--profile", "quick", "--seed", "3", "--no-keep", "--out"];

/** Every command that reads a report; each edit meets some of them, and the first meets all. */
const READERS: readonly (readonly string[])[] = [
  ["compare", "run", "edited"],
  ["compare", "edited", "run"],
  ["report", "edited"],
  ["accept", "edited"],
  ["history", "add", "edited", "--commit", "1234567"],
];

const guard = (file: string, find: string, replace: string): Guard => ({ file, find, replace });

// deno-lint-ignore no-explicit-any -- it may become anything
type Edited = any;

/** What is edited, how, what is said, and the line without which it would be taken. */
const EDITS: readonly [string, (report: Edited) => void, said: string, Guard][] = [
  [
    "a verdict",
    ({ claims: [, a2] }) => {
      a2.verdict = "verified";
      a2.ok = false;
      for (const mutant of a2.mutants) mutant.killed = mutant.verdict === "verified";
    },
    "A2 is verified, but holds a counterexample",
    guard(ENTRY, "if (counterexample !== null) return `is ${verdict}, but", "if (false) return `"),
  ],
  [
    "its profile",
    ({ run }) => run.profile = "deep",
    "A1 is verified after 20 cases, its deep budget is 5000",
    guard(CLAIMS, 'verdict === "verified" && cases < limit', "cases < 0"),
  ],
  [
    "the name of a mutant",
    ({ claims: [a1] }) => a1.mutants[0].name = "another",
    "A1 has mutants another, ",
    guard(CLAIMS, "if (names !== own) return", "if (names === '') return"),
  ],
  [
    "the evidence of a mean",
    ({ claims: [, , b10] }) => b10.logEvidence = { for: 1e9, against: 0 },
    "B10 has other evidence than its effects",
    guard(ENTRY, "!sameEvidence(drawn.logEvidence!, evidence)", "false"),
  ],
  [
    "the verdict of a mean",
    ({ run, claims: [, , b10] }) => {
      b10.verdict = "refuted";
      b10.ok = run.ok = false;
    },
    "B10 is refuted, but its effects say verified",
    guard(ENTRY, 'if (verdict !== (partial ? "undecided" : drawn.verdict)) {', "if (!verdict) {"),
  ],
  [
    "the mean of effects",
    ({ claims: [, , b10] }) => b10.effect.mean += 0.1,
    "B10 has another mean or interval than its effects",
    guard(ENTRY, "closeTo(effect[key], own[key])", "key !== undefined"),
  ],
  [
    "the number of effects",
    ({ claims: [, , b10] }) => b10.cases++,
    "B10 holds ",
    guard(ENTRY, "if (count !== cases) return", "if (count < 0) return"),
  ],
  [
    "its error budget",
    ({ run }) => run.errorBudget.falseGreen = 0,
    "its error budget is not that of its statistical claims",
    guard(
      REPORT,
      "if (!closeTo(falseGreen, risk.falseGreen) || !closeTo(falseRed, risk.falseRed)) {",
      "if (falseGreen < 0) {",
    ),
  ],
  [
    "which claims there are",
    ({ run, claims }) => {
      claims.pop();
      run.errorBudget = { ...run.errorBudget, falseGreen: 0, falseRed: 0 };
    },
    "it is of all claims, but B10 is missing",
    guard(CLAIMS, "return missing === undefined || run.selected.length > 0", "return run"),
  ],
  [
    "the id of a claim",
    ({ claims: [a1] }) => a1.id = "A9",
    "A9 has a seed that does not follow from the run's",
    guard(REPORT, "if (claim.seed !== hashSeed(run.seed, claim.id)) {", "if (claim.seed < 0) {"),
  ],
  [
    "what was selected",
    ({ run }) => run.selected = ["A1"],
    "its claims are not those that were selected",
    guard(REPORT, "run.selected.length > 0 && run.selected.toSorted().join() !== ids", "false"),
  ],
  [
    "an expectation",
    ({ run, claims: [a1] }) => {
      a1.expected = "refuted";
      a1.ok = run.ok = false;
      for (const mutant of a1.mutants) mutant.killed = false;
    },
    "A1 has expected refuted, the claim has verified",
    guard(CLAIMS, "if (entry[key] !== claim[key]) return", "if (entry[key] === '') return"),
  ],
  [
    "the verdict on a mutant",
    ({ claims: [a1] }) => a1.mutants[0].verdict = "verified",
    "says killed: true of other-weights, which is verified",
    guard(ENTRY, "if (wrong) return `says killed", "if (!mutants) return `says killed"),
  ],
  [
    "whether a claim is as expected",
    ({ claims: [a1] }) => a1.ok = false,
    "A1 says ok: false, which its verdict and mutants do not",
    guard(ENTRY, "if (ok !== isClaimOk(claim)) return", "if (!mutants) return"),
  ],
  [
    "whether the run is as expected",
    ({ run }) => run.ok = false,
    "its run says ok: false, its claims do not",
    guard(REPORT, "if (run.ok !== isOk({ ...run, claims })) return", "if (!run) return"),
  ],
  [
    "a smallest margin",
    ({ claims: [a1] }) => a1.margin.margin = -1,
    "A1 is verified, but its smallest margin does not hold",
    guard(ENTRY, "return holds(margin) ? undefined", "return margin ? undefined"),
  ],
  [
    "which mutants there are",
    ({ claims: [a1] }) => a1.mutants = [],
    "A1 has no mutants",
    guard(
      ENTRY,
      'if (mutants.length + untried.length === 0) return "has',
      'if (!mutants) return "has',
    ),
  ],
  [
    "its schema",
    (report) => report.schema = { toString: 1 },
    'its schema must be "attest-report/2", got {"toString":1}',
    guard(
      "scripts/run_directory/read_report.ts",
      'if (typeof schema !== "string") return undefined;',
      "",
    ),
  ],
  [
    "the version of its schema",
    (report) => report.schema = "attest-report/9",
    "it is of the newer schema attest-report/9",
    guard(
      "scripts/run_directory/read_report.ts",
      "if (version > Number(ours)) {",
      "if (!version) {",
    ),
  ],
];

/** All of them. */
export const REPORT_PROBES: readonly Probe[] = EDITS.map(([what, edit, says, guard], i) => ({
  name: `a report in which someone changed ${what} is refused`,
  part: 2,
  steps: [
    given("run", [...RUN, "run"]),
    given("edited", [...RUN, "edited"]),
    editJson("edited/report.json", edit),
    ...(i === 0 ? READERS : [READERS[i % READERS.length]])
      .map((args) => attest(args, { code: 2, says })),
  ],
  guards: [guard],
}));
