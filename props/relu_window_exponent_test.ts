import { eightNeighbours } from "../fixtures/mutants/eight_neighbours.ts";
import { frozenWindow } from "../fixtures/mutants/frozen_window.ts";
import { noiseIgnored } from "../fixtures/mutants/noise_ignored.ts";
import { noiseNotSquared } from "../fixtures/mutants/noise_not_squared.ts";
import { steepnessIgnored } from "../fixtures/mutants/steepness_ignored.ts";
import { uniformWeights } from "../fixtures/mutants/uniform_weights.ts";
import { testClaim } from "../scripts/test_claim.ts";
import {
  counts,
  type Grown,
  logUniform,
  oneOf,
  predictedGrowth,
  randomStream,
  specs,
  statisticalLaw,
  windowGrowth,
} from "../src/mod.ts";

/** The margin on the slope. */
const WITHIN = 0.03;
/** Both frozen samples. Slopes are over 16 times Λ; a step of 13 % of the grid is .02 of it in the mean. */
const SAMPLE = { grid: { from: 2, to: 160, count: 36 }, points: 3200 };

interface Setting {
  readonly grown: Grown;
  readonly dimension: number;
  readonly contextLength: number;
  readonly ratio: number;
}

/** The law; that of affine tasks is a rival. */
function slopeOf(setting: Setting, functionClass: "affine" | "relu" = "relu"): number {
  const { grown, dimension, contextLength, ratio } = setting;
  const tasks = { functionClass, dimension, contextLength, lipschitz: ratio, noise: 1 };
  return predictedGrowth(tasks, grown);
}

/** Half the slope in one of the three. */
const halved = (name: Grown) => (setting: Setting) =>
  slopeOf(setting) * (setting.grown === name ? 0.5 : 1);
/** The slope of d dimensions, whatever they are. */
const fixed = (dimension: number) => (setting: Setting) => slopeOf({ ...setting, dimension });

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
  source: "derived; exponents of arXiv 2402.11639, theorem 3.4, made exact",
  regime:
    "d = 2 or 3; n from 100 to 200 and 16 times that at L/σ from 1 to 4, or L/σ from 1 to 4 at n = 200",
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
  law: (setting: Setting) => slopeOf(setting),
  rivals: [
    ...[0.1, 0.05, -0.05, -0.1].map((by) => ({
      name: `e ${by < 0 ? "−" : "+"} ${Math.abs(by)}`,
      description: "another exponent in either dimension",
      law: (setting: Setting) => slopeOf(setting) + by,
    })),
    {
      name: "affine law",
      description: "a line in place of the kink, 2/(d+3) at last",
      law: (setting) => slopeOf(setting, "affine"),
    },
    { name: "d = 2", description: "the slope of d = 2 in any dimension", law: fixed(2) },
    { name: "d = 3", description: "the slope of d = 3 in any dimension", law: fixed(3) },
    {
      name: "without d",
      description: "the mean of both slopes in either dimension",
      law: (setting) => (fixed(2)(setting) + fixed(3)(setting)) / 2,
    },
    {
      name: "√n",
      description: "the points count by their root",
      law: halved("contextLength"),
    },
    { name: "L", description: "L in place of L²", law: halved("lipschitz") },
    { name: "σ", description: "σ in place of σ²", law: halved("noise") },
    { name: "constant", description: "the window stays where it is", law: () => 0 },
  ],
  effectName: "slope of log w* in log nL²/σ², less the law's",
  bound: 0.1,
  within: WITHIN,
  smallestEffect: 0.01,
  budget: { quick: 200, ci: 400, deep: 1000 },
  strata: [
    ...([["lipschitz", 2], ["noise", 3]] as const).map(([grown, dimension]) => ({
      name: `${grown === "noise" ? "σ falls" : "L grows"}, d = ${dimension}`,
      setting: { grown, dimension, contextLength: 200, ratio: 1 },
    })),
    ...[
      [2, 100, 4],
      [2, 200, 1],
      [3, 100, 1],
      [3, 200, 4],
    ].map(([dimension, contextLength, ratio]) => ({
      name: `n grows from ${contextLength}, d = ${dimension}, L/σ = ${ratio}`,
      setting: { grown: "contextLength" as const, dimension, contextLength, ratio },
    })),
    { name: "inside", setting: { grown: "contextLength" } },
  ],
  generator: specs({
    grown: oneOf("contextLength" as const, "lipschitz" as const, "noise" as const),
    dimension: counts(2, 3),
    contextLength: counts(100, 200),
    ratio: logUniform(1, 4),
  }),
  measure({ grown, dimension, contextLength, ratio }, seed, parts) {
    const law = { dimension, contextLength, lipschitz: ratio, noise: 1 };
    const tasks = { functionClass: "relu", ...law } as const;
    return windowGrowth({ tasks, grown, sample: SAMPLE }, randomStream(seed, "B8.relu"), parts);
  },
  effect: (measured, law, setting) => measured - law(setting),
});

testClaim(claim);
