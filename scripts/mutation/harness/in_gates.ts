/** Mistakes in the scripts of the gate: an exit code that is lost, a failure that is not counted. */

import { mistakesIn, testsIn } from "./harness_mutation.ts";

const gate = (name: string) => ({ ...testsIn("scripts/probes", "gates"), filter: `gate: ${name}` });
const checks = (...names: readonly string[]) => testsIn("scripts/checks", ...names);
const CI = testsIn("scripts/probes", "ci_run");
const claimsCheck = {
  ...testsIn("scripts/probes", "checks"),
  filter: "cannot end the check of claims",
};
const verdictsCheck = {
  ...testsIn("scripts/probes", "checks"),
  filter: "cannot end the check of the verdicts",
};

/** In scripts/checks, .ci/run and what both rest on. */
export const IN_GATES = [
  ...mistakesIn("scripts/checks/check_layers.ts", gate("check_layers"), [
    ["if (violations.length > 0) Deno.exit(1);", ""],
    ['["src", "props", "scripts", "fixtures"]', '["props", "scripts", "fixtures"]'],
  ]),
  ...mistakesIn("scripts/checks/check_judged.ts", gate("check_judged"), [
    ["if (breaches > 0) Deno.exit(1);", ""],
    ["breaches++;", ""],
    [
      "if (directory === undefined) fail",
      "if (directory === undefined) Deno.exit(0); if (false) fail",
    ],
    ['["props", "fixtures/mutants"]', '["props"]'],
    [
      'return [{ line: 1, rule: "what is judged is TypeScript", value: (error as Error).message }];',
      "return [];",
    ],
    ["Deno.exit(2);", "Deno.exit(0);"],
  ]),
  ...mistakesIn("scripts/checks/check_docs.ts", gate("check_docs"), [
    ["if (errors.length > 0) Deno.exit(1);", ""],
    ["return code !== 0 &&", "return false &&"],
    ["const errors = lint.length > 0", "const errors = false"],
    [": doorErrors(await pages(), { ...await users(), kept: KEPT });", ": [];"],
  ]),
  ...mistakesIn("scripts/checks/check_claims.ts", claimsCheck, [
    ["if (violations.length > 0) Deno.exit(1);", ""],
    ['return { violations: [error.message], seen: "" };', 'return { violations: [], seen: "" };'],
  ]),
  ...mistakesIn("scripts/checks/write_verdicts.ts", verdictsCheck, [
    ["return stale.length > 0 ? 1 : 0;", "return 0;"],
    ["Deno.exit(await update());", "await update();"],
  ]),
  ...mistakesIn("scripts/checks/verdict_page.ts", checks("verdict_page"), [
    ["if (row === undefined) return", "if (row === undefined) return []; if (false) return"],
    ["return wanted.every((cell, i) => row[i + 1] === cell) ?", "return true ?"],
    [
      "const gone = [...rows.keys()].filter((id) => !header.has(id));",
      "const gone: string[] = [];",
    ],
    ["page.includes(codeLine(code)) ?", "true ?"],
  ]),
  ...mistakesIn("scripts/bench/check_performance.ts", gate("check_performance"), [
    ["Deno.exit(stale.length > 0 ? 1 : 0);", ""],
    ["await stalePerformance(page, await timedCode())", "[] as string[]"],
  ]),
  ...mistakesIn("scripts/checks/export_schema.ts", gate("export_schema"), [
    ["if (stale > 0) Deno.exit(1);", ""],
    ["stale++;", ""],
    ["Deno.exit(2);", ""],
  ]),
  ...mistakesIn("scripts/checks/print_chance.ts", gate("print_chance"), [
    ["if (chance > RUN_CHANCE) Deno.exit(1);", ""],
    ["RANDOM_TESTS.length + SEEDED_TESTS.length", "RANDOM_TESTS.length"],
  ]),
  ...mistakesIn("scripts/checks/in_rooms.ts", gate("in_rooms"), [
    ["if (!success) failed.push(room);", ""],
    ["Deno.exit(1);", ""],
  ]),
  ...mistakesIn("scripts/checks/run_tests.ts", gate("run_tests"), [
    ["Deno.exit(code);", ""],
    ["Deno.exit(2);", "Deno.exit(0);"],
    ["[...testLines(suites, stdoutWidth()), ...failures]", "testLines(suites, stdoutWidth())"],
  ]),
  ...mistakesIn("scripts/checks/junit_total.ts", gate("junit_total"), [
    ["Deno.exit(2);", "Deno.exit(0);"],
    ["if (Deno.args.length === 0) fail", "if (false) fail"],
    ["countTests(...reports)", "countTests(reports[0])"],
    ["reports.flatMap((xml) => failureLines(readSuites(xml)))", "[] as string[]"],
  ]),
  ...mistakesIn("scripts/checks/junit_counts.ts", checks("junit_counts"), [
    ["if (counted.length === 0) throw", "if (false) throw"],
    // JUnit without failures.
    ["for (const { outcome } of counted) totals[outcome]++;", "totals.passed += counted.length;"],
    ['outcome === "failed" ? !echo || !explained.has(name)', 'outcome === "failed" ? !echo'],
    ["!containers.has(name)", "true"],
    ["`${passed} passed, ${failed} failed", "`${passed} passed, 0 failed"],
  ]),
  ...mistakesIn("scripts/checks/junit_xml.ts", checks("junit_xml", "junit_counts"), [
    ["if (!/<testsuites\\b/.test(xml)) throw", "if (false) throw", checks("junit_counts")],
    ['outcome: failure ? "failed" :', "outcome:", checks("junit_counts")],
    ["echo: failure !== null &&", "echo: false &&", checks("junit_counts")],
  ]),
  ...mistakesIn("scripts/checks/claim_rules.ts", checks("claim_rules"), [
    ["...reportViolations(card),", ""],
    ['unit === "cases" && ci < LEAST_CASES', "false"],
    ["...(fingerprint === null ?", "...(false ?"],
    ["if (outside !== undefined) return [outside.reason];", ""],
    ["cells.filter(({ reached }) => !reached)", "cells.slice(0, 0)"],
    ["mutants.filter((name) => !used.has(name))", "mutants.slice(0, 0)"],
    ["claims.flatMap(({ strays }) => strays)", "claims.flatMap(() => [] as string[])"],
    ['text.trim() === ""', "false"],
    ["/\\bTODO\\b/.test(text)", "false"],
    ["...repetitionViolations(card.regime),", ""],
  ]),
  ...mistakesIn("scripts/checks/repeated_range.ts", checks("repeated_range"), [
    ["const clauses = prose.join(BEFORE_PROSE)", "const clauses = ranges"],
    ["hasWord(clause, symbol) && ", ""],
    ["numbersIn(values).every(", "numbersIn(values).some("],
    ['if (sign === "±") return', "if (false) return"],
  ]),
  ...mistakesIn("scripts/checks/theory_rows.ts", checks("theory_rows"), [
    ["THEORY_ROWS.filter((row) => !covered.has(row))", "[]"],
    ['id.split(".", 1)[0]', "id.slice(0, 2)"],
  ]),
  ...mistakesIn("scripts/checks/layers.ts", checks("layers_rules"), [
    ["...placeBreaches(file),", ""],
    ["...circles.get(file) ?? [],", ""],
    ["...purityBreaches(file, own),", ""],
    ["...seedBreaches(file, own),", ""],
    ["...judgedBreaches(file, files.get(file)!),", ""],
    ["...drawBreaches(file, own),", ""],
    ["...reservedBreaches(file, own),", "", checks("layers_rules")],
    [
      "if (loading !== undefined || target === undefined) return loading;",
      "if (target === undefined) return undefined;",
    ],
  ]),
  ...mistakesIn(".ci/run", CI, [
    ['deno "$@" || failed+=("$*")', 'deno "$@" || true'],
    ["status=1\n    printf '\\n'", "printf '\\n'"],
    ['"${reports[@]}" || status=1', '"${reports[@]}" || true'],
    ['exit "$status"', "exit 0"],
    ["trap total EXIT", ""],
    ["step task ok:static\n", ""],
    ["step task attest compare fixtures/baselines/ci.json .attest/verify\n", ""],
    ["step task test:probes\n", ""],
  ]),
];
