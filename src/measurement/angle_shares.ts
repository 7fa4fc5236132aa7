/** The law of an inner product t = −cos θ at evenly spaced θ: what near-ties have of a dimension alone. */

/** Values at the points of Simpson's rule on [0, π]. */
export interface AngleShares {
  /** F(−cos θ) = ∫_0^θ sin^{d−2} over all of it. */
  readonly share: Float64Array;
  /** sin^{2d−5}θ, of the squared density. */
  readonly square: Float64Array;
  /** ∫_0^π sin^{d−2}. */
  readonly total: number;
}

/** The integrands are smooth, so Simpson's rule is at rounding level with so many intervals. */
export const PANELS = 4000;
/** From one point to the next. */
export const STEP = Math.PI / PANELS;

/** By dimension, 64 KB each: they are most of the time of a law, and a dimension is asked for with many N. */
const known = new Map<number, AngleShares>();

/** The shares of one dimension d ≥ 3, worked out when first asked for. */
export function angleShares(dimension: number): AngleShares {
  const shares = known.get(dimension) ?? angleSharesOf(dimension);
  known.set(dimension, shares);
  return shares;
}

function angleSharesOf(dimension: number): AngleShares {
  const sine = (k: number) => Math.sin(k * STEP);
  const f = (k: number) => Math.pow(sine(k), dimension - 2);
  // Cumulative Simpson on half-steps: the integral up to every point of the outer rule.
  const integral = new Float64Array(PANELS + 1);
  for (let k = 0, at = f(0); k < PANELS; k++) {
    const next = f(k + 1);
    integral[k + 1] = integral[k] + (STEP / 6) * (at + 4 * f(k + 0.5) + next);
    at = next;
  }
  const total = integral[PANELS];
  return {
    share: integral.map((part) => part / total),
    square: integral.map((_, k) => Math.pow(sine(k), 2 * dimension - 5)),
    total,
  };
}
