/** How series are told apart: by colour, and by dash and marker for those who see no colour. */

import type { FigureSeries } from "../figures/schema.ts";
import { html, type Markup } from "./markup.ts";

/** The look of one series. */
export interface SeriesStyle {
  /** A CSS colour. */
  readonly colour: string;
  /** Lengths of dashes and gaps; none for a solid line. */
  readonly dash: readonly number[];
  /** Marker of its points; undefined for a line without any. */
  readonly marker: Marker | undefined;
}

const MARKERS = ["circle", "square", "triangle-up", "diamond", "cross"] as const;
type Marker = (typeof MARKERS)[number];

/** Shapes of the markers in a square of 12, centred, for the legend. */
const MARKER_PATHS: Readonly<Record<Marker, string>> = {
  circle: "M-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0Z",
  square: "M-3.5-3.5h7v7h-7Z",
  "triangle-up": "M0-4.5L4.5 3.5h-9Z",
  diamond: "M0-5L4 0L0 5L-4 0Z",
  cross: "M-4.5-1.5h3v-3h3v3h3v3h-3v3h-3v-3h-3Z",
};
const DASHES: readonly (readonly number[])[] = [[], [8, 3], [2, 2], [8, 3, 2, 3], [12, 4]];
const THEORY_DASHES: readonly (readonly number[])[] = [[5, 4], [2, 3], [9, 3, 2, 3]];
/** More points than this are a band and a line, fewer are markers with bars. */
const MOST_MARKERS = 15;

/** Whether points are drawn one by one. */
export function hasMarkers({ kind, points }: FigureSeries): boolean {
  return kind === "measured" && points.length <= MOST_MARKERS;
}

/** The looks of a figure's series, in order; theory is drawn in the colour of text, dashed. */
export function seriesStyles(series: readonly FigureSeries[]): SeriesStyle[] {
  let [theories, others] = [0, 0];
  return series.map((one) => {
    if (one.kind === "theory") {
      const dash = THEORY_DASHES[theories++ % THEORY_DASHES.length];
      return { colour: "var(--ink)", dash, marker: undefined };
    }
    const index = others++ % 5;
    const marked = hasMarkers(one);
    return {
      colour: `var(--series-${index + 1})`,
      dash: marked ? [] : DASHES[index],
      marker: marked ? MARKERS[index] : undefined,
    };
  });
}

/** The legend of a figure, as a list. */
export function legendMarkup(series: readonly FigureSeries[]): Markup {
  const styles = seriesStyles(series);
  return html`<ul class="legend">${
    series.map(({ name }, i) => html`<li>${swatch(styles[i])} ${name}</li>`)
  }</ul>`;
}

/** A piece of the series' line with its marker. */
export function swatch({ colour, dash, marker }: SeriesStyle): Markup {
  const line = html`
    <path d="M0 0H36" stroke="${colour}" stroke-width="2" stroke-dasharray="${dash.join(" ")}" />
  `;
  const mark = marker && html`
    <path transform="translate(18)" d="${MARKER_PATHS[marker]}" fill="${colour}" />
  `;
  return html`<svg width="36" height="12" viewBox="0 -6 36 12" aria-hidden="true">${line}${mark}</svg>`;
}
