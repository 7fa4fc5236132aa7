import { baseTwoSoftmax } from "../fixtures/mutants/base_two_softmax.ts";
import { firstPointUnseen } from "../fixtures/mutants/first_point_unseen.ts";
import { hardAttention } from "../fixtures/mutants/hard_attention.ts";
import { scoresHalved } from "../fixtures/mutants/scores_halved.ts";
import { uniformWeights } from "../fixtures/mutants/uniform_weights.ts";
import { testClaim } from "../scripts/test_claim.ts";
import {
  gapLaw,
  type GapSetting,
  measuredNearError,
  measuredTiedError,
  nearSignError,
  signErrorConstant,
  tiedSignError,
} from "../src/measurement.ts";
import {
  counts,
  type Law,
  logUniform,
  oneOf,
  randomStream,
  type Rival,
  scaled,
  specs,
  statisticalLaw,
} from "../src/mod.ts";

/** The margin on the logarithm of the share. */
const WITHIN = 0.1;
const XI1 = { from: 1000, to: 100_000 };

/** All other points tie at the gap, or they are uniform beyond it. */
type Setting = GapSetting & { readonly others: "tied" | "uniform" };

const law: Law<Setting> = (setting) =>
  setting.others === "tied" ? tiedSignError(setting) : nearSignError(setting);

const MIDDLE = Math.sqrt(XI1.from * XI1.to);
const rival = (
  name: string,
  others: Setting["others"],
  own: (setting: Setting) => number,
): Rival<Setting, number> => ({
  name: `${others}: ${name}`,
  description: `${name} in place of the law`,
  law: (setting) => setting.others === others ? own(setting) : law(setting),
});

/** κ/(4ξ1), the law without its dependence on the lead. */
const perLead = ({ xi1, ...shape }: Setting) =>
  (12 * signErrorConstant(shape)) / (Math.PI ** 2 * gapLaw(shape).density * xi1);

/**
 * Where cases are not separated attention is no 1-NN. The most that can stand against the nearest point is N − 1
 * points just a gap behind: they are right as often as not as soon as e^{ξ1·gap} is below √N. Of uniform points a
 * second one alone never outvotes it, and two do so only up to a gap of log 2/ξ1; beyond it four must be near,
 * which is O(ξ1^−2). Measured over predicted: 0.98 to 1.01.
 */
export const claim = statisticalLaw({
  id: "A16.gap",
  slug: "outvoted_nearest_needs_small_gap",
  statement:
    "given the gap, P(sign ≠ 1-NN) is P(S < −e^{ξ1·gap}), S the sum of N − 1 signs, where all others tie at it, and (κ/4ξ1)·log 1/(e^{ξ1·gap} − 1) to a gap of log 2/ξ1 for uniform points, κ = N(N−1)(N−2)∫f³F^{N−3}/p0, within 10 %",
  formula: String.raw`
    P(\mathrm{sign}\ne\text{1-NN}\mid\mathrm{gap})=\frac{\kappa}{4\xi_1}\log\frac{1}{e^{\xi_1\mathrm{gap}}-1}\quad\text{to }\mathrm{gap}=\frac{\log2}{\xi_1},\qquad
    \kappa=\frac{N(N-1)(N-2)}{p_0}\int f^3F^{N-3}`,
  source: "derived: two opposite labels have a chance of ¼; A11.sign is its integral over the gap",
  regime:
    "hard mask; where all tie N ≥ 4 and ξ1·gap ≥ 0.3; for uniform points N ≤ 32 and ξ1·gap ≤ 0.6",
  symbols: { others: "other points", lead: "ξ1·gap" },
  kind: "LIM",
  expected: "verified",
  needs: ["weighInnerProducts"],
  mutants: [baseTwoSoftmax, scoresHalved, uniformWeights, hardAttention, firstPointUnseen],
  law,
  rivals: [
    scaled(law, 1 + 2 * WITHIN),
    scaled(law, 1 / (1 + 2 * WITHIN)),
    rival("the gap ignored", "tied", (own) => tiedSignError({ ...own, lead: 1 })),
    rival("N ignored", "tied", (own) => tiedSignError({ ...own, contextLength: 16 })),
    rival(
      "all N vote",
      "tied",
      (own) => tiedSignError({ ...own, lead: Math.log1p(Math.exp(own.lead)) }),
    ),
    rival("squared distance", "tied", (own) => tiedSignError({ ...own, lead: 2 * own.lead })),
    rival(
      "below A9's bound only",
      "tied",
      (own) => own.lead < Math.log((own.contextLength - 1) / 2) ? 0.5 : 1e-9,
    ),
    rival("one opposite is enough, ½", "uniform", (own) => 2 * nearSignError(own)),
    rival("a fall like e^{−ξ1·gap}", "uniform", (own) => 2 * perLead(own) * Math.exp(-own.lead)),
    rival("no end at log 2", "uniform", (own) => -perLead(own) * Math.log(-Math.expm1(-own.lead))),
    rival("the gap ignored", "uniform", (own) => (perLead(own) * Math.PI ** 2) / (12 * Math.LN2)),
    rival("N ignored", "uniform", (own) => nearSignError({ ...own, contextLength: 10 })),
    rival("as if d = 3", "uniform", (own) => nearSignError({ ...own, dimension: 3 })),
    ...[0.1, -0.1].map((by) =>
      rival(`ξ1^${-1 - by}`, "uniform", (own) => law(own) * (MIDDLE / own.xi1) ** by)
    ),
  ],
  effectName: "log of measured over predicted share of wrong signs",
  bound: 3 * WITHIN,
  within: WITHIN,
  smallestEffect: 0.03,
  budget: { quick: 200, ci: 400, deep: 1000 },
  strata: ([
    ["tied", 4, 3, 1000, 0.3],
    ["tied", 64, 3, 1000, 0.3],
    ["tied", 64, 3, 1e5, 2],
    ["tied", 17, 3, 1e5, 1.2],
    ["uniform", 3, 3, 1000, 0.6],
    ["uniform", 3, 16, 1e5, 0.05],
    ["uniform", 32, 3, 1e5, 0.6],
    ["uniform", 32, 16, 1e5, 0.05],
    ["uniform", 32, 3, 1000, 0.2],
  ] as const).map(([others, contextLength, dimension, xi1, lead]) => ({
    name: `${others}, N = ${contextLength}, d = ${dimension}, ξ1 = ${xi1}, ξ1·gap = ${lead}`,
    setting: { others, contextLength, dimension, xi1, lead },
  })),
  generator: specs<Setting>({
    others: oneOf("tied", "uniform"),
    contextLength: counts(3, 64),
    dimension: counts(3, 16),
    xi1: logUniform(XI1.from, XI1.to),
    lead: logUniform(0.05, 2),
  }),
  measure(setting: Setting, seed, { weighInnerProducts: weigh }) {
    const stream = randomStream(seed, "A16.gap");
    return setting.others === "tied"
      ? measuredTiedError(setting, { weigh, draws: 1200, stream })
      : measuredNearError(setting, { weigh, draws: 300, stream });
  },
  // Without a wrong sign there is no law of them.
  effect: (measured, law, setting) => measured > 0 ? Math.log(measured / law(setting)) : -1,
});

testClaim(claim);
