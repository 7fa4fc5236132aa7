/** The frame of a drawing: scales, axes with a few numbers, and a title for those who do not see it. */

import { type Content, html, type Markup } from "../../src/report/html/markup.ts";
import { numberText } from "../../src/report/text/number.ts";

/** Size of a drawing, in CSS pixels. */
const [WIDTH, HEIGHT] = [420, 280];
const [LEFT, RIGHT, TOP, BOTTOM] = [52, 12, 12, 40];

/** From values to places. */
export interface Frame {
  readonly x: (value: number) => string;
  readonly y: (value: number) => string;
  readonly top: number;
  readonly bottom: number;
}

/** What a drawing shows. */
export interface Plot {
  /** Unique on the page. */
  readonly id: string;
  /** All of it in words. */
  readonly summary: string;
  readonly xName: string;
  readonly yName: string;
  readonly xRange: readonly [number, number];
  readonly yRange: readonly [number, number];
  /** Whether x is drawn by its logarithm. */
  readonly logarithmic?: boolean;
  readonly marks: (frame: Frame) => Content;
}

/** The drawing as a figure with its summary below. */
export function plotFigure(plot: Plot): Markup {
  const { id, summary, xName, yName, xRange, yRange, marks } = plot;
  const along = plot.logarithmic ? Math.log : (value: number) => value;
  const place = (share: number, from: number, to: number) =>
    String(Math.round(10 * (from + share * (to - from))) / 10);
  const share = (value: number, [low, high]: readonly [number, number]) =>
    high > low ? (value - low) / (high - low) : 0.5;
  const ends = [along(xRange[0]), along(xRange[1])] as const;
  const frame: Frame = {
    x: (value) => place(share(along(value), ends), LEFT, WIDTH - RIGHT),
    y: (value) => place(share(value, yRange), HEIGHT - BOTTOM, TOP),
    top: TOP,
    bottom: HEIGHT - BOTTOM,
  };
  const middleX = plot.logarithmic ? Math.sqrt(xRange[0] * xRange[1]) : (xRange[0] + xRange[1]) / 2;
  const middleY = (yRange[0] + yRange[1]) / 2;
  return html`
    <figure class="chart">
      <svg viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" role="img"
        aria-labelledby="${id}" font-size="11"
        fill="var(--ink)"><title id="${id}">${summary}</title>
    <path d="M${LEFT} ${TOP}V${HEIGHT - BOTTOM}H${WIDTH - RIGHT}" fill="none" stroke="var(--axis)"/>
    ${[xRange[0], middleX, xRange[1]].map((value, i) =>
      html`
        <text x="${frame.x(value)}" y="${HEIGHT - BOTTOM + 14}"
          text-anchor="${["start", "middle", "end"][i]}">${numberText(value)}</text>
      `
    )}
    ${[yRange[0], middleY, yRange[1]].map((value) =>
      html`
        <text x="${LEFT - 5}" y="${frame.y(value)}" dominant-baseline="middle"
          text-anchor="end">${numberText(value)}</text>
      `
    )}
    <text x="${(LEFT + WIDTH - RIGHT) / 2}" y="${HEIGHT - 8}" text-anchor="middle">${xName}</text>
    <text x="12" y="${(TOP + HEIGHT - BOTTOM) / 2}" text-anchor="middle"
      transform="rotate(-90 12 ${(TOP + HEIGHT - BOTTOM) / 2})">${yName}</text>
    ${marks(frame)}</svg>
      <figcaption>${summary}</figcaption>
    </figure>
  `;
}
