/** How near the nearest of N points is on average, without sampling (claim A12). */

import { requireSphereDimension } from "../tasks/covariates.ts";
import { innerProductLaw } from "../tasks/inner_product_law.ts";
import { requireCount } from "../validate.ts";
import { gaussLegendre, type QuadratureRule } from "./quadrature.ts";

let unit: QuadratureRule | undefined;

/** The rule on [−1, 1], worked out once, when it is first asked for: that takes 10 ms. */
function unitRule(): QuadratureRule {
  return unit ??= gaussLegendre(200, [-1, 1]);
}

/**
 * A rule in θ, t = −cos θ, for integrands smooth in θ that carry the density sin^{d−2}θ of the inner product.
 *
 * The density falls like e^{−d(θ−π/2)²/2}: 12/√d either way of the middle leave e^{−72}, and keep 200 nodes
 * dense enough for the nearest of some hundred points in any dimension.
 */
export function angleRule(dimension: number): QuadratureRule {
  requireSphereDimension(dimension);
  const reach = Math.min(Math.PI / 2, 12 / Math.sqrt(dimension));
  const { nodes, weights } = unitRule();
  return {
    nodes: nodes.map((x) => Math.PI / 2 + reach * x),
    weights: weights.map((weight) => reach * weight),
  };
}

/**
 * E t_* = 1 − ∫F^N, the mean largest inner product of N uniform points on S^{d−1} with their query.
 *
 * @example Three points in three dimensions
 * ```ts
 * import { assertAlmostEquals } from "@std/assert";
 * import { expectedNearest } from "@attest/attest/measurement";
 *
 * assertAlmostEquals(expectedNearest({ contextLength: 3, dimension: 3 }), 1 / 2);
 * ```
 *
 * @throws {RangeError} Unless N ≥ 1 and d ≥ 2.
 */
export function expectedNearest(
  { contextLength, dimension }: { readonly contextLength: number; readonly dimension: number },
): number {
  requireCount("context length N", contextLength);
  const { cdf, sine, weights, reach } = tableOf(dimension);
  let below = 0;
  for (let k = 0; k < weights.length; k++) {
    below += weights[k] * Math.pow(cdf[k], contextLength) * sine[k];
  }
  return Math.sin(reach) - below;
}

/** What the integral has of a dimension alone, at the nodes of its rule. */
interface AngleTable {
  /** F(−cos θ). */
  readonly cdf: Float64Array;
  readonly sine: Float64Array;
  readonly weights: Float64Array;
  /** Beyond the rule's upper end F is 1, and the integral runs on to t = 1. */
  readonly reach: number;
}

/** By dimension: F takes a recurrence in d at every node, and claims ask for many N. */
const tables = new Map<number, AngleTable>();

function tableOf(dimension: number): AngleTable {
  const known = tables.get(dimension);
  if (known !== undefined) return known;
  const { cdf } = innerProductLaw(dimension);
  const { nodes, weights } = angleRule(dimension);
  const table = {
    cdf: nodes.map((theta) => cdf(-Math.cos(theta))),
    sine: nodes.map((theta) => Math.sin(theta)),
    weights,
    reach: weights.reduce((sum, weight) => sum + weight, 0) / 2,
  };
  tables.set(dimension, table);
  return table;
}
