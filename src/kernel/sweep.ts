/** Softmax weights of one set of scores at many inverse temperatures at once. */

import type { Vector } from "../linalg.ts";
import { requireCount, requireFinite, requireLength } from "../validate.ts";
import { kernelExp } from "../elementary/exp.ts";
import { address, type Kernel, sharedKernel } from "./wasm.ts";

/** One set of scores, and what to sum against the weights. */
export interface SweepInput {
  /** n scores at w = 1. */
  readonly scores: Float64Array;
  /** u, n factors of the squared weights. */
  readonly squareFactors: Float64Array;
  /** Columns v of n values. */
  readonly columns: readonly Float64Array[];
}

/** Sums over points for each w of a grid. */
export interface Sweep {
  /** Σ a_i². */
  readonly squares: Float64Array;
  /** Σ a_i² u_i. */
  readonly scatter: Float64Array;
  /** Σ a_i v_i, one a column. */
  readonly means: readonly Float64Array[];
}

/**
 * For a = softmax(w·scores) at each w of the grid: Σ a_i², Σ a_i² u_i and Σ a_i v_i.
 *
 * All w in one call, two at a time; sums run over the points as they come. {@link plainSweep} gives the same
 * bits and stands in where there is no WebAssembly with SIMD.
 *
 * @throws {RangeError} On no scores, non-finite scores or w, or arrays of another length.
 */
export function kernelSweep(input: SweepInput, grid: Vector): Sweep {
  return sharedKernel === undefined
    ? plainSweep(input, grid)
    : sweepWith(sharedKernel, input, grid);
}

function sweepWith(kernel: Kernel, input: SweepInput, grid: Vector): Sweep {
  requireSweep(input, grid);
  const { scores, squareFactors, columns } = input;
  const n = scores.length;
  const even = grid.length + (grid.length % 2);
  const [scoresAt, factorsAt, valuesAt, gridAt, out, scratch] = kernel.place([
    n,
    n,
    n * columns.length,
    even,
    (columns.length + 2) * even,
    2 * n,
  ]);
  const { numbers, run } = kernel;
  numbers.set(scores, scoresAt);
  numbers.set(squareFactors, factorsAt);
  columns.forEach((column, k) => numbers.set(column, valuesAt + k * n));
  // A grid of odd length has its first w twice; what comes of the second is not read.
  numbers[gridAt + even - 1] = grid[0];
  numbers.set(grid, gridAt);
  run.sweep(
    n,
    address(scoresAt),
    address(factorsAt),
    columns.length,
    address(valuesAt),
    even,
    address(gridAt),
    address(out),
    address(scratch),
  );
  const result = (k: number) => numbers.slice(out + k * even, out + k * even + grid.length);
  return { squares: result(0), scatter: result(1), means: columns.map((_, k) => result(k + 2)) };
}

/**
 * {@link kernelSweep} in TypeScript, bit for bit.
 *
 * @throws {RangeError} On no scores, non-finite scores or w, or arrays of another length.
 */
export function plainSweep(input: SweepInput, grid: Vector): Sweep {
  requireSweep(input, grid);
  const { scores, squareFactors, columns } = input;
  let [least, most] = [Infinity, -Infinity];
  for (const score of scores) {
    if (score < least) least = score;
    if (score > most) most = score;
  }
  const squares = new Float64Array(grid.length);
  const scatter = new Float64Array(grid.length);
  const means = columns.map(() => new Float64Array(grid.length));
  for (let g = 0; g < grid.length; g++) {
    const w = grid[g];
    const top = w < 0 ? least : most;
    const weights = scores.map((score) => kernelExp(w * (score - top)));
    let total = 0;
    weights.forEach((weight, i) => {
      total += weight;
      squares[g] += weight * weight;
      scatter[g] += weight * weight * squareFactors[i];
    });
    squares[g] /= total * total;
    scatter[g] /= total * total;
    columns.forEach((column, k) => {
      let sum = 0;
      for (let i = 0; i < weights.length; i++) sum += weights[i] * column[i];
      means[k][g] = sum / total;
    });
  }
  return { squares, scatter, means };
}

function requireSweep({ scores, squareFactors, columns }: SweepInput, grid: Vector): void {
  requireCount("number of scores", scores.length);
  requireFinite("scores", scores);
  requireFinite("inverse temperatures w", grid);
  const rule = { length: scores.length, because: "like the scores" };
  requireLength("square factors", squareFactors, rule);
  for (const column of columns) requireLength("column", column, rule);
}
