/** What random features add to the loss of softmax attention in long contexts, to first order in 1/m (claim C11.loss). */

import type { FeatureKind } from "../model/random_features.ts";
import { requireCount, requirePositive } from "../validate.ts";
import { gaussLegendre } from "./quadrature.ts";

/** Where the law is asked for: M = wI, points and queries on the sphere. */
export interface FeaturePlace {
  /** Which features. */
  readonly kind: FeatureKind;
  /** d. */
  readonly dimension: number;
  /** w. */
  readonly inverseTemperature: number;
}

/** The parts of m times the excess L²(slope + scatter/n) + σ²·noise/n of affine tasks. */
export interface FeatureExcess {
  /** At n = ∞ and L = 1. */
  readonly slope: number;
  /** n times what a finite context adds to it. */
  readonly scatter: number;
  /** n times what labels of variance one add. */
  readonly noise: number;
}

/** Nodes in the angle to the query, and in that about it. */
const NODES = { angle: 40, turn: 24 };
/** E l². */
const SLOPE = 1 / 3;

/**
 * With c(x) what one frequency makes of the kernel k(x) and r = y − h, attention by m of them is off by Σĉr/Σĉ, and
 * Σkr = 0: its square has the mean E(Σcr)²/(mD²), D = Σk, and itself −E(Σcr)(Σc)/(mD²). The mean of c(x)c(y) over
 * frequencies is in closed form ({@link pairMoment}), so that all that is left is to integrate over points.
 *
 * @example At d = 3 trigonometric features add 2w/9 in narrow windows
 * ```ts
 * import { assertAlmostEquals } from "@std/assert";
 * import { featureExcess } from "@attest/attest/measurement";
 *
 * const { slope } = featureExcess({ kind: "trigonometric", dimension: 3, inverseTemperature: 30 });
 * assertAlmostEquals(slope / ((2 * 30) / 9), 1, 0.1);
 * ```
 *
 * @throws {RangeError} Unless d ≥ 2 and w > 0.
 */
export function featureExcess(place: FeaturePlace): FeatureExcess {
  const { dimension: d, inverseTemperature: w } = place;
  requireCount("dimension d", d, 2);
  requirePositive("inverse temperature w", w);
  const points = angleNodes(d, w);
  const shrinkage = points.reduce((sum, { s, weight }) => sum + weight * s, 0);
  const pair = pairMoment(place);
  const { square, along, all, near, nearRest } = pairSums(points, { d, shrinkage, pair });
  let [own, ownRest, twice, twiceRest] = [0, 0, 0, 0];
  for (const { s, mass, over, weight } of points) {
    const moment = (over * over / mass) * pair(s, s, 1);
    const rest = restOf(s, shrinkage);
    own += moment;
    ownRest += moment * rest;
    twice += (weight * weight) / mass;
    twiceRest += ((weight * weight) / mass) * rest;
  }
  return {
    slope: (SLOPE / d) * (square + 2 * (1 - shrinkage) * along),
    scatter: (SLOPE / d) * (ownRest - 4 * nearRest + 3 * twiceRest * all - square),
    noise: own - 4 * near + 3 * twice * all,
  };
}

/** ‖x − A·x_q‖², of which the functions' residuals are made as labels are of noise. */
const restOf = (s: number, shrinkage: number) => 1 - 2 * shrinkage * s + shrinkage ** 2;

/** The sums over pairs of points, the mean kernel being one. */
function pairSums(
  points: readonly Node[],
  { d, shrinkage: A, pair }: {
    readonly d: number;
    readonly shrinkage: number;
    readonly pair: (x: number, y: number, inner: number) => number;
  },
) {
  const mean = points[0].mass / points[0].over;
  const turns = turnNodes(d);
  let [square, along, all, near, nearRest] = [0, 0, 0, 0, 0];
  for (const x of points) {
    for (const y of points) {
      for (const { cosine, share } of turns) {
        const inner = x.s * y.s + cosine * Math.sqrt((1 - x.s * x.s) * (1 - y.s * y.s));
        const moment = share * y.over * pair(x.s, y.s, inner);
        square += x.over * moment * (inner - A * (x.s + y.s) + A * A);
        along += x.over * moment * (x.s - A);
        all += x.over * moment;
        near += (x.weight / mean) * moment;
        nearRest += (x.weight / mean) * moment * restOf(x.s, A);
      }
    }
  }
  return { square, along, all, near, nearRest };
}

/** E c(x)c(y) over one standard normal frequency, by ⟨x, x_q⟩, ⟨y, x_q⟩ and ⟨x, y⟩; k(x) = e^{w(⟨x, x_q⟩ − 1)}. */
function pairMoment(
  { kind, inverseTemperature: w }: FeaturePlace,
): (x: number, y: number, inner: number) => number {
  return kind === "positive"
    ? (x, y, inner) => Math.exp(w * (inner - 1 + 2 * x + 2 * y))
    : (x, y, inner) => (Math.exp(w * (inner - 1)) + Math.exp(w * (2 * (x + y) - inner - 3))) / 2;
}

/** A node of the sphere by its inner product with the query. */
interface Node {
  readonly s: number;
  /** Its share of the sphere. */
  readonly mass: number;
  /** Its share of the attention. */
  readonly weight: number;
  /** Its share of the sphere over the mean kernel. */
  readonly over: number;
}

function angleNodes(d: number, w: number): Node[] {
  const { nodes, weights } = gaussLegendre(NODES.angle, [0, Math.PI]);
  const sizes = nodes.map((angle, i) => weights[i] * Math.pow(Math.sin(angle), d - 2));
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const kernels = nodes.map((angle) => Math.exp(w * (Math.cos(angle) - 1)));
  const mean = kernels.reduce((sum, kernel, i) => sum + kernel * sizes[i], 0) / total;
  return Array.from(nodes, (angle, i) => {
    const mass = sizes[i] / total;
    const over = mass / mean;
    return { s: Math.cos(angle), mass, over, weight: over * kernels[i] };
  });
}

/** Cosines of the angle between two points about the query: ±1 on the circle. */
function turnNodes(d: number): { readonly cosine: number; readonly share: number }[] {
  if (d === 2) return [{ cosine: 1, share: 0.5 }, { cosine: -1, share: 0.5 }];
  const { nodes, weights } = gaussLegendre(NODES.turn, [0, Math.PI]);
  const sizes = nodes.map((angle, i) => weights[i] * Math.pow(Math.sin(angle), d - 3));
  const total = sizes.reduce((sum, size) => sum + size, 0);
  return Array.from(nodes, (angle, i) => ({ cosine: Math.cos(angle), share: sizes[i] / total }));
}
