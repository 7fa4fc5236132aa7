/** A claim's formula on a page. */

import type { ReportClaim } from "../schema.ts";
import { type Content, html, type Markup } from "./markup.ts";

/** Formulas as MathML, by the ids of their claims. */
export type Formulas = ReadonlyMap<string, Markup>;

/**
 * The formula of a claim, typeset, or as it was written where it could not be; nothing for a claim without.
 *
 * It scrolls by itself where it is wider than its place, so the keyboard has to reach it.
 */
export function formulaMarkup(
  { id, formula }: Pick<ReportClaim, "id" | "formula">,
  formulas: Formulas,
): Content {
  if (formula === undefined) return null;
  const typeset = formulas.get(id);
  if (typeset === undefined) return html`<p class="formula"><code>${formula}</code></p>`;
  return html`<div class="formula" tabindex="0" role="group" aria-label="Formula of ${id}">${typeset}</div>`;
}
