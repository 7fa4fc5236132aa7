/** Rare near-ties drawn on purpose: averages over prompts that a sharp window leaves to them alone. */

import type { RandomStream } from "../prng.ts";
import { sphereInnerProduct } from "../tasks/covariates.ts";
import { innerProductLaw } from "../tasks/inner_product_law.ts";
import { requireCount, requirePositive } from "../validate.ts";
import { gaussLegendre } from "./quadrature.ts";

/** What near-ties are drawn for. */
export interface NearTieSetting {
  /** N. */
  readonly contextLength: number;
  /** d ≥ 2. */
  readonly dimension: number;
  /** ξ1: the scale of the gaps that matter is 1/ξ1. */
  readonly xi1: number;
  /** Strata for the place of the best of the points that are not integrated. */
  readonly strata: number;
  /** Points are uniform on the cap of inner products from here on; −1 by default, the whole sphere. */
  readonly edge?: number;
}

/** Inner products, nearest first, and what they count for. */
export interface WeightedPrompt {
  /** N inner products; valid until the next prompt is asked for. */
  readonly innerProducts: Float64Array;
  /** The sum of weight × value estimates the mean of the value over prompts. */
  readonly weight: number;
}

/** Over the gap as u = 1 − e^{−ξ1·gap} what decays like e^{−ξ1·gap} is smooth: a dozen nodes are plenty. */
const NODES = gaussLegendre(12, [0, 1]);

/** Fills `t` from `from` on with uniform points between the edge and their best, and returns that best. */
function fillBehind(
  t: Float64Array,
  { from, best, dimension, edge = -1 }: {
    from: number;
    best: number;
    dimension: number;
    edge?: number;
  },
  stream: RandomStream,
): number {
  t[from] = best;
  for (let j = from + 1; j < t.length; j++) {
    do t[j] = sphereInnerProduct(dimension, stream); while (t[j] > best || t[j] < edge);
  }
  return best;
}

/**
 * Weighted prompts for means of values that fall off like e^{−ξ1·gap} or faster.
 *
 * By symmetry E v = N·E ∫_M^1 f(t_1) v dt_1, M the best of the N − 1 others: M is stratified by its own law,
 * the others are drawn behind it, and the gap is integrated by quadrature.
 *
 * @throws {RangeError} Unless N ≥ 2, d ≥ 2, ξ1 > 0 and there is a stratum.
 */
export function* nearTies(
  { contextLength: n, dimension, xi1, strata, edge = -1 }: NearTieSetting,
  stream: RandomStream,
): Generator<WeightedPrompt> {
  requireCount("context length N", n, 2);
  requirePositive("ξ1", xi1);
  requireCount("number of strata", strata);
  const { cdf, density, quantile } = innerProductLaw(dimension);
  const outside = cdf(edge);
  const t = new Float64Array(n);
  for (let k = 0; k < strata; k++) {
    const share = Math.pow((k + stream.uniform()) / strata, 1 / (n - 1));
    const place = quantile(outside + (1 - outside) * share);
    const best = fillBehind(t, { from: 1, best: place, dimension, edge }, stream);
    const top = -Math.expm1(-xi1 * (1 - best));
    for (let i = 0; i < NODES.nodes.length; i++) {
      const u = top * NODES.nodes[i];
      t[0] = Math.min(1, best - Math.log1p(-u) / xi1);
      const chance = (n * density(t[0])) / (1 - outside);
      const weight = (chance * top * NODES.weights[i]) / (strata * xi1 * (1 - u));
      yield { innerProducts: t, weight };
    }
  }
}

/**
 * Weighted prompts for means of values that vanish unless the others together outweigh the nearest point:
 * those where a sign can be wrong.
 *
 * By symmetry E v = N(N−1)·E ∫∫ f(t_1) f(t_2) v over t_1 > t_2 > M, M the best of the N − 2 others. With the
 * ratios a = e^{−ξ1(t_1−t_2)} and b = e^{−ξ1(t_2−M)} the others weigh at most a(1 + (N−2)b) times the nearest:
 * b is drawn uniform in (0, 1), then a above 1/(1 + (N−2)b), both stratified.
 *
 * @throws {RangeError} Unless N ≥ 3, d ≥ 2, ξ1 > 0 and there is a stratum.
 */
export function* tripleTies(
  { contextLength: n, dimension, xi1, strata }: NearTieSetting,
  stream: RandomStream,
): Generator<WeightedPrompt> {
  requireCount("context length N", n, 3);
  requirePositive("ξ1", xi1);
  requireCount("number of strata", strata);
  const { density, quantile } = innerProductLaw(dimension);
  const t = new Float64Array(n);
  const shifts = [stream.uniform(), stream.uniform()];
  for (let k = 0; k < strata; k++) {
    const place = quantile(Math.pow((k + stream.uniform()) / strata, 1 / (n - 2)));
    const third = fillBehind(t, { from: 2, best: place, dimension }, stream);
    // Weyl's sequences of the plastic number, shifted: they fill the square of the two ratios evenly.
    const b = 1 - ((k * 0.7548776662466927 + shifts[0]) % 1);
    const least = 1 / (1 + (n - 2) * b);
    const a = 1 - (1 - least) * ((k * 0.5698402909980532 + shifts[1]) % 1);
    t[1] = third - Math.log(b) / xi1;
    t[0] = t[1] - Math.log(a) / xi1;
    if (t[0] >= 1) continue;
    const chance = n * (n - 1) * density(t[0]) * density(t[1]) * (1 - least);
    yield { innerProducts: t, weight: chance / (strata * xi1 * xi1 * a * b) };
  }
}
