/** An effect's confidence interval on its scale, with what it is held to. */

import { numberText } from "../text/number.ts";
import type { ReportClaim } from "../schema.ts";
import { html, type Markup } from "./markup.ts";

/** Size of the drawing, in CSS pixels. */
const [WIDTH, HEIGHT] = [340, 78];
const MARGIN = 18;

/** A mark on the scale, with its name. */
interface Mark {
  readonly at: number;
  readonly name: string;
}

/**
 * A figure of the mean and its interval beside 0 and δ, or between −τ and τ.
 *
 * @param id Unique on the page, for the drawing's title.
 */
export function intervalFigure(
  { mean, lower, upper, level }: NonNullable<ReportClaim["effect"]>,
  { id, rule: { smallestEffect, within, bound } }: {
    readonly id: string;
    readonly rule: NonNullable<ReportClaim["rule"]>;
  },
): Markup {
  const marks: Mark[] = within === null
    ? [{ at: 0, name: "0" }, { at: smallestEffect, name: `δ = ${numberText(smallestEffect)}` }]
    : [{ at: -within, name: `−${numberText(within)}` }, { at: within, name: numberText(within) }];
  const ends = [lower, upper, mean, ...marks.map(({ at }) => at)];
  const room = 0.08 * (Math.max(...ends) - Math.min(...ends)) || bound;
  const [low, high] = [Math.min(...ends) - room, Math.max(...ends) + room];
  const x = (value: number) =>
    String(Math.round(10 * (MARGIN + ((value - low) / (high - low)) * (WIDTH - 2 * MARGIN))) / 10);
  const percent = numberText(100 * level);
  const summary = `Mean effect ${numberText(mean)}, ${percent} % interval from ${
    numberText(lower)
  } to ${numberText(upper)}, held to ${marks.map(({ name }) => name).join(" and ")}.`;
  return html`
    <figure class="chart">
      <svg viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" role="img"
        aria-labelledby="${id}" font-size="11"
        fill="var(--ink)"><title id="${id}">${summary}</title>
    <path d="M${MARGIN} 34H${WIDTH - MARGIN}" stroke="var(--axis)"/>
    ${marks.map(({ at, name }, i) =>
      html`
        <path d="M${x(at)} 16V52" stroke="var(--axis)" stroke-dasharray="2 3" stroke-width="2" />
        <text x="${x(at)}" y="${i === 0 ? 12 : 64}" text-anchor="middle">${name}</text>
      `
    )}
    <path d="M${x(lower)} 34H${x(upper)}" stroke="var(--series-1)" stroke-width="5"/>
    <path d="M${x(lower)} 26V42M${x(upper)} 26V42" stroke="var(--series-1)" stroke-width="2"/>
    <circle cx="${x(
      mean,
    )}" cy="34" r="6" fill="var(--card)" stroke="var(--series-1)" stroke-width="3"/></svg>
      <figcaption>${summary} It holds whenever the run stopped.</figcaption>
    </figure>
  `;
}
