import { assert, assertAlmostEquals } from "@std/assert";
import type { Figure } from "../../report/figures/schema.ts";
import { errorByFlips, shiftedErrorInTime } from "./shift_figures.ts";

const EFFORT = { seed: 11, replicates: 6 };

/** Each measured series with its law, which comes next. */
function pairsOf({ series }: Figure) {
  return series.flatMap((own, i) => own.kind === "measured" ? [[own, series[i + 1]] as const] : []);
}

Deno.test("late errors under shift lie within 15 % of their laws", () => {
  const pairs = pairsOf(shiftedErrorInTime(EFFORT));
  assert(pairs.length === 3);
  for (const [measured, law] of pairs) {
    assert(law.kind === "theory" && law.name.endsWith(measured.name));
    const [own, wanted] = [measured, law].map(({ points }) => points[points.length - 1]);
    // Medians of six, each with a deviation of 8 %.
    assertAlmostEquals(own.y / wanted.y, 1, 0.15, measured.name);
  }
});

Deno.test("errors on flipped labels lie within 0.03 of their laws, and a window overtakes", () => {
  const figure = errorByFlips(EFFORT);
  const pairs = pairsOf(figure);
  assert(pairs.length === 3);
  for (const [measured, law] of pairs) {
    assert(law.kind === "theory" && law.name.startsWith("law of"));
    measured.points.forEach(({ y }, i) => assertAlmostEquals(y, law.points[i].y, 0.03));
  }
  const [nearest, , window] = pairs.map(([measured]) => measured.points);
  assert(window[0].y > nearest[0].y);
  assert(window[6].y < nearest[6].y);
});
