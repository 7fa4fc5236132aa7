/** A comparison as one page. */

import { changesMarkup, rulesMarkup } from "./changes.ts";
import { html, type Markup } from "./markup.ts";
import { htmlPage } from "./page.ts";
import type { Report } from "../schema.ts";
import { type Comparison, comparisonText, hasRegressed } from "../compare/compare.ts";

/** The page of a comparison of `base` and `head`. */
export function comparisonHtml(
  comparison: Comparison,
  { base, head }: { readonly base: Report; readonly head: Report },
): string {
  const [totals, ...rest] = comparisonText(comparison);
  const tone = hasRegressed(comparison) ? "bad" : "good";
  return htmlPage({
    title: "Attest: what changed",
    lead: html`<p class="badge ${tone}">${hasRegressed(comparison) ? "✗" : "✓"} ${totals}</p>
${rest.map((line) => html`<p>${line}</p>`)}`,
    sections: [
      {
        id: "changes",
        title: "Changes",
        content: [changesMarkup(comparison.changes, new Set()), rulesMarkup()],
      },
      { id: "runs", title: "What was compared", short: "Runs", content: runTable(base, head) },
    ],
  });
}

function runTable(base: Report, head: Report): Markup {
  const rows = [["baseline", base], ["run", head]] as const;
  const headings = ["report", "started", "profile", "seed", "code", "build"];
  return html`
    <div class="scroll" tabindex="0" role="region" aria-label="What was compared">
      <table>
        <thead>
          <tr>${headings.map((heading) => html`<th scope="col">${heading}</th>`)}</tr>
        </thead>
        <tbody>${rows.map(([name, { run }]) =>
          html`<tr><th scope="row">${name}</th>${
            [run.started, run.profile, run.seed, run.code, run.build ?? "—"].map((value) =>
              html`<td>${value}</td>`
            )
          }</tr>`
        )}</tbody>
      </table>
    </div>
  `;
}
