/** What a sharp window costs where test points and labels have another law than training's (claim A13.curve). */

import type { TwoScalars } from "../model/one_layer_transformer.ts";
import type { RandomStream } from "../prng.ts";
import { fillSpherePoint } from "../tasks/covariates.ts";
import { innerProductLaw } from "../tasks/inner_product_law.ts";
import { requireCount } from "../validate.ts";
import { nearTies } from "./near_ties.ts";
import { gaussLegendre } from "./quadrature.ts";

/** A test law: points uniform on the sphere or on a cap around the query, labels random or those of a half-space. */
export interface ShiftedTies {
  /** N' ≥ 2. */
  readonly contextLength: number;
  /** d ≥ 3. */
  readonly dimension: number;
  /** Least inner product with the query; −1 is the whole sphere. */
  readonly least: number;
  /** Whether labels are the sides of a random great circle, the query's own among them. */
  readonly halfSpace: boolean;
}

/** Panels in t and in the angle between two points: both integrands are smooth in the angle. */
const [PLACES, TURNS] = [gaussLegendre(60, [0, 1]), gaussLegendre(40, [0, Math.PI])];

/** Chance that a random great circle parts two points at inner products t with the query, in random directions. */
function parted(t: number, dimension: number): number {
  let [sum, total] = [0, 0];
  TURNS.nodes.forEach((turn, k) => {
    const weight = TURNS.weights[k] * Math.sin(turn) ** (dimension - 3);
    total += weight;
    sum += weight * Math.acos(Math.min(1, t * t + (1 - t * t) * Math.cos(turn)));
  });
  return sum / (total * Math.PI);
}

/**
 * The density at 0 of the gap between the two nearest points, where their labels differ:
 * N(N−1)∫f²F^{N−2}P(differ | t)dt with f and F those of the cap.
 *
 * @example Random labels on the sphere in three dimensions: half of N/2
 * ```ts
 * import { assertAlmostEquals } from "@std/assert";
 * import { oppositeTies } from "@attest/attest/measurement";
 *
 * const law = { contextLength: 6, dimension: 3, least: -1, halfSpace: false };
 * assertAlmostEquals(oppositeTies(law), 1.5);
 * ```
 *
 * @throws {RangeError} Unless N ≥ 2 and d ≥ 3.
 */
export function oppositeTies({ contextLength, dimension, least, halfSpace }: ShiftedTies): number {
  requireCount("context length N", contextLength, 2);
  requireCount("dimension d", dimension, 3);
  const key = [contextLength, dimension, least, halfSpace].join();
  const density = known.get(key) ??
    oppositeDensity({ contextLength, dimension, least, halfSpace });
  known.set(key, density);
  return density;
}

const known = new Map<string, number>();

function oppositeDensity({ contextLength: n, dimension, least, halfSpace }: ShiftedTies): number {
  const { density, cdf } = innerProductLaw(dimension);
  const out = cdf(least);
  // In the angle from the query, so that f² is smooth at the ends: t = cos θ.
  const reach = Math.acos(least);
  return PLACES.nodes.reduce((sum, x, k) => {
    const theta = reach * x;
    const t = Math.cos(theta);
    const f = density(t) / (1 - out);
    const inside = (cdf(t) - out) / (1 - out);
    const differ = halfSpace ? parted(t, dimension) : 0.5;
    const weight = reach * PLACES.weights[k] * Math.sin(theta);
    return sum + weight * n * (n - 1) * f * f * inside ** (n - 2) * differ;
  }, 0);
}

/** What a sharp window costs on a test law, and what exact 1-NN costs more. */
export interface ShiftedErrors {
  /** E(ŷ − y_*)². */
  readonly nearest: number;
  /** E(y_* − y)² − E(ŷ − y)², y the query's own label: by so much the window errs less than exact 1-NN. */
  readonly gain: number;
}

/** Weights of points with these inner products. */
export type WeighInnerProducts = (
  innerProducts: Float64Array,
  parameters: TwoScalars,
) => { readonly weights: Float64Array; readonly queryWeight: number };

/** Pairs of points that are looked at: 3 to 9 % of noise. */
const PAIRS = 240;

/** Both errors at ξ1 under the hard mask, over near-ties, the labels averaged out exactly. */
export function shiftedErrors(
  { contextLength: n, dimension, least, halfSpace }: ShiftedTies,
  { xi1, weigh, stream }: {
    readonly xi1: number;
    readonly weigh: WeighInnerProducts;
    readonly stream: RandomStream;
  },
): ShiftedErrors {
  const directions = Array.from({ length: n }, () => new Float64Array(dimension - 1));
  let [nearest, gain, last] = [0, 0, NaN];
  const setting = { contextLength: n, dimension, xi1, strata: Math.ceil(PAIRS / n), edge: least };
  for (const { innerProducts: t, weight } of nearTies(setting, stream)) {
    // All gaps before the same second point share their directions.
    if (t[1] !== last) directions.forEach((v) => fillSpherePoint(v, stream));
    last = t[1];
    const agreement = (i: number, j: number) =>
      i === j ? 1 : halfSpace ? agreementOf(t, directions, [i, j]) : 0;
    const own = (i: number) => halfSpace ? 1 - (2 * Math.acos(t[i])) / Math.PI : 0;
    const { weights: q } = weigh(t, { xi1, xi2: Infinity });
    let [square, toNearest, toOwn] = [0, 0, 0];
    for (let i = 0; i < n; i++) {
      toNearest += q[i] * agreement(0, i);
      toOwn += q[i] * own(i);
      square += q[i] ** 2;
      for (let j = 0; j < i; j++) square += 2 * q[i] * q[j] * agreement(i, j);
    }
    nearest += weight * (square - 2 * toNearest + 1);
    gain += weight * (1 - 2 * own(0) - square + 2 * toOwn);
  }
  return { nearest, gain };
}

/** E y_i·y_j = 1 − 2θ/π under a random half-space, θ the angle between the two points. */
function agreementOf(
  t: Float64Array,
  directions: readonly Float64Array[],
  [i, j]: readonly [number, number],
): number {
  let along = 0;
  directions[i].forEach((entry, k) => along += entry * directions[j][k]);
  const inner = t[i] * t[j] + Math.sqrt((1 - t[i] ** 2) * (1 - t[j] ** 2)) * along;
  return 1 - (2 * Math.acos(Math.max(-1, Math.min(1, inner)))) / Math.PI;
}
