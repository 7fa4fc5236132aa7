import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import fc from "fast-check";
import { assertProperty, randomTest } from "../../../fixtures/random/random_for_tests.ts";
import { buildReport } from "../build.ts";
import { reportMarkdown } from "./markdown.ts";
import { escapeMarkdown } from "./markdown_text.ts";
import { statistical, universal } from "../../claim/claims_for_tests.ts";
import { caseOf, EFFECT, result, RUN } from "../results_for_tests.ts";

const OUT = { folder: "attest-report/" };

/** Rows of the first table, split into cells at the pipes that are not escaped. */
function cells(markdown: string): string[][] {
  return markdown.split("\n").filter((line) => line.startsWith("|"))
    .map((line) => line.split(/(?<!\\)(?:\\\\)*\|/).slice(1, -1).map((cell) => cell.trim()));
}

Deno.test("the table has a row a claim", () => {
  const report = buildReport([
    result(universal(), { closest: caseOf(4) }),
    result(statistical(), { cases: 20, effect: EFFECT }),
    result(universal({ id: "A2", slug: "b", expected: "refuted" }), { verdict: "refuted" }),
  ], { run: RUN });
  const [header, rule, ...rows] = cells(reportMarkdown(report, OUT));
  assertEquals(header.length, 7);
  assert(rule.every((cell) => /^-{2,}:?$/.test(cell)));
  assertEquals(rows, [
    ["A1", "x is at most 5", "verified", "1000 cases", "margin 0.167 (x)", "1/1", "0.25"],
    [
      "B10.loss",
      "the gain is above 0",
      "verified",
      "20 replicates",
      "effect 0.5 \\[0.4, 0.6\\] (gain)",
      "1/1",
      "0.25",
    ],
    ["A2", "x is at most 5", "refuted (expected)", "1000 cases", "", "1/1", "0.25"],
  ]);
});

Deno.test("clipped effects are told with the effect that they make", () => {
  const clipped = result(statistical(), { cases: 20, effect: EFFECT, clipped: 14, ok: false });
  const markdown = reportMarkdown(buildReport([clipped], { run: RUN }), OUT);
  const text = "14 of 20 effects clipped to ±1: the interval is of the clipped mean";
  assertStringIncludes(markdown, text);
});

randomTest("no statement breaks the table", () => {
  assertProperty(fc.property(fc.string({ unit: "binary-ascii", minLength: 1 }), (statement) => {
    const report = buildReport([result(universal({ statement }))], { run: RUN });
    return cells(reportMarkdown(report, OUT)).every((row) => row.length === 7);
  }));
});

Deno.test("markup is shown, not obeyed", () => {
  assertEquals(
    escapeMarkdown("|ŷ−y_*| <b>\n`a` [x](y) $z$"),
    "\\|ŷ−y\\_\\*\\| \\<b\\> \\`a\\` \\[x\\](y) \\$z\\$",
  );
});

Deno.test("failures are told in full, in a fence that they cannot close", () => {
  const refuted = result(universal({ statement: "x ``` is at most 5" }), {
    verdict: "refuted",
    ok: false,
    counterexample: caseOf(6),
  });
  const markdown = reportMarkdown(buildReport([refuted], { run: RUN }), OUT);
  assertStringIncludes(markdown, "## A1 is not as expected\n\n````text\nclaim ");
  assertStringIncludes(markdown, '{"x":6}');
  assertStringIncludes(markdown, "**refuted ✗**");
  assert(markdown.endsWith("\n````\n"));
});

Deno.test("below the table stands what the verdicts are worth", () => {
  const results = [result(universal()), result(statistical(), { effect: EFFECT })];
  const markdown = reportMarkdown(buildReport(results, { run: RUN }), OUT);
  assertStringIncludes(markdown, "Chance of any false green at most 5e-6");
  assertStringIncludes(markdown, "over 1 statistical claim");
  assertStringIncludes(
    markdown,
    "with 95\u00a0% confidence fewer than 0.299\u00a0% of such cases fail",
  );
  assertStringIncludes(markdown, "`deno task attest verify --profile ci --seed 42`");
  assertStringIncludes(markdown, "\n- code 0123456789abcdef, build 00112233445566ff\n");
  const { build: _, ...older } = RUN;
  const text = reportMarkdown(buildReport(results, { run: older }), OUT);
  assertStringIncludes(text, "\n- code 0123456789abcdef, build unknown\n");
});
