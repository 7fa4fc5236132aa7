/** A figure on what a second layer of attention brings, which is no claim of either paper. */

import { geometricGrid } from "../../measurement/best_inverse_temperature.ts";
import { bestLayers, secondLayerCurves, twoLayerLoss } from "../../measurement/second_layer.ts";
import { type FigureEffort, medianPoint, replicate } from "../../report/figures/points.ts";
import type { Figure } from "../../report/figures/schema.ts";

const LENGTHS = [12, 24, 48];
/** L/σ. */
const RATIOS = [2, 5];
/** Inverse temperatures that each layer chooses from. */
const GRID = geometricGrid(0.7, 16, 6);
const SAMPLE = { contexts: 4, queries: 4 };

/** The loss of two layers over that of one, each with windows chosen on other contexts, against n. */
export function secondLayer(effort: FigureEffort): Figure {
  const ratios = (functionClass: "affine" | "relu", contextLength: number) =>
    replicate(effort, `two layers of ${functionClass}, ${contextLength}`, (stream) => {
      const options = { functionClass, contextLength, dimension: 3, ...SAMPLE };
      const [chosenOn, tested] = [0, 1].map(() => secondLayerCurves(options, GRID, stream));
      return RATIOS.map((lipschitz) => {
        const levels = { lipschitz, noise: 1 };
        const { one, two } = bestLayers(chosenOn, levels);
        return twoLayerLoss(tested, levels, two) / twoLayerLoss(tested, levels, one);
      });
    });
  return {
    id: "second_layer",
    title: "A second layer lowers the loss, for n + 1 times the scores",
    claims: [],
    caption:
      "Loss of two softmax layers over that of one, both at their best windows, d = 3. The first predicts each " +
      "label of the context from all of them, the second attends to what it left over: n² + n scores in place of n. " +
      "Windows and the second layer's weight are chosen on other contexts; medians with 95 % intervals.",
    x: { label: "context length n", scale: "log" },
    y: { label: "loss of two layers over one", scale: "linear" },
    series: (["affine", "relu"] as const).flatMap((functionClass) => {
      const rows = LENGTHS.map((n) => ratios(functionClass, n));
      return RATIOS.map((ratio, r) => ({
        name: `${functionClass === "affine" ? "affine" : "ReLU"} functions, L = ${ratio}σ`,
        kind: "measured" as const,
        points: LENGTHS.map((n, i) => medianPoint(n, rows[i].map((row) => row[r]))),
      }));
    }),
    rules: [],
  };
}
