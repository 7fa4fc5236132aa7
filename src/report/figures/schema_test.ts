import { assert } from "@std/assert";
import { type Figure, FIGURES_SCHEMA, figuresSchema } from "./schema.ts";

const FIGURE: Figure = {
  id: "error_by_size",
  title: "Errors fall with the size",
  claims: ["E3"],
  caption: "The mean square error of a mean.",
  x: { label: "n", scale: "log" },
  y: { label: "error", scale: "log" },
  series: [{
    name: "measured",
    kind: "measured",
    points: [{ x: 2, y: 0.5, low: 0.25, high: 1 }, { x: 4, y: 0.25, low: null, high: null }],
  }],
  rules: [{ at: 3, label: "half-way" }],
};
const accepts = (...figures: Figure[]) =>
  figuresSchema.safeParse({ schema: FIGURES_SCHEMA, seed: 1, replicates: 1, figures }).success;

Deno.test("a log axis takes no zero, and no figure an id twice", () => {
  assert(accepts(FIGURE));
  assert(!accepts(FIGURE, FIGURE));
  for (const end of ["x", "y", "low", "high"] as const) {
    const zero = structuredClone(FIGURE);
    zero.series[0].points[0][end] = 0;
    assert(!accepts(zero), end);
    const axis = end === "x" ? zero.x : zero.y;
    axis.scale = "linear";
    assert(accepts(zero), end);
  }
});
