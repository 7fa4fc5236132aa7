/** Pretraining on functions of a subspace until it has converged (claim B11.training). */

import {
  fromFlat,
  type Matrix,
  multiply,
  multiplyVector,
  toFlat,
  trace,
  transpose,
} from "../linalg.ts";
import {
  drawLowRankBatch,
  type LowRankLaw,
  randomSubspace,
  type Subspace,
  subspaceParameters,
} from "../tasks/low_rank.ts";
import { gradientDescent } from "../training/descent.ts";
import { kernelIclGradient } from "../training/kernel_icl_loss.ts";
import type { IclGradientFunction } from "../training/pretrain_attention.ts";
import { withStepBatch } from "../training/step_batch.ts";
import { geometricGrid } from "./best_inverse_temperature.ts";
import { type BiasVariance, biasVariance, freeze } from "./bias_variance.ts";
import { bestWindow } from "./law_curves.ts";
import { leakRatio } from "./subspace_alignment.ts";
import { paceOf } from "./trained_window.ts";
import type { RandomStream } from "../prng.ts";

const GRID = geometricGrid(0.3, 40, 48);
/** Prompts that the curves are of, and that losses are compared on. */
const PROMPTS = { curves: 600, fresh: 400 };

/** What a converging run came to. */
export interface LowRankTraining {
  /** tr(BᵀMB)/k over the best window of the k-dimensional model: its size for even functions. */
  readonly inside: number;
  /** ρ(M, B). */
  readonly leak: number;
  /** log of the loss of M over that of the k-dimensional model at its best window, on the same fresh prompts. */
  readonly excess: number;
}

/**
 * Trains M from zero on functions of a random k-dimensional subspace of R^d.
 *
 * @param gradient The gradient to descend.
 * @throws {RangeError} On a law that makes no sense.
 */
export function trainOnSubspace(
  law: LowRankLaw,
  { dimension: d, rank: k }: { readonly dimension: number; readonly rank: number },
  stream: (name: "curves" | "run" | "fresh") => RandomStream,
  gradient: IclGradientFunction,
): LowRankTraining {
  const draws = stream("run");
  const subspace = randomSubspace(d, k, draws);
  const own = { ...law, subspace };
  const curves = insideCurves(own, stream("curves"));
  const { inverseTemperature } = bestWindow(curves, law.noise);
  const { learningRate, steps, batch } = paceOf({ noise: law.noise, dimension: k }, curves);
  const shape = { contextLength: law.contextLength, dimension: d, prompts: batch };
  const run = withStepBatch(shape, (tasks) =>
    gradientDescent({
      start: new Float64Array(d * d),
      learningRate,
      maxSteps: steps,
      lossWindow: Math.ceil(steps / 10),
      gradient: (parameters) => gradient(drawLowRankBatch(own, batch, draws, tasks), parameters),
    }));
  const M = fromFlat(run.average, d, d);
  const scale = trace(inside(M, subspace)) / k;
  const even = law.functionClass !== "affine";
  const best = subspaceParameters(subspace, {
    scale: even && scale < 0 ? -inverseTemperature : inverseTemperature,
  });
  const fresh = drawLowRankBatch(own, PROMPTS.fresh, stream("fresh"));
  const loss = (parameters: Matrix) => kernelIclGradient(fresh, toFlat(parameters)).loss;
  return {
    inside: (even ? Math.abs(scale) : scale) / inverseTemperature,
    leak: leakRatio(M, subspace),
    excess: Math.log(loss(M) / loss(best)),
  };
}

/** B(w) and V(w) of the k-dimensional model: that of u = Bᵀx. */
function insideCurves(
  law: LowRankLaw & { readonly subspace: Subspace },
  stream: RandomStream,
): BiasVariance {
  const batch = drawLowRankBatch({ ...law, noise: 0 }, PROMPTS.curves, stream);
  const projection = transpose(law.subspace.inside);
  const project = (points: Float64Array) => {
    const d = projection.columns;
    const images = Array.from(
      { length: points.length / d },
      (_, i) => multiplyVector(projection, points.subarray(i * d, (i + 1) * d)),
    );
    return Float64Array.from(images.flatMap((image) => [...image]));
  };
  const inside = {
    ...batch,
    dimension: projection.rows,
    covariates: project(batch.covariates),
    queries: project(batch.queries),
  };
  return biasVariance(freeze(inside), GRID);
}

function inside(M: Matrix, { inside }: Subspace): Matrix {
  return multiply(multiply(transpose(inside), M), inside);
}
