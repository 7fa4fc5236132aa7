/** What softmax attention at wI does to functions on the sphere when the context is long, and what 1/n adds. */

import { sineIntegral } from "../tasks/inner_product_law.ts";
import { requireCount, requirePositive } from "../validate.ts";

/** The classes whose moments are known. */
export type MomentClass = "affine" | "relu";

/** The parts of the loss L²(bias + scatter/n) + σ²·variance/n at one w, up to the order 1/n. */
export interface LongContextMoments {
  /** Squared miss at n = ∞ and L = 1. */
  readonly bias: number;
  /** n times what a finite context adds to it. */
  readonly scatter: number;
  /** n·EΣa_i². */
  readonly variance: number;
}

/** Nodes in the angle to the query, and in that between the query and the kink. */
const NODES = { points: 240, queries: 64 };
/** E l² of an affine slope, and E ((l₁ ± l₂)/2)² of either part of a ReLU pair. */
const SQUARED = { slope: 1 / 3, half: 1 / 6 };

/**
 * The moments of a class in d dimensions, by quadrature over angles.
 *
 * A mean under the weights is a ratio of sums. With g the function, m its mean under e^{ws} and μ = E e^{ws},
 * the ratio's mean is m − E[(g−m)e^{2ws}]/(nμ²) and its variance E[(g−m)²e^{2ws}]/(nμ²), up to 1/n².
 * For g = s this is the odd part; the even part is |vᵀx|, whose kink the weights average over.
 *
 * @example At d = 3 linear functions shrink by coth w − 1/w
 * ```ts
 * import { assertAlmostEquals } from "@std/assert";
 * import { longContextMoments } from "./long_context_moments.ts";
 *
 * const { bias } = longContextMoments({ functionClass: "affine", dimension: 3 }, 5);
 * assertAlmostEquals(bias, (1 - 1 / Math.tanh(5) + 1 / 5) ** 2 / 9, 1e-9);
 * ```
 *
 * @param setting Class and d; all points lie within this angle of the query, by default anywhere.
 * @throws {RangeError} Unless w > 0, the angle is positive and d ≥ 2, and for ReLU pairs unless d is 2 or 3.
 */
export function longContextMoments(
  { functionClass, dimension: d, within = Math.PI }: {
    readonly functionClass: MomentClass;
    readonly dimension: number;
    readonly within?: number;
  },
  inverseTemperature: number,
): LongContextMoments {
  requireCount("dimension d", d, 2);
  requirePositive("inverse temperature w", inverseTemperature);
  requirePositive("angle within which points lie", within);
  const tilted = tiltedNodes(d, inverseTemperature, within);
  const along = ratioOf(tilted, (s) => s, (s) => s * s);
  // Across the query's direction points miss by 1 − s² in the mean, and no bias comes of it.
  const across = tilted.reduce((sum, { s, twice }) => sum + twice * (1 - s * s), 0);
  const odd = {
    bias: (1 - along.mean) ** 2 / d,
    scatter: (2 * (1 - along.mean) * along.lag + along.spread + across) / d,
  };
  const variance = tilted.reduce((sum, { twice }) => sum + twice, 0);
  if (functionClass === "affine") return weighted(variance, [[SQUARED.slope, odd]]);
  const even = evenPart(d, tilted);
  return weighted(variance, [[SQUARED.half, odd], [SQUARED.half, even]]);
}

/** A node of the quadrature over points: the weights are normalised by E e^{ws}, once and twice tilted. */
type Node = Readonly<Record<"s" | "once" | "twice", number>>;

/** Simpson's rule in the angle, as far as e^{ws} reaches. */
function tiltedNodes(d: number, w: number, within: number): Node[] {
  const reach = Math.min(within, Math.PI, 9 / Math.sqrt(w));
  const raw = Array.from({ length: NODES.points + 1 }, (_, k) => {
    const angle = (reach * k) / NODES.points;
    const density = simpson(k, NODES.points) * reach * Math.pow(Math.sin(angle), d - 2);
    return { s: Math.cos(angle), density, tilt: Math.exp(w * (Math.cos(angle) - 1)) };
  });
  const mean = raw.reduce((sum, { density, tilt }) => sum + density * tilt, 0);
  const mass = sineIntegral(d - 2, Math.min(within, Math.PI));
  return raw.map(({ s, density, tilt }) => {
    const once = (density * tilt) / mean;
    return { s, once, twice: (mass * once * tilt) / mean };
  });
}

function simpson(k: number, last: number): number {
  return (k === 0 || k === last ? 1 : k % 2 === 1 ? 4 : 2) / (3 * last);
}

/** The mean of a function under the weights; n times by how much less its mean over contexts is; n times its variance. */
function ratioOf(
  nodes: readonly Node[],
  g: (s: number) => number,
  squared: (s: number) => number,
): { readonly mean: number; readonly lag: number; readonly spread: number } {
  let [mean, first, second, mass] = [0, 0, 0, 0];
  for (const { s, once, twice } of nodes) {
    const value = g(s);
    mean += once * value;
    first += twice * value;
    second += twice * squared(s);
    mass += twice;
  }
  return { mean, lag: first - mean * mass, spread: second - 2 * mean * first + mean * mean * mass };
}

/** The squared miss on |vᵀx|, averaged over the angle between v and the query. */
function evenPart(d: number, tilted: readonly Node[]): { bias: number; scatter: number } {
  const meanAbsolute = MEAN_ABSOLUTE[d];
  if (meanAbsolute === undefined) {
    throw new RangeError(`dimension d of ReLU pairs must be 2 or 3, got ${d}`);
  }
  let [bias, scatter, mass] = [0, 0, 0];
  for (let k = 0; k <= NODES.queries; k++) {
    // Nodes crowd at the kink, where vᵀx_q = sin² of what runs evenly.
    const z = Math.sin((Math.PI / 2) * (k / NODES.queries)) ** 2;
    const density = simpson(k, NODES.queries) * Math.sqrt(z) * Math.pow(1 - z * z, (d - 2) / 2) /
      Math.sqrt(1 + z);
    const root = Math.sqrt(1 - z * z);
    const { mean, lag, spread } = ratioOf(
      tilted,
      (s) => meanAbsolute(z * s, root * Math.sqrt(1 - s * s)),
      (s) => z * z * s * s + (root * root * (1 - s * s)) / (d - 1),
    );
    bias += density * (mean - z) ** 2;
    scatter += density * (spread - 2 * (mean - z) * lag);
    mass += density;
  }
  return { bias: bias / mass, scatter: scatter / mass };
}

/** E |a + bc| for b ≥ 0, c a coordinate of a uniform point of S^{d−2}: ±1, or the cosine of a uniform angle. */
const MEAN_ABSOLUTE: Readonly<Record<number, (a: number, b: number) => number>> = {
  2: (a, b) => Math.max(Math.abs(a), b),
  3: (a, b) =>
    Math.abs(a) >= b
      ? Math.abs(a)
      : (2 / Math.PI) * (a * Math.asin(a / b) + Math.sqrt(b * b - a * a)),
};

function weighted(
  variance: number,
  parts: readonly (readonly [number, { readonly bias: number; readonly scatter: number }])[],
): LongContextMoments {
  const sum = (of: "bias" | "scatter") =>
    parts.reduce((total, [share, part]) => total + share * part[of], 0);
  return { bias: sum("bias"), scatter: sum("scatter"), variance };
}
