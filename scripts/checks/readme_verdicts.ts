/** The README's verdict table: written from the report of a real run, checked against the claims. */

import type { ClaimFacts } from "../../src/claim/claim.ts";
import { verdictTableMarkdown } from "../../src/report/formats/markdown.ts";
import { escapeMarkdown } from "../../src/report/formats/markdown_text.ts";
import { secondsText } from "../../src/report/text/measured.ts";
import type { Report } from "../../src/report/schema.ts";
import { errorBudgetText, passBoundText, totalsText } from "../../src/report/text/summary.ts";

const BEGIN = "<!-- verdicts: begin -->\n";
const END = "<!-- verdicts: end -->\n";

/** The text with what stands between its marks replaced by the report's table. */
export function withVerdicts(readme: string, report: Report): string {
  const [from, to] = marks(readme);
  const { profile, seed, seconds, started } = report.run;
  const section = [
    verdictTableMarkdown(report),
    `${totalsText(report)} (profile ${profile}, seed ${seed}, ${
      secondsText(seconds)
    } s on two cores, ${started.slice(0, 10)}). ${errorBudgetText(report)} ${
      passBoundText(report)
    }`,
  ].join("\n\n");
  return `${readme.slice(0, from)}${section}\n${readme.slice(to)}`;
}

/** The claims whose row is missing or says something else, one line each. */
export function staleVerdicts(
  readme: string,
  claims: readonly Pick<ClaimFacts, "id" | "statement" | "expected">[],
): string[] {
  const [from, to] = marks(readme);
  const rows = new Map(
    readme.slice(from, to).split("\n").filter((line) => line.startsWith("| "))
      .map((line) => line.slice(2).split(" | ")).map((cells) => [cells[0], cells]),
  );
  const lines = claims.flatMap(({ id, statement, expected }) => {
    const row = rows.get(escapeMarkdown(id));
    rows.delete(escapeMarkdown(id));
    if (row === undefined) return [`README.md must have a row for ${id}, got none`];
    const wanted = [
      escapeMarkdown(statement),
      expected === "refuted" ? "refuted (expected)" : expected,
    ];
    return wanted.every((cell, i) => row[i + 1] === cell) ? [] : [
      `README.md's row for ${id} must say "${wanted.join(" | ")}", got "${
        row.slice(1, 3).join(" | ")
      }"`,
    ];
  });
  const header = new Set(["claim", "---"]);
  const gone = [...rows.keys()].filter((id) => !header.has(id));
  return [...lines, ...gone.map((id) => `README.md has a row for ${id}, which is no claim`)];
}

/** Where the section between the marks begins and ends. */
function marks(readme: string): [number, number] {
  const from = readme.indexOf(BEGIN);
  const to = readme.indexOf(END);
  if (from < 0 || to < from) {
    throw new RangeError(`README.md must hold ${BEGIN.trim()} and ${END.trim()} in this order`);
  }
  return [from + BEGIN.length, to];
}
