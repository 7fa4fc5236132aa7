/** Mistakes in how two reports are held against each other. */

import { mistakesIn, testsIn } from "./harness_mutation.ts";

const compared = testsIn("src/report/compare", "compare");

/** In src/report/compare. */
export const IN_COMPARISONS = [
  ...mistakesIn("src/report/compare/claim_changes.ts", compared, [
    [
      "const worse = base.verdict === base.expected && head.verdict !== head.expected;",
      "const worse = false;",
    ],
    // Another expected verdict is no regression.
    ['severity: what === EXPECTED ? "regression" : "change"', 'severity: "change"'],
    [
      "if (base.verdict === head.verdict && base.expected === head.expected) return [];",
      "if (base.expected === head.expected) return [];",
    ],
    ["[EXPECTED, expected],\n", ""],
    ['["rule", rule === null ? "none" : ruleText(rule)],', ""],
    ["const after = decodeNumber(head.margin.margin);", "const after = before;"],
    ['base.verdict === "verified" && head.cases < base.cases', "false"],
    [
      'if (head.verdict === "undecided" && head.cells.length === 0) return [];',
      'if (head.verdict !== "refuted") return [];',
    ],
    [
      "const missed = reached.filter((name) => after.get(name)?.reached === false);",
      "const missed: string[] = [];",
    ],
    ["const gone = reached.filter((name) => !after.has(name));", "const gone: string[] = [];"],
    ['kind: "cells",\n        severity: "regression"', 'kind: "cells",\n        severity: "note"'],
    ["killed.filter((name) => after.get(name) === false)", "[]"],
    ["killed.filter((name) => !after.has(name) && untried.has(name))", "[]"],
    ["killed.filter((name) => !after.has(name) && !untried.has(name))", "[]"],
    [
      "...(strata || effect ? [",
      "...(false ? [",
    ],
    ["...(strata || effect ? [", "...(strata ? ["],
    ["...(strata || effect ? [", "...(true ? ["],
    ["!before.has(name) && !after.get(name)", "false"],
    ['kind: "mutants", severity: "regression"', 'kind: "mutants", severity: "note"'],
    ["sameProfile: before.profile === after.profile,", "sameProfile: false,"],
  ]),
  ...mistakesIn("src/report/compare/compare.ts", compared, [
    ["if (pairs.length === 0) {", "if (false) {"],
    ["...runChanges(runs),", ""],
    ["...effects.changes,", ""],
    [
      'changes.some(({ severity }) => severity === "regression")',
      'changes.some(({ severity }) => severity !== "regression")',
    ],
    ['severity === "regression");', 'severity === "note");'],
    [
      "!(head.run.interrupted && isCutOff(entry))",
      "!isCutOff(entry)",
    ],
  ]),
  ...mistakesIn("src/report/compare/run_changes.ts", compared, [
    ['if (interrupted) return "interrupted";', ""],
    ["const missing = of - new Set(run).size;", "const missing = 0;"],
    [
      'note(`the run is incomplete: ${after}`), severity: "regression"',
      'note(`the run is incomplete: ${after}`), severity: "note"',
    ],
    ["!after.has(id) && asked(id, head.run)", "false"],
    ['severity: ok ? "change" : "regression"', 'severity: "change"'],
    ["selected.length === 0 || selected.includes(id)", "selected.includes(id)"],
    ["if (lost.length === 0) return [];", "return [];"],
    [
      'kind: "mutants", severity: "regression", claim: null',
      'kind: "mutants", severity: "note", claim: null',
    ],
    // Builds are not compared.
    ["before === undefined || after === undefined || before === after", "true"],
    ["if (base.code !== head.code) return", "if (false) return"],
  ]),
  ...mistakesIn("src/report/compare/effect_changes.ts", compared, [
    ['const worse = isWorse(pair, rule) ? "regression" : "change";', 'const worse = "change";'],
    ["if (apart(before, after)) {", "if (false) {"],
    ["if (p <= chance) {", "if (false) {"],
    ["const p = pair.sharded ? 1 : rankChance(measured);", "const p = rankChance(measured);"],
    ["if (pair.sameSeed) return sameSeedChange(measured);", "if (pair.sameSeed) return [];"],
    ['head.expected === "verified" ? fell : !fell', "fell"],
    ["within === null ? mean : -Math.abs(mean)", "mean"],
    ["a[1] < b[0] || b[1] < a[0]", "a[1] < b[0]"],
    ["sameDefinition(pair) ? partsOf(pair) : []", "partsOf(pair)"],
    ["if (!before || !after) return measuredOf(pair);", "return measuredOf(pair);"],
    [".find(({ name }) => name === base.name)", ".at(0)"],
  ]),
  ...mistakesIn("src/report/compare/second_changes.ts", compared, [
    ['severity: "note"', 'severity: "regression"'],
  ]),
];
