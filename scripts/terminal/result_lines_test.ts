import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { buildReport } from "../../src/report/build.ts";
import { statistical, universal } from "../../src/claim/claims_for_tests.ts";
import { caseOf, EFFECT, result, RUN } from "../../src/report/results_for_tests.ts";
import { NOT_REACHED } from "../../src/verify/obstacle.ts";
import { plain } from "./terminal.ts";
import { resultLines } from "./result_lines.ts";

const RESULTS = [
  result(universal(), { closest: caseOf(4) }),
  result(universal({ id: "C4.linear", slug: "b", expected: "refuted" }), {
    verdict: "refuted",
    cases: 1,
    counterexample: caseOf(6),
  }),
  result(statistical(), { cases: 20, effect: EFFECT }),
];
const REPORT = buildReport(RESULTS, { run: RUN });
const PRINT = { width: 80, paint: plain, folder: "out/" };

/** So many claims, of which the last is refuted. */
function manyClaims(count: number) {
  const results = Array.from(
    { length: count },
    (_, i) =>
      result(
        universal({ id: `A${i + 1}`, slug: `a_${i + 1}` }),
        i === count - 1
          ? { verdict: "refuted", ok: false, counterexample: caseOf(6) }
          : { closest: caseOf(4) },
      ),
  );
  return buildReport(results, { run: RUN });
}

Deno.test("result: the table is for few claims, or for who asks for it", () => {
  const hasTable = (count: number, table?: boolean) =>
    resultLines(manyClaims(count), { ...PRINT, ...(table && { table }) })
      .some((line) => /^claim +verdict/.test(line));
  assertEquals([hasTable(12), hasTable(13), hasTable(13, true)], [true, false, true]);
  const [where] = resultLines(manyClaims(13), PRINT).slice(-2);
  assertStringIncludes(where, "--table");
  assert(!resultLines(manyClaims(12), PRINT).join("\n").includes("--table"));
});

Deno.test("result: failures come first, then the summary, then the table", () => {
  const lines = resultLines(manyClaims(3), PRINT);
  const places = [/^claim +A3/, /^2 of 3 claims/, /^claim +verdict/, /^Report:/, /^Run again:/]
    .map((start) => lines.findIndex((line) => start.test(line)));
  assertEquals(places[0], 0);
  assertEquals(places, places.toSorted((a, b) => a - b));
});

Deno.test("result: commands are printed as attest was started", () => {
  const command = "npx --yes deno@2.9.6 task attest";
  const lines = resultLines(manyClaims(1), { ...PRINT, command });
  assert(lines.includes(`Run again: ${command} verify --profile ci --seed 42`), lines.join("\n"));
  assert(lines.some((line) => line.includes(`run again  ${command} verify --claim A1`)));
});

Deno.test("result: what a run amounts to stands first, and where to read on last", () => {
  const lines = resultLines(REPORT, { width: 100, paint: plain, folder: "out/" });
  assertEquals(lines.slice(0, 6), [
    "3 of 3 claims as expected",
    "Chance of any false green at most 5e-6, of any false red at most 5e-6, over 1 statistical claim,",
    "whenever the run stopped.",
    "A verified universal claim held in each of at least 1000 generated cases: with 95\u00a0% confidence fewer",
    "than 0.299\u00a0% of such cases fail.",
    "",
  ]);
  assertEquals(lines.slice(-3), [
    "",
    "Report: out/report.md and out/report.json, 2.0 s",
    "Run again: deno task attest verify --profile ci --seed 42",
  ]);
});

Deno.test("result: a claim that is not as expected is told in full", () => {
  const refuted = result(universal(), {
    verdict: "refuted",
    ok: false,
    counterexample: caseOf(6),
  });
  const report = buildReport([refuted], {
    run: { ...RUN, selected: ["A1"] },
    counterexamples: new Map([["A1", "counterexamples/A1.json"]]),
  });
  const text = resultLines(report, { width: 80, paint: plain, folder: "out/" }).join("\n");
  for (
    const part of [
      "refuted ✗",
      "verdict    refuted, expected verified",
      "got        6 for x",
      'case       {"x":6}',
      "replay     deno task attest replay out/counterexamples/A1.json",
      "0 of 1 claim as expected; not as expected: A1",
      "Run again: deno task attest verify --claim A1 --profile ci --seed 42",
    ]
  ) assertStringIncludes(text, part);
});

Deno.test("result: a claim that an interrupted run did not reach is in the table alone", () => {
  const unreached = result(universal(), {
    verdict: "undecided",
    ok: false,
    cases: 0,
    ...NOT_REACHED,
    mutants: [],
  });
  const report = buildReport([unreached], { run: { ...RUN, interrupted: true } });
  const text = resultLines(report, { width: 80, paint: plain, folder: "out/" }).join("\n");
  assertStringIncludes(text, "undecided ✗");
  assertStringIncludes(text, "interrupted: 0 of 1 claim as expected");
  assert(!text.includes("small_numbers"), text);
});

Deno.test("result: colours come from the paint alone", () => {
  const painted = resultLines(REPORT, {
    width: 80,
    paint: (style, text) => `{${style}:${text}}`,
    folder: "out/",
  }).join("\n");
  assertStringIncludes(painted, "{green:refuted (expected)}");
  assertStringIncludes(painted, "{green:3 of 3 claims as expected}");
  assert(!painted.includes("\x1b"));
});
