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
    ["if (cells[names.indexOf(name)] !== own) {", "if (false) {"],
    ["if (wrong !== undefined) return wrong;", ""],
    [
      "if (counted.of !== rivals.length || counted.killed !== refuted) {",
      "if (counted.of !== rivals.length) {",
    ],
    [
      "if (counted.of !== rivals.length || counted.killed !== refuted) {",
      "if (counted.killed !== refuted) {",
    ],
    [
      "for (const { name, killed, verdict } of claim.mutants.filter(({ rival }) => !rival)) {",
      "for (const { name, killed, verdict } of claim.mutants) {",
    ],
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
    ],
  ),
  ...mistakesIn(
    "src/report/replicates_contradiction.ts",
    report("entry_contradiction", "contradiction", "replicates_contradiction"),
    [
      [
        'if (counterexample !== null) return "is about a mean',
        'if (false) return "is about a mean',
      ],
      ["if (rule === null) return", "if (false) return"],
      ['if (verdict !== "undecided") return `is ${verdict} without effects`;', ""],
      ["return said ?", "return false ?"],
      ["if (streams.length > run.shards.run.length) return", "if (false) return"],
      ["if (count !== cases) return", "if (false) return"],
      ["return disagreement(part, drawn, judged);", "return undefined;"],
      ["if (evidence === null || !sameEvidence(drawn.logEvidence!, evidence)) {", "if (false) {"],
      ["if (!allowed(drawn.verdict).includes(verdict)) {", "if (false) {"],
      // Shards that are missing.
      ['if (shards.run.length < shards.of) return ["undecided"];', ""],
      ['shards.of > 1 ? [drawn, "undecided"] : [drawn]', "false ? [] : [drawn]"],
      ['shards.of > 1 ? [drawn, "undecided"] : [drawn]', 'true ? [drawn, "undecided"] : []'],
      // Strata.
      ["if (wrong) return `${wrong}, in ${name}`;", ""],
      ["const rates = strataRates(CLAIM_RATES, strata.length);", "const rates = CLAIM_RATES;"],
      ["return joinContradiction({ ...claim, strata }, allowed);", "return undefined;"],
      ["if (names.size < strata.length) return", "if (false) return"],
      ["?? [])).size > 1) {", "?? [])).size > 9) {"],
      ["if (sum !== cases) return", "if (false) return"],
      ["if ([claim, ...strata].some(", "if (strata.some("],
      ["if ([claim, ...strata].some(", "if ([claim].some("],
      ["if (!sameEvidence(evidence, decoded(claim.logEvidence))) {", "if (false) {"],
      ["if (!allowed(weakest.verdict).includes(verdict)) {", "if (false) {"],
      ["return other && `has another ${other}", "return undefined && `has another ${other}"],
      ["if (!same) return", "if (false) return"],
      ["return margin !== null && closeTo(decodeNumber(margin.margin), least)", "return true"],
    ],
  ),
  ...mistakesIn("src/report/claim_entry.ts", report("build"), [
    ["filter(({ name }) => !tried.has(name))", "filter(({ name }) => tried.has(name))"],
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
      "mutants: mutants.map(({ name, rival,",
      "mutants: mutants.filter(({ killed }) => killed).map(({ name, rival,",
      report("claim_entry"),
    ],
    ["{ name, ...(rival && { rival }), killed", "{ name, killed", report("claim_entry")],
    ["opponentsOf(claim).filter(", "claim.mutants.filter(", report("claim_entry")],
    [
      ").map(({ name, rival }) => (\n      { name, ...(rival && { rival }) }",
      ").map(({ name }) => (\n      { name }",
      report("claim_entry"),
    ],
    ["strata: outcome.strata?.map(", "strata: undefined?.map(", report("claim_entry")],
    [
      "cases: part.cases, ...measuredOf(part)",
      "cases: part.cases, ...measuredOf(outcome)",
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
    ["errorBudget: suiteRisk(results.filter(", "errorBudget: suiteRisk([].filter("],
    ['&& outcome.verdict === "verified")', ")"],
    ["mutants: [...mutants, ...others]", "mutants", report("build_matrix")],
    ["const cases = Math.min(", "const cases = Math.max("],
  ]),
  ...mistakesIn("src/report/schema.ts", report("claim_entry"), [
    ["return [claim, ...(strata ?? [])].every(", "return [claim].every("],
    ["strata: z.array(stratum).min(1)", "strata: z.array(stratum)"],
    ["rival: z.literal(true).optional()", "rival: z.any()"],
  ]),
  ...mistakesIn("src/report/kill_matrix.ts", report("kill_matrix"), [
    ["new Map(models.map(", "new Map(results.map("],
    ["rivals.filter(({ killed }) => killed).length", "rivals.length"],
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
    ["if (fingerprint === file.fingerprint) return undefined;", "if (true) return undefined;"],
    ["hashSeed(id, JSON.stringify(specs))", "hashSeed(id)"],
  ]),
];
