/** The loss of attention to the k nearest points, and its best window, without a simulation (claim C9.loss). */

import { innerProductLaw } from "../tasks/inner_product_law.ts";
import { requireCount, requirePositive } from "../validate.ts";
import type { LongContextTasks } from "./long_context_law.ts";
import { type LongContextMoments, longContextMoments } from "./long_context_moments.ts";
import { gaussLegendre } from "./quadrature.ts";

/** A class with its sizes and levels, and k. */
export interface TopKTasks extends LongContextTasks {
  /** k, from 1 to n. */
  readonly kept: number;
}

/** Nodes in the share of the sphere that the kept points lie in, and how far they go in its deviations. */
const SHARES = { nodes: 8, reach: 4.5 };

/**
 * L²(B + S/k) + σ²V/k of the k nearest of n points under e^{ws}.
 *
 * Given where the (k+1)-th nearest point lies, the k are independent and uniform inside its angle: a context of
 * length k of a cap in place of the sphere. The cap's share of the sphere is Beta(k+1, n−k), exactly.
 *
 * @example All points kept is softmax attention
 * ```ts
 * import { assertAlmostEquals } from "@std/assert";
 * import { longContextLoss, topKLoss } from "@attest/attest/measurement";
 *
 * const tasks = { functionClass: "affine", dimension: 3, contextLength: 90, lipschitz: 2, noise: 1 } as const;
 * assertAlmostEquals(topKLoss({ ...tasks, kept: 90 }, 4) / longContextLoss(tasks, 4), 1, 1e-3);
 * ```
 *
 * @throws {RangeError} Unless 1 ≤ k ≤ n and w > 0, and on a class or dimension without moments.
 */
export function topKLoss(tasks: TopKTasks, inverseTemperature: number): number {
  const { kept: k, lipschitz, noise } = tasks;
  const { bias, scatter, variance } = topKMoments(tasks, inverseTemperature);
  return lipschitz ** 2 * (bias + scatter / k) + (noise ** 2 * variance) / k;
}

/** The moments of a context of k in a cap, averaged over the cap. */
function topKMoments(
  { functionClass, dimension, contextLength: n, kept: k }: TopKTasks,
  w: number,
): LongContextMoments {
  requireCount("context length n", n);
  requireCount("number of points k", k);
  if (k > n) throw new RangeError(`number of points k must be at most n = ${n}, got ${k}`);
  const key = [functionClass, dimension, n, k, w].join();
  const known = memory.get(key);
  if (known !== undefined) return known;
  const average = { bias: 0, scatter: 0, variance: 0 };
  for (const { share, weight } of k === n ? [{ share: 1, weight: 1 }] : capShares(n, k)) {
    const within = Math.acos(innerProductLaw(dimension).quantile(1 - share));
    const own = longContextMoments({ functionClass, dimension, within }, w);
    average.bias += weight * own.bias;
    average.scatter += weight * own.scatter;
    average.variance += weight * own.variance;
  }
  if (memory.size < 5000) memory.set(key, average);
  return average;
}

/** Moments that were asked for: a ReLU pair's take some milliseconds. */
const memory = new Map<string, LongContextMoments>();

/** Nodes and weights for the share of the sphere nearer than the (k+1)-th of n points, Beta(k+1, n−k). */
function capShares(n: number, k: number): { readonly share: number; readonly weight: number }[] {
  const mean = (k + 1) / (n + 1);
  const reach = SHARES.reach * Math.sqrt((mean * (1 - mean)) / (n + 2));
  const { nodes, weights } = gaussLegendre(SHARES.nodes, [
    Math.max(0, mean - reach),
    Math.min(1, mean + reach),
  ]);
  const densities = nodes.map((share, i) => {
    const log = k * Math.log(share / mean) + (n - k - 1) * Math.log((1 - share) / (1 - mean));
    return weights[i] * Math.exp(log);
  });
  const total = densities.reduce((sum, density) => sum + density, 0);
  return Array.from(nodes, (share, i) => ({ share, weight: densities[i] / total }));
}

/** Where the best window is looked for, and rounds of golden section. */
const SEARCH = { from: 0.05, to: 300, rounds: 24 };

/**
 * The w from 0.05 to 300 at which that loss is least, with the loss.
 *
 * @example Few points ask for a wider window than all of them
 * ```ts
 * import { assertLess } from "@std/assert";
 * import { topKWindow } from "@attest/attest/measurement";
 *
 * const tasks = { functionClass: "affine", dimension: 3, contextLength: 200, lipschitz: 3, noise: 1 } as const;
 * const [few, all] = [20, 200].map((kept) => topKWindow({ ...tasks, kept }).inverseTemperature);
 * assertLess(few, all / 2);
 * ```
 *
 * @throws {RangeError} On what {@link topKLoss} refuses, and unless L is positive.
 */
export function topKWindow(
  tasks: TopKTasks,
): { readonly inverseTemperature: number; readonly loss: number } {
  requirePositive("Lipschitz constant L", tasks.lipschitz);
  const { functionClass, dimension, contextLength, kept, lipschitz, noise } = tasks;
  const key = [functionClass, dimension, contextLength, kept, lipschitz, noise].join();
  const window = windows.get(key) ?? findWindow(tasks);
  if (windows.size < 1000) windows.set(key, window);
  return window;
}

/** The best window of some tasks. */
type BestWindow = ReturnType<typeof topKWindow>;

/** Windows that were asked for: the replicates of a stratum, and the rivals of a law, ask for the same. */
const windows = new Map<string, BestWindow>();

function findWindow(tasks: TopKTasks): BestWindow {
  const golden = (Math.sqrt(5) - 1) / 2;
  const loss = (log: number) => topKLoss(tasks, Math.exp(log));
  let [low, high] = [Math.log(SEARCH.from), Math.log(SEARCH.to)];
  let [left, right] = [high - golden * (high - low), low + golden * (high - low)];
  let [leftLoss, rightLoss] = [loss(left), loss(right)];
  for (let round = 0; round < SEARCH.rounds; round++) {
    if (leftLoss <= rightLoss) {
      [high, right, rightLoss] = [right, left, leftLoss];
      left = high - golden * (high - low);
      leftLoss = loss(left);
    } else {
      [low, left, leftLoss] = [left, right, rightLoss];
      right = low + golden * (high - low);
      rightLoss = loss(right);
    }
  }
  const inverseTemperature = Math.exp((low + high) / 2);
  return Object.freeze({ inverseTemperature, loss: topKLoss(tasks, inverseTemperature) });
}
