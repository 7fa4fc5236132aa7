import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { buildReport } from "../../src/report/build.ts";
import { statistical, universal } from "../../src/claim/claims_for_tests.ts";
import { caseOf, EFFECT, result, RUN } from "../../src/report/results_for_tests.ts";
import { length } from "./text_table.ts";
import { plain } from "./terminal.ts";
import { verdictTable } from "./verdict_table.ts";

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

for (const width of [60, 80, 99, 100, 149, 150, 200]) {
  Deno.test(`verdict table: it fits ${width} columns, every word whole`, () => {
    const lines = table(width);
    assert(lines.every((line) => length(line) <= width), lines.join("\n"));
    const words = lines.join(" ").split(/\s+/);
    for (const word of `${STATEMENT} verified refuted (expected) C4.linear`.split(" ")) {
      assert(words.includes(word), `${word} in\n${lines.join("\n")}`);
    }
  });
}

Deno.test("verdict table: below 100 columns the statement has lines of its own", () => {
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
  assertEquals(table(100).slice(0, 6), [
    "claim      statement                                        verdict             cases  mutants     s",
    "A1         under the hard mask q_* never falls and the      verified             1000      1/1  0.25",
    "           label-averaged loss never rises in ξ1 ≥ 0",
    "           margin 0.167 (prompt 11: weight on the nearest of all)",
    "C4.linear  x is at most 5                                   refuted (expected)      1      1/1  0.25",
    "           margin -0.143 (x)",
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
