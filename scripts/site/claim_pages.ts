/** The pages of claims: a list of all, and one for each with its figures. */

import { claimRates } from "../../src/report/evidence_path.ts";
import { LETTERS } from "../../src/report/html/claim_groups.ts";
import { claimSection } from "../../src/report/html/claim_section.ts";
import { formulaMarkup, type Formulas } from "../../src/report/html/formula_markup.ts";
import type { DrawnFigure } from "../../src/report/html/headline.ts";
import { type Content, html, Markup } from "../../src/report/html/markup.ts";
import { verdictBadge } from "../../src/report/html/verdict_badge.ts";
import type { Report, ReportClaim } from "../../src/report/schema.ts";
import type { SitePage } from "./site_page.ts";

/** What the pages of claims are made of. */
export interface ClaimPages {
  readonly report: Report;
  readonly formulas: Formulas;
  readonly figures: readonly DrawnFigure[];
}

/** Where the page of a claim lies. */
export function claimPath(id: string): string {
  return `claims/${id}.html`;
}

/** Links of a report's page, which lead to its own parts, as links between pages. */
export function relinked(markup: Markup, root = ""): Markup {
  return new Markup(
    markup.text.replaceAll(/ href="#claim-([A-Za-z0-9._]+)"/g, ` href="${root}claims/$1.html"`),
  );
}

/** The list of all claims. */
export function claimList({ report: { claims }, formulas }: ClaimPages): SitePage {
  const groups = [...Map.groupBy(claims, ({ id }) => id[0])];
  return {
    path: "claims.html",
    title: "Claims",
    content: html`
      <h1>Claims</h1>
      <p class="intro">Every sentence of the theory that is decided, with its formula and its verdict.</p>
      ${groups.map(([letter, all]) =>
        html`
          <section aria-labelledby="group-${letter}">
            <h2 id="group-${letter}">${LETTERS[letter] ?? letter}</h2>
            <ul class="rows">${all.map((claim) => rowMarkup(claim, formulas))}</ul>
          </section>
        `
      )}
    `,
  };
}

function rowMarkup(claim: ReportClaim, formulas: Formulas): Markup {
  return html`<li><a href="${
    claimPath(claim.id)
  }">${claim.id}</a> <span>${claim.statement}</span> ${verdictBadge(claim)} ${
    formulaMarkup(claim, formulas)
  }</li>`;
}

/** A page for each claim. */
export function claimPages({ report, formulas, figures }: ClaimPages): SitePage[] {
  const around = {
    run: report.run,
    rates: claimRates(report),
    folder: "attest-report/",
    formulas,
  };
  return report.claims.map((claim, i) => {
    const own = figures.filter(({ claims }) => claims.includes(claim.id));
    const unfolded = claimSection(claim, around).text.replace("<details", "<details open");
    return {
      path: claimPath(claim.id),
      title: claim.id,
      content: html`
        <h1>${claim.id}</h1>
        ${relinked(new Markup(headingsRaised(unfolded)), "../")}
        ${own.length > 0 && html`
          <h2>Figures</h2>
          <div class="figures">${own.map(({ markup }) => relinked(markup, "../"))}</div>
        `}
        <p>${neighbour(report.claims[i - 1], "← ")} ${neighbour(report.claims[i + 1], "→ ")}</p>
      `,
    };
  });
}

/** A claim's part stands two levels deeper on the page of a report. */
function headingsRaised(markup: string): string {
  return markup.replaceAll(/<(\/?)h([45])\b/g, (_, end, level) => `<${end}h${Number(level) - 2}`);
}

function neighbour(claim: ReportClaim | undefined, arrow: string): Content {
  return claim && html`<a href="${claim.id}.html">${arrow}${claim.id}</a>`;
}
