/** The lists of a claim's section: parts of its regime, and its mutants. */

import { killVerdict } from "../text/failure.ts";
import { unitText } from "../text/measured.ts";
import { percentText } from "../text/number.ts";
import type { ReportClaim } from "../schema.ts";
import { type Content, html } from "./markup.ts";

/** Parts of the regime and how often each was reached; open when one was missed. */
export function cellsMarkup({ cells, cases, unit }: ReportClaim): Content {
  if (cells.length === 0) return null;
  const missed = cells.filter(({ reached }) => !reached);
  const summary = missed.length === 0
    ? `Parts of the regime: all ${cells.length} reached`
    : `Parts of the regime: ${missed.length} of ${cells.length} missed`;
  return html`
    <details ${missed.length > 0 && "open"}>
      <summary>${summary}</summary>
      <div class="scroll" tabindex="0" role="group" aria-label="${summary}">
        <table>
          <thead>
            <tr>
              <th scope="col">Part</th>
              <th scope="col" class="number">${unit}</th>
              <th scope="col" class="number">Share</th>
              <th scope="col" class="number">Asked for</th>
              <th scope="col">Reached</th>
            </tr>
          </thead>
          <tbody>
    ${cells.map((cell) =>
      html`
        <tr>
          <th scope="row">${cell.name}</th>
          <td class="number">${cell.cases}</td>
          <td class="number">${percentText(cases === 0 ? 0 : cell.cases / cases)}</td>
          <td class="number">${percentText(cell.atLeast)}</td>
          <td>${cell.reached ? "✓ yes" : "✗ no"}</td>
        </tr>
      `
    )}</tbody>
        </table>
      </div>
    </details>
  `;
}

/** The claim's mutants and how each fared. */
export function mutantsMarkup(claim: ReportClaim): Content {
  const { mutants, untried, unit } = claim;
  if (mutants.length + untried.length === 0) return null;
  const killed = mutants.filter((mutant) => mutant.killed).length;
  return html`
    <h4>Mutants killed: ${killed} of ${mutants.length + untried.length}</h4>
    <ul>
    ${mutants.map((mutant) =>
      html`
        <li><code>${mutant.name}</code> ${mutant.killed
          ? html`<span class="good">✓ killed</span>`
          : html`<span class="bad">✗ survived</span>, ${`wanted ${killVerdict(claim)}`}`}: ${mutant
          .verdict} after ${unitText(mutant.cases, unit)}</li>
      `
    )}${untried.map((name) =>
      html`
        <li><code>${name}</code> <span class="open">? not tried</span></li>
      `
    )}</ul>
  `;
}
