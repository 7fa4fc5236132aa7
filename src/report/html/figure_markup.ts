/** A figure on a page: its drawing, its legend, what it shows in words, and its numbers as a table. */

import type { Figure, FigurePoint } from "../figures/schema.ts";
import { numberText } from "../text/number.ts";
import { type Content, html, type Markup } from "./markup.ts";
import { legendMarkup } from "./series_style.ts";

/** Most rows of a table: a longer series is shown by every second, third … point. */
const MOST_ROWS = 40;

/** What the drawing shows, for those who do not see it: where each series starts and ends. */
export function figureSummary({ title, x, y, series }: Figure): string {
  const parts = series.map(({ name, points }) => {
    const [first, last] = [points[0], points[points.length - 1]];
    const at = (point: FigurePoint) => `${pointText(point)} at ${numberText(point.x)}`;
    return points.length === 1
      ? `${name}: ${at(first)}`
      : `${name}: from ${at(first)} to ${at(last)}`;
  });
  return `${title}. ${y.label} against ${x.label}. ${parts.join("; ")}.`;
}

/**
 * The figure with its drawing.
 *
 * @param svg The drawing, with its text alternative.
 * @param linked Ids of the claims that have a section on the page.
 */
export function figureMarkup(
  figure: Figure,
  { svg, linked }: { readonly svg: Markup; readonly linked: ReadonlySet<string> },
): Markup {
  const { id, title, caption, claims, series } = figure;
  return html`
    <figure class="card" id="figure-${id}">
    <h3>${title}</h3>
    <div class="chart" data-figure="${id}">${svg}</div>
    ${legendMarkup(series)}
    <figcaption>${caption} ${claims.length > 0 &&
      html`Claims: ${claimLinks(claims, linked)}.`}</figcaption>
    ${tableMarkup(figure)}
    </figure>
  `;
}

function claimLinks(claims: readonly string[], linked: ReadonlySet<string>): Content {
  return claims.map((id, i) => [
    i > 0 && ", ",
    linked.has(id) ? html`<a href="#claim-${id}">${id}</a>` : id,
  ]);
}

/** A row for each x, a column for each series. */
function tableMarkup({ title, x, y, series }: Figure): Markup {
  const points = series.map(({ points }) => new Map(points.map((point) => [point.x, point])));
  const xs = [...new Set(points.flatMap((byX) => [...byX.keys()]))].sort((a, b) => a - b);
  const every = Math.ceil(xs.length / MOST_ROWS);
  const shown = xs.filter((_, i) => i % every === 0 || i === xs.length - 1);
  return html`
    <details>
      <summary>Numbers</summary>
      <div class="scroll" tabindex="0" role="group" aria-label="Numbers of: ${title}">
        <table>
          <caption>${y.label}${every > 1 && `, every ${every}th point`}</caption>
          <thead>
            <tr><th scope="col">${x.label}</th>${series.map(({ name }) =>
              html`<th scope="col" class="number">${name}</th>`
            )}</tr>
          </thead>
          <tbody>${shown.map((value) =>
            html`
              <tr><th scope="row">${numberText(value)}</th>${points.map((byX) => {
                const point = byX.get(value);
                return html`<td class="number">${point && pointText(point)}</td>`;
              })}</tr>
            `
          )}</tbody>
        </table>
      </div>
    </details>
  `;
}

/** `4.2 [3.9, 4.5]`. */
function pointText({ y, low, high }: FigurePoint): string {
  const interval = low === null || high === null
    ? ""
    : ` [${numberText(low)}, ${numberText(high)}]`;
  return `${numberText(y)}${interval}`;
}
