/** Pretraining on an ellipsoid, on functions of the sphere behind it or of its own points (claims B12.ellipsoid, B12.round). */

import {
  diagonal,
  fromFlat,
  type Matrix,
  multiply,
  randomOrthogonal,
  toFlat,
  transpose,
} from "../linalg.ts";
import { drawEllipsoidBatch, type EllipsoidLaw } from "../tasks/ellipsoid_regression.ts";
import type { RegressionLaw } from "../tasks/regression.ts";
import { gradientDescent } from "../training/descent.ts";
import type { IclGradientFunction } from "../training/pretrain_attention.ts";
import { withStepBatch } from "../training/step_batch.ts";
import type { BiasVariance } from "./bias_variance.ts";
import { bestWindow, lawCurves } from "./law_curves.ts";
import type { TrainingStreams } from "./trained_window.ts";

/**
 * The part of what is left that a step takes along the longest axis; along the shortest it is this over κ². What a run
 * costs is its prompts: fewer steps on more of them cost less, and end no noisier.
 */
const PACE = 0.4;
/** Steps, in times that it takes to come closer by e along the shortest axis. */
const TIMES = 5;
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
 * Descends from zero on prompts whose points are x = Σ^{1/2}u, their labels those of u (or of x).
 *
 * The slope along two axes scales with the root of their eigenvalues, so the curvature along the shortest axis is
 * that along the longest over κ²: a run takes κ² times as long as on the sphere. For functions of x that axis counts
 * less besides, by up to κ: κ^{2.5} is long enough up to κ = 2.5.
 *
 * @param condition κ of Σ, whose axes are turned at random.
 * @param functionsOf What the labels are functions of.
 * @param gradient The gradient to descend.
 * @throws {RangeError} On a law outside its range.
 */
export function trainOnEllipsoid(
  { law, condition, functionsOf = "sphere" }: {
    readonly law: RegressionLaw;
    readonly condition: number;
    readonly functionsOf?: EllipsoidLaw["functionsOf"];
  },
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
  const slowness = condition ** (functionsOf === "sphere" ? 2 : 2.5);
  const maxSteps = Math.ceil((TIMES * slowness) / PACE);
  const prompts = Math.max(PROMPTS.ofStep, Math.ceil(PROMPTS.ofRun / maxSteps));
  const own = { law, root, functionsOf };
  const { average } = withStepBatch({ ...law, prompts }, (tasks) =>
    gradientDescent({
      start: new Float64Array(d * d),
      learningRate: (PACE * d) / curvature,
      maxSteps,
      lossWindow: Math.ceil(maxSteps / 10),
      gradient: (parameters) =>
        gradient(drawEllipsoidBatch(own, prompts, draws, tasks), parameters),
    }));
  const M = multiply(multiply(transpose(axes), fromFlat(average, d, d)), axes);
  const parts = fromFlat(toFlat(M).map((entry) => entry / inverseTemperature), d, d);
  return { parts, eigenvalues, curves };
}
