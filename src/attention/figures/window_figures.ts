/** Figures on the window: against steepness and noise, and during pretraining (claims B4, B7, B12). */

import { trace } from "../../linalg.ts";
import { averagedCurves } from "../../measurement/averaged_curves.ts";
import { geometricGrid, windowOnGrid } from "../../measurement/best_inverse_temperature.ts";
import { windowDuringPretraining } from "../../measurement/training_series.ts";
import { predictedWindow } from "../../measurement/window_law.ts";
import type { RegressionLaw } from "../../tasks/regression.ts";
import { pretrainAttention } from "../../training/pretrain_attention.ts";
import {
  type FigureEffort,
  measured,
  medianPoint,
  replicate,
  theory,
} from "../../report/figures/points.ts";
import type { Figure, FigureSeries } from "../../report/figures/schema.ts";

/** n: the context of every window that is trained for a figure. */
const CONTEXT_LENGTH = 50;
/** L/σ of the points: narrower windows than the last take longer to train. */
const RATIOS = [0.7, 1.2, 2, 3.5, 6];
/** Plain descent: η is over L² + σ², the labels' scale, so that no law trains too wildly to settle. */
const TRAINING = { rate: 150, steps: 250, batch: 16 };
/** Points of a frozen sample. */
const SAMPLE = 6000;

/** Steepness and noise of a window. */
export interface WindowLaw {
  /** L. */
  readonly lipschitz: number;
  /** σ. */
  readonly noise: number;
}

/**
 * The best windows of affine tasks at d = 3 on frozen samples, one series over the laws.
 *
 * @param at The x of a law.
 */
export function sampledWindows(
  laws: readonly WindowLaw[],
  { contextLength, at, ...effort }: FigureEffort & {
    readonly contextLength: number;
    readonly at: (law: WindowLaw) => number;
  },
): FigureSeries {
  const prompts = Math.ceil(SAMPLE / contextLength);
  const grid = geometricGrid(0.3, 160, 160);
  const rows = replicate(effort, "sampled windows", (stream) => {
    const options = { functionClass: "affine", contextLength, dimension: 3, prompts } as const;
    const curves = averagedCurves(options, grid, stream);
    return laws.map((law) => windowOnGrid(curves, law));
  });
  return measured("best on a frozen sample", { at: laws.map((law) => at(law)), rows });
}

/** The windows that gradient descent on M learns, tr(M)/d, one series over the laws. */
function trainedWindows(
  laws: readonly WindowLaw[],
  { at, ...effort }: FigureEffort & { readonly at: (law: WindowLaw) => number },
): FigureSeries {
  const { rate, ...run } = TRAINING;
  const setting = { functionClass: "affine", contextLength: CONTEXT_LENGTH, dimension: 3 } as const;
  return {
    name: "learned by gradient descent",
    kind: "measured",
    points: laws.map((law) =>
      medianPoint(
        at(law),
        replicate(effort, `trained window at ${at(law)}`, (stream) => {
          const learningRate = rate / (law.lipschitz ** 2 + law.noise ** 2);
          const options = { law: { ...setting, ...law }, learningRate, ...run };
          return trace(pretrainAttention(options, stream).parameters) / setting.dimension;
        }),
      )
    ),
  };
}

function windowSeries(
  laws: readonly WindowLaw[],
  options: FigureEffort & { readonly at: (law: WindowLaw) => number },
): FigureSeries[] {
  const byX = new Map(laws.map((law) => [options.at(law), law]));
  const window = (x: number) =>
    predictedWindow({ contextLength: CONTEXT_LENGTH, ...byX.get(x)! }).inverseTemperature;
  return [
    trainedWindows(laws, options),
    sampledWindows(laws, { ...options, contextLength: CONTEXT_LENGTH }),
    theory("theory: (2nL²/9σ²)^⅓", byX.keys(), window),
  ];
}

const WINDOW_AXIS = { label: "window w (larger is narrower)", scale: "log" } as const;
const HOW = `Affine tasks, d = 3, n = ${CONTEXT_LENGTH}. The law is that of long contexts and ` +
  "middling windows; points bend away from it at both ends.";

/** The window against L at σ = 1. */
export function windowBySteepness(effort: FigureEffort): Figure {
  const laws = RATIOS.map((lipschitz) => ({ lipschitz, noise: 1 }));
  return {
    id: "window_by_steepness",
    title: "Steeper functions, narrower window",
    claims: ["B4", "B7", "B12"],
    caption: `The window that attention learns, against the Lipschitz constant L at σ = 1. ${HOW}`,
    x: { label: "steepness L", scale: "log" },
    y: WINDOW_AXIS,
    series: windowSeries(laws, { ...effort, at: ({ lipschitz }) => lipschitz }),
    rules: [],
  };
}

/** The window against σ at L = 1. */
export function windowByNoise(effort: FigureEffort): Figure {
  const laws = RATIOS.map((ratio) => ({ lipschitz: 1, noise: 1 / ratio }));
  return {
    id: "window_by_noise",
    title: "Noisier labels, wider window",
    claims: ["B4", "B7", "B12.noise"],
    caption: `The window that attention learns, against the label noise σ at L = 1. ${HOW}`,
    x: { label: "label noise σ", scale: "log" },
    y: WINDOW_AXIS,
    series: windowSeries(laws, { ...effort, at: ({ noise }) => noise }),
    rules: [],
  };
}

/** The window step by step of pretraining, for three steepnesses. */
export function windowDuringTraining(effort: FigureEffort): Figure {
  const run = { steps: 120, batch: 16, learningRate: 40 };
  const law = (lipschitz: number): RegressionLaw => ({
    ...{ functionClass: "affine", lipschitz, noise: 1, contextLength: 20, dimension: 3 },
  } as RegressionLaw);
  return {
    id: "window_during_pretraining",
    title: "The window opens early and settles by steepness",
    claims: ["B12", "B13"],
    caption:
      "w = tr(M)/d after each step of pretraining from M = 0: affine tasks, d = 3, n = 20, σ = 1.",
    x: { label: "step", scale: "linear" },
    y: { label: "window w", scale: "linear" },
    series: [1, 2, 4].map((lipschitz) => {
      const runs = replicate(
        effort,
        `pretraining at ${lipschitz}`,
        (stream) => windowDuringPretraining(law(lipschitz), run, stream),
      );
      const steps = Array.from({ length: run.steps / 5 }, (_, i) => 5 * i + 4);
      return {
        name: `L = ${lipschitz}`,
        kind: "measured",
        points: steps.map((step) => medianPoint(step + 1, runs.map((path) => path[step]))),
      };
    }),
    rules: [],
  };
}
