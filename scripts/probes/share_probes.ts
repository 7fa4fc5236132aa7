/** A false sentence is refuted by the share of cases in which it fails, and by nothing less. */

import { BAD_FILE, badClaim } from "./good_project.ts";
import { type Guard, guard, type Probe, type Step } from "./probe.ts";
import { attest, editJson, given, verdicts } from "./steps.ts";

const CASES = "src/verify/case_run.ts";
const RULE = "src/verify/share_rule.ts";
const LOADING = "scripts/judged/load_rules.ts";
const ENTRY = "src/report/entry_contradiction.ts";
const OF_CLAIMS = "scripts/commands/report_of_claims.ts";

/** A false sentence about x in 0 … 50 that fails by this margin in these cases of the reference model. */
function falseClaim(fails: string, { margin = "-1", failsIn = 0.2 } = {}): string {
  return badClaim({
    expected: "refuted",
    failsIn,
    largest: 50,
    cases: 1000,
    mutant: "(scores) => scores.map(() => 0)",
    more: "(scores) => scores.map(() => 0)",
    check: `const isReference = weigh(Float64Array.of(1))[0] === 1;
    const margin = isReference && ${fails} ? ${margin} : 1;
    return { margin, got: x, wanted: 0, what: "x" };`,
  });
}

/** What is off, the claim, its verdict, why, and the lines without which the run were green. */
const OFF: readonly [string, text: string, verdict: string, reason: RegExp, ...Guard[]][] = [
  [
    "that fails in one lucky case",
    falseClaim("x === 50"),
    "undecided",
    /^\d+ of 1000 cases fail, which does not show that 20 % of them do$/,
    guard(
      CASES,
      "if (failsIn === undefined) return this.#failing > 0;",
      "return this.#failing > 0;",
    ),
    guard(
      RULE,
      "return failingShareEvidence(count, failsIn) >= -Math.log(SHARE_ALPHA) * share;",
      "return share > 0;",
    ),
  ],
  [
    "that fails in fewer cases than it says",
    falseClaim("x > 46"),
    "undecided",
    /which does not show that 20 % of them do$/,
    guard(
      RULE,
      "return failingShareEvidence(count, failsIn) >= -Math.log(SHARE_ALPHA) * share;",
      "return count.failing > 9 * share;",
    ),
  ],
  [
    "whose failing margin is no number",
    falseClaim("x > 9", { margin: "NaN" }),
    "undecided",
    /has the margin NaN, which refutes nothing$/,
    guard(CASES, "!Number.isFinite(margin)) {", "margin === 0) {"),
  ],
  [
    "whose failing margin is infinite",
    falseClaim("x > 9", { margin: "-Infinity" }),
    "undecided",
    /has the margin -Infinity, which refutes nothing$/,
    guard(CASES, "!Number.isFinite(margin)) {", "margin === 0) {"),
  ],
  [
    "that holds",
    falseClaim("false"),
    "verified",
    /^$/,
    guard(
      "src/verify/claim_result.ts",
      "const ok = outcome.verdict === claim.expected && complete &&",
      "const ok = complete &&",
    ),
  ],
];

/** Ways to say it wrong, and what is said of it. */
const REFUSED: readonly [string, text: string, says: string, Guard][] = [
  [
    "without its share",
    falseClaim("x > 9").replace(/ {2}failsIn: .*\n/, ""),
    "says in which share of its cases it fails at least, got no failsIn",
    guard(LOADING, "failsIn !== undefined,", "true,"),
  ],
  [
    "with next to no share",
    falseClaim("x > 9", { failsIn: 1e-300 }),
    "failsIn",
    guard(
      "scripts/judged/claim_card.ts",
      "failsIn: z.number().min(0.01)",
      "failsIn: z.number().gt(0)",
    ),
  ],
  [
    "with a share, though it is to be verified",
    badClaim({ failsIn: 0.2 }),
    "failsIn is for claims about cases that are to be refuted, got 0.2",
    guard(LOADING, "failsIn === undefined,", "true,"),
  ],
];

const VERIFY = ["verify", "--profile", "ci", "--seed", "3", "--no-keep"];
const edited = (change: Parameters<typeof editJson>[1]): Step[] => [
  given("attest-report", VERIFY),
  editJson("attest-report/report.json", change),
];

/** Reports that say another share, or other counts. */
const EDITED: readonly [string, Parameters<typeof editJson>[1], says: string, Guard][] = [
  [
    "fewer failing cases than show it",
    ({ claims }) => claims[1].failing = 1,
    "A2 is refuted, which 1 failing cases of",
    guard(ENTRY, 'return verdict === "refuted" && !isShown', "return cases < 0"),
  ],
  [
    "failing cases of a sentence that is said to hold",
    ({ claims: [, a2], run }) => {
      a2.verdict = "verified";
      a2.ok = run.ok = false;
      a2.counterexample = null;
    },
    "A2 is verified, but 5 cases fail",
    guard(ENTRY, 'if (verdict === "verified" && failing > 0) return', "if (failing < 0) return"),
  ],
  [
    "no count of failing cases",
    ({ claims }) => claims[1].failing = null,
    "A2 does not count failing cases",
    guard(
      ENTRY,
      'if (failing === null) return verdict === "undecided" ? undefined : "does not count failing cases";',
      "if (failing === null) return undefined;",
    ),
  ],
  [
    "a smaller share than the claim",
    ({ claims }) => claims[1].failsIn = 0.01,
    "A2 has failsIn 0.01, the claim has 0.05",
    guard(OF_CLAIMS, "if (rule !== undefined) return rule;", ""),
  ],
  [
    "no share at all",
    ({ claims, run }) => {
      claims[1].failing = claims[1].failsIn = null;
      run.errorBudget.falseGreen = 0;
    },
    "A2 has failsIn null, the claim has 0.05",
    guard(OF_CLAIMS, "if (rule !== undefined) return rule;", ""),
  ],
  [
    "no chance of a wrong share",
    ({ run }) => run.errorBudget.falseGreen = 0,
    "its error budget is not that of its statistical claims",
    guard("src/report/contradiction.ts", "if (!closeTo(falseGreen, risk.falseGreen) ||", "if ("),
  ],
];

/** All of them. */
export const SHARE_PROBES: readonly Probe[] = [
  ...OFF.map(([what, text, verdict, is, ...guards]): Probe => ({
    name: `a false sentence ${what} is not refuted`,
    part: 2,
    files: { "props/large_test.ts": null, "props/gain_test.ts": null, [BAD_FILE]: text },
    steps: [
      attest(VERIFY, { code: 1 }),
      verdicts("attest-report/report.json", { A1: "verified", B1: verdict }, { of: "B1", is }),
    ],
    guards,
  })),
  ...REFUSED.map(([what, text, says, own]): Probe => ({
    name: `a false sentence ${what} is refused`,
    part: 2,
    files: { [BAD_FILE]: text },
    steps: [attest(["verify", "--profile", "quick", "--no-keep"], { code: 2, says })],
    guards: [own],
  })),
  ...EDITED.map(([what, change, says, own]): Probe => ({
    name: `a report with ${what} is refused`,
    part: 2,
    files: { "props/gain_test.ts": null },
    steps: [
      ...edited(change),
      attest(["compare", "attest-report", "attest-report"], { code: 2, says }),
    ],
    guards: [own],
  })),
];
