/** The kill matrix as a Vega-Lite specification: a heat map whose cells differ in shape too. */

import type { TopLevelSpec } from "vega-lite";
import type { KillMatrix } from "../../src/report/kill_matrix.ts";
import { printable } from "../../src/report/text/printable.ts";
import { CHART_THEME } from "./chart_theme.ts";

/** Side of a cell in CSS pixels. */
const CELL = 13;
/** Side of the square in it; whole numbers are short. */
const SIDE = 8;

/** A row for each claim, a column for each mutant; what is not touched is left blank. */
export function matrixSpec({ mutants, rows }: KillMatrix): TopLevelSpec {
  const values = rows.flatMap(({ id, cells }) =>
    cells.flatMap((state, i) => state === "untouched" ? [] : [{ id, mutant: i, state }])
    // Those of one look together, which say it once.
  ).sort((a, b) => STATES.indexOf(a.state) - STATES.indexOf(b.state));
  // Mutants go by their place; the label looks up the name, whatever is in it.
  const names = JSON.stringify(mutants.map(printable));
  const axis = { grid: true, ticks: false, domain: false, labelLimit: 0, labelOverlap: false };
  const spec = {
    width: { step: CELL },
    height: { step: CELL },
    data: { values },
    params: [{ name: "names", value: JSON.parse(names) }],
    mark: { type: "point", size: SIDE ** 2, opacity: 1, strokeWidth: 1.5 },
    encoding: {
      x: {
        field: "mutant",
        type: "ordinal",
        title: null,
        scale: { domain: mutants.map((_, i) => i) },
        axis: { ...axis, orient: "top", labelAngle: -90, labelExpr: "names[datum.value]" },
      },
      y: {
        field: "id",
        type: "ordinal",
        title: null,
        scale: { domain: rows.map(({ id }) => id) },
        axis,
      },
      shape: {
        field: "state",
        scale: { domain: STATES, range: ["square", "circle", "triangle-up"] },
        legend: null,
      },
      fill: {
        field: "state",
        scale: { domain: STATES, range: ["var(--series-1)", "transparent", "transparent"] },
        legend: null,
      },
      stroke: {
        field: "state",
        scale: { domain: STATES, range: ["var(--series-1)", "var(--series-2)", "var(--series-2)"] },
        legend: null,
      },
    },
    config: CHART_THEME,
  };
  return spec as unknown as TopLevelSpec;
}

const STATES = ["killed", "survived", "undecided"];
