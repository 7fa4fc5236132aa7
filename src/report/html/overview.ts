/** Whether a run came out as expected, and what it was. */

import { secondsText } from "../text/measured.ts";
import { isNotApplicable, isOff } from "../conclusion.ts";
import type { Report, ReportClaim } from "../schema.ts";
import { errorBudgetText, givenTexts, passBoundText, plural } from "../text/summary.ts";
import { verifyCommand } from "../text/failure.ts";
import { html, type Markup } from "./markup.ts";

/** The outcome of the run in one line, and how sure it is. */
export function leadMarkup(report: Report): Markup {
  const { run, claims } = report;
  const off = claims.filter((claim) => isOff(claim, run));
  const [tone, sign] = run.ok ? ["good", "✓"] : ["bad", "✗"];
  return html`
    <p class="lead ${tone}">${sign} ${outcomeText(report)}.</p>
    ${off.length > 0 && html`<p>Not as expected: ${linkList(off)}.</p>`}
    ${givenTexts(report).map((text) => html`<p>${text}</p>`)}
  `;
}

/** How sure the verdicts are, what was run, and how to run it again. */
export function runMarkup(report: Report): Markup {
  const { run } = report;
  return html`
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
function outcomeText({ run, claims }: Report): string {
  const { interrupted, shards } = run;
  const good = claims.filter(({ ok }) => ok).length;
  const apart = claims.filter((claim) => isNotApplicable(claim, run)).length;
  const text = `${good} of ${plural(claims.length - apart, "claim")} as expected` +
    (apart === 0 ? "" : `, ${apart} not applicable`);
  const part = shards.run.length < shards.of
    ? `; only ${plural(shards.run.length, "part")} of ${shards.of} ran`
    : "";
  return `${interrupted ? "interrupted: " : ""}${text}${part}`;
}

function linkList(claims: readonly ReportClaim[]): Markup[] {
  return claims.map(({ id }, i) => html`${i > 0 && ", "}<a href="#claim-${id}">${id}</a>`);
}

/** `2026-01-02 03:04 UTC`. */
function minute(time: string): string {
  return `${time.slice(0, 16).replace("T", " ")} UTC`;
}
