/** Does a second layer of attention lower the loss? Residuals of the first one, attended to once more. */

import { drawMany, spherePointDraws } from "../kernel/draws.ts";
import { dot, type Vector } from "../linalg.ts";
import { softmax } from "../model/softmax.ts";
import type { RandomStream } from "../prng.ts";
import { requireCount } from "../validate.ts";
import type { WindowLevels } from "./chosen_window.ts";

/** A class with its sizes, and how many contexts and queries of each. */
export interface SecondLayerOptions {
  /** Which class. */
  readonly functionClass: "affine" | "relu";
  /** n. */
  readonly contextLength: number;
  /** d. */
  readonly dimension: number;
  /** Sets of n points. */
  readonly contexts: number;
  /** Queries of each set. */
  readonly queries: number;
}

/** L²·bias + σ²·variance of labels weighed by u + βv: coefficients of 1, 2β and β². */
type Parabola = readonly [constant: number, mixed: number, square: number];

/** The loss for each pair of windows as a parabola in β, at L = 1 and of σ² = 1. */
export interface SecondLayerCurves {
  /** Inverse temperatures of either layer. */
  readonly grid: Vector;
  /** By first, then second window. */
  readonly bias: readonly (readonly Parabola[])[];
  /** By first, then second window. */
  readonly variance: readonly (readonly Parabola[])[];
}

/** E f(x)f(y) at L = 1 by t = ⟨x, y⟩: the offset, the slope, and of ReLU pairs the mean of |vᵀx||vᵀy|. */
export function taskCovariance(functionClass: "affine" | "relu", dimension: number) {
  return functionClass === "affine" ? (t: number) => (1 + t / dimension) / 3 : (t: number) => {
    const angle = Math.sqrt(Math.max(0, 1 - t * t)) + t * Math.asin(Math.max(-1, Math.min(1, t)));
    return 1 / 3 + (t + (2 / Math.PI) * angle) / (6 * dimension);
  };
}

/**
 * The first layer predicts each label from all of them at w₁, the query's too; the second adds β times the mean of
 * what it left over, at w₂: ŷ = a(w₁)ᵀy + β·a(w₂)ᵀ(y − A(w₁)y), A the n rows of weights. n² + n scores for n.
 *
 * Tasks and noise are averaged over exactly, by the covariance of a class.
 *
 * @throws {RangeError} On sizes outside their ranges.
 */
export function secondLayerCurves(
  { functionClass, contextLength: n, dimension: d, contexts, queries }: SecondLayerOptions,
  grid: Vector,
  stream: RandomStream,
): SecondLayerCurves {
  requireCount("context length n", n);
  requireCount("contexts", contexts);
  requireCount("queries", queries);
  const covariance = taskCovariance(functionClass, d);
  const empty = () => Array.from(grid, () => Array.from(grid, () => [0, 0, 0]));
  const [bias, variance] = [empty(), empty()];
  const points = new Float64Array((n + queries) * d);
  const share = 1 / (contexts * queries);
  for (let c = 0; c < contexts; c++) {
    drawMany(spherePointDraws(d), points, stream);
    const rows = Array.from({ length: n + queries }, (_, i) => points.subarray(i * d, i * d + d));
    const inner = rows.map((x) => Float64Array.from({ length: n }, (_, j) => dot(x, rows[j])));
    const K = inner.map((row) => row.map(covariance));
    const weigh = (row: Float64Array, w: number) => softmax(row.map((t) => w * t));
    const first = Array.from(grid, (w) => inner.map((row) => weigh(row, w)));
    for (let q = n; q < n + queries; q++) {
      for (let g = 0; g < grid.length; g++) {
        const u = first[g][q];
        const Ku = times(K, u);
        const own = dot(u, Ku) - 2 * dot(u, K[q]) + covariance(1);
        for (let h = 0; h < grid.length; h++) {
          const v = leftOver(first[h][q], first[g]);
          add(bias[g][h], [own, dot(v, Ku) - dot(v, K[q]), dot(v, times(K, v))], share);
          add(variance[g][h], [dot(u, u), dot(u, v), dot(v, v)], share);
        }
      }
    }
  }
  return { grid, bias, variance } as unknown as SecondLayerCurves;
}

/** The first n rows times a vector. */
function times(rows: readonly Float64Array[], vector: Float64Array): Float64Array {
  return Float64Array.from(vector, (_, i) => dot(rows[i], vector));
}

/** a − Aᵀa: how a mean of residuals weighs the labels. */
function leftOver(weights: Float64Array, rows: readonly Float64Array[]): Float64Array {
  const left = weights.slice();
  weights.forEach((weight, i) => {
    const row = rows[i];
    for (let j = 0; j < left.length; j++) left[j] -= weight * row[j];
  });
  return left;
}

function add(sum: number[], parts: Parabola, share: number): void {
  for (let k = 0; k < 3; k++) sum[k] += share * parts[k];
}

/** Two windows and β. */
export interface TwoLayers {
  /** Places in the grid. */
  readonly windows: readonly [first: number, second: number];
  /** β; 0 is one layer. */
  readonly mix: number;
}

/** The loss at these windows and β. */
export function twoLayerLoss(
  { bias, variance }: SecondLayerCurves,
  { lipschitz, noise }: WindowLevels,
  { windows: [g, h], mix }: TwoLayers,
): number {
  const at = ([constant, mixed, square]: Parabola) =>
    constant + 2 * mix * mixed + mix * mix * square;
  return lipschitz ** 2 * at(bias[g][h]) + noise ** 2 * at(variance[g][h]);
}

/** The least of one layer, and the least of two. */
export function bestLayers(
  curves: SecondLayerCurves,
  levels: WindowLevels,
): { readonly one: TwoLayers; readonly two: TwoLayers } {
  const { grid, bias, variance } = curves;
  const part = (k: 1 | 2, g: number, h: number) =>
    levels.lipschitz ** 2 * bias[g][h][k] + levels.noise ** 2 * variance[g][h][k];
  const places = Array.from(grid, (_, g) => g);
  const loss = (layers: TwoLayers) => twoLayerLoss(curves, levels, layers);
  const least = (all: TwoLayers[]) => all.reduce((a, b) => loss(b) < loss(a) ? b : a);
  return {
    one: least(places.map((g) => ({ windows: [g, g], mix: 0 }))),
    two: least(
      places.flatMap((g) =>
        places.map((h): TwoLayers => ({ windows: [g, h], mix: -part(1, g, h) / part(2, g, h) }))
      ),
    ),
  };
}
