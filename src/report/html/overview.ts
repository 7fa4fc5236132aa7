/** The first things a reader wants: did it hold, how sure is that, and claim by claim. */

import { killedText, measuredText, rivalsText, secondsText, unitText } from "../text/measured.ts";
import type { Report, ReportClaim } from "../schema.ts";
import { errorBudgetText, passBoundText, plural } from "../text/summary.ts";
import { verifyCommand } from "../text/failure.ts";
import { html, type Markup } from "./markup.ts";
import { verdictBadge } from "./verdict_badge.ts";

/** The outcome of the run in one line, what it was, and how sure it is. */
export function leadMarkup(report: Report): Markup {
  const { run, claims } = report;
  const off = claims.filter(({ ok }) => !ok);
  const [tone, sign] = run.ok ? ["good", "✓"] : ["bad", "✗"];
  return html`
    <p class="lead ${tone}">${sign} ${outcomeText(report)}.</p>
    ${off.length > 0 && html`<p>Not as expected: ${linkList(off)}.</p>`}
    <p>${errorBudgetText(report)} ${passBoundText(report)}</p>
    <dl>
      <dt>Subject</dt>
      <dd>${run.subject}</dd>
      <dt>Run</dt>
      <dd>profile ${run.profile}, seed ${run.seed}, ${run.selected.length === 0
        ? "all claims"
        : plural(run.selected.length, "chosen claim")}</dd>
      <dt>When</dt>
      <dd><time datetime="${run.started}">${minute(run.started)}</time>, ${secondsText(
        run.seconds,
      )} seconds, Deno ${run.deno}</dd>
      <dt>Of</dt>
      <dd>code ${run.code}, build ${run.build ?? "unknown"}</dd>
      <dt>Run it again</dt>
      <dd>
        <pre>${verifyCommand(run.selected, run)}</pre>
      </dd>
    </dl>
  `;
}

/** `interrupted: 70 of 79 claims as expected; only 1 part of 4 ran`. */
function outcomeText({ run: { interrupted, shards }, claims }: Report): string {
  const good = claims.filter(({ ok }) => ok).length;
  const text = `${good} of ${plural(claims.length, "claim")} as expected`;
  const { of, run } = shards;
  const part = run.length < of ? `; only ${plural(run.length, "part")} of ${of} ran` : "";
  return `${interrupted ? "interrupted: " : ""}${text}${part}`;
}

/** The table of the claims, each with a link to its section. */
export function overviewMarkup({ claims }: Report): Markup {
  const hasRivals = claims.some((claim) => rivalsText(claim) !== "");
  return html`
    <table class="stack">
      <caption>${plural(claims.length, "claim")}; each links to what was done.</caption>
      <thead>
        <tr>
          <th scope="col">Claim</th>
          <th scope="col">Statement</th>
          <th scope="col">Verdict</th>
          <th scope="col">Measured on</th>
          <th scope="col">Effect or smallest margin</th>
          <th scope="col" class="number">Mutants killed</th>
          ${hasRivals && html`<th scope="col" class="number">Rivals refuted</th>`}
          <th scope="col" class="number">Seconds</th>
        </tr>
      </thead>
      <tbody>
    ${claims.map((claim) => rowMarkup(claim, hasRivals))}</tbody>
    </table>
  `;
}

function rowMarkup(claim: ReportClaim, hasRivals: boolean): Markup {
  const { id, statement, cases, unit, seconds } = claim;
  return html`
    <tr>
      <th scope="row"><a href="#claim-${id}">${id}</a></th>
      <td>${statement}</td>
      <td>${verdictBadge(claim)}</td>
      <td>${unitText(cases, unit)}</td>
      <td data-label="Measured">${measuredText(claim) || "nothing"}</td>
      <td class="number" data-label="Mutants killed">${killedText(claim)}</td>
      ${hasRivals &&
        html`<td class="number" data-label="Rivals refuted">${rivalsText(claim)}</td>`}
      <td class="number" data-label="Seconds">${secondsText(seconds)}</td>
    </tr>
  `;
}

function linkList(claims: readonly ReportClaim[]): Markup[] {
  return claims.map(({ id }, i) => html`${i > 0 && ", "}<a href="#claim-${id}">${id}</a>`);
}

/** `2026-01-02 03:04 UTC`. */
function minute(time: string): string {
  return `${time.slice(0, 16).replace("T", " ")} UTC`;
}
