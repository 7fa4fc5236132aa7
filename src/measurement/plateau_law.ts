/** How long descent waits where the query token keeps all of the weight (claim A14.descent). */

import type { TwoScalars } from "../model/one_layer_transformer.ts";
import { innerProductLaw } from "../tasks/inner_product_law.ts";
import { requireCount, requireFiniteNumber } from "../validate.ts";
import { angleRule } from "./expected_nearest.ts";

/** What the nearest point weighs on the plateau, per e^{ξ2}, and how that grows as ξ1 falls. */
export interface NearestTilt {
  /** φ = E e^{−ξ1(1−t_*)}. */
  readonly weight: number;
  /** −∂log φ/∂ξ1: E(1 − t_*) under that tilt. */
  readonly lag: number;
}

/** N, d and ξ1. */
export interface TiltSetting {
  /** N ≥ 1. */
  readonly contextLength: number;
  /** d ≥ 2. */
  readonly dimension: number;
  /** Any finite number. */
  readonly xi1: number;
}

/** What was asked for before: claims ask once a replicate, and once more for every rival. */
const known = new Map<string, NearestTilt>();

/**
 * φ = E e^{−ξ1(1−t_*)} for the nearest of N uniform points on S^{d−1}, and the mean of 1 − t_* under that tilt.
 *
 * @example Untilted, one point is a distance of 1 behind on average
 * ```ts
 * import { assertAlmostEquals } from "@std/assert";
 * import { nearestTilt } from "@attest/attest/measurement";
 *
 * const { weight, lag } = nearestTilt({ contextLength: 1, dimension: 3, xi1: 0 });
 * assertAlmostEquals(weight, 1);
 * assertAlmostEquals(lag, 1);
 * ```
 *
 * @throws {RangeError} On no points, d < 2, or a ξ1 that is not finite.
 */
export function nearestTilt({ contextLength, dimension, xi1 }: TiltSetting): NearestTilt {
  requireCount("context length N", contextLength);
  requireFiniteNumber("ξ1", xi1);
  const setting = [contextLength, dimension, xi1].join();
  const tilt = known.get(setting) ?? tiltOf(contextLength, dimension, xi1);
  known.set(setting, tilt);
  return tilt;
}

function tiltOf(n: number, dimension: number, xi1: number): NearestTilt {
  const { cdf, density } = innerProductLaw(dimension);
  const { nodes, weights } = angleRule(dimension);
  const total = 1 / density(0);
  let [weight, moment] = [0, 0];
  nodes.forEach((theta, k) => {
    const t = -Math.cos(theta);
    const chance = (n * weights[k] * Math.sin(theta) ** (dimension - 2) * cdf(t) ** (n - 1)) /
      total;
    const tilted = chance * Math.exp(-xi1 * (1 - t));
    weight += tilted;
    moment += tilted * (1 - t);
  });
  return { weight, lag: moment / weight };
}

/**
 * The time that matrix descent from (ξ1, ξ2) waits on the plateau: e^{−ξ2}/(φ(1 + m²/d)), m the lag of `nearestTilt`.
 *
 * There L = ½ − e^{ξ2}φ(ξ1), so that ξ2 climbs at the rate e^{ξ2}φ, and ξ1 falls by m/d for each unit of that,
 * which raises φ by m²/d. Both rates are taken as they are at the start, where most of the time is spent.
 *
 * @example One point, ξ1 = 0: m = 1
 * ```ts
 * import { assertAlmostEquals } from "@std/assert";
 * import { plateauTime } from "@attest/attest/measurement";
 *
 * const start = { contextLength: 1, dimension: 4, xi1: 0, xi2: -10 };
 * assertAlmostEquals(plateauTime(start) / Math.exp(10), 0.8);
 * ```
 *
 * @throws {RangeError} On what `nearestTilt` refuses.
 */
export function plateauTime(setting: TiltSetting & TwoScalars): number {
  const { weight, lag } = nearestTilt(setting);
  return Math.exp(-setting.xi2) / (weight * (1 + lag ** 2 / setting.dimension));
}
