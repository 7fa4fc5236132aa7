import { halfOfContext } from "../fixtures/mutants/half_of_context.ts";
import { noiseIgnored } from "../fixtures/mutants/noise_ignored.ts";
import { noiseNotSquared } from "../fixtures/mutants/noise_not_squared.ts";
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

/** Coarse: the loss is flat at its least, a step either way is .3 % of it. */
const GRID = { from: 2, to: 80, count: 24 };
/** Points of a frozen sample: the loss has a noise of 2 to 8 %. */
const POINTS = 6000;
/** The margin on the loss. */
const WITHIN = 0.08;

const leastLoss = (law: AffineSetting) => predictedWindow(law).loss;
const window = (law: AffineSetting) => predictedWindow(law).inverseTemperature;
/** L²/(9n), what the points' parts across the query's direction cost. */
const scatter = ({ contextLength, lipschitz }: AffineSetting) =>
  lipschitz ** 2 / (9 * contextLength);

const RIVALS: Rival<AffineSetting, number>[] = [
  ...rivalsOf(leastLoss, {
    over: CUBE_ROOT_RANGES,
    within: WITHIN,
    exponents: ["contextLength", "lipschitz", "noise"],
    terms: { scatter, "L²/(3w*²)": (law) => leastLoss(law) - scatter(law) },
  }),
  {
    name: "scatter twice",
    description: "the scatter costs 2L²/(9n)",
    law: (law) => leastLoss(law) + scatter(law),
  },
  {
    name: "equal shares",
    description: "at the best window the noise costs as much as the bias, not twice as much",
    law: (law) => leastLoss(law) - law.lipschitz ** 2 / (9 * window(law) ** 2),
  },
  {
    name: "ReLU law",
    description: "the loss falls like w*^−3/2, right where w* = 13",
    law: (law) => leastLoss(law) * Math.sqrt(window(law) / 13),
  },
];

/**
 * Follows from the law of B7: at w* the noise costs twice the bias, 2L²/(9w*²) and L²/(9w*²). The scatter is a
 * seventh of the loss at w* = √(n/2). There the loss is 3 % above the law at n = 200, 0 % at n = 3000.
 */
export const claim = statisticalLaw({
  id: "B7.loss",
  slug: "loss_at_best_window_closed_form",
  statement:
    "at d = 3 the loss of affine tasks at its best window is L²/(3w*²) + L²/(9n), within 8 %",
  formula: String.raw`\min_w L(w)=\frac{L^2}{3w^{*2}}+\frac{L^2}{9n}\qquad(d=3)`,
  source: "derived from the limits of B6",
  regime: "d = 3, 4.5 ≤ w* ≤ √(n/2), that is σ² ≥ 4L²/(9w*)",
  symbols: { windowPosition: "position of w*" },
  kind: "LIM",
  expected: "verified",
  needs: ["weigh", "chooseWindow"],
  mutants: [noiseIgnored, noiseNotSquared, windowSignFlipped, halfOfContext],
  law: ofSettings(leastLoss),
  rivals: rivalsOfSettings(RIVALS),
  effectName: "log of measured over predicted loss",
  bound: 3 * WITHIN,
  within: WITHIN,
  smallestEffect: 0.02,
  budget: { quick: 200, ci: 400, deep: 1000 },
  strata: CUBE_ROOT_STRATA,
  generator: cubeRootSettings,
  measure(setting, seed, parts) {
    const sample = { grid: GRID, points: POINTS, stream: randomStream(seed, "B7.loss") };
    return measuredWindow(setting, sample, parts).loss;
  },
  effect: (measured, law, setting) => Math.log(measured / law(setting)),
});

testClaim(claim);
