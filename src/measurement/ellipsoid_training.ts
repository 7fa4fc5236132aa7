/** Pretraining on an ellipsoid, on functions of the sphere behind it (claim B12.ellipsoid). */

import {
  diagonal,
  fromFlat,
  type Matrix,
  multiply,
  randomOrthogonal,
  toFlat,
  transpose,
} from "../linalg.ts";
import type { PromptBatch } from "../tasks/prompt.ts";
import { drawRegressionBatch, type RegressionLaw } from "../tasks/regression.ts";
import { gradientDescent } from "../training/descent.ts";
import type { IclGradientFunction } from "../training/pretrain_attention.ts";
import type { BiasVariance } from "./bias_variance.ts";
import { bestWindow, lawCurves } from "./law_curves.ts";
import type { TrainingStreams } from "./trained_window.ts";

/** The part of what is left that a step takes along the longest axis; along the shortest it is this over κ². */
const PACE = 0.15;
/** Steps, in times that it takes to come closer by e along the shortest axis. */
const TIMES = 4;
/** Prompts of a run at least, and of a step. */
const PROMPTS = { ofRun: 8000, ofStep: 8 };

/** What a run on an ellipsoid came to. */
export interface EllipsoidTraining {
  /** M in the basis of Σ's axes, the longest first, d×d; over the best window on the sphere. */
  readonly parts: Matrix;
  /** Eigenvalues of Σ, from 1 down to 1/κ. */
  readonly eigenvalues: readonly number[];
  /** The curves of the law on the sphere. */
  readonly curves: BiasVariance;
}

/**
 * Descends from zero on prompts whose points are x = Σ^{1/2}u, their labels those of u.
 *
 * The slope along two axes scales with the root of their eigenvalues, so the curvature along the shortest axis is
 * that along the longest over κ²: a run takes κ² times as long as on the sphere.
 *
 * @param condition κ of Σ, whose axes are turned at random.
 * @param gradient The gradient to descend.
 * @throws {RangeError} On a law that makes no sense.
 */
export function trainOnEllipsoid(
  { law, condition }: { readonly law: RegressionLaw; readonly condition: number },
  stream: TrainingStreams,
  gradient: IclGradientFunction,
): EllipsoidTraining {
  const d = law.dimension;
  const curves = lawCurves(law, stream("curves"));
  const { inverseTemperature, curvature } = bestWindow(curves, law.noise);
  const draws = stream("run");
  const axes = randomOrthogonal(d, draws);
  const eigenvalues = Array.from({ length: d }, (_, i) => Math.pow(condition, -i / (d - 1)));
  const turned = multiply(axes, diagonal(eigenvalues.map(Math.sqrt)));
  const root = toFlat(multiply(turned, transpose(axes)));
  const maxSteps = Math.ceil((TIMES * condition ** 2) / PACE);
  const prompts = Math.max(PROMPTS.ofStep, Math.ceil(PROMPTS.ofRun / maxSteps));
  let tasks: PromptBatch | undefined;
  const { average } = gradientDescent({
    start: new Float64Array(d * d),
    learningRate: (PACE * d) / curvature,
    maxSteps,
    lossWindow: Math.ceil(maxSteps / 10),
    gradient(parameters) {
      tasks = drawRegressionBatch(law, prompts, draws, tasks);
      transform(tasks.covariates, root);
      transform(tasks.queries, root);
      return gradient(tasks, parameters);
    },
  });
  const M = multiply(multiply(transpose(axes), fromFlat(average, d, d)), axes);
  const parts = fromFlat(toFlat(M).map((entry) => entry / inverseTemperature), d, d);
  return { parts, eigenvalues, curves };
}

/** Each point of d numbers into its image under a symmetric d×d matrix. */
function transform(points: Float64Array, matrix: Float64Array): void {
  const d = Math.sqrt(matrix.length);
  const image = new Float64Array(d);
  for (let at = 0; at < points.length; at += d) {
    for (let j = 0; j < d; j++) {
      let entry = 0;
      for (let k = 0; k < d; k++) entry += matrix[j * d + k] * points[at + k];
      image[j] = entry;
    }
    points.set(image, at);
  }
}
