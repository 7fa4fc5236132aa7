/** Where the best window lies when the context is long: the limits and power laws of claims B6 to B8. */

import { requireAtLeast, requireCount, requirePositive } from "../validate.ts";

/** What softmax attention at wI does to a linear function when n → ∞. */
export interface WindowLimit {
  /** A_d(w) = E[s e^{ws}]/E[e^{ws}]: the factor by which a linear function shrinks. */
  readonly shrinkage: number;
  /** E[e^{2ws}]/E[e^{ws}]²: the limit of n·EΣa_i². */
  readonly variance: number;
}

/** Panels of the quadrature: the integrands are smooth and narrow no further than w^−1/2. */
const PANELS = 2000;

/**
 * Moments of the inner product s of a uniform point of S^{d−1} with its query, tilted by e^{ws}.
 *
 * With s = cos θ the law is sin^{d−2}θ dθ, smooth from d = 2 on. A_d(w) = I_{d/2}(w)/I_{d/2−1}(w).
 *
 * @example d = 3: coth w − 1/w and w coth w
 * ```ts
 * import { assertAlmostEquals } from "@std/assert";
 * import { windowLimit } from "@attest/attest/measurement";
 *
 * const { shrinkage, variance } = windowLimit({ dimension: 3, inverseTemperature: 5 });
 * assertAlmostEquals(shrinkage, 1 / Math.tanh(5) - 1 / 5, 1e-9);
 * assertAlmostEquals(variance, 5 / Math.tanh(5), 1e-9);
 * ```
 *
 * @throws {RangeError} Unless d ≥ 2 and w ≥ 0.
 */
export function windowLimit(
  { dimension, inverseTemperature: w }: {
    readonly dimension: number;
    readonly inverseTemperature: number;
  },
): WindowLimit {
  requireCount("dimension d", dimension, 2);
  requireAtLeast("inverse temperature w", w, 0);
  const step = Math.PI / PANELS;
  let [mass, first, once, twice] = [0, 0, 0, 0];
  for (let k = 0; k <= PANELS; k++) {
    const simpson = k === 0 || k === PANELS ? 1 : k % 2 === 1 ? 4 : 2;
    const s = Math.cos(k * step);
    const density = simpson * Math.pow(Math.sin(k * step), dimension - 2);
    const tilt = Math.exp(w * (s - 1));
    mass += density;
    once += density * tilt;
    first += density * tilt * s;
    twice += density * tilt * tilt;
  }
  return { shrinkage: first / once, variance: (mass * twice) / (once * once) };
}

/** A law of affine tasks with the window's part of it. */
export interface AffineSetting {
  /** n. */
  readonly contextLength: number;
  /** L. */
  readonly lipschitz: number;
  /** σ > 0. */
  readonly noise: number;
}

/**
 * The loss of affine tasks at w, n long: (L²/3d)(1−A_d)² + [σ² + L²(d−1)/(6dw)]·V, V the limit over n.
 *
 * The second term of the bracket is the scatter of the points across the query's direction: weights a² sit
 * where e^{2ws} does, and there 1 − s² averages (d−1)/(2w).
 */
export function affineLoss(
  { contextLength, lipschitz, noise, dimension: d }: AffineSetting & {
    readonly dimension: number;
  },
  inverseTemperature: number,
): number {
  requirePositive("inverse temperature w", inverseTemperature);
  const { shrinkage, variance } = windowLimit({ dimension: d, inverseTemperature });
  const steepness = lipschitz ** 2;
  const scatter = (steepness * (d - 1)) / (6 * d * inverseTemperature);
  return (steepness / (3 * d)) * (1 - shrinkage) ** 2 +
    ((noise ** 2 + scatter) * variance) / contextLength;
}

/**
 * The best w of affine tasks at d = 3, (2nL²/(9σ²))^{1/3}, and its loss L²/(3w²) + L²/(9n).
 *
 * At d = 3, 1 − A ≈ 1/w and V ≈ w/n: the loss is L²/(9w²) + σ²w/n + L²/(9n).
 *
 * @example Eight times the points halve the bandwidth's square
 * ```ts
 * import { assertAlmostEquals } from "@std/assert";
 * import { predictedWindow } from "@attest/attest/measurement";
 *
 * const at = (contextLength: number) =>
 *   predictedWindow({ contextLength, lipschitz: 1, noise: 0.3 }).inverseTemperature;
 * assertAlmostEquals(at(800) / at(100), 2, 1e-12);
 * ```
 */
export function predictedWindow(
  { contextLength, lipschitz, noise }: AffineSetting,
): { readonly inverseTemperature: number; readonly loss: number } {
  // A law, unlike a context, knows no whole numbers: it is asked for the middle of a range, too.
  requirePositive("context length n", contextLength);
  requirePositive("Lipschitz constant L", lipschitz);
  requirePositive("label noise σ", noise);
  const steepness = lipschitz ** 2;
  const inverseTemperature = Math.cbrt((2 * contextLength * steepness) / (9 * noise ** 2));
  const loss = steepness / (3 * inverseTemperature ** 2) + steepness / (9 * contextLength);
  return { inverseTemperature, loss };
}
