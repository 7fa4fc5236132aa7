/** The intervals of strata as bars on one scale, beside what they are held to. */

import type { ReportClaim } from "../schema.ts";
import { html, type Markup } from "./markup.ts";

/** Size of a bar, in CSS pixels. */
const [WIDTH, HEIGHT] = [220, 20];
const MARGIN = 8;

type Effect = NonNullable<ReportClaim["effect"]>;

/** What draws the bar of an effect; all bars of a claim have one scale, its numbers stand beside them. */
export function strataBars(
  effects: readonly Effect[],
  { within, smallestEffect }: NonNullable<ReportClaim["rule"]>,
): (effect: Effect, isGood: boolean) => Markup {
  const marks = within === null ? [0, smallestEffect] : [-within, within];
  const ends = [...marks, ...effects.flatMap(({ lower, upper }) => [lower, upper])];
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  const x = (value: number) => {
    const place = MARGIN + ((value - low) / (high - low || 1)) * (WIDTH - 2 * MARGIN);
    return String(Math.round(10 * place) / 10);
  };
  const held = marks.map((at) => `M${x(at)} 0V${HEIGHT}`).join("");
  return ({ lower, mean, upper }, isGood) =>
    html`
      <svg width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}"
        aria-hidden="true"
        fill="none" stroke="${isGood ? "var(--series-1)" : "var(--bad)"}">
        <path d="${held}" stroke="var(--axis)" stroke-dasharray="2 3" />
        <path d="M${x(lower)} 10H${x(upper)}" stroke-width="4" />
        <circle cx="${x(mean)}" cy="10" r="4" fill="var(--card)" stroke-width="2" />
      </svg>
    `;
}
