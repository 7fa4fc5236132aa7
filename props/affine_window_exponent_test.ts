import fc from "fast-check";
import { frozenWindow } from "../fixtures/mutants/frozen_window.ts";
import { noiseIgnored } from "../fixtures/mutants/noise_ignored.ts";
import { temperatureSquared } from "../fixtures/mutants/temperature_squared.ts";
import { uniformWeights } from "../fixtures/mutants/uniform_weights.ts";
import { testClaim } from "../scripts/test_claim.ts";
import {
  counts,
  geometricGrid,
  logUniform,
  randomStream,
  statisticalClaim,
  windowExponent,
} from "../src/mod.ts";

/** The margin on the slope. */
const WITHIN = 0.08;
/** Both frozen samples. The slope is over 16 times n; a step of 9 % of the grid is .03 of it. */
const SAMPLE = {
  functionClass: "affine",
  grid: geometricGrid(1, 160, 60),
  points: 12_000,
  factor: 16,
} as const;

/**
 * The squared bias of an affine function falls like w^−2 and the variance grows like w^{(d−1)/2}/n.
 * Over n = 100 … 1600 the slopes are .36 to .39 at d = 2 and .33 to .35 at d = 3. At d = 5 (theory .25) they are
 * .33 at L = σ and .28 for L/σ ≥ 2: from n = 50 on, where w* < 2 yet, .39 at L = σ, which misses.
 */
export const claim = statisticalClaim({
  id: "B8",
  slug: "affine_window_exponent",
  statement: "for affine tasks the best window grows like a power of n, w* ∝ (nL²/σ²)^{2/(d+3)}",
  source: "derived; exponents of arXiv 2402.11639, theorem 3.4, made exact",
  regime: "d = 2 or 3, n from 100 to 200 and 16 times that, L/σ from 1 to 5; exponent within .08",
  kind: "LIM",
  expected: "verified",
  needs: ["weigh", "chooseWindow"],
  mutants: [frozenWindow, noiseIgnored, temperatureSquared, uniformWeights],
  effectName: "0.08 − |slope of log w* in log n less 2/(d+3)|",
  bound: WITHIN,
  smallestEffect: 0.02,
  budget: { quick: 200, ci: 400, deep: 1000 },
  bounds: {
    dimension: { from: 2, to: 3 },
    contextLength: { from: 100, to: 200 },
    ratio: { from: 1, to: 5 },
  },
  generator: fc.record({
    dimension: counts(2, 3),
    contextLength: counts(100, 200),
    ratio: logUniform(1, 5),
  }),
  replicate({ dimension, contextLength, ratio }, seed, parts) {
    const law = { dimension, contextLength, lipschitz: ratio, noise: 1 };
    const slope = windowExponent({ ...SAMPLE, ...law }, randomStream(seed, "B8"), parts);
    return WITHIN - Math.abs(slope - 2 / (dimension + 3));
  },
});

testClaim(claim);
