/** Every form of a report, made of texts that want to be more than text. */

import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { assertProperty, randomTest } from "../../fixtures/random/random_for_tests.ts";
import { universal } from "../../src/claim/claims_for_tests.ts";
import { compareReports } from "../../src/report/compare/compare.ts";
import { annotations } from "../../src/report/formats/annotations.ts";
import { ctrfReport } from "../../src/report/formats/ctrf.ts";
import { junitXml } from "../../src/report/formats/junit.ts";
import { parseXml, schemaBreaches } from "../../src/report/formats/junit_schema_for_tests.ts";
import { reportMarkdown } from "../../src/report/formats/markdown.ts";
import { MIXED, PLACES } from "../../src/report/formats/mixed_report_for_tests.ts";
import { stepSummary } from "../../src/report/formats/step_summary.ts";
import { testCaseLine } from "../../src/report/formats/tyche.ts";
import { comparisonHtml } from "../../src/report/html/comparison_page.ts";
import { reportPage } from "../../src/report/html/report_page.ts";
import type { Report } from "../../src/report/schema.ts";
import { factLines, failureFacts } from "../../src/report/text/failure.ts";
import { jsonText } from "../base/json_text.ts";
import { historyLines, trendLines } from "../history/history_tables.ts";
import { resultRow, runRow } from "../history/rows.ts";
import { trendsOf } from "../history/trends.ts";
import { comparisonLines } from "../terminal/comparison_table.ts";
import { printed, styled, workflowCommand } from "../terminal/printed.ts";
import { ProgressLine } from "../terminal/progress.ts";
import { plain } from "../terminal/terminal.ts";
import { resultLines } from "../terminal/result_lines.ts";
import { HOSTILE, hostileReport, hostileText, offences } from "../test_project/hostile.ts";

const OUT = { folder: "attest-report/" };

/** What is written to files and what is printed, by the name of what writes it. */
const RENDERERS: Readonly<Record<string, (report: Report, text: string) => string>> = {
  table: (report) => printed(resultLines(report, { width: 80, paint: plain, ...OUT }).join("\n")),
  wideTable: (report) =>
    printed(resultLines(report, { width: 200, paint: plain, ...OUT }).join("\n")),
  comparison: (report) =>
    printed(
      comparisonLines(compareReports(MIXED, report), { width: 100, paint: plain }).join("\n"),
    ),
  history: (report, text) => printed(historyTexts(report, text).join("\n")),
  progress: (report, text) => printed(progressText(report, { text, live: false })),
  failure: (report) =>
    report.claims.flatMap((claim) => factLines(failureFacts(claim, { ...report.run, ...OUT })))
      .join("\n"),
  markdown: (report) => reportMarkdown(report, OUT),
  summary: (report) => stepSummary(report, { ...OUT, bytes: 1e6 })!,
  junit: (report) => junitXml(report, PLACES),
  ctrf: (report) => jsonText(ctrfReport(report, PLACES)),
  json: (report) => jsonText(report),
  tyche: (_, text) =>
    testCaseLine(
      universal({ cells: [{ name: text, atLeast: 0, holds: () => true }] }),
      { index: 0, spec: { [text]: text }, cells: [], margin: undefined, crash: text, seconds: 0 },
      { runStart: 0 },
    ),
  page: (report) => reportPage(report, { ...OUT, changes: compareReports(MIXED, report).changes }),
  comparisonPage: (report) =>
    comparisonHtml(compareReports(MIXED, report), { base: MIXED, head: report }),
};

function historyTexts(report: Report, text: string): string[] {
  const run = { ...runRow(report, text), id: 1 } as never;
  const results = report.claims.map((claim) => ({ ...resultRow(claim), run: 1 })) as never;
  const trends = trendsOf([run], results, []);
  const print = { width: 100, paint: plain };
  return [
    ...historyLines([run], trends, print),
    ...trends.flatMap((one) => trendLines(one, print)),
  ];
}

function progressText(
  report: Report,
  { text, live }: { readonly text: string; readonly live: boolean },
): string {
  const written: string[] = [];
  const write = (line: string) => written.push(line);
  const line = new ProgressLine({ live, width: () => 80, write, now: () => 0 });
  line.start(0, { claim: universal({ statement: text }), mutant: text });
  for (const claim of report.claims) line.finish(claim, { index: 1, of: 9 });
  line.note(text);
  return written.join("");
}

for (const [name, render] of Object.entries(RENDERERS)) {
  randomTest(`hostile text is shown and not obeyed: ${name}`, () => {
    const holds = (text: string) => {
      assertEquals(offences(render(hostileReport(MIXED, text), text)), []);
    };
    holds(HOSTILE);
    assertProperty(fc.property(hostileText, holds));
  });
}

randomTest("hostile text: JSON and XML stay what they are, and JSON keeps the text", () => {
  assertProperty(
    fc.property(hostileText, (text) => {
      const report = hostileReport(MIXED, text);
      assertEquals(JSON.parse(jsonText(report)), JSON.parse(JSON.stringify(report)));
      assertEquals(schemaBreaches(parseXml(junitXml(report, PLACES))), []);
    }),
  );
});

randomTest(
  "hostile text: annotations are commands of one line, and what is ours is one command",
  () => {
    const own = (line: string) =>
      /^::error file=props\/\w+\.ts(,line=\d+)?,title=[^\n]*::/.test(line);
    assertProperty(
      fc.property(hostileText, (text) => {
        const commands = annotations(hostileReport(MIXED, text), PLACES).map(workflowCommand);
        const lines = printed(`${text}\n${commands.join("\n")}`).split("\n");
        assertEquals(offences(lines.join("\n"), own), []);
        assertEquals(lines.filter(own).length, commands.length);
      }),
    );
  },
);

randomTest("hostile text: colours and the live line are ours alone", () => {
  // deno-lint-ignore no-control-regex -- what we write ourselves
  const ours = /\x1b\[(?:1|2|22|31|32|33|39)m|\r\x1b\[K|\x1b\[[AJ]/g;
  assertProperty(
    fc.property(hostileText, (text) => {
      const report = hostileReport(MIXED, text);
      const options = { width: 80, ...OUT };
      const [painted, bare] = [styled, plain].map((paint) =>
        printed(resultLines(report, { ...options, paint }).join("\n"))
      );
      assert(painted.includes("\x1b[32m"));
      // A space before the end of a style is no end of a line, and stays.
      const seen = (shown: string) => shown.replaceAll(/[^\S\n]+$/gm, "");
      assertEquals(seen(painted.replaceAll(ours, "")), seen(bare));
      const live = progressText(report, { text, live: true });
      assertEquals(offences(printed(live).replaceAll(ours, "\n")), []);
    }),
  );
});
