/** Figures on paper A beyond its training law: shifted tests in time, and flipped labels (claims A13, A16). */

import { geometricGrid } from "../../measurement/best_inverse_temperature.ts";
import { flippedNearestError, flippedWindowError } from "../../measurement/flipped_labels.ts";
import { type FlippedErrors, flippedErrors, WINDOWS } from "../../measurement/flipped_windows.ts";
import {
  measuredError,
  scaleInTime,
  type Shift,
  shiftedError,
  trainedForShift,
} from "../../measurement/shifted_curve.ts";
import { twoScalarWeights } from "../../model/two_scalar_attention.ts";
import { type FigureEffort, medianPoint, replicate, theory } from "../../report/figures/points.ts";
import type { Figure, FigureSeries } from "../../report/figures/schema.ts";

/** The shifts that are drawn, and what they are called. */
const SHIFTS: readonly (readonly [Shift, string])[] = [
  ["half-space", "half-space labels"],
  ["cap", "points within 60°"],
  ["truth", "gain on exact 1-NN"],
];

/** Seeds of trainings. */
const MOST = 2 ** 31 - 1;

/** Mean square errors on other laws than training's, in training time, with their laws. */
export function shiftedErrorInTime(effort: FigureEffort): Figure {
  const shape = { contextLength: 4, dimension: 5, testLength: 3 };
  const times = [...geometricGrid(4e3, 4e5, 5)];
  return {
    id: "shifted_error_in_time",
    title: "Under distribution shift the error falls as the cube root of time",
    claims: ["A13", "A13.curve"],
    caption:
      "Mean square error against the nearest label where labels are the sides of a half-space, on the sphere and " +
      "within 60° of the query, and by how much less than exact 1-NN the model errs on the query's own label: " +
      "trained on N = 4 uniform points in d = 5 dimensions, tested on three. Lines are 4(ln 2 − ½)p/ξ₁ and 2p/ξ₁.",
    x: { label: "time t = η·steps", scale: "log" },
    y: { label: "error, or gain", scale: "log" },
    series: SHIFTS.flatMap(([shift, name]): FigureSeries[] => {
      const settings = times.map((time) => ({ ...shape, shift, time: time / shape.dimension }));
      return [
        {
          name,
          kind: "measured",
          points: settings.map((setting, i) => {
            const values = replicate(effort, `${name} at ${i}`, (stream) => {
              const state = trainedForShift(setting, [stream.integer(0, MOST)]);
              return state ? measuredError(setting, { ...state, stream }) : Infinity;
            });
            return medianPoint(times[i], values);
          }),
        },
        theory(`law of ${name}`, times, (time) => {
          const setting = { ...shape, shift, time: time / shape.dimension };
          return shiftedError(setting, { xi1: scaleInTime(setting), ratio: 0 });
        }),
      ];
    }),
    rules: [],
  };
}

/** The context of the figure on flips, and its flip rates. */
const FLIPPED = { contextLength: 64, dimension: 3 };
const RATES = [0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3];

/** Errors of two windows and of exact 1-NN against the flip rate, with their laws. */
export function errorByFlips(effort: FigureEffort): Figure {
  const sample = { prompts: 100, halfSpaces: 16, weigh: twoScalarWeights };
  const rows = RATES.map((flips) =>
    replicate(
      effort,
      `flips at ${flips}`,
      (stream) => flippedErrors({ ...FLIPPED, flips }, { ...sample, stream }),
    )
  );
  const pair = (
    name: string,
    measured: (errors: FlippedErrors) => number,
    law: (flips: number) => number,
  ): FigureSeries[] => [
    {
      name,
      kind: "measured",
      points: RATES.map((flips, i) => medianPoint(flips, rows[i].map(measured))),
    },
    theory(`law of ${name}`, RATES, law),
  ];
  return {
    id: "error_by_flips",
    title: "A wide window overtakes exact 1-NN once labels are noisy enough",
    claims: ["A16", "A16.crossing"],
    caption:
      "How often the label of a half-space is not that of the query, against the chance with which the labels in " +
      "the context are flipped: N = 64 points in three dimensions. Lines are p + (1−2p)·E θ/π and a central limit.",
    x: { label: "flip rate p", scale: "linear" },
    y: { label: "error", scale: "linear" },
    series: [
      ...pair("exact 1-NN", ({ nearest }) => nearest, nearestLaw),
      ...[0, 2].flatMap((w) => pair(windowName(w), ({ windows }) => windows[w], windowLaw(w))),
    ],
    rules: [],
  };
}

const nearestLaw = (flips: number) => flips + (1 - 2 * flips) * flippedNearestError(FLIPPED);
const windowName = (w: number) => `ξ₁ = ${Number(WINDOWS[w].toPrecision(2))}`;
const windowLaw = (w: number) => (flips: number) =>
  flippedWindowError({ ...FLIPPED, flips }, WINDOWS[w]);
