import { baseTwoSoftmax } from "../fixtures/mutants/base_two_softmax.ts";
import { halfOfContext } from "../fixtures/mutants/half_of_context.ts";
import { powerForExponential } from "../fixtures/mutants/power_for_exponential.ts";
import { temperatureSquared } from "../fixtures/mutants/temperature_squared.ts";
import { testClaim } from "../scripts/test_claim.ts";
import { averagedCurves, windowLimit } from "../src/measurement.ts";
import {
  counts,
  type Law,
  logUniform,
  oneOf,
  randomStream,
  type Rival,
  rivalsOf,
  specs,
  statisticalLaw,
} from "../src/mod.ts";

/** n: long enough for the limits. */
const CONTEXT = 6400;
/** Sets of points a replicate: bias² has a noise of 3 % at most. */
const PROMPTS = 8;
/** The margin on either logarithm. */
const WITHIN = 0.04;

interface Setting {
  readonly quantity: "bias" | "variance";
  readonly dimension: number;
  readonly inverseTemperature: number;
}

/** (1−A)²/(3d), or nV. */
function limitBy(
  { quantity, dimension }: Setting,
  { shrinkage, variance }: ReturnType<typeof windowLimit>,
): number {
  return quantity === "bias" ? (1 - shrinkage) ** 2 / (3 * dimension) : variance;
}

const limit: Law<Setting> = (setting) => limitBy(setting, windowLimit(setting));
/** The limit with another shrinkage and variance. */
const other = (
  shrinkage: (setting: Setting) => number,
  variance: (setting: Setting) => number,
): Law<Setting> =>
(setting) => limitBy(setting, { shrinkage: shrinkage(setting), variance: variance(setting) });
const twiceTilted = (setting: Setting) =>
  windowLimit({ ...setting, inverseTemperature: 2 * setting.inverseTemperature }).shrinkage;

const RIVALS: Rival<Setting, number>[] = [
  ...rivalsOf(limit, {
    over: { inverseTemperature: { from: 1, to: 10 } },
    within: WITHIN,
    exponents: ["inverseTemperature"],
  }),
  {
    name: "d = 3",
    description: "coth w − 1/w and w coth w in any dimension",
    law: (setting) => limitBy(setting, windowLimit({ ...setting, dimension: 3 })),
  },
  {
    name: "one dimension more",
    description: "the sphere is taken to be of d dimensions, not d − 1",
    law: (setting) =>
      limitBy(setting, windowLimit({ ...setting, dimension: setting.dimension + 1 })),
  },
  {
    name: "closed window",
    description: "the leading terms as w → ∞: 1 − A = (d−1)/(2w), nV as at d = 3",
    law: other(
      ({ dimension: d, inverseTemperature: w }) => 1 - (d - 1) / (2 * w),
      (s) => s.inverseTemperature,
    ),
  },
  {
    name: "open window",
    description: "the leading terms as w → 0: A = w/d, nV = e^{w²/d}",
    law: other(
      ({ dimension: d, inverseTemperature: w }) => w / d,
      ({ dimension: d, inverseTemperature: w }) => Math.exp((w * w) / d),
    ),
  },
  {
    name: "twice tilted",
    description: "linear functions shrink by what e^{2ws} leaves, nV is 1/(1−A)",
    law: other(twiceTilted, (setting) => 1 / (1 - windowLimit(setting).shrinkage)),
  },
];

/**
 * The limits are ratios of integrals, by quadrature; at d = 3 they are coth w − 1/w and w·coth w. At n = 6400 bias²
 * is still up to 2 % above its limit: the scatter of the points, of the order 1/n.
 */
export const claim = statisticalLaw({
  id: "B6",
  slug: "long_context_limit_of_window",
  statement:
    "as n → ∞ linear functions shrink by A_d(w) and n·EΣa_i² → E e^{2ws}/(E e^{ws})²: at n = 6400 bias² and nV within 4 %",
  formula: String.raw`
    \mathrm{bias}\to 1-A_d(w),\qquad
    n\,\mathbb{E}\sum_i a_i^2\to\frac{\mathbb{E}\,e^{2ws}}{(\mathbb{E}\,e^{ws})^2}`,
  source: "derived; law of large numbers for the tilted law of s on the sphere",
  regime: "n = 6400",
  symbols: { variance: "nV" },
  kind: "LIM",
  expected: "verified",
  needs: ["weigh"],
  mutants: [baseTwoSoftmax, temperatureSquared, powerForExponential, halfOfContext],
  law: limit,
  rivals: RIVALS,
  effectName: "log of measured over predicted limit",
  bound: 2.5 * WITHIN,
  within: WITHIN,
  smallestEffect: 0.01,
  budget: { quick: 200, ci: 400, deep: 1000 },
  strata: [
    ...(["variance", "bias"] as const).flatMap((quantity) =>
      [[2, 1], [2, 10], [4, 1], [4, 10]].map(([dimension, inverseTemperature]) => ({
        name: `${
          quantity === "bias" ? "bias²" : "nV"
        }, d = ${dimension}, w = ${inverseTemperature}`,
        setting: { quantity, dimension, inverseTemperature },
      }))
    ),
    { name: "inside", setting: {} },
  ],
  generator: specs({
    quantity: oneOf("bias" as const, "variance" as const),
    dimension: counts(2, 4),
    inverseTemperature: logUniform(1, 10),
  }),
  measure({ quantity, dimension, inverseTemperature }, seed, { weigh }) {
    const sizes = { contextLength: CONTEXT, dimension, prompts: PROMPTS };
    const tasks = { functionClass: "affine", ...sizes } as const;
    const curves = averagedCurves(tasks, [inverseTemperature], randomStream(seed, "B6"), weigh);
    return quantity === "bias" ? curves.bias[0] : CONTEXT * curves.variance[0];
  },
  effect: (measured, law, setting) => Math.log(measured / law(setting)),
});

testClaim(claim);
