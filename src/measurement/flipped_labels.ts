/** Labels of a half-space that are flipped now and then: which windows err less than exact 1-NN (claim A16.crossing). */

import { innerProductLaw } from "../tasks/inner_product_law.ts";
import { requireCount } from "../validate.ts";
import { gaussLegendre } from "./quadrature.ts";

/** N points on S^{d−1}, each label flipped with this chance. */
export interface FlippedLabels {
  /** N. */
  readonly contextLength: number;
  /** d ≥ 3. */
  readonly dimension: number;
  /** p in [0, ½). */
  readonly flips: number;
}

/** Angles of a point with the query, and of the query with the normal of the half-space. */
const [POINTS, SIDES] = [gaussLegendre(200, [0, Math.PI]), gaussLegendre(40, [0, Math.PI / 2])];

/** P(a standard normal variable > x) for x ≥ 0, to 1e-7 (Abramowitz and Stegun 26.2.17). */
export function normalTail(x: number): number {
  const k = 1 / (1 + 0.2316419 * x);
  const series = [1.330274429, -1.821255978, 1.781477937, -0.356563782, 0.31938153]
    .reduce((sum, term) => sum * k + term, 0);
  return (Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI)) * series * k;
}

/**
 * How often exact 1-NN is beyond the boundary: E θ_* over π.
 *
 * @example One point is beyond it half of the time
 * ```ts
 * import { assertAlmostEquals } from "@std/assert";
 * import { flippedNearestError } from "@attest/attest/measurement";
 *
 * assertAlmostEquals(flippedNearestError({ contextLength: 1, dimension: 5 }), 0.5);
 * ```
 */
export function flippedNearestError(
  { contextLength, dimension }: Pick<FlippedLabels, "contextLength" | "dimension">,
): number {
  requireCount("context length N", contextLength);
  const { cdf } = innerProductLaw(dimension);
  return POINTS.nodes.reduce(
    (sum, theta, k) => sum + (POINTS.weights[k] * cdf(Math.cos(theta)) ** contextLength) / Math.PI,
    0,
  );
}

/** Chances of the places of a point and of the query, and how far a label is the query's own on average. */
interface Sphere {
  /** t at each angle of a point. */
  readonly t: readonly number[];
  /** Its chance. */
  readonly chance: readonly number[];
  /** Chance of each distance of the query to the boundary. */
  readonly sides: readonly number[];
  /** By distance and angle: 2F_{d−1}(st/√((1−s²)(1−t²))) − 1. */
  readonly agreement: readonly Float64Array[];
}

/** By d: a table takes 5 ms, and a crossing asks for the same one forty times. */
const spheres = new Map<number, Sphere>();

function sphereOf(dimension: number): Sphere {
  requireCount("dimension d", dimension, 3);
  const before = spheres.get(dimension);
  if (before) return before;
  const [whole, across] = [innerProductLaw(dimension), innerProductLaw(dimension - 1)];
  const chanceAt = (angle: number) => Math.sin(angle) * whole.density(Math.cos(angle));
  const sphere = {
    t: Array.from(POINTS.nodes, Math.cos),
    chance: Array.from(POINTS.nodes, (theta, k) => POINTS.weights[k] * chanceAt(theta)),
    sides: Array.from(SIDES.nodes, (alpha, i) => 2 * SIDES.weights[i] * chanceAt(alpha)),
    agreement: Array.from(
      SIDES.nodes,
      (alpha) =>
        POINTS.nodes.map((theta) => 2 * across.cdf(1 / (Math.tan(alpha) * Math.tan(theta))) - 1),
    ),
  };
  spheres.set(dimension, sphere);
  return sphere;
}

/**
 * How often the sign of Σe^{ξ1t}ỹ is not the query's own label: E_s Φ(−√N·μG(s)/√(E e^{2ξ1t} − μ²G(s)²)), μ = 1 − 2p, a
 * central limit in N.
 *
 * @throws {RangeError} Unless d ≥ 3.
 */
export function flippedWindowError(
  { contextLength, dimension, flips }: FlippedLabels,
  xi1: number,
): number {
  const { t, chance, sides, agreement } = sphereOf(dimension);
  const powers = t.map((own, k) => chance[k] * Math.exp(xi1 * (own - 1)));
  const square = powers.reduce((sum, power, k) => sum + power ** 2 / chance[k], 0);
  return sides.reduce((sum, weight, i) => {
    const mean = agreement[i].reduce((total, own, k) => total + powers[k] * own, 0);
    const kept = (1 - 2 * flips) * mean;
    const deviation = Math.sqrt((square - kept ** 2) / contextLength);
    return sum + weight * normalTail(kept / deviation);
  }, 0);
}

/** What was asked for before: claims ask once a replicate and rival. */
const known = new Map<string, number>();

/** Windows among which the crossing is looked for. */
const [WIDEST, NARROWEST] = [0.05, 20];

/**
 * The ξ1 from which on a window errs less than exact 1-NN.
 *
 * Errors against flipped labels are p + (1 − 2p) times those against true ones: 1-NN's is p + (1 − 2p)·E θ_* over π
 * against true labels, for it repeats its label's flip. A wide window averages the flips, and sees the boundary less.
 *
 * @example Without flips the window must be narrower
 * ```ts
 * import { assertLess } from "@std/assert";
 * import { overtakingWindow } from "@attest/attest/measurement";
 *
 * const shape = { contextLength: 64, dimension: 4 };
 * const [clean, noisy] = [0, 0.2].map((flips) => overtakingWindow({ ...shape, flips }));
 * assertLess(noisy, clean);
 * ```
 *
 * @param nearest What 1-NN errs with; its error by Crofton's formula if not said.
 * @throws {RangeError} Unless d ≥ 3.
 */
export function overtakingWindow(
  setting: FlippedLabels,
  nearest: number = setting.flips + (1 - 2 * setting.flips) * flippedNearestError(setting),
): number {
  const key = [setting.contextLength, setting.dimension, setting.flips, nearest].join();
  const before = known.get(key);
  if (before !== undefined) return before;
  let [low, high] = [Math.log(WIDEST), Math.log(NARROWEST)];
  for (let k = 0; k < 20; k++) {
    const middle = (low + high) / 2;
    if (flippedWindowError(setting, Math.exp(middle)) > nearest) low = middle;
    else high = middle;
  }
  const window = Math.exp((low + high) / 2);
  known.set(key, window);
  return window;
}
