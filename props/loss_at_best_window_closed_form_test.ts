import { halfOfContext } from "../fixtures/mutants/half_of_context.ts";
import { noiseIgnored } from "../fixtures/mutants/noise_ignored.ts";
import { noiseNotSquared } from "../fixtures/mutants/noise_not_squared.ts";
import { windowSignFlipped } from "../fixtures/mutants/window_sign_flipped.ts";
import { testClaim } from "../scripts/test_claim.ts";
import {
  type AffineSetting,
  chosenWindow,
  cubeRootLaw,
  type CubeRootSetting,
  ditheredGrid,
  logUniform,
  predictedWindow,
  randomStream,
  type Rival,
  rivalsOf,
  specs,
  statisticalLaw,
  uniformSteps,
} from "../src/mod.ts";

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
    over: {
      contextLength: { from: 200, to: 3000 },
      lipschitz: { from: 0.1, to: 10 },
      noise: { from: 0.0107, to: 27.1 },
    },
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
  source: "derived from the limits of B6",
  regime: "d = 3, 4.5 ≤ w* ≤ √(n/2), that is σ² ≥ 4L²/(9w*); n from 200 to 3000, L from .1 to 10",
  kind: "LIM",
  expected: "verified",
  needs: ["weigh", "chooseWindow"],
  mutants: [noiseIgnored, noiseNotSquared, windowSignFlipped, halfOfContext],
  law: (setting: CubeRootSetting) => leastLoss(cubeRootLaw(setting)),
  rivals: RIVALS.map((rival) => ({
    ...rival,
    law: (setting: CubeRootSetting) => rival.law(cubeRootLaw(setting)),
  })),
  effectName: "log of measured over predicted loss",
  bound: 3 * WITHIN,
  within: WITHIN,
  smallestEffect: 0.02,
  budget: { quick: 200, ci: 400, deep: 1000 },
  bounds: {
    contextLength: { from: 200, to: 3000 },
  },
  strata: [
    ...[[200, 0.1, 1], [200, 10, 0], [3000, 0.1, 0], [3000, 10, 1]].map((
      [contextLength, lipschitz, windowPosition],
    ) => ({
      name: `n = ${contextLength}, L = ${lipschitz}, w* ${windowPosition ? "= √(n/2)" : "= 4.5"}`,
      setting: { contextLength, lipschitz, windowPosition },
    })),
    { name: "inside", setting: {} },
  ],
  generator: specs({
    contextLength: logUniform(200, 3000).map(Math.round),
    lipschitz: logUniform(0.1, 10),
    windowPosition: uniformSteps(0, 1),
  }),
  measure(setting, seed, parts) {
    const stream = randomStream(seed, "B7.loss");
    const sample = { functionClass: "affine", dimension: 3, points: POINTS } as const;
    const grid = ditheredGrid(GRID, stream);
    return chosenWindow({ ...cubeRootLaw(setting), ...sample, grid }, stream, parts).loss;
  },
  effect: (measured, law, setting) => Math.log(measured / law(setting)),
});

testClaim(claim);
