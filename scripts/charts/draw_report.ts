/** The drawn parts of a report's page: figures, formulas and kill matrix, and what makes them interactive. */

import { figureMarkup, figureSummary } from "../../src/report/html/figure_markup.ts";
import { matrixMarkup, matrixSummary } from "../../src/report/html/matrix_markup.ts";
import type { Drawing, Drawn } from "./drawing.ts";
import { drawChart, type DrawnChart } from "./draw_chart.ts";
import { figureSpec } from "./figure_chart.ts";
import { mathmlOrNothing } from "./formula.ts";
import { interactiveScripts } from "./interactive.ts";
import { matrixSpec } from "./matrix_chart.ts";

/** Drawings fill their cards: text is as large as the page's in a wide card, and legible on a phone. */
const PLACE = { width: 340, height: 215 };

/** Draws all charts of a report, and typesets its formulas. */
export async function drawReport(
  { claims, matrix }: Drawing["report"],
  { figures: { figures, replicates, seed }, interactive }: Omit<Drawing, "report">,
): Promise<Drawn> {
  const linked = new Set(claims.map(({ id }) => id));
  const drawn = new Map<string, DrawnChart>();
  for (const figure of figures) {
    const text = { id: `drawing-${figure.id}`, summary: figureSummary(figure) };
    drawn.set(figure.id, await drawChart(figureSpec(figure, { interactive, ...PLACE }), text));
  }
  const map = matrix && await drawChart(matrixSpec(matrix), {
    ...{ id: "drawing-kill_matrix", summary: `Kill matrix. ${matrixSummary(matrix)}` },
  });
  const specs = new Map(Array.from(drawn, ([id, { spec }]) => [id, spec]));
  return {
    figures: figures.map((figure) => ({
      claims: figure.claims,
      markup: figureMarkup(figure, { svg: drawn.get(figure.id)!.svg, linked }).text,
    })),
    figuresNote:
      `Measured on the reference model from seed ${seed}. Bars and bands are 95 % intervals of the ` +
      `median of ${replicates} independent replicates, unless the caption says otherwise.${
        interactive
          ? " Charts show their numbers under the pointer, move when dragged, and zoom with shift and the wheel."
          : ""
      }`,
    formulas: claims.flatMap(({ id, formula }) => {
      const mathml = formula === undefined ? undefined : mathmlOrNothing(formula);
      return mathml === undefined ? [] : [[id, mathml] as const];
    }),
    ...(matrix && map && { matrix: matrixMarkup(matrix, { svg: map.svg, claims }).text }),
    ...(interactive && { scripts: await interactiveScripts(specs) }),
  };
}
