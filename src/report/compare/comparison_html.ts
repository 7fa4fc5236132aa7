/** A comparison as one page: no script, nothing loaded, light or dark as the reader has it. */

import { Html, html } from "../html_text.ts";
import type { Report } from "../schema.ts";
import { type Change, RULES, type Severity } from "./change.ts";
import { type Comparison, comparisonText, hasRegressed } from "./compare.ts";

const STYLE = new Html(`
:root { color-scheme: light dark; --red: light-dark(#a4001d, #ff8a8a);
  --yellow: light-dark(#7a5200, #f0c060); --dim: light-dark(#5a5a5a, #a8a8a8);
  --line: light-dark(#d5d5d5, #444); }
body { font: 1rem/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 72rem; padding: 1rem; }
table { border-collapse: collapse; margin: 1rem 0; width: 100%; }
th, td { border-bottom: 1px solid var(--line); padding: .4rem .6rem; text-align: left;
  vertical-align: top; white-space: nowrap; }
td:last-child { overflow-wrap: anywhere; white-space: normal; width: 100%; }
.regression { color: var(--red); font-weight: 600; } .change { color: var(--yellow); }
.note, .dim { color: var(--dim); } dt { font-weight: 600; }
dd { margin: 0 0 .5rem 0; }
@media (max-width: 40rem) {
  thead { position: absolute; clip-path: inset(50%); }
  tr { display: block; border-bottom: 1px solid var(--line); padding: .4rem 0; }
  th, td { display: inline-block; border: 0; padding: .1rem .6rem .1rem 0; }
  td:last-child { display: block; width: auto; }
}
`);

const SIGNS: Readonly<Record<Severity, string>> = { regression: "✗", change: "~", note: "·" };

/** The page of a comparison of `base` and `head`. */
export function comparisonHtml(
  comparison: Comparison,
  { base, head }: { readonly base: Report; readonly head: Report },
): string {
  const [totals, ...rest] = comparisonText(comparison);
  return html`
    <!doctype html>
    <html lang="en">
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Attest: comparison</title>
    <style>${STYLE}</style>
    <h1>Attest: comparison</h1>
    <p class="${hasRegressed(comparison) ? "regression" : ""}">${totals}</p>
    ${rest.map((line) => html`<p>${line}</p>`)}
    ${runTable(base, head)}
    ${comparison.changes.length === 0
      ? html`<p>Nothing differs.</p>`
      : changeTable(comparison.changes)}
    <details><summary>What counts as what</summary>
    <dl>${Object.entries(RULES).map(([kind, rule]) =>
      html`
        <dt>${kind}</dt>
        <dd>${rule}</dd>
      `
    )}</dl>
    </details>
    </html>
  `.source;
}

function runTable(base: Report, head: Report): Html {
  const rows = [["baseline", base], ["run", head]] as const;
  return html`
    <table>
      <thead>
        <tr>
          <th scope="col">report</th>
          <th scope="col">started</th>
          <th scope="col">profile</th>
          <th scope="col">seed</th>
          <th scope="col">code</th>
        </tr>
      </thead>
      <tbody>${rows.map(([name, { run }]) =>
        html`
          <tr>
            <th scope="row">${name}</th>
            <td>${run.started}</td>
            <td>${run.profile}</td>
            <td>${run.seed}</td>
            <td>${run.code}</td>
          </tr>
        `
      )}</tbody>
    </table>
  `;
}

function changeTable(changes: readonly Change[]): Html {
  return html`
    <table>
      <thead>
        <tr>
          <th scope="col">severity</th>
          <th scope="col">claim</th>
          <th scope="col">of</th>
          <th scope="col">what changed</th>
        </tr>
      </thead>
      <tbody>${changes.map(({ severity, claim, kind, text }) =>
        html`
          <tr>
            <td class="${severity}">${SIGNS[severity]} ${severity}</td>
            <td>${claim ?? "the run"}</td>
            <td>${kind}</td>
            <td>${text}</td>
          </tr>
        `
      )}</tbody>
    </table>
  `;
}
