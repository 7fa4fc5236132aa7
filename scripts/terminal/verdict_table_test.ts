import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { buildReport } from "../../src/report/build.ts";
import { statistical, universal } from "../../src/claim/claims_for_tests.ts";
import { caseOf, EFFECT, result, RUN } from "../../src/report/results_for_tests.ts";
import { length } from "./text_table.ts";
import { NOT_REACHED } from "../../src/verify/obstacle.ts";
import { plain } from "./terminal.ts";
import { resultLines, verdictTable } from "./verdict_table.ts";

const STATEMENT =
  "under the hard mask q_* never falls and the label-averaged loss never rises in ξ1 ≥ 0";
const LONG = caseOf(4);
const RESULTS = [
  result(universal({ statement: STATEMENT }), {
    closest: {
      ...LONG,
      margin: { ...LONG.margin, what: "prompt 11: weight on the nearest of all" },
    },
  }),
  result(universal({ id: "C4.linear", slug: "b", expected: "refuted" }), {
    verdict: "refuted",
    cases: 1,
    counterexample: caseOf(6),
  }),
  result(statistical(), { cases: 20, effect: EFFECT }),
];
const REPORT = buildReport(RESULTS, { run: RUN });

function table(width: number): string[] {
  return verdictTable(REPORT.claims, { width, paint: plain });
}

for (const width of [60, 71, 72, 80, 100, 149, 150, 200]) {
  Deno.test(`verdict table: it fits ${width} columns, every word whole`, () => {
    const lines = table(width);
    assert(lines.every((line) => length(line) <= width), lines.join("\n"));
    const words = lines.join(" ").split(/\s+/);
    for (const word of `${STATEMENT} verified refuted (expected) C4.linear`.split(" ")) {
      assert(words.includes(word), `${word} in\n${lines.join("\n")}`);
    }
  });
}

Deno.test("verdict table: below 72 columns the statement has lines of its own", () => {
  assertEquals(table(60).slice(0, 6), [
    "claim      verdict             cases  mutants     s",
    "A1         verified             1000      1/1  0.25",
    "           under the hard mask q_* never falls and the",
    "           label-averaged loss never rises in ξ1 ≥ 0",
    "           margin 0.167 (prompt 11: weight on the nearest of",
    "           all)",
  ]);
});

Deno.test("verdict table: below 150 columns the measurement stands below the statement", () => {
  assertEquals(table(80).slice(0, 7), [
    "claim      statement                            verdict     cases  mutants     s",
    "A1         under the hard mask q_* never falls  verified     1000      1/1  0.25",
    "           and the label-averaged loss never",
    "           rises in ξ1 ≥ 0",
    "           margin 0.167 (prompt 11: weight on the nearest of all)",
    "C4.linear  x is at most 5                       refuted         1      1/1  0.25",
    "                                                (expected)",
  ]);
});

Deno.test("verdict table: wide, the measurement has its own column", () => {
  const [header, , first] = table(200);
  assertStringIncludes(header, "effect or smallest margin");
  assertStringIncludes(first, `${STATEMENT}  verified`);
});

Deno.test("verdict table: clipped effects are told with the effect that they make", () => {
  const clipped = result(statistical(), { cases: 20, effect: EFFECT, clipped: 14 });
  const { claims } = buildReport([clipped], { run: RUN });
  const text = verdictTable(claims, { width: 80, paint: plain }).join(" ").replaceAll(/\s+/g, " ");
  assertStringIncludes(
    text,
    "(gain); 14 of 20 effects clipped to ±1: the interval is of the clipped mean",
  );
});

Deno.test("result: what a run amounts to stands last", () => {
  const lines = resultLines(REPORT, { width: 100, paint: plain, folder: "out/" });
  assertEquals(lines.slice(-7), [
    "3 of 3 claims as expected",
    "Chance of any false green at most 5e-6, of any false red at most 5e-6, over 1 statistical claim,",
    "whenever the run stopped.",
    "A verified universal claim held in each of at least 1000 generated cases: with 95\u00a0% confidence fewer",
    "than 0.299\u00a0% of such cases fail.",
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

Deno.test("result: a claim that an interrupted run did not reach is in the table only", () => {
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
  assertStringIncludes(painted, "{green:(expected)}");
  assertStringIncludes(painted, "{green:3 of 3 claims as expected}");
  assert(!painted.includes("\x1b"));
});
