/** The population of two-point prompts as a grid: population gradients without sampling. */

import { innerProductLaw } from "../tasks/inner_product_law.ts";
import type { NearestLoss } from "../training/nearest_loss.ts";
import { requireCount } from "../validate.ts";
import { gaussLegendre } from "./quadrature.ts";

/** How finely the population is resolved. */
export interface PopulationGrid {
  /** d ≥ 2. */
  readonly dimension: number;
  /** Places of the nearest point. */
  readonly places: number;
  /** Pairs of gaps behind it. */
  readonly panels: number;
}

/** Equally likely prompts whose nearest point is in one place. */
export interface PopulationPlace {
  /** The place's share of the population. */
  readonly weight: number;
  /** Inner products (t_*, t_second), prompt by prompt, nearest first. */
  readonly pairs: Float64Array;
}

/** Gauss's two nodes of a panel of length 1, which weigh the same. */
const NODES = [-1, 1].map((sign) => 0.5 + sign / Math.sqrt(12));

/**
 * Prompts of N = 2 that stand for the population on S^{d−1}: a weighted place for each t_* = F^{−1}(p).
 *
 * Gauss–Legendre in √p, p of density 2p: what near-ties add up to is 2f(t_*)dp there, while equally likely places
 * would meet the singular f/F; the root is for the mask, which is at work where p is small. Gauss's panels in v, t_second = F^{−1}(v·p): what depends on a gap of size 1/ξ1
 * is resolved while ξ1 is below about three times `panels`.
 *
 * @example A mean over the population: E t_* is 1/3 in three dimensions
 * ```ts
 * import { assertAlmostEquals } from "@std/assert";
 * import { populationPlaces } from "./population_places.ts";
 *
 * const places = populationPlaces({ dimension: 3, places: 4, panels: 1 });
 * const mean = places.reduce((sum, { weight, pairs }) => sum + weight * pairs[0], 0);
 * assertAlmostEquals(mean, 1 / 3, 1e-9);
 * ```
 *
 * @throws {RangeError} On a grid without points, or d < 2.
 */
export function populationPlaces(
  { dimension, places, panels }: PopulationGrid,
): readonly PopulationPlace[] {
  requireCount("number of places", places);
  requireCount("number of panels", panels);
  const { quantile } = innerProductLaw(dimension);
  const { nodes, weights } = gaussLegendre(places, [0, 1]);
  return Array.from(nodes, (root, i) => {
    const p = root ** 2;
    const pairs = new Float64Array(4 * panels).fill(quantile(p));
    for (let j = 0; j < 2 * panels; j++) {
      pairs[2 * j + 1] = quantile((p * (Math.floor(j / 2) + NODES[j % 2])) / panels);
    }
    return { weight: 4 * root ** 3 * weights[i], pairs };
  });
}

/** Loss and slopes of the population, from those of each place's prompts. */
export function lossOverPlaces(
  places: readonly PopulationPlace[],
  lossOf: (pairs: Float64Array) => NearestLoss,
): NearestLoss {
  let [loss, dXi1, dXi2] = [0, 0, 0];
  for (const { weight, pairs } of places) {
    const own = lossOf(pairs);
    loss += weight * own.loss;
    dXi1 += weight * own.dXi1;
    dXi2 += weight * own.dXi2;
  }
  return { loss, dXi1, dXi2 };
}

/** Every population that was asked for, by its grid. */
const known = new Map<string, readonly PopulationPlace[]>();

/**
 * The same as `populationPlaces`, made once for each grid and shared by all who ask: read them only.
 *
 * @throws {RangeError} On a grid without points, or d < 2.
 */
export function sharedPopulation(grid: PopulationGrid): readonly PopulationPlace[] {
  const key = [grid.dimension, grid.places, grid.panels].join();
  const places = known.get(key) ?? populationPlaces(grid);
  known.set(key, places);
  return places;
}
