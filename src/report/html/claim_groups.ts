/** All claims of a page in groups that fold, each a line that unfolds. */

import { isOff } from "../conclusion.ts";
import type { ReportClaim } from "../schema.ts";
import { claimSection, type ClaimSurroundings } from "./claim_section.ts";
import { filtersMarkup } from "./filters.ts";
import { html, type Markup } from "./markup.ts";

/** What the letters of attest's own ids stand for; those of other projects stand for themselves. */
export const LETTERS: Readonly<Record<string, string>> = {
  A: "One layer learns the nearest neighbour (arXiv 2411.10830)",
  B: "Softmax attention adapts to steepness (arXiv 2402.11639)",
  C: "Standard facts beside them",
  D: "Attention as people build it",
  H: "Headline",
  M: "The model itself",
};

/** From how many claims on a page lets its reader choose among them. */
const MANY = 8;

/** The claims by the first letters of their ids, with what chooses among them where they are many. */
export function claimGroups(claims: readonly ReportClaim[], around: ClaimSurroundings): Markup {
  const groups = [...Map.groupBy(claims, ({ id }) => id[0])];
  return html`
    ${claims.length >= MANY && filtersMarkup()}
    ${groups.map(([letter, all]) => groupMarkup(letter, { all, around }))}
  `;
}

function groupMarkup(
  letter: string,
  { all, around }: { readonly all: readonly ReportClaim[]; readonly around: ClaimSurroundings },
): Markup {
  const off = all.filter((claim) => isOff(claim, around.run)).length;
  const good = all.filter(({ ok }) => ok).length;
  const title = around.run.project === undefined ? LETTERS[letter] : undefined;
  return html`
    <details class="group" open id="group-${letter}">
    <summary><h3>${letter}${title && `: ${title}`}</h3>
    <span class="${off === 0 ? "good" : "bad"}">${off === 0 ? "✓" : "✗"} ${good} of ${all
      .length} as expected</span></summary>
    ${all.map((claim) => claimSection(claim, around))}
    </details>
  `;
}
