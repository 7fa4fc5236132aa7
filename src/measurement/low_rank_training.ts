/** Pretraining on functions of a subspace until it has converged (claim B11.training). */

import { fromFlat, type Matrix, multiply, toFlat, trace, transpose } from "../linalg.ts";
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
 * @throws {RangeError} On a law outside its range.
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
  const { columns: k } = law.subspace.inside;
  const basis = toFlat(law.subspace.inside);
  const inside = {
    ...batch,
    dimension: k,
    covariates: project(batch.covariates, basis, k),
    queries: project(batch.queries, basis, k),
  };
  return biasVariance(freeze(inside), GRID);
}

/** Bᵀx for each of the points, with the d×k entries of B row by row. */
function project(points: Float64Array, basis: Float64Array, k: number): Float64Array {
  const d = basis.length / k;
  const images = new Float64Array((points.length / d) * k);
  for (let at = 0, to = 0; at < points.length; at += d, to += k) {
    for (let a = 0; a < k; a++) {
      let entry = 0;
      for (let j = 0; j < d; j++) entry += basis[j * k + a] * points[at + j];
      images[to + a] = entry;
    }
  }
  return images;
}

function inside(M: Matrix, { inside }: Subspace): Matrix {
  return multiply(multiply(transpose(inside), M), inside);
}
