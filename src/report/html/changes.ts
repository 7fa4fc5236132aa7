/** What changed since a baseline, as a section of a page. */

import { type Change, RULES } from "../compare/change.ts";
import { html, type Markup } from "./markup.ts";

const WORDS: Readonly<Record<Change["severity"], readonly [tone: string, words: string]>> = {
  regression: ["bad", "✗ regression"],
  change: ["open", "△ change"],
  note: ["muted", "· note"],
};

/**
 * The differences, the worst first; without a baseline, how to get one.
 *
 * @param changes Undefined without a baseline.
 * @param linked Ids of the claims that have a section on the page.
 */
export function changesMarkup(
  changes: readonly Change[] | undefined,
  linked: ReadonlySet<string>,
): Markup {
  if (changes === undefined) {
    return html`<p class="muted">This report stands alone: nothing was compared. To see what changed, keep an
earlier report and give it as <code>deno task attest report DIR --base EARLIER</code>, or accept one as the
baseline of its profile with <code>deno task attest accept DIR</code>.</p>`;
  }
  if (changes.length === 0) return html`<p>Nothing changed since the baseline.</p>`;
  const order = Object.keys(WORDS);
  const sorted = changes.toSorted((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity));
  const counted = order.map((severity) => {
    const count = changes.filter((change) => change.severity === severity).length;
    const [, words] = WORDS[severity as Change["severity"]];
    return count > 0 && `${count} ${words.slice(2)}${count === 1 ? "" : "s"}`;
  }).filter(Boolean);
  return html`<p>Since the baseline: ${counted.join(", ")}.</p>
<ul class="changes">
${sorted.map((change) => changeMarkup(change, linked))}</ul>`;
}

/** What each kind of difference means, folded away. */
export function rulesMarkup(): Markup {
  const rows = Object.entries(RULES).map(([kind, rule]) =>
    html`
      <dt>${kind}</dt>
      <dd>${rule}</dd>
    `
  );
  return html`
    <details>
      <summary>What counts as what</summary>
      <dl class="facts">${rows}</dl>
    </details>
  `;
}

function changeMarkup(
  { severity, claim, kind, text }: Change,
  linked: ReadonlySet<string>,
): Markup {
  const [tone, words] = WORDS[severity];
  const name = claim !== null && linked.has(claim)
    ? html`<a href="#claim-${claim}">${claim}</a>`
    : claim;
  return html`<li><span class="badge ${tone}">${words}</span> ${name}${
    name !== null && ": "
  }${kind}: ${text}</li>`;
}
