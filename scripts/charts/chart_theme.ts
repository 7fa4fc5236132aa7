/** The look that all charts share: colours of the page, no background, no labels for machines. */

import type { Config } from "vega-lite";

/** Fonts of the page, for measuring and for drawing. */
const FONT = "system-ui, sans-serif";

/**
 * The theme. Colours are the page's custom properties, so that one drawing serves light, dark and paper.
 *
 * The text alternative is the page's: a drawing with a label on every mark is read out mark by mark.
 */
export const CHART_THEME: Config = {
  aria: false,
  mark: { aria: false },
  background: "transparent",
  font: FONT,
  view: { stroke: null },
  axis: {
    domainColor: "var(--axis)",
    gridColor: "var(--grid)",
    tickColor: "var(--axis)",
    labelColor: "var(--ink)",
    titleColor: "var(--ink)",
    labelFontSize: 11,
    titleFontSize: 12,
    titleFontWeight: "normal",
    titlePadding: 8,
  },
};
