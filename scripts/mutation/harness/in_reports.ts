/** Mistakes in what a report amounts to, and in how one that was changed is found out. */

import { mistakesIn, testsIn } from "./harness_mutation.ts";

const verify = (...names: readonly string[]) => testsIn("src/verify", ...names);
const report = (...names: readonly string[]) => testsIn("src/report", ...names);

/** In the checks of what files say, each left out in its turn. */
export const IN_REPORTS = [
  ...mistakesIn("src/verify/cases_contradiction.ts", verify("contradiction"), [
    ["if (effect || streams || logEvidence) return", "if (false) return"],
    ["if (failsIn === undefined) return", "if (false) return", verify("share_claim")],
    ["if (wrong) return wrong;", "", verify("share_claim")],
    [
      '} else if (failsIn !== undefined && verdict !== "undecided") {',
      "} else if (false) {",
      verify("share_claim"),
    ],
    ['} else if (verdict === "undecided" && counterexample) {', "} else if (false) {"],
    ['if (counterexample) return "it is verified, but', 'if (false) return "it is verified, but'],
    ["if (cases !== part.limit) return", "if (false) return"],
    ["closest !== undefined && closest.margin.margin >= 0", "closest !== undefined"],
    ["part.limit === 0 || (closest", "closest === undefined || (closest"],
    ['if (!counterexample) return "it is refuted', 'if (false) return "it is refuted'],
    ["return fails ? undefined :", "return true ? undefined :"],
    ["if (failing > cases) return", "if (false) return", verify("share_claim")],
    [
      'if (verdict === "verified" && failing > 0) return',
      "if (false) return",
      verify("share_claim"),
    ],
    ['if (isShown !== (verdict === "refuted")) {', "if (false) {", verify("share_claim")],
    [
      "if (isShown && counterexample && !Number",
      "if (false && counterexample && !Number",
      verify("share_claim"),
    ],
    ["if (cases < limit && !isShareShown", "if (false && !isShareShown", verify("share_claim")],
    ["return holdsOne && !mayHold ?", "return false ?", verify("share_claim")],
  ]),
  ...mistakesIn("src/verify/contradiction.ts", verify("contradiction"), [
    ["if (cases > most) return", "if (false) return"],
    ["(to - from) * strataOf(claim)", "(to - from) * 12", verify("strata_contradiction")],
    ['(outcome.strata && "it is about cases', '(false && "it is about cases'],
    [
      '? "it holds strata, which its claim does not"',
      "? undefined",
      verify("strata_contradiction"),
    ],
    ["if (wrongObstacle) return wrongObstacle;", ""],
    ["if (wrongCells) return wrongCells;", ""],
    ["if (wrongReads) return wrongReads;", ""],
    ['of > 1 && (verdict === "verified" ||', 'of > 1 && (verdict === "refuted" ||'],
    ["logEvidence !== undefined);", "false);"],
    ["if (of === 1) return", "if (false) return"],
    [
      "read.every((name, i) => name === known[i])",
      "read.every((name) => known.includes(name as never))",
    ],
    ["[...needs].sort().filter((need) => read.includes(need))", "[...read]"],
    ["if (missed) return", "if (false) return"],
  ]),
  ...mistakesIn("src/verify/replicates_contradiction.ts", verify("contradiction"), [
    ["if (failing !== undefined) return", "if (false) return"],
    ["if (counterexample) return", "if (false) return"],
    ['if (verdict !== "undecided") return `it is ${verdict} without evidence`;', ""],
    ["return streams || effect ?", "return false ?"],
    ["if (others.length > 0) return", "if (false) return"],
    ["if (effects.length !== cases) return", "if (false) return"],
    ["if (!sameEvidence(decider.logEvidence, logEvidence)) {", "if (false) {"],
    ["if (verdict !== decider.verdict) return", "if (false) return"],
    ["(decider.decidedAt ?? cases) !== cases", "false"],
    ["if (clipped !== undefined && clipped !== decider.clipped) {", "if (false) {"],
    ['return effect || closest ? "it measures', 'return false ? "it measures'],
    ["if (!same) return", "if (false) return"],
    ["if (effect !== undefined && effect.name !== claim.effectName) {", "if (false) {"],
    ["closest !== undefined && closeTo(closest.margin.margin, least)", "true"],
  ]),
  ...mistakesIn("src/verify/evidence_agreement.ts", verify("contradiction"), [
    [
      "if (b === undefined) return false;",
      "if (b === undefined) return true;",
      verify("evidence_agreement"),
    ],
    ["Math.abs(a - b) <= ROUNDING", "Math.abs(a - b) <= 1e9"],
    ["Number.isFinite(b) && ", "", verify("evidence_agreement")],
    [
      "closeTo(a.for, b.for) && closeTo(a.against, b.against)",
      "closeTo(a.for, b.for)",
      verify("evidence_agreement"),
    ],
    ["if (expected && names(cells) !== names(expected)) return", "if (false) return"],
    ["if (hits > cases) return", "if (false) return", verify("evidence_agreement")],
    ['if ((verdict === "undecided") !== (told !== undefined)) {', "if (false) {"],
    ["countCell({ name, atLeast }, hits, cases).reached !== reached", "false"],
  ]),
  ...mistakesIn("src/verify/outcome_schema.ts", verify("outcome_schema"), [
    [
      'const anyNumber = z.custom<number>((value) => typeof value === "number", "must be a number");',
      "const anyNumber = z.any();",
    ],
    [
      'const verdict = z.enum(["verified", "undecided", "refuted"]);',
      "const verdict = z.string();",
    ],
    [
      "z.strictObject({ name: text, verdict, cases: count,",
      "z.object({ name: text, verdict, cases: count,",
    ],
    [".min(1).max(MOST.strata)", ".max(MOST.strata)"],
    [".min(1).max(MOST.strata)", ".min(1)"],
    ["const schema = z.strictObject({\n  verdict", "const schema = z.object({\n  verdict"],
    ["const count = z.int().min(0);", "const count = z.number();"],
    ["reached: z.boolean(),", "reached: z.any(),"],
  ]),
  ...mistakesIn("src/report/conclusion.ts", report("conclusion"), [
    ['return verdict !== "undecided" && verdict !== expected;', "return verdict !== expected;"],
    [
      "verdict === expected && untried.length === 0",
      'verdict !== "undecided" && untried.length === 0',
    ],
    ["verdict === expected && untried.length === 0 &&", "verdict === expected &&"],
    ["mutants.every((mutant)", "mutants.some((mutant)"],
    ["return !interrupted && shards", "return shards"],
    [
      "shards.run.length === shards.of && claims.some(({ ok }) => ok)",
      "claims.some(({ ok }) => ok)",
    ],
    ["claims.some(({ ok }) => ok) &&", ""],
    ["!claims.some((claim) => isOff(claim, { given }))", "claims.some(({ ok }) => ok)"],
    ["given !== undefined && (cause", "(cause"],
    ["return !claim.ok && !isNotApplicable(claim, run);", "return !claim.ok;"],
    ["if (run.interrupted) return INTERRUPTED;", ""],
    ["export const INTERRUPTED = 130;", "export const INTERRUPTED = 0;"],
    ["if (run.ok) return 0;", "if (run.ok) return 1;"],
    ["if (!isShard) return 1;", "if (!isShard) return 0;"],
    ["!joined && run.shards.of > 1", "run.shards.of > 1"],
    // The shard's exit code is inverted.
    ["? 1\n    : 0;", "? 0\n    : 1;"],
    [
      'verdict === "refuted" && verdict !== expected',
      'verdict === "refuted" && verdict === expected',
    ],
  ]),
];
