/** The drawn parts of a report's page: figures and kill matrix, and what makes them interactive. */

import { figureMarkup, figureSummary } from "../../src/report/html/figure_markup.ts";
import { html } from "../../src/report/html/markup.ts";
import { matrixMarkup, matrixSummary } from "../../src/report/html/matrix_markup.ts";
import type { Drawing, Drawn } from "./drawing.ts";
import { drawChart, type DrawnChart } from "./draw_chart.ts";
import { figureSpec } from "./figure_chart.ts";
import { interactiveScripts } from "./interactive.ts";
import { matrixSpec } from "./matrix_chart.ts";

/** Draws all charts of a report, as markup. */
export async function drawReport(
  { claims, matrix }: Drawing["report"],
  { figures: { figures, replicates, seed }, interactive }: Omit<Drawing, "report">,
): Promise<Drawn> {
  const linked = new Set(claims.map(({ id }) => id));
  const drawn = new Map<string, DrawnChart>();
  for (const figure of figures) {
    const text = { id: `drawing-${figure.id}`, summary: figureSummary(figure) };
    drawn.set(figure.id, await drawChart(figureSpec(figure, { interactive }), text));
  }
  const shown = figures.map((figure) =>
    figureMarkup(figure, { svg: drawn.get(figure.id)!.svg, linked })
  );
  const map = matrix && await drawChart(matrixSpec(matrix), {
    ...{ id: "drawing-kill_matrix", summary: `Kill matrix. ${matrixSummary(matrix)}` },
  });
  const specs = new Map(Array.from(drawn, ([id, { spec }]) => [id, spec]));
  return {
    figures:
      html`<p>Measured on the reference model from seed ${seed}. Bars and bands are 95 % intervals of the
median of ${replicates} independent replicates, unless the caption says otherwise.${
        interactive &&
        " Charts show their numbers under the pointer, move when dragged, and zoom with shift and the wheel."
      }</p>
<div class="figures">
${shown}</div>`.text,
    ...(matrix && map && { matrix: matrixMarkup(matrix, { svg: map.svg, claims }).text }),
    ...(interactive && { scripts: await interactiveScripts(specs) }),
  };
}
