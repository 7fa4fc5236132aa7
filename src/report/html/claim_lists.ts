/** The lists of a claim's section: parts of its regime, its strata, its mutants and its rivals. */

import { killVerdict } from "../text/failure.ts";
import { unitText } from "../text/measured.ts";
import { numberText, percentText } from "../text/number.ts";
import type { ReportClaim } from "../schema.ts";
import { type Content, html } from "./markup.ts";
import { strataBars } from "./strata_bars.ts";

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

/** The strata side by side; the claim is decided in each of them. */
export function strataMarkup({ id, strata, expected, rule }: ReportClaim): Content {
  if (!strata) return null;
  const label = `Strata of ${id}`;
  const bar = rule && strataBars(strata.flatMap(({ effect }) => effect ?? []), rule);
  const held = rule &&
    (rule.within === null
      ? `dotted: 0 and δ = ${numberText(rule.smallestEffect)}`
      : `dotted: ±${numberText(rule.within)}`);
  return html`
    <h5>In each of ${strata.length} strata</h5>
    <div class="scroll" tabindex="0" role="group" aria-label="${label}">
      <table class="strata">
        <thead>
          <tr>
            <th scope="col">Stratum</th>
            <th scope="col">Verdict</th>
            <th scope="col" class="number">Replicates</th>
            <th scope="col" class="number">Mean effect</th>
            <th scope="col" class="number">95 % interval</th>
            ${held && html`<th scope="col">${held}</th>`}
          </tr>
        </thead>
        <tbody>
    ${strata.map(({ name, verdict, cases, effect }) =>
      html`
        <tr>
          <th scope="row">${name}</th>
          <td>${verdict === expected
            ? html`<span class="good">✓ ${verdict}</span>`
            : html`<span class="bad">✗ ${verdict}</span>`}</td>
          <td class="number">${cases}</td>
          <td class="number">${effect ? numberText(effect.mean) : ""}</td>
          <td class="number">${effect
            ? `${numberText(effect.lower)} to ${numberText(effect.upper)}`
            : ""}</td>
          ${bar && html`<td>${effect && bar(effect, verdict === expected)}</td>`}
        </tr>
      `
    )}</tbody>
      </table>
    </div>
  `;
}

/** The claim's mutants and rivals, and how each fared. */
export function mutantsMarkup(claim: ReportClaim): Content {
  const ofKind = (kind: true | undefined) => ({
    mutants: claim.mutants.filter(({ rival }) => rival === kind),
    untried: claim.untried.filter(({ rival }) => rival === kind),
  });
  return [
    opponentsMarkup(claim, { ...ofKind(undefined), title: "Mutants killed" }),
    opponentsMarkup(claim, { ...ofKind(true), title: "Rival laws refuted" }),
  ];
}

function opponentsMarkup(
  claim: ReportClaim,
  { mutants, untried, title }: Pick<ReportClaim, "mutants" | "untried"> & {
    readonly title: string;
  },
): Content {
  const { unit } = claim;
  if (mutants.length + untried.length === 0) return null;
  const killed = mutants.filter((mutant) => mutant.killed).length;
  return html`
    <h5>${title}: ${killed} of ${mutants.length + untried.length}</h5>
    <ul class="opponents">
    ${mutants.map((mutant) =>
      html`
        <li><code>${mutant.name}</code> ${mutant.killed
          ? html`<span class="good">✓ killed</span>`
          : html`<span class="bad">✗ survived</span>, ${`wanted ${killVerdict(claim)}`}`}: ${mutant
          .verdict} after ${unitText(mutant.cases, unit)}</li>
      `
    )}${untried.map(({ name }) =>
      html`
        <li><code>${name}</code> <span class="open">? not tried</span></li>
      `
    )}</ul>
  `;
}
