import { linearAveragedOverQueryToo } from "../fixtures/mutants/linear_averaged_over_query_too.ts";
import { linearNormalised } from "../fixtures/mutants/linear_normalised.ts";
import { linearUnaveraged } from "../fixtures/mutants/linear_unaveraged.ts";
import { linearWithMeanLabel } from "../fixtures/mutants/linear_with_mean_label.ts";
import { softmaxForLinear } from "../fixtures/mutants/softmax_for_linear.ts";
import {
  FLOOR_STRATA,
  floorEffect,
  floorLosses,
  floorRivals,
  type FloorSetting,
  floorSettings,
  floorSizes,
} from "../fixtures/laws/linear_floor.ts";
import { measuredFloor } from "../fixtures/laws/measured_floor.ts";
import { testClaim } from "../scripts/test_claim.ts";
import { linearMoments } from "../src/measurement.ts";
import { randomStream, statisticalLaw } from "../src/mod.ts";

/** The margin on the logarithm of the loss. */
const WITHIN = 0.03;

const lawOf = (setting: FloorSetting) => (
  { functionClass: "affine", ...floorSizes(setting) } as const
);
const moments = (setting: FloorSetting) => linearMoments(lawOf(setting));

/**
 * The least loss is measured without a look at the law, and the loss at M = I beside it, with every coefficient of a
 * task averaged out. The best c of a sample makes the least 0.2 % too low at most.
 */
export const claim = statisticalLaw({
  id: "B10.floor.affine",
  slug: "linear_attention_floor_affine",
  statement:
    "the best linear attention on affine tasks comes down to its floor L²/3 as n grows, by a closed form, and no further",
  formula: String.raw`
    \min_M L_{\mathrm{linear}}(M)\;\xrightarrow{\;n\to\infty\;}\;\frac{L^2}{3}`,
  source: "derived; sharpens arXiv 2402.11639, section 3.3",
  regime: "M = c·I; least loss, and loss at M = I, within 3 % of the closed form",
  kind: "LIM",
  expected: "verified",
  needs: ["predictLinear"],
  mutants: [
    softmaxForLinear,
    linearWithMeanLabel,
    linearUnaveraged,
    linearAveragedOverQueryToo,
    linearNormalised,
  ],
  law: (setting: FloorSetting) => floorLosses(moments(setting)),
  rivals: floorRivals(moments, {
    within: WITHIN,
    moved: {
      "floor of ReLU pairs": ({ floor, dimension }) => ({ floor: floor + floor / (2 * dimension) }),
      "odd part of ReLU pairs": ({ odd }) => ({ odd: odd / 2 }),
    },
  }),
  effectName:
    "log of measured over predicted loss, where it is farther off: the least, or at M = I",
  bound: 0.12,
  within: WITHIN,
  smallestEffect: 0.01,
  budget: { quick: 300, ci: 500, deep: 1500 },
  strata: FLOOR_STRATA,
  generator: floorSettings,
  measure(setting, seed, { predictLinear }) {
    const stream = randomStream(seed, "B10.floor.affine");
    return measuredFloor(lawOf(setting), stream, predictLinear);
  },
  effect: (measured, law, setting) => floorEffect(measured, law(setting)),
});

testClaim(claim);
