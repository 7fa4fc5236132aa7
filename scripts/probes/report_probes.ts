/** A report is held to its run, and to the claims of its sources. */

import { editedReports } from "./edited_report.ts";
import { guard, type Probe } from "./probe.ts";

const REPORT = "src/report/contradiction.ts";
const CLAIMS = "scripts/commands/report_of_claims.ts";

/** All of them. */
export const REPORT_PROBES: readonly Probe[] = editedReports([
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
    guard(CLAIMS, "if (names !== known) return", "if (names === '') return"),
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
      run.errorBudget = { ...run.errorBudget, falseGreen: 1e-5, falseRed: 0 };
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
    "whether the run is as expected",
    ({ run }) => run.ok = false,
    "its run says ok: false, its claims do not",
    guard(REPORT, "if (run.ok !== isOk({ ...run, claims })) return", "if (!run) return"),
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
]);
