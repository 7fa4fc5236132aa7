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
const WITHIN = 0.03;
/** Both frozen samples. Slopes are over 16 times Λ; a step of 13 % of the grid is .02 of it in the mean. */
const SAMPLE = { grid: { from: 2, to: 160, count: 36 }, points: 3200 };

const slopeOf = growthSlope("relu");

/**
 * The kink alone counts at last: a share w^−1/2 of the queries sits on it, with squared bias w^−1 each, hence
 * 2/(d+2): .50 and .40. The linear part of a ReLU pair still has its squared bias w^−2, only √w times smaller: the
 * law's slopes, .454 to .497 and .380 to .431 in this regime, are those of the whole curves. At d = 2 the power
 * alone would be .02 to .05 off.
 */
export const claim = statisticalLaw({
  id: "B8.relu",
  slug: "relu_window_exponent",
  statement:
    "for ReLU pairs the best window grows like a power of nL²/σ², by n, L or σ: the slope is that of the least long-context loss, 2/(d+2) at last, within .03",
  formula: String.raw`w^*\propto\Bigl(\frac{nL^2}{\sigma^2}\Bigr)^{e},\qquad e\to\frac{2}{d+2}`,
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
    name: "affine law",
    description: "a line in place of the kink, 2/(d+3) at last",
    law: growthSlope("affine"),
  }),
  effectName: "slope of log w* in log nL²/σ², less the law's",
  bound: 0.1,
  within: WITHIN,
  smallestEffect: 0.01,
  budget: { quick: 200, ci: 400, deep: 1000 },
  strata: growthStrata([
    [2, 100, 4],
    [2, 200, 1],
    [3, 100, 1],
    [3, 200, 4],
  ]),
  generator: growthSettings,
  measure(setting: GrowthSetting, seed, parts) {
    const tasks = growthTasks("relu", setting);
    const asked = { tasks, grown: setting.grown, sample: SAMPLE };
    return windowGrowth(asked, randomStream(seed, "B8.relu"), parts);
  },
  effect: (measured, law, setting) => measured - law(setting),
});

testClaim(claim);
