/** A verdict in words, a sign and a colour, in this order of weight. */

import type { ReportClaim } from "../schema.ts";
import { html, type Markup } from "./markup.ts";

/** `✓ verified`, `✓ refuted, as expected`, `✗ refuted, expected verified`, `? undecided`. */
export function verdictBadge(
  claim: Pick<ReportClaim, "verdict" | "expected" | "ok" | "mutants" | "untried" | "cause">,
): Markup {
  const { verdict, expected } = claim;
  if (claim.cause === "not applicable") return badge("open", "– not applicable");
  if (verdict === "undecided") return badge("open", `? undecided, expected ${expected}`);
  if (verdict !== expected) return badge("bad", `✗ ${verdict}, expected ${expected}`);
  const words = verdict === "refuted" ? "refuted, as expected" : verdict;
  if (claim.ok) return badge("good", `✓ ${words}`);
  const survived = claim.mutants.some(({ killed }) => !killed);
  return badge(
    "bad",
    `✗ ${words}, but ${survived ? "a mutant or rival survived" : "not all mutants tried"}`,
  );
}

function badge(tone: "good" | "bad" | "open", text: string): Markup {
  // The sign stays with its word.
  return html`<span class="badge ${tone}">${text.replace(" ", "\u00a0")}</span>`;
}
