import { eightNeighbours } from "../fixtures/mutants/eight_neighbours.ts";
import { frozenWindow } from "../fixtures/mutants/frozen_window.ts";
import { noiseIgnored } from "../fixtures/mutants/noise_ignored.ts";
import { noiseNotSquared } from "../fixtures/mutants/noise_not_squared.ts";
import { steepnessIgnored } from "../fixtures/mutants/steepness_ignored.ts";
import { uniformWeights } from "../fixtures/mutants/uniform_weights.ts";
import {
  growthRivals,
  type GrowthSetting,
  growthSettings,
  growthSlope,
  growthStrata,
  growthTasks,
} from "../fixtures/laws/window_growth.ts";
import { testClaim } from "../scripts/test_claim.ts";
import { windowGrowth } from "../src/measurement.ts";
import { randomStream, statisticalLaw } from "../src/mod.ts";

/** The margin on the slope. */
const WITHIN = 0.02;
/** Both frozen samples. Slopes are over 16 times Λ; a step of 8 % of the grid is .01 of it in the mean. */
const SAMPLE = { grid: { from: 2, to: 160, count: 60 }, points: 3200 };

const slopeOf = growthSlope("affine");

/**
 * The squared bias of an affine function falls like w^−2 and the variance grows like w^{(d−1)/2}/n, hence 2/(d+3):
 * .40 and .333. The law's slopes, .362 to .390 and .330 to .352 in this regime, are those of the whole curves. From
 * L/σ = 4 to 16 at n = 100 to 200 they leave the power, .48 to .51 at d = 2: the points' scatter then counts more
 * than σ². With 5 effective neighbours left the law itself is .03 to .06 off there.
 */
export const claim = statisticalLaw({
  id: "B8",
  slug: "affine_window_exponent",
  statement:
    "for affine tasks the best window grows like a power of nL²/σ², by n, L or σ: the slope is that of the least long-context loss, 2/(d+3) at last, within .02",
  formula: String.raw`w^*\propto\Bigl(\frac{nL^2}{\sigma^2}\Bigr)^{e},\qquad e\to\frac{2}{d+3}`,
  source: "derived; exponents of arXiv 2402.11639, theorem 3.4, made exact",
  regime: "n grows 16-fold; L grows or σ falls all through the range of L/σ, at n = 200",
  symbols: { grown: "what changes" },
  kind: "LIM",
  expected: "verified",
  needs: ["weigh", "chooseWindow"],
  mutants: [
    eightNeighbours,
    frozenWindow,
    noiseNotSquared,
    steepnessIgnored,
    noiseIgnored,
    uniformWeights,
  ],
  law: slopeOf,
  rivals: growthRivals(slopeOf, {
    name: "ReLU law",
    description: "the kink of ReLU pairs, 2/(d+2) at last",
    law: growthSlope("relu"),
  }),
  effectName: "slope of log w* in log nL²/σ², less the law's",
  bound: 0.06,
  within: WITHIN,
  smallestEffect: 0.006,
  budget: { quick: 200, ci: 400, deep: 1000 },
  strata: growthStrata([
    [2, 100, 1],
    [2, 200, 4],
    [3, 100, 4],
    [3, 200, 1],
  ]),
  generator: growthSettings,
  measure(setting: GrowthSetting, seed, parts) {
    const tasks = growthTasks("affine", setting);
    const asked = { tasks, grown: setting.grown, sample: SAMPLE };
    return windowGrowth(asked, randomStream(seed, "B8"), parts);
  },
  effect: (measured, law, setting) => measured - law(setting),
});

testClaim(claim);
