/** Mistakes in the entries of a report, and in how two reports are held against each other. */

import { mistakesIn, testsIn } from "./harness_mutation.ts";

const report = (...names: readonly string[]) => testsIn("src/report", ...names);

/** In src/report and src/report/compare. */
export const IN_ENTRIES = [
  ...mistakesIn("src/report/contradiction.ts", report("contradiction"), [
    ["if (wrong !== undefined) return `${claim.id} ${wrong}`;", ""],
    ["if (claim.seed !== hashSeed(run.seed, claim.id)) {", "if (false) {"],
    [
      "return runContradiction(report) ?? matrixContradiction(report);",
      "return matrixContradiction(report);",
    ],
    ["runContradiction(report) ?? matrixContradiction(report);", "runContradiction(report);"],
    [
      "if (shards.some((index, i) => index > of || index <= (shards[i - 1] ?? 0))) {",
      "if (false) {",
    ],
    ["if (run.ok !== isOk({ ...run, claims })) return", "if (false) return"],
    ["if (run.selected.length > 0 && run.selected.toSorted().join() !== ids) {", "if (false) {"],
    ["if (!closeTo(falseGreen, risk.falseGreen) ||", "if ("],
    ["|| !closeTo(falseRed, risk.falseRed)", ""],
    ["if (passed.length === 0) return bound ?", "if (passed.length === 0) return false ?"],
    ['return agrees ? undefined : "its pass bound', 'return true ? undefined : "its pass bound'],
    [
      "if (matrix.rows.map(({ id }) => id).join() !== claims.map(({ id }) => id).join()) {",
      "if (false) {",
    ],
    ["if (cells[matrix.mutants.indexOf(name)] !== own) {", "if (false) {"],
  ]),
  ...mistakesIn(
    "src/report/entry_contradiction.ts",
    report("entry_contradiction", "contradiction"),
    [
      ["if (mutants.length + untried.length === 0) return", "if (false) return"],
      ["if (new Set(names).size < names.length) return", "if (false) return"],
      ["if (wrong) return `says killed", "if (false) return `says killed"],
      ["if (ok !== isClaimOk(claim)) return", "if (false) return"],
      ["if (missed) return", "if (false) return"],
      ['if (verdict === "verified" && cells.some(({ reached }) => !reached)) {', "if (false) {"],
      ['if (partial && verdict === "verified") return', "if (false) return"],
      ["if (effect || rule || streams || logEvidence) return", "if (false) return"],
      ["if (wrong) return wrong;", ""],
      ['if (counterexample === null) return "is refuted', 'if (false) return "is refuted'],
      ["return holds(counterexample) || holds(margin) ?", "return false ?"],
      [
        "if (counterexample !== null) return `is ${verdict}, but",
        "if (false) return `is ${verdict}, but",
      ],
      ["if (cases === 0) return", "if (false) return"],
      ["return holds(margin) ? undefined :", "return true ? undefined :"],
      ["if (failsIn === null) return failing === null ?", "if (failsIn === null) return true ?"],
      ['if (expected === "verified") return', "if (false) return"],
      [
        'if (failing === null) return verdict === "undecided" ?',
        "if (failing === null) return true ?",
      ],
      ["if (failing > cases) return", "if (false) return"],
      ['if (verdict === "verified" && failing > 0) return', "if (false) return"],
      ['return verdict === "refuted" && !isShown', "return false && !isShown"],
      [
        'if (counterexample !== null) return "is about a mean',
        'if (false) return "is about a mean',
      ],
      ["if (rule === null) return", "if (false) return"],
      ['if (verdict !== "undecided") return `is ${verdict} without effects`;', ""],
      ["return said ?", "return false ?"],
      ["if (streams.length > run.shards.run.length) return", "if (false) return"],
      ["if (count !== cases) return", "if (false) return"],
      ["return disagreement(claim, drawn, run);", "return undefined;"],
      ["if (evidence === null || !sameEvidence(drawn.logEvidence!, evidence)) {", "if (false) {"],
      ['if (verdict !== (partial ? "undecided" : drawn.verdict)) {', "if (false) {"],
      ["if (!same) return", "if (false) return"],
      ["return margin !== null && closeTo(decodeNumber(margin.margin), least)", "return true"],
    ],
  ),
  ...mistakesIn("src/report/claim_entry.ts", report("build"), [
    ["filter((name) => !tried.has(name))", "filter((name) => tried.has(name))"],
    ["failing: outcome.failing ?? null,", "failing: null,", report("claim_entry")],
    [
      "reason: outcome.reason?.slice(0, LONGEST) ?? null",
      "reason: null",
      report("claim_entry", "build"),
    ],
    [
      "counterexample === undefined ? null : { ...caseEntry(counterexample), file }",
      "null",
      report("contradiction", "claim_entry"),
    ],
    [
      "mutants.map(({ name, killed, verdict, cases }) => ({ name, killed, verdict, cases })),\n    untried",
      "mutants.filter(({ killed }) => killed).map(({ name, killed, verdict, cases }) => ({ name, killed, verdict, cases })),\n    untried",
      report("claim_entry"),
    ],
    [
      "for: encodeNumber(logEvidence.for),",
      "for: encodeNumber(logEvidence.against),",
      report("claim_entry"),
    ],
  ]),
  ...mistakesIn("src/report/build.ts", report("build"), [
    ["ok: isOk({ ...run, claims: results })", "ok: true"],
    ["errorBudget: suiteRisk(results)", "errorBudget: suiteRisk([])"],
    ['&& outcome.verdict === "verified")', ")"],
    ["mutants: [...mutants, ...others]", "mutants", report("build_matrix")],
    ["const cases = Math.min(", "const cases = Math.max("],
  ]),
  ...mistakesIn("src/report/kill_matrix.ts", report("kill_matrix"), [
    ['if (result === undefined) return "untouched";', 'if (result === undefined) return "killed";'],
    ['if (result.killed) return "killed";', 'if (result.verdict !== "verified") return "killed";'],
    [
      'rows.every(({ cells }) => cells[i] !== "killed")',
      'rows.some(({ cells }) => cells[i] === "survived")',
    ],
  ]),
  ...mistakesIn("src/report/counterexample.ts", report("counterexample"), [
    ["if (claim === undefined) {", "if (false) {"],
    ['if (claim.unit !== "cases") {', "if (false) {"],
    ["if (fingerprint !== file.fingerprint) {", "if (false) {"],
    ["hashSeed(id, JSON.stringify(specs))", "hashSeed(id)"],
  ]),
];
