/** What changed since a baseline, as a section of a page. */

import { html, type Markup } from "./markup.ts";

/** One difference from the baseline. */
export interface Change {
  /** A regression is worse, a change is other, and information is neither. */
  readonly severity: "regression" | "change" | "info";
  /** The claim it is about; null for one of the run as a whole. */
  readonly claim: string | null;
  /** One sentence. */
  readonly text: string;
}

const WORDS: Readonly<Record<Change["severity"], readonly [tone: string, words: string]>> = {
  regression: ["bad", "✗ regression"],
  change: ["open", "△ change"],
  info: ["muted", "· note"],
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
earlier report as a baseline and run <code>deno task attest compare BASE HEAD --html</code>.</p>`;
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

function changeMarkup({ severity, claim, text }: Change, linked: ReadonlySet<string>): Markup {
  const [tone, words] = WORDS[severity];
  const name = claim !== null && linked.has(claim)
    ? html`<a href="#claim-${claim}">${claim}</a>`
    : claim;
  return html`<li><span class="badge ${tone}">${words}</span> ${name}${
    name !== null && ": "
  }${text}</li>`;
}
