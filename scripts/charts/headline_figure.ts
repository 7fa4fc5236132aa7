/** Several figures side by side, with titles and legends, in one file that needs no page around it. */

import type { Figure } from "../../src/report/figures/schema.ts";
import { html, type Markup } from "../../src/report/html/markup.ts";
import { seriesStyles, swatch } from "../../src/report/html/series_style.ts";
import { PALETTE } from "../../src/report/html/style.ts";
import { drawChart } from "./draw_chart.ts";
import { figureSpec } from "./figure_chart.ts";

/** A figure under a title. */
export interface Panel {
  readonly title: string;
  readonly figure: Figure;
}

const [WIDTH, CHART, LINE] = [340, 290, 18];
/** Room for the title, above the chart, and for the legend below it. */
const [TOP, GAP] = [34, 14];

/** The panels from left to right. */
export async function headlineFigure(panels: readonly Panel[]): Promise<string> {
  const most = Math.max(...panels.map(({ figure }) => figure.series.length));
  const [width, height] = [WIDTH * panels.length, TOP + CHART + GAP + LINE * most + GAP];
  const drawn = await Promise.all(panels.map(panelMarkup));
  const summary = panels.map(({ title }) => title).join("; ");
  return `${html`
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}"
      height="${height}" role="img" aria-labelledby="headline" font-family="system-ui, sans-serif"
      font-size="12"
      fill="var(--ink)"><title id="headline">${summary}</title><style>${PALETTE}</style>${drawn}</svg>
  `}\n`;
}

async function panelMarkup({ title, figure }: Panel, index: number): Promise<Markup> {
  const summary = `${title}. ${figure.caption}`;
  const { svg } = await drawChart(figureSpec(figure), { id: `panel-${index}`, summary });
  const styles = seriesStyles(figure.series);
  const legend = figure.series.map(({ name }, i) =>
    html`
      <g transform="translate(28 ${TOP + CHART + GAP + LINE * i})">
        <g transform="translate(0 -10)">${swatch(styles[i])}</g>
        <text x="44">${name}</text>
      </g>
    `
  );
  return html`
    <g
      transform="translate(${WIDTH * index +
        8} 0)"><text x="28" y="20" font-size="15" font-weight="600">${title}</text><g transform="translate(0 ${TOP})">${svg}</g>${legend}</g>
  `;
}
