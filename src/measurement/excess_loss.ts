/** What a trained M loses beside the best window, on the same prompts (claims B12.best and B9.panels). */

import { type Matrix, scaledIdentity, toFlat } from "../linalg.ts";
import type { RandomStream } from "../prng.ts";
import { drawRegressionBatch, type RegressionLaw } from "../tasks/regression.ts";
import { kernelIclGradient } from "../training/kernel_icl_loss.ts";
import { bestWindow } from "./law_curves.ts";
import type { TrainedWindow } from "./trained_window.ts";

/** Prompts that two losses are compared on, by default. */
const EVALUATION = 300;

/**
 * log of the loss of M over that of the best window of the curves, on the same fresh prompts.
 *
 * @param stream Where the prompts come from.
 * @param prompts How many there are.
 */
export function excessLoss(
  law: RegressionLaw,
  { parameters, curves }: Pick<TrainedWindow, "parameters" | "curves">,
  stream: RandomStream,
  prompts = EVALUATION,
): number {
  const best = scaledIdentity(law.dimension, bestWindow(curves, law.noise).inverseTemperature);
  const batch = drawRegressionBatch(law, prompts, stream);
  const loss = (M: Matrix) => kernelIclGradient(batch, toFlat(M)).loss;
  return Math.log(loss(parameters) / loss(best));
}
