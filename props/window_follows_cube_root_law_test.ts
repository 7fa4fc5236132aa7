import fc from "fast-check";
import { noiseIgnored } from "../fixtures/mutants/noise_ignored.ts";
import { steepnessIgnored } from "../fixtures/mutants/steepness_ignored.ts";
import { temperatureSquared } from "../fixtures/mutants/temperature_squared.ts";
import { windowSignFlipped } from "../fixtures/mutants/window_sign_flipped.ts";
import { testClaim } from "../scripts/test_claim.ts";
import {
  chosenWindow,
  crossed,
  cubeRootLaw,
  type CubeRootSetting,
  geometricGrid,
  logUniform,
  predictedWindow,
  randomStream,
  rivalsOf,
  statisticalLaw,
  uniformSteps,
} from "../src/mod.ts";

/** The place of the minimum has a noise of a few percent. */
const SAMPLE = { grid: geometricGrid(1, 160, 160), points: 6000 };
/** The margin on log w*. */
const WITHIN = 0.08;
/** The ranges of the law's own variables: σ follows from where w* is to lie. */
const OVER = {
  contextLength: { from: 200, to: 3000 },
  lipschitz: { from: 1 / 3, to: 3 },
  noise: { from: 0.036, to: 8.1 },
};

const ofLaw = (law: Parameters<typeof predictedWindow>[0]) =>
  predictedWindow(law).inverseTemperature;

/**
 * At d = 3, 1 − A_3(w) ≈ 1/w and nV ≈ w, so the loss of affine tasks is L²/(9w²) + σ²w/n + L²/(9n). Its
 * minimiser is free of the last term, which is the scatter of the points across the query's direction.
 */
export const claim = statisticalLaw({
  id: "B7",
  slug: "window_follows_cube_root_law",
  statement: "at d = 3 the best window of affine tasks is w* = (2nL²/(9σ²))^{1/3}, within 8 %",
  source: "derived from the limits of B6; quantitative form of arXiv 2402.11639, theorem 3.4",
  regime: "d = 3, 4.5 ≤ w* ≤ √(n/2), that is σ² ≥ 4L²/(9w*); n from 200 to 3000, L from 1/3 to 3",
  kind: "LIM",
  expected: "verified",
  needs: ["weigh", "chooseWindow"],
  mutants: [noiseIgnored, steepnessIgnored, windowSignFlipped, temperatureSquared],
  law: (setting: CubeRootSetting) => ofLaw(cubeRootLaw(setting)),
  rivals: rivalsOf(ofLaw, {
    over: OVER,
    within: WITHIN,
    exponents: ["contextLength", "lipschitz", "noise"],
  }).map((rival) => ({
    ...rival,
    law: (setting: CubeRootSetting) => rival.law(cubeRootLaw(setting)),
  })),
  effectName: "log of measured over predicted w*",
  bound: 0.25,
  within: WITHIN,
  smallestEffect: 0.02,
  budget: { quick: 200, ci: 400, deep: 1000 },
  bounds: {
    contextLength: { from: 200, to: 3000 },
    lipschitz: { from: 1 / 3, to: 3 },
    windowPosition: { from: 0, to: 1 },
  },
  strata: [
    ...crossed<CubeRootSetting & Record<string, number>>({
      contextLength: [200, 3000],
      lipschitz: [1 / 3, 3],
      windowPosition: [0, 1],
    }),
    { name: "inside", setting: {} },
  ],
  generator: fc.record({
    contextLength: logUniform(200, 3000).map(Math.round),
    lipschitz: logUniform(1 / 3, 3),
    windowPosition: uniformSteps(0, 1),
  }),
  measure: (setting, seed, parts) =>
    chosenWindow(
      { ...cubeRootLaw(setting), ...SAMPLE, functionClass: "affine", dimension: 3 },
      randomStream(seed, "B7"),
      parts,
    ).inverseTemperature,
  effect: (measured, law, setting) => Math.log(measured / law(setting)),
});

testClaim(claim);
