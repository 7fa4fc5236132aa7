/** The page of mutants: what each does wrong, and which claims notice it. */

import { html, type Markup } from "../../src/report/html/markup.ts";
import type { Report } from "../../src/report/schema.ts";
import type { ClaimCard } from "../judged/claim_card.ts";
import { claimPath, relinked } from "./claim_pages.ts";
import type { SitePage } from "./site_page.ts";

/** The page; `map` is the drawn matrix, of a run that put every mutant to every claim. */
export function mutantPage(
  report: Report,
  { cards, map }: { readonly cards: readonly ClaimCard[]; readonly map?: Markup | undefined },
): SitePage {
  const described = new Map(
    cards.flatMap(({ mutants }) => mutants.map(({ name, description }) => [name, description])),
  );
  const names = [
    ...new Set(
      report.claims.flatMap(({ mutants }) => mutants).filter(({ rival }) => !rival).map((
        { name },
      ) => name),
    ),
  ].sort();
  return {
    path: "mutants.html",
    title: "Mutants",
    content: html`
      <h1>Mutants</h1>
      <p
        class="intro">${names
          .length} models that are wrong on purpose. A claim that does not notice its own could not
      fail at all.</p>
      ${map !== undefined && relinked(map)}
      <h2>Who notices what</h2>
      <div class="scroll" tabindex="0" role="group" aria-label="Mutants and the claims that kill them">
        <table>
          <thead>
            <tr>
              <th scope="col">Mutant</th>
              <th scope="col">What it does wrong</th>
              <th scope="col">Killed by</th>
            </tr>
          </thead>
          <tbody>${names.map((name) =>
            rowMarkup(name, { report, description: described.get(name) })
          )}</tbody>
        </table>
      </div>
    `,
  };
}

function rowMarkup(
  name: string,
  { report: { claims, matrix }, description }: {
    readonly report: Report;
    readonly description: string | undefined;
  },
): Markup {
  const column = matrix?.mutants.indexOf(name) ?? -1;
  const inMatrix = new Set(
    (matrix?.rows ?? []).filter(({ cells }) => cells[column] === "killed").map(({ id }) => id),
  );
  const killers = claims.filter(({ id, mutants }) =>
    inMatrix.has(id) || mutants.some((one) => one.name === name && !one.rival && one.killed)
  );
  return html`
    <tr>
      <th scope="row"><code>${name}</code></th>
      <td>${description}</td>
      <td>${killers.map((
        { id },
        i,
      ) => [i > 0 && ", ", html`<a href="${claimPath(id)}">${id}</a>`])}</td>
    </tr>
  `;
}
