/** The first things on a page: whether all came out as expected, in large figures, and what is claimed in plain words. */

import { unitText } from "../text/measured.ts";
import { numberText } from "../text/number.ts";
import type { Report, ReportClaim } from "../schema.ts";
import { formulaMarkup, type Formulas } from "./formula_markup.ts";
import { html, type Markup } from "./markup.ts";
import { verdictBadge } from "./verdict_badge.ts";

/** A figure, drawn, and the claims that it is about. */
export interface DrawnFigure {
  /** Ids of the claims. */
  readonly claims: readonly string[];
  /** The figure with its caption. */
  readonly markup: Markup;
}

/** As many claims say what they claim without plain words; more are a list. */
const FEW = 6;
/** Most figures beside the plain words. */
const MOST_FIGURES = 4;

/** The claims that a page begins with: those in plain words, H first, or all where there are few. */
export function headlineClaims(claims: readonly ReportClaim[]): readonly ReportClaim[] {
  const plain = claims.filter((claim) => claim.plain !== undefined);
  if (plain.length === 0) return claims.length > FEW ? [] : claims;
  const [first, rest] = [true, false].map((isHeadline) =>
    plain.filter(({ id }) => id.startsWith("H") === isHeadline)
  );
  return [...first, ...rest];
}

/** The first figure of each headline claim, and all others in their order. */
export function headlineFigures(
  headline: readonly ReportClaim[],
  figures: readonly DrawnFigure[],
): { readonly large: readonly DrawnFigure[]; readonly rest: readonly DrawnFigure[] } {
  const chosen = new Set<DrawnFigure>();
  for (const { id } of headline) {
    const figure = figures.find((figure) => figure.claims.includes(id) && !chosen.has(figure));
    if (figure !== undefined && chosen.size < MOST_FIGURES) chosen.add(figure);
  }
  return { large: [...chosen], rest: figures.filter((figure) => !chosen.has(figure)) };
}

/** Cards with the plain words, the formula and the verdict of each headline claim. */
export function headlineMarkup(headline: readonly ReportClaim[], formulas: Formulas): Markup {
  return html`
    <ul class="headlines">
    ${headline.map((claim) =>
      html`
        <li class="card${!claim.ok && " off"}">
        <p class="plain">${claim.plain ?? claim.statement}</p>
        ${formulaMarkup(claim, formulas)}
        <p>${verdictBadge(claim)} <span class="muted">${restsOn(
          claim,
        )}.</span> <a href="#claim-${claim.id}">${claim.id}</a></p>
        </li>
      `
    )}</ul>
  `;
}

/** What the verdict rests on, shortly: the mean effect and what it is held to, or the cases that were looked at. */
function restsOn({ effect, rule, cases, unit }: ReportClaim): string {
  if (effect === null || rule === null) return `on ${unitText(cases, unit)}`;
  const interval = `${numberText(effect.lower)} to ${numberText(effect.upper)}`;
  const held = rule.within === null ? "above 0" : `0 within ${numberText(rule.within)}`;
  return `on ${unitText(cases, unit)}; mean effect ${interval}, claimed ${held}`;
}

/** How many claims, mutants and rivals, as large figures. */
export function tilesMarkup({ claims, run }: Report): Markup {
  const tiles = [
    opponentsTile(claims, { rival: undefined, words: "wrong models noticed" }),
    opponentsTile(claims, { rival: true, words: "wrong laws refuted" }),
    run.errorBudget.falseGreen > 0 && {
      ...{ good: true, figure: numberText(run.errorBudget.falseGreen) },
      words: "chance of any false green, at most",
    },
  ];
  return html`
    <ul class="tiles">
    ${tiles.map((tile) =>
      tile && html`<li class="card${!tile.good && " off"}"><b>${tile.figure}</b> ${tile.words}</li>`
    )}</ul>
  `;
}

/** Of the mutants, or of the rivals, those that were refuted; false where there are none. */
function opponentsTile(
  claims: readonly ReportClaim[],
  { rival, words }: { readonly rival: true | undefined; readonly words: string },
) {
  const tried = claims.flatMap(({ mutants }) => mutants).filter((one) => one.rival === rival);
  const untried = claims.flatMap(({ untried }) => untried).filter((one) => one.rival === rival);
  const of = tried.length + untried.length;
  const killed = tried.filter(({ killed }) => killed).length;
  return of > 0 && { good: killed === of, figure: `${killed} of ${of}`, words };
}
