/** Figures on paper A: the loss in time, weights against 1-NN cells, and initial noise (claims A10, A11, A15). */

import { geometricGrid } from "../../measurement/best_inverse_temperature.ts";
import { predictedLoss } from "../../measurement/gap_law.ts";
import { separatedAccuracy } from "../../measurement/separated_accuracy.ts";
import { twoScalarWeights } from "../../model/two_scalar_attention.ts";
import { randomStream } from "../../prng.ts";
import { drawInnerProducts } from "../../tasks/nearest_task.ts";
import { kernelNearestLoss } from "../../training/kernel_nearest_loss.ts";
import { pretrainNearest } from "../../training/pretrain_nearest.ts";
import { pretrainTransformer } from "../../training/pretrain_transformer.ts";
import {
  exactPoint,
  type FigureEffort,
  meanPoint,
  measured,
  replicate,
  theory,
} from "../../report/figures/points.ts";
import type { Figure, FigureSeries } from "../../report/figures/schema.ts";

/** Prompts on which a loss is measured: about 4 % standard error late in training. */
const EVALUATION = 10_000;

/** The training loss in time with the t^(−1/3) law, hard mask. */
export function trainingLoss(effort: FigureEffort): Figure {
  const learningRate = 50;
  const record = [...new Set(geometricGrid(1, 2000, 12).map(Math.round))];
  const pairs = [{ contextLength: 4, dimension: 4 }, { contextLength: 8, dimension: 5 }];
  const times = record.map((step) => learningRate * step);
  return {
    id: "training_loss",
    title: "The training loss falls as the cube root of time",
    claims: ["A10", "A11.time", "A11.time.pairs"],
    caption:
      "Label-averaged loss after time t = η·steps of population descent under the hard mask, with the law " +
      "C^⅔(d/3t)^⅓: near-ties slow the end, yet the loss falls far faster than 1/log t.",
    x: { label: "time t = η·steps", scale: "log" },
    y: { label: "loss", scale: "log" },
    series: pairs.flatMap((pair): FigureSeries[] => {
      const name = `N = ${pair.contextLength}, d = ${pair.dimension}`;
      const rows = replicate(effort, `training loss at ${name}`, (stream) => {
        const options = { ...pair, sigma: Infinity, learningRate, steps: 2000, batch: 64, record };
        const { recorded } = pretrainNearest(options, stream);
        const t = drawInnerProducts({ ...pair, prompts: EVALUATION }, stream);
        return recorded.map((scalars) => kernelNearestLoss(t, { ...pair, ...scalars }).loss);
      });
      return [
        measured(name, { at: times, rows }),
        theory(`law at ${name}`, times, (time) => predictedLoss(pair, time)),
      ];
    }),
    rules: [],
  };
}

/** Weights of five points on the circle as the query goes round, with the borders of the 1-NN cells. */
export function attentionCells({ seed }: FigureEffort): Figure {
  const stream = randomStream(seed, "figures", "cells");
  const [contextLength, dimension] = [5, 2];
  const training = { sigma: Infinity, learningRate: 20, steps: 400, batch: 32 };
  const { xi1 } = pretrainNearest({ contextLength, dimension, ...training }, stream);
  // One point in each fifth of the circle, so that every cell can be seen.
  const places = Array.from(
    { length: contextLength },
    (_, i) => 72 * i + 10 + 52 * stream.uniform(),
  );
  const queries = Array.from({ length: 181 }, (_, i) => 2 * i);
  const rows = queries.map((angle) => {
    const t = places.map((place) => Math.cos((place - angle) * (Math.PI / 180)));
    return twoScalarWeights(t, { xi1, xi2: Infinity }).weights;
  });
  return {
    id: "attention_cells",
    title: "Trained attention follows the cells of the nearest neighbour",
    claims: ["A8", "A10", "H1"],
    caption:
      `Weights of five labelled points on a circle as the query goes round it, after training to time ${
        training.learningRate * training.steps
      } (ξ₁ = ${
        xi1.toPrecision(3)
      }). Vertical lines are the borders of the 1-NN cells: between them one point is nearest.`,
    x: { label: "angle of the query, degrees", scale: "linear" },
    y: { label: "attention weight", scale: "linear" },
    series: places.map((place, j) => ({
      name: `point at ${Math.round(place)}°`,
      kind: "curve",
      points: queries.map((angle, i) => exactPoint(angle, rows[i][j])),
    })),
    rules: cellBorders(places).map((at) => ({ at, label: "" })),
  };
}

/** Angles half way between neighbours on the circle, in [0, 360), ascending. */
export function cellBorders(places: readonly number[]): number[] {
  return places.map((place, i) => {
    const next = i + 1 < places.length ? places[i + 1] : places[0] + 360;
    return ((place + next) / 2) % 360;
  }).sort((a, b) => a - b);
}

/** Accuracy on separated prompts against the scale of noise in W⁰. */
export function accuracyByInitialNoise(effort: FigureEffort): Figure {
  const setting = { contextLength: 8, dimension: 5, sigma: 3 };
  const training = { learningRate: 5, steps: 200, batch: 16 };
  return {
    id: "accuracy_by_initial_noise",
    title: "Small initial noise does no harm, large noise delays",
    claims: ["A15", "A15.large"],
    caption:
      "Share of separated prompts on which the trained transformer says the nearest label, against the scale ε " +
      "of Gaussian noise in every entry of W⁰: N = 8, d = 5, σ = 3, t = 1000. Means with 95 % intervals.",
    x: { label: "initial noise ε", scale: "linear" },
    y: { label: "accuracy", scale: "linear" },
    series: [{
      name: "accuracy",
      kind: "measured",
      points: [0, 0.5, 1, 1.5, 2, 3, 4].map((spread) =>
        meanPoint(
          spread,
          replicate(
            { ...effort, replicates: 2 * effort.replicates },
            `accuracy at ${spread}`,
            (stream) => {
              const { parameters } = pretrainTransformer(
                { ...setting, ...training, spread },
                stream,
              );
              const asked = { contextLength: setting.contextLength, prompts: 60, parameters };
              return separatedAccuracy(asked, stream);
            },
          ),
        )
      ),
    }],
    rules: [],
  };
}
