/** All figures of a report, measured. */

import { secondLayer } from "./layer_figures.ts";
import {
  attentionByInnerProduct,
  lossByContext,
  subspaceLeak,
  transferRatio,
} from "./loss_figures.ts";
import { accuracyByInitialNoise, attentionCells, trainingLoss } from "./nearest_figures.ts";
import type { FigureEffort } from "../../report/figures/points.ts";
import { type Figure, type Figures, FIGURES_SCHEMA } from "../../report/figures/schema.ts";
import { errorByFlips, shiftedErrorInTime } from "./shift_figures.ts";
import { windowByNoise, windowBySteepness, windowDuringTraining } from "./window_figures.ts";

/** In the order of the page: the headlines of both papers first. */
const BUILDERS: readonly ((effort: FigureEffort) => Figure)[] = [
  windowBySteepness,
  windowByNoise,
  attentionCells,
  trainingLoss,
  shiftedErrorInTime,
  errorByFlips,
  lossByContext,
  transferRatio,
  subspaceLeak,
  accuracyByInitialNoise,
  windowDuringTraining,
  attentionByInnerProduct,
  secondLayer,
];

/**
 * Measures every figure on the reference model: about twelve seconds at six replicates.
 *
 * @param effort Seed, and replicates of each random point; six are the fewest for 95 % intervals.
 * @param onFigure Called before each figure.
 */
export function measureFigures(effort: FigureEffort, onFigure?: () => void): Figures {
  const { seed, replicates } = effort;
  return {
    schema: FIGURES_SCHEMA,
    seed,
    replicates,
    figures: BUILDERS.map((build) => {
      onFigure?.();
      return build(effort);
    }),
  };
}
