/** The attention weights of one set of scores at every window of a grid, as the sums that losses need. */

import { kernelSweep, type Sweep, type SweepInput } from "../kernel/sweep.ts";
import { dot, type Vector } from "../linalg.ts";
import { softmax, type Weigh } from "../model/softmax.ts";

/** The sums of {@link Sweep}, and the one that is 1 for a softmax. */
export interface WindowSweep extends Sweep {
  /** Σ a_i at each w. */
  readonly totals: Float64Array;
}

/**
 * Σ a_i, Σ a_i², Σ a_i² u_i and Σ a_i v_i of a = weigh(w·scores), for each w of the grid.
 *
 * The softmax goes through the kernel; any other way to weigh is asked at each w.
 *
 * @example The mean label as the window closes on the second point
 * ```ts
 * import { assertAlmostEquals } from "@std/assert";
 * import { windowSweep } from "./window_sweep.ts";
 *
 * const scores = Float64Array.of(0.2, 0.9);
 * const labels = Float64Array.of(3, 5);
 * const { means } = windowSweep({ scores, squareFactors: labels, columns: [labels] }, [0, 100]);
 * assertAlmostEquals(means[0][0], 4);
 * assertAlmostEquals(means[0][1], 5);
 * ```
 *
 * @param input n scores, n factors u and columns v of n values.
 * @param grid Inverse temperatures w.
 * @param weigh The weights to measure; the softmax by default.
 * @throws {RangeError} On no scores, or arrays of another length.
 */
export function windowSweep(
  input: SweepInput,
  grid: Vector,
  weigh: Weigh = softmax,
): WindowSweep {
  if (weigh === softmax) {
    return { totals: new Float64Array(grid.length).fill(1), ...kernelSweep(input, grid) };
  }
  return sweepBy(weigh, input, grid);
}

/** The sums of each w right after its weights, while these are in the cache. */
function sweepBy(weigh: Weigh, { scores, squareFactors, columns }: SweepInput, grid: Vector) {
  const sums = () => new Float64Array(grid.length);
  const [totals, squares, scatter] = [sums(), sums(), sums()];
  const means = columns.map(sums);
  let squared = new Float64Array(scores.length);
  for (let g = 0; g < grid.length; g++) {
    const scaled = new Float64Array(scores.length);
    const w = grid[g];
    for (let i = 0; i < scaled.length; i++) scaled[i] = w * scores[i];
    const weights = weigh(scaled);
    if (squared.length !== weights.length) squared = new Float64Array(weights.length);
    let [total, square] = [0, 0];
    for (let i = 0; i < squared.length; i++) {
      total += weights[i];
      square += squared[i] = weights[i] * weights[i];
    }
    totals[g] = total;
    squares[g] = square;
    scatter[g] = dot(squared, squareFactors);
    for (let k = 0; k < columns.length; k++) means[k][g] = dot(weights, columns[k]);
  }
  return { totals, squares, scatter, means };
}
