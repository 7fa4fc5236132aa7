/** The loss of a class at any window, and its best window, without a simulation: the law behind claims B8 and B9. */

import { requirePositive } from "../validate.ts";
import { geometricGrid } from "./best_inverse_temperature.ts";
import {
  type LongContextMoments,
  longContextMoments,
  type MomentClass,
} from "./long_context_moments.ts";

/** A class with its sizes and levels. */
export interface LongContextTasks {
  /** Which class. */
  readonly functionClass: MomentClass;
  /** d. */
  readonly dimension: number;
  /** n, long beside the variance: n/V effective neighbours make an error of the order V/n. */
  readonly contextLength: number;
  /** L. */
  readonly lipschitz: number;
  /** σ. */
  readonly noise: number;
}

/** Where moments are worked out; between, they are powers of w. */
const TABLE = { from: 0.05, to: 400, count: 112 };

const tables = new Map<string, readonly LongContextMoments[]>();
const grid = geometricGrid(TABLE.from, TABLE.to, TABLE.count);
const STEP = Math.log(grid[1] / grid[0]);

/** The moments of a class over the grid, worked out once, when they are first asked for: that takes 50 ms. */
function tableOf({ functionClass, dimension }: LongContextTasks): readonly LongContextMoments[] {
  const key = `${functionClass} ${dimension}`;
  const known = tables.get(key);
  if (known !== undefined) return known;
  const table = Array.from(grid, (w) => longContextMoments({ functionClass, dimension }, w));
  tables.set(key, table);
  return table;
}

/**
 * L²(B + S/n) + σ²V/n at w, moments as {@link longContextMoments} has them.
 *
 * @throws {RangeError} Unless w is from .05 to 400, and on a class or dimension without moments.
 */
export function longContextLoss(tasks: LongContextTasks, inverseTemperature: number): number {
  const place = Math.log(inverseTemperature / TABLE.from) / STEP;
  if (!(place > -1e-9 && place < TABLE.count - 1 + 1e-9)) {
    throw new RangeError(
      `inverse temperature w must be from ${TABLE.from} to ${TABLE.to}, got ${inverseTemperature}`,
    );
  }
  const table = tableOf(tasks);
  const k = Math.min(TABLE.count - 2, Math.max(0, Math.floor(place)));
  const between = (of: keyof LongContextMoments) =>
    table[k][of] * Math.pow(table[k + 1][of] / table[k][of], place - k);
  const { contextLength: n, lipschitz, noise } = tasks;
  return lipschitz ** 2 * (between("bias") + between("scatter") / n) +
    (noise ** 2 * between("variance")) / n;
}

/**
 * The w from .05 to 400 at which that loss is least, with the loss.
 *
 * @example Near the closed form of claim B7
 * ```ts
 * import { assertAlmostEquals } from "@std/assert";
 * import { longContextWindow, predictedWindow } from "@attest/attest/measurement";
 *
 * const law = { contextLength: 3000, lipschitz: 1, noise: 0.5 };
 * const { inverseTemperature } = longContextWindow({ functionClass: "affine", dimension: 3, ...law });
 * assertAlmostEquals(inverseTemperature / predictedWindow(law).inverseTemperature, 1, 0.02);
 * ```
 *
 * @throws {RangeError} On a class or dimension without moments, and unless n and L are positive.
 */
export function longContextWindow(
  tasks: LongContextTasks,
): { readonly inverseTemperature: number; readonly loss: number } {
  requirePositive("context length n", tasks.contextLength);
  requirePositive("Lipschitz constant L", tasks.lipschitz);
  const { functionClass, dimension, contextLength, lipschitz, noise } = tasks;
  const key = [functionClass, dimension, contextLength, lipschitz, noise].join();
  const window = windows.get(key) ?? findWindow(tasks);
  if (windows.size < 1000) windows.set(key, window);
  return window;
}

/** The best window of some tasks. */
type BestWindow = ReturnType<typeof longContextWindow>;

/** Windows that were asked for: the replicates of a stratum, and the rivals of a law, ask for the same. */
const windows = new Map<string, BestWindow>();

function findWindow(tasks: LongContextTasks): BestWindow {
  let best = 0;
  const losses = Array.from(grid, (w) => longContextLoss(tasks, w));
  for (let g = 1; g < grid.length; g++) if (losses[g] < losses[best]) best = g;
  // A ternary search: between grid points the loss is a sum of powers.
  let [low, high] = [grid[Math.max(0, best - 1)], grid[Math.min(grid.length - 1, best + 1)]];
  for (let round = 0; round < 40; round++) {
    const [left, right] = [(2 * low + high) / 3, (low + 2 * high) / 3];
    if (longContextLoss(tasks, left) < longContextLoss(tasks, right)) high = right;
    else low = left;
  }
  const inverseTemperature = (low + high) / 2;
  return Object.freeze({ inverseTemperature, loss: longContextLoss(tasks, inverseTemperature) });
}
