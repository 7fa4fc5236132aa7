/** How near-ties on the sphere slow the last stretch of training: the constants of claim A11. */

import { innerProductLaw } from "../tasks/inner_product_law.ts";
import { angleShares, PANELS, STEP } from "./angle_shares.ts";
import { angleRule } from "./expected_nearest.ts";
import { requireCount, requirePositive } from "../validate.ts";

/** Constants of the gap between nearest and second nearest point. */
export interface GapLaw {
  /** p0, the density of the gap t_* − t_second at zero. */
  readonly density: number;
  /** C = p0(ln 2 − ½): L·ξ1 → C. */
  readonly lossConstant: number;
}

/** Every law that was asked for, by N and d: a quadrature takes a millisecond, and claims ask for one a replicate. */
const known = new Map<string, GapLaw>();

/**
 * p0 = N(N−1)∫f²F^{N−2} and C = p0(ln 2 − ½) for N uniform points on S^{d−1} and their query.
 *
 * With t = −cos θ the density f(t)dt is c·sin^{d−2}θ dθ, and f²dt = c²·sin^{2d−5}θ dθ, finite from d = 3 on.
 *
 * @example d = 3: p0 = N/2
 * ```ts
 * import { assertAlmostEquals } from "@std/assert";
 * import { gapLaw } from "@attest/attest/measurement";
 *
 * assertAlmostEquals(gapLaw({ contextLength: 4, dimension: 3 }).density, 2);
 * ```
 *
 * @throws {RangeError} Unless N ≥ 2 and d ≥ 3.
 */
export function gapLaw(
  { contextLength, dimension }: { readonly contextLength: number; readonly dimension: number },
): GapLaw {
  requireCount("context length N", contextLength, 2);
  requireCount("dimension d", dimension, 3);
  const setting = `${contextLength},${dimension}`;
  const law = known.get(setting) ?? gapLawOf(contextLength, dimension);
  known.set(setting, law);
  return law;
}

function gapLawOf(contextLength: number, dimension: number): GapLaw {
  const { share, square, total } = angleShares(dimension);
  let integral = 0;
  for (let k = 0; k <= PANELS; k++) {
    const weight = k === 0 || k === PANELS ? 1 : k % 2 === 1 ? 4 : 2;
    integral += weight * square[k] * Math.pow(share[k], contextLength - 2);
  }
  integral *= STEP / 3;
  const density = (contextLength * (contextLength - 1) * integral) / (total * total);
  return { density, lossConstant: density * (Math.LN2 - 0.5) };
}

/**
 * The constant of P(sign(ŷ) ≠ 1-NN)·ξ1² → N(N−1)(N−2)∫f³F^{N−3}·π²/48 for N uniform points on S^{d−1}.
 *
 * A wrong sign takes two opposite points that outweigh the nearest together: three near-ties at once, of
 * density N(N−1)(N−2)/2·∫f³F^{N−3}, labels with chance ¼, and ∫∫ 1{e^{−a}+e^{−b} > 1} da db = π²/6.
 *
 * @example d = 3: N(N−1)π²/192
 * ```ts
 * import { assertAlmostEquals } from "@std/assert";
 * import { signErrorConstant } from "@attest/attest/measurement";
 *
 * const constant = signErrorConstant({ contextLength: 4, dimension: 3 });
 * assertAlmostEquals(constant, Math.PI ** 2 / 16);
 * ```
 *
 * @throws {RangeError} Unless N ≥ 3 and d ≥ 3: below no sign is ever wrong, or the density is endless.
 */
export function signErrorConstant(
  { contextLength, dimension }: { readonly contextLength: number; readonly dimension: number },
): number {
  requireCount("context length N", contextLength, 3);
  requireCount("dimension d", dimension, 3);
  const setting = `${contextLength},${dimension}`;
  const constant = knownSign.get(setting) ?? signConstantOf(contextLength, dimension);
  knownSign.set(setting, constant);
  return constant;
}

const knownSign = new Map<string, number>();

function signConstantOf(n: number, dimension: number): number {
  const { density, cdf } = innerProductLaw(dimension);
  const { nodes, weights } = angleRule(dimension);
  let integral = 0;
  nodes.forEach((theta, k) => {
    const t = -Math.cos(theta);
    integral += weights[k] * Math.sin(theta) * Math.pow(density(t), 3) * Math.pow(cdf(t), n - 3);
  });
  return (n * (n - 1) * (n - 2) * integral * Math.PI ** 2) / 48;
}

/** What a descent's late loss depends on. */
export interface LateDescent {
  /** C. */
  readonly lossConstant: number;
  /** d + ρ², ρ = ξ2/ξ1: by so much slower than a lone scalar does ξ1 move. */
  readonly inertia: number;
  /** t = η·steps > 0. */
  readonly time: number;
}

/** The loss that A11 predicts of a late descent: C^{2/3}((d + ρ²)/(3t))^{1/3}. */
export function lateLoss({ lossConstant, inertia, time }: LateDescent): number {
  requirePositive("time t", time);
  return Math.cbrt((lossConstant ** 2 * inertia) / (3 * time));
}

/**
 * The loss that A11 predicts after time t = η·steps of matrix descent: C^{2/3}((d + ρ²)/(3t))^{1/3}.
 *
 * @param setting N, d, and ρ = ξ2/ξ1 (0 for the hard mask).
 * @param time t > 0.
 */
export function predictedLoss(
  { contextLength, dimension, ratio = 0 }: {
    readonly contextLength: number;
    readonly dimension: number;
    readonly ratio?: number;
  },
  time: number,
): number {
  const { lossConstant } = gapLaw({ contextLength, dimension });
  return lateLoss({ lossConstant, inertia: dimension + ratio ** 2, time });
}

/** The ξ1 that A11 predicts after time t under the hard mask: (3Ct/d)^{1/3}. */
export function predictedXi1(
  { contextLength, dimension }: { readonly contextLength: number; readonly dimension: number },
  time: number,
): number {
  requirePositive("time t", time);
  return Math.cbrt((3 * gapLaw({ contextLength, dimension }).lossConstant * time) / dimension);
}
