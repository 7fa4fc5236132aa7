/** The page of all verdicts: written from the report of a real run, held to the claims and to the code. */

import type { ClaimFacts } from "../../src/claim/facts.ts";
import { verdictTableMarkdown } from "../../src/report/formats/markdown.ts";
import { escapeMarkdown } from "../../src/report/formats/markdown_text.ts";
import { secondsText } from "../../src/report/text/measured.ts";
import type { Report } from "../../src/report/schema.ts";
import { errorBudgetText, passBoundText, totalsText } from "../../src/report/text/summary.ts";

/** Where the page is, from the root. */
export const VERDICTS = "fixtures/baselines/VERDICTS.md";

/** The page: the report's table, what it is worth, and the code that it is of. */
export function verdictPage(report: Report): string {
  const { profile, seed, seconds, started, code } = report.run;
  return `${
    [
      "# Verdicts",
      "What the accepted run said, written by `deno task verdicts`.",
      verdictTableMarkdown(report),
      `${totalsText(report)} (profile ${profile}, seed ${seed}, ${
        secondsText(seconds)
      } s on two cores, ${started.slice(0, 10)}). ${errorBudgetText(report)} ${
        passBoundText(report)
      }`,
      codeLine(code),
    ].join("\n\n")
  }\n`;
}

function codeLine(code: string): string {
  return `The code of library, claims and mutants was \`${code}\`.`;
}

/** In what the page is not that of these claims and of this code, one line each. */
export function staleVerdicts(
  page: string,
  { claims, code }: {
    readonly claims: readonly Pick<ClaimFacts, "id" | "statement" | "expected">[];
    readonly code: string;
  },
): string[] {
  const rows = new Map(
    page.split("\n").filter((line) => line.startsWith("| "))
      .map((line) => line.slice(2).split(" | ")).map((cells) => [cells[0], cells]),
  );
  const lines = claims.flatMap(({ id, statement, expected }) => {
    const row = rows.get(escapeMarkdown(id));
    rows.delete(escapeMarkdown(id));
    if (row === undefined) return [`${VERDICTS} must have a row for ${id}, got none`];
    const wanted = [
      escapeMarkdown(statement),
      expected === "refuted" ? "refuted (expected)" : expected,
    ];
    return wanted.every((cell, i) => row[i + 1] === cell) ? [] : [
      `${VERDICTS}'s row for ${id} must say "${wanted.join(" | ")}", got "${
        row.slice(1, 3).join(" | ")
      }"`,
    ];
  });
  const header = new Set(["claim", "---"]);
  const gone = [...rows.keys()].filter((id) => !header.has(id));
  return [
    ...lines,
    ...gone.map((id) => `${VERDICTS} has a row for ${id}, which is no claim`),
    ...(page.includes(codeLine(code)) ? [] : [
      `${VERDICTS} must be of the code ${code}: verify, accept, and write it anew`,
    ]),
  ];
}
