/** The bias–variance split with the function class averaged out: little noise from few points. */

import { drawMany, innerProductDraws, planeRadius } from "../kernel/draws.ts";
import type { Vector } from "../linalg.ts";
import { softmax, type Weigh } from "../model/softmax.ts";
import type { RandomStream } from "../prng.ts";
import { requireSphereDimension } from "../tasks/covariates.ts";
import { requireCount } from "../validate.ts";
import type { BiasVariance } from "./bias_variance.ts";
import { windowSweep } from "./window_sweep.ts";

/** What to average: sizes, and how many sets of points. */
export interface AveragedCurvesOptions {
  /** Which class; both scale with L, and the curves are those of L = 1. */
  readonly functionClass: "affine" | "relu";
  /** n. */
  readonly contextLength: number;
  /** d ≥ 2. */
  readonly dimension: number;
  /** Sets of n points, each with its query. */
  readonly prompts: number;
  /** Directions v drawn for every set of points, for the part of the ReLU class that is even. */
  readonly directions?: number;
}

/** E l², l uniform in [−1, 1]: of an affine slope, and of every offset. */
const SLOPE = 1 / 3;
/** E ((l₁ ∓ l₂)/2)²: a ReLU pair is an odd part α·z and an even part β·|z| with independent-signed slopes. */
const HALF_SLOPE = 1 / 6;

/**
 * B(w) and V(w) at L = 1 as {@link biasVariance} has them, averaged over slope, offset and direction.
 *
 * With s_i = ⟨x_i, x_q⟩ the miss on z = vᵀx, averaged over v and over the points' parts across x_q, is
 * [(1−Σa_i s_i)² + Σa_i²(1−s_i²)]/d, from the inner products alone. Only |z| needs directions.
 *
 * @param options Class and sizes.
 * @param grid Inverse temperatures w.
 * @param stream Where points come from.
 * @param weigh The weights to measure; the softmax by default.
 * @throws {RangeError} On sizes outside their ranges.
 */
export function averagedCurves(
  { functionClass, contextLength: n, dimension: d, prompts, directions = 2 }: AveragedCurvesOptions,
  grid: Vector,
  stream: RandomStream,
  weigh: Weigh = softmax,
): BiasVariance {
  requireCount("context length n", n);
  requireSphereDimension(d);
  requireCount("sets of points", prompts);
  requireCount("directions", directions);
  const relu = functionClass === "relu";
  const bias = new Float64Array(grid.length);
  const variance = new Float64Array(grid.length);
  const s = new Float64Array(n);
  for (let b = 0; b < prompts; b++) {
    const even = drawPoints(s, { dimension: d, directions: relu ? directions : 0 }, stream);
    const columns = [s, ...even.map(({ points }) => points)];
    const squareFactors = s.map((inner) => 1 - inner * inner);
    const sums = windowSweep({ scores: s, squareFactors, columns }, grid, weigh);
    const [along, ...evenMeans] = sums.means;
    for (let g = 0; g < grid.length; g++) {
      const odd = ((1 - along[g]) ** 2 + sums.scatter[g]) / d;
      let loss = (relu ? HALF_SLOPE : SLOPE) * odd + SLOPE * (sums.totals[g] - 1) ** 2;
      even.forEach(({ query }, k) => {
        loss += (HALF_SLOPE * (evenMeans[k][g] - query) ** 2) / even.length;
      });
      bias[g] += loss / prompts;
      variance[g] += sums.squares[g] / prompts;
    }
  }
  return { grid: Float64Array.from(grid), bias, variance };
}

/** |vᵀx_q| and the |vᵀx_i|. */
interface Even {
  readonly query: number;
  readonly points: Float64Array;
}

/** Fills s and gives |vᵀx| for each direction, all in the plane of the query and one other direction. */
function drawPoints(
  s: Float64Array,
  { dimension, directions }: { readonly dimension: number; readonly directions: number },
  stream: RandomStream,
): Even[] {
  if (directions === 0) {
    drawMany(innerProductDraws(dimension), s, stream);
    return [];
  }
  // Few directions meet the kink of |z|: spread over the half-circle, each still uniform, they do evenly.
  const turn = stream.uniform();
  const even = Array.from({ length: directions }, (_, k) => ({
    query: planeRadius(dimension, stream) * Math.cos((Math.PI * (k + turn)) / directions),
    sign: stream.sign(),
    points: new Float64Array(s.length),
  }));
  for (let i = 0; i < s.length; i++) {
    const radius = planeRadius(dimension, stream);
    const angle = 2 * Math.PI * stream.uniform();
    s[i] = radius * Math.cos(angle);
    const across = radius * Math.sin(angle);
    for (const { query, sign, points } of even) {
      points[i] = Math.abs(query * s[i] + sign * Math.sqrt(1 - query * query) * across);
    }
  }
  return even.map(({ query, points }) => ({ query: Math.abs(query), points }));
}
