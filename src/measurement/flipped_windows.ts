/** Where a window of attention overtakes exact 1-NN on flipped labels, measured (claim A16.crossing). */

import type { RandomStream } from "../prng.ts";
import { fillSpherePoint, flatSpherePoints } from "../tasks/covariates.ts";
import type { FlippedLabels } from "./flipped_labels.ts";
import { requireCount } from "../validate.ts";
import type { WeighInnerProducts } from "./shifted_ties.ts";

/** ξ1 of the windows that are asked: steps of √2. */
export const WINDOWS: readonly number[] = Array.from({ length: 5 }, (_, k) => 2 ** (k / 2 - 1));
/** ξ1 at which only the nearest point is seen. */
const SHARP = 1e5;

/** How a sample is drawn, and with whose weights. */
export interface FlippedSample {
  /** Prompts. */
  readonly prompts: number;
  /** Half-spaces asked of each. */
  readonly halfSpaces: number;
  /** Weights of the points. */
  readonly weigh: WeighInnerProducts;
  /** Source of chance. */
  readonly stream: RandomStream;
}

/** Errors of exact 1-NN and of each window, all against the query's own label before it is flipped. */
export interface FlippedErrors {
  /** p + (1 − 2p)·E θ_* over π, the angle as the sharpest window has it. */
  readonly nearest: number;
  /** At ξ1 of ½, 1/√2, 1, √2 and 2. */
  readonly windows: Float64Array;
}

/**
 * Errors on drawn prompts, every window on the same ones with the same flips.
 *
 * The query is the first axis. Half-spaces are drawn by their angle α with it, one in each part of (0, π/2), and
 * weighted by sin^{d−2}α: most errors are made near the boundary, where that is 1.
 *
 * @throws {RangeError} On no prompts or half-spaces.
 */
export function flippedErrors(
  setting: FlippedLabels,
  { prompts, halfSpaces, weigh, stream }: FlippedSample,
): FlippedErrors {
  requireCount("number of prompts", prompts);
  requireCount("number of half-spaces", halfSpaces);
  const { contextLength: n, dimension: d, flips } = setting;
  const windows = new Float64Array(WINDOWS.length);
  const [labels, kept] = [new Float64Array(n), new Float64Array(n)];
  const normal = new Float64Array(d - 1);
  let [parted, total] = [0, 0];
  for (let b = 0; b < prompts; b++) {
    const points = flatSpherePoints(n, d, stream);
    const t = Float64Array.from({ length: n }, (_, i) => points[i * d]);
    const sharp = weigh(t, { xi1: SHARP, xi2: Infinity }).weights;
    parted += sharp.reduce((sum, weight, i) => sum + weight * Math.acos(t[i]), 0) / Math.PI;
    const weights = WINDOWS.map((xi1) => weigh(t, { xi1, xi2: Infinity }).weights);
    for (let i = 0; i < n; i++) kept[i] = stream.uniform() < flips ? -1 : 1;
    for (let h = 0; h < halfSpaces; h++) {
      const alpha = (Math.PI * (h + stream.uniform())) / (2 * halfSpaces);
      const chance = Math.sin(alpha) ** (d - 2);
      fillSpherePoint(normal, stream);
      fillLabels(labels, points, { kept, alpha, normal });
      // The query is on the side where labels are +1.
      for (let w = 0; w < windows.length; w++) {
        windows[w] += voteOf(labels, weights[w]) < 0 ? chance : 0;
      }
      total += chance;
    }
  }
  return {
    nearest: flips + ((1 - 2 * flips) * parted) / prompts,
    windows: windows.map((sum) => sum / total),
  };
}

/** Labels, flipped or kept, of a half-space whose normal has this angle with the query and goes this way across it. */
function fillLabels(
  labels: Float64Array,
  points: Float64Array,
  { kept, alpha, normal }: {
    readonly kept: Float64Array;
    readonly alpha: number;
    readonly normal: Float64Array;
  },
): void {
  const d = normal.length + 1;
  const [along, across] = [Math.cos(alpha), Math.sin(alpha)];
  for (let i = 0; i < labels.length; i++) {
    let side = 0;
    for (let j = 1; j < d; j++) side += normal[j - 1] * points[i * d + j];
    labels[i] = along * points[i * d] + across * side < 0 ? -kept[i] : kept[i];
  }
}

function voteOf(labels: Float64Array, weights: Float64Array): number {
  let vote = 0;
  for (let i = 0; i < labels.length; i++) vote += weights[i] * labels[i];
  return vote;
}

/**
 * The ξ1 at which the windows' errors come down to 1-NN's, by the secant in logarithms; the widest or the narrowest
 * window where all of them are on one side.
 *
 * @example Errors that halve with every doubling of ξ1
 * ```ts
 * import { assertAlmostEquals } from "@std/assert";
 * import { overtakingAt } from "@attest/attest/measurement";
 *
 * const windows = Float64Array.of(0.5, Math.SQRT1_2, 1, Math.SQRT2, 2).map((xi1) => 0.3 / xi1);
 * assertAlmostEquals(overtakingAt({ nearest: 0.2, windows }), 1.5);
 * ```
 */
export function overtakingAt({ nearest, windows }: FlippedErrors): number {
  const below = windows.findIndex((error) => error < nearest);
  if (below <= 0) return WINDOWS[below === 0 ? 0 : WINDOWS.length - 1];
  const [before, after] = [windows[below - 1], windows[below]].map(Math.log);
  const share = (before - Math.log(nearest)) / (before - after);
  return WINDOWS[below - 1] * (WINDOWS[below] / WINDOWS[below - 1]) ** share;
}
