import { baseTwoSoftmax } from "../fixtures/mutants/base_two_softmax.ts";
import { deviationsAdded } from "../fixtures/mutants/deviations_added.ts";
import { noiseIgnored } from "../fixtures/mutants/noise_ignored.ts";
import { noiseNotSquared } from "../fixtures/mutants/noise_not_squared.ts";
import { noiseUnderestimated } from "../fixtures/mutants/noise_underestimated.ts";
import { steepnessIgnored } from "../fixtures/mutants/steepness_ignored.ts";
import { windowSignFlipped } from "../fixtures/mutants/window_sign_flipped.ts";
import {
  CUBE_ROOT_RANGES,
  CUBE_ROOT_STRATA,
  cubeRootSettings,
  measuredWindow,
  ofSettings,
  rivalsOfSettings,
} from "../fixtures/laws/cube_root.ts";
import { testClaim } from "../scripts/test_claim.ts";
import { type AffineSetting, predictedWindow } from "../src/measurement.ts";
import { randomStream, type Rival, rivalsOf, statisticalLaw } from "../src/mod.ts";

/** Where windows are chosen from: in steps of 11 %, elsewhere in every replicate. */
const GRID = { from: 1.5, to: 120, count: 40 };
/** Points of a frozen sample: the place of the minimum has a noise of 2 %. */
const POINTS = 3000;
/** The margin on log w*. */
const WITHIN = 0.08;

/** w* = (2nL²/(9σ²))^{1/3}. */
const cubeRoot = (law: AffineSetting) => predictedWindow(law).inverseTemperature;

/** A power of Λ = nL²/σ² other than 1/3, right where w* = 13, the middle of the regime. */
function otherPower(exponent: number): (law: AffineSetting) => number {
  return (law) => 13 * Math.pow(cubeRoot(law) / 13, 3 * exponent);
}

const RIVALS: Rival<AffineSetting, number>[] = [
  ...rivalsOf(cubeRoot, {
    over: CUBE_ROOT_RANGES,
    within: WITHIN,
    exponents: ["contextLength", "lipschitz", "noise"],
  }),
  { name: "ReLU law", description: "Λ^{2/(d+2)} in place of Λ^{2/(d+3)}", law: otherPower(2 / 5) },
  { name: "d = 4", description: "the exponent of one dimension more", law: otherPower(2 / 7) },
  {
    name: "logarithm",
    description: "w* grows like log Λ: right at either end of the regime",
    law: (law) => 4.5 + (34.2 * Math.log(cubeRoot(law) / 4.5)) / Math.log(38.7 / 4.5),
  },
];

/**
 * At d = 3, 1 − A_3(w) ≈ 1/w and nV ≈ w, so the loss of affine tasks is L²/(9w²) + σ²w/n + L²/(9n). Its
 * minimiser is free of the last term, which is the scatter of the points across the query's direction.
 */
export const claim = statisticalLaw({
  id: "B7",
  slug: "window_follows_cube_root_law",
  statement: "at d = 3 the best window of affine tasks is w* = (2nL²/(9σ²))^{1/3}, within 8 %",
  formula: String.raw`w^*=\Bigl(\frac{2nL^2}{9\sigma^2}\Bigr)^{1/3}\qquad(d=3)`,
  source: "derived from the limits of B6; quantitative form of arXiv 2402.11639, theorem 3.4",
  regime: "d = 3, 4.5 ≤ w* ≤ √(n/2), that is σ² ≥ 4L²/(9w*)",
  symbols: { windowPosition: "position of w*" },
  kind: "LIM",
  expected: "verified",
  needs: ["weigh", "chooseWindow"],
  mutants: [
    deviationsAdded,
    noiseUnderestimated,
    noiseNotSquared,
    steepnessIgnored,
    noiseIgnored,
    windowSignFlipped,
    baseTwoSoftmax,
  ],
  law: ofSettings(cubeRoot),
  rivals: rivalsOfSettings(RIVALS),
  effectName: "log of measured over predicted w*",
  bound: 2 * WITHIN,
  within: WITHIN,
  smallestEffect: 0.02,
  budget: { quick: 200, ci: 400, deep: 1000 },
  strata: CUBE_ROOT_STRATA,
  generator: cubeRootSettings,
  measure(setting, seed, parts) {
    const sample = { grid: GRID, points: POINTS, stream: randomStream(seed, "B7") };
    return measuredWindow(setting, sample, parts).inverseTemperature;
  },
  effect: (measured, law, setting) => Math.log(measured / law(setting)),
});

testClaim(claim);
