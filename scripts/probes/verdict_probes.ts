/** Exit code 1 for whatever is not as expected: a failing case, a survivor, a regime that was left or missed. */

import { gainText } from "../test_project/claim_texts.ts";
import { byName } from "../test_project/other_project.ts";
import { BAD_FILE, badClaim, HOLDS } from "./good_project.ts";
import { type Guard, guard, type Probe } from "./probe.ts";
import { attest, verdicts } from "./steps.ts";

const CASES = "src/verify/case_run.ts";
const LEDGER = "src/verify/cell_ledger.ts";
const BUILD = "src/verify/claim_result.ts";

const holding = (changes: Parameters<typeof badClaim>[0] = {}) =>
  badClaim({ check: HOLDS, ...changes });
const within = (text: string, bounds: string) =>
  text.replace("  generator:", `  bounds: ${bounds},\n  generator:`);

/** What is off, the claim, its verdict, why, and the line without which the run were green. */
const OFF: readonly [string, text: string, verdict: string, reason: RegExp, Guard][] = [
  [
    "that fails in a case",
    holding({
      check: `if (x === 3) return inequalityMargin("x", 1, 0, { tolerance: 0 });\n${HOLDS}`,
    }),
    "refuted",
    /^$/,
    guard(CASES, "this.#failing++;", ""),
  ],
  [
    "whose margin is no number",
    holding({
      check: `if (x === 3) return { margin: NaN, got: 1, wanted: 1, what: "x" };\n${HOLDS}`,
    }),
    "refuted",
    /^$/,
    guard(CASES, "if (margin >= 0) return;", "if (!(margin < 0)) return;"),
  ],
  [
    "whose mutant survives",
    holding({ mutant: "(scores) => scores.map((_, i) => (i === 0 ? 1 : 0))" }),
    "verified",
    /^$/,
    guard(
      BUILD,
      'const killed = verdict !== "undecided" && verdict !== expected;',
      "const killed = expected !== undefined;",
    ),
  ],
  [
    "that was to be refuted and holds",
    holding({
      expected: "refuted",
      failsIn: 0.05,
      check: 'return inequalityMargin("x", x, 5, { tolerance: 0 });',
    }),
    "verified",
    /^$/,
    guard(
      BUILD,
      "const ok = outcome.verdict === claim.expected && complete &&",
      "const ok = complete &&",
    ),
  ],
  [
    "whose generator leaves its regime",
    within(holding(), "{ x: { from: 0, to: 4 } }"),
    "undecided",
    /^the generator left the regime: /,
    guard(LEDGER, "if (outside !== undefined) return outside;", ""),
  ],
  [
    "whose generator misses a part of its regime",
    holding().replace(
      "  generator:",
      '  cells: [{ name: "large", atLeast: 0.5, holds: ({ x }) => x > 5 }],\n  generator:',
    ),
    "undecided",
    /^the generator hardly reaches /,
    guard(
      LEDGER,
      'if (missed.length === 0 || verdict !== "verified") return outcome;',
      "return outcome;",
    ),
  ],
  [
    "whose replicate is no number",
    byName(gainText({ id: "B1", slug: "bad", first: "return NaN;" })),
    "undecided",
    /^replicate 0 crashed: /,
    guard(
      "src/verify/replicate_run.ts",
      "this.#decider.observe(effect);",
      "this.#decider.observe(effect || 0.5);",
    ),
  ],
];

/** Its first mutant is wrong at one x in five hundred, which quick's twenty cases hardly meet and ci's five thousand do. */
const RARELY_WRONG = badClaim({
  largest: 499,
  cases: 5000,
  check: 'return identityMargin("weight", weigh(Float64Array.of(x))[0], 1, { tolerance: 0 });',
  mutant: "(scores) => scores.map((x) => x === 137 ? 2 : 1)",
  more: "(scores) => scores.map(() => 2)",
});

/** All of them. */
export const VERDICT_PROBES: readonly Probe[] = [
  ...OFF.map(([what, text, verdict, is, guard]): Probe => ({
    name: `a claim ${what} is not as expected`,
    part: 2,
    files: { "props/large_test.ts": null, "props/gain_test.ts": null, [BAD_FILE]: text },
    steps: [
      attest(["verify", "--profile", "quick", "--seed", "3", "--no-keep"], { code: 1 }),
      verdicts("attest-report/report.json", { A1: "verified", B1: verdict }, { of: "B1", is }),
    ],
    guards: [guard],
  })),
  {
    name: "a mutant that few cases tell does not survive a quick run by luck",
    part: 2,
    files: { "props/large_test.ts": null, "props/gain_test.ts": null, [BAD_FILE]: RARELY_WRONG },
    steps: [attest(["verify", "--profile", "quick", "--seed", "3", "--no-keep"], { code: 0 })],
    guards: [
      guard("scripts/pool/jobs_of.ts", "profile: opponentProfile(claim, profile),", "profile,"),
    ],
  },
];
