/** What failed, and what the failures share. */

import { failureFacts } from "../text/failure.ts";
import { measuredText } from "../text/measured.ts";
import { isNotApplicable, isOff } from "../conclusion.ts";
import type { Report, ReportClaim } from "../schema.ts";
import { type Lookalike, type SharedCapability, sharedTraits } from "../shared_traits.ts";
import { plural } from "../text/summary.ts";
import { formulaMarkup, type Formulas } from "./formula_markup.ts";
import { type Content, html, type Markup } from "./markup.ts";
import { verdictBadge } from "./verdict_badge.ts";

/** Most capabilities and most mutants that are shown: what comes later tells less. */
const MOST = 5;
/** What a card says of a failure; the claim's own part says the rest. */
const SHOWN = ["got", "wanted", "margin", "case", "effect", "stratum", "survivor", "not tried"];

/** Cards of the claims that failed, and what these share; nothing where none did. */
export function failuresMarkup(report: Report, formulas: Formulas): Content {
  const off = report.claims.filter((claim) => isOff(claim, report.run));
  if (off.length === 0) return null;
  return html`
    ${sharedMarkup(report)}
    <h3>${plural(off.length, "claim")} not as expected</h3>
    ${off.map((claim) => failureCard(claim, { report, formulas }))}
  `;
}

function failureCard(
  claim: ReportClaim,
  { report: { run }, formulas }: { readonly report: Report; readonly formulas: Formulas },
): Markup {
  const { id, statement } = claim;
  const facts = failureFacts(claim, run).filter(([label]) => SHOWN.includes(label));
  return html`
    <article class="card off">
    <h4><a href="#claim-${id}">${id}</a> ${statement}</h4>
    ${formulaMarkup(claim, formulas)}
    <p>${verdictBadge(claim)} ${measuredText(claim)}</p>
    <dl>
    ${facts.map(([label, text]) =>
      html`
        <dt>${label}</dt>
        <dd>${text}</dd>
      `
    )}</dl>
    </article>
  `;
}

function sharedMarkup(report: Report): Content {
  // What could not be put to the model says nothing of it.
  const claims = report.claims.filter((claim) => !isNotApplicable(claim, report.run));
  const { failed, capabilities, lookalikes } = sharedTraits({ claims, matrix: report.matrix });
  if (failed.length === 0) return null;
  return html`
    <div class="card">
    <h3>What the failures share</h3>
    ${causesMarkup(report, failed)}
    ${capabilities.length > 0 && capabilitiesMarkup(capabilities, failed)}
    ${lookalikesMarkup(lookalikes, failed)}
    </div>
  `;
}

/** Of undecided claims: what kept them from a verdict, most of them first. */
function causesMarkup({ claims }: Report, failed: readonly string[]): Content {
  const causes = Map.groupBy(
    claims.filter(({ id, cause }) => failed.includes(id) && cause),
    ({ cause }) => cause!,
  );
  const sorted = [...causes].sort(([, a], [, b]) => b.length - a.length);
  return sorted.map(([cause, all]) =>
    html`<p>${plural(all.length, "claim")} undecided, cause “${cause}”: ${
      links(all.map(({ id }) => id))
    }.</p>`
  );
}

function capabilitiesMarkup(
  capabilities: readonly SharedCapability[],
  failed: readonly string[],
): Markup {
  return html`
    <h4>Capabilities of the subject that they need</h4>
    <ul>
    ${capabilities.slice(0, MOST).map((one) =>
      html`
        <li><code>${one.name}</code>: ${one.failed.length} of ${failed
          .length} failed ${failed.length === 1
          ? "claim needs"
          : "claims need"} it; ${one.held === 0
          ? "no claim that needs it held"
          : `${plural(one.held, "claim")} that ${one.held === 1 ? "needs" : "need"} it held`}</li>
      `
    )}</ul>
  `;
}

function lookalikesMarkup(lookalikes: readonly Lookalike[], failed: readonly string[]): Markup {
  return html`
    <h4>Known mistakes that look like it</h4>
    ${lookalikes.length === 0
      ? html`<p>None: no mutant that was tried fails any of them.</p>`
      : html`
        <ul>
        ${lookalikes.slice(0, MOST).map(({ name, explains, contradicted }) =>
          html`
            <li><code>${name}</code> fails ${explains.length === failed.length
              ? "them all as well"
              : `${explains.length} of the ${failed.length} as well`} (${links(
                explains,
              )})${contradicted.length === 0
              ? ", and none that held"
              : html`, but also ${plural(contradicted.length, "claim")} that held`}</li>
          `
        )}</ul>
      `}
  `;
}

function links(ids: readonly string[]): Content {
  return ids.map((id, i) => [i > 0 && ", ", html`<a href="#claim-${id}">${id}</a>`]);
}
