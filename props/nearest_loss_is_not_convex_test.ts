import { crossEntropyForSquares } from "../fixtures/mutants/cross_entropy_for_squares.ts";
import { lossNotHalved } from "../fixtures/mutants/loss_not_halved.ts";
import { nearestSquaredOnly } from "../fixtures/mutants/nearest_squared_only.ts";
import { testClaim } from "../scripts/test_claim.ts";
import { firstBend, firstCurvature, gapLaw, lateBend, maskBend } from "../src/measurement.ts";
import {
  counts,
  logUniform,
  oneOf,
  randomStream,
  type Rival,
  scaled,
  specs,
  statisticalLaw,
  uniformSteps,
} from "../src/mod.ts";

/** The margin on measured over predicted curvature. */
const WITHIN = 0.1;
type Setting =
  & { readonly place: "first" | "late" | "mask" }
  & Record<"contextLength" | "dimension" | "xi1" | "share", number>;

/** L″ along ξ1 at 0 and where near-ties are all that is left, and along ξ2 at ξ1 = 0. */
const LAWS: Readonly<Record<Setting["place"], (setting: Setting) => number>> = {
  first(setting) {
    const { up, down } = firstCurvature(setting);
    return (up - down) / setting.contextLength;
  },
  late: (setting) => (2 * gapLaw(setting).lossConstant) / setting.xi1 ** 3,
  // L = ½(1 − 2u + Nu²) with u = (1 − q_s)/N the weight of a point.
  mask: ({ contextLength, share }) => (share ** 2 * (1 - share) * (2 - 3 * share)) / contextLength,
};

const law = (setting: Setting) => LAWS[setting.place](setting);
const MIDDLE = Math.sqrt(100 * 10_000);

const rival = (
  name: string,
  place: Setting["place"],
  own: (setting: Setting) => number,
): Rival<Setting, number> => ({
  name,
  description: `${name} in place of the law`,
  law: (setting) => setting.place === place ? own(setting) : law(setting),
});

const stratum = (setting: Partial<Setting>) => ({
  name: Object.entries(setting).map(([field, value]) => `${field} = ${value}`).join(", "),
  setting,
});

/**
 * The first bend is up to N = 5, down from N = 7 in every dimension tried, and 0 for six points in three
 * dimensions; the late one is up. Along ξ2 the loss bends down while the query token has over two thirds.
 */
export const claim = statisticalLaw({
  id: "A14",
  slug: "nearest_loss_is_not_convex",
  statement:
    "the loss bends down and then up: by [2(N−1)/(Nd) − E(t_*−t̄)²]/N at ξ1 = 0, by 2C/ξ1³ late, and by q_s²(1−q_s)(2−3q_s)/N along ξ2",
  formula: String.raw`
    \frac{\partial^2L}{\partial\xi_1^2}\Big|_{0}=\frac1N\Bigl[\frac{2(N-1)}{Nd}-\mathbb{E}(t_*-\bar t)^2\Bigr],\qquad
    \frac{\partial^2L}{\partial\xi_1^2}\to\frac{2C}{\xi_1^3},\qquad
    \frac{\partial^2L}{\partial\xi_2^2}\Big|_{\xi_1=0}=\frac{q_s^2(1-q_s)(2-3q_s)}{N}`,
  source: "derived: second order of the softmax at ξ1 = 0, and A11's C/ξ1",
  regime: "hard mask at the first two; ξ1 = 0 along ξ2; N = 2 or N ≥ 16 at ξ1 = 0",
  symbols: {
    place: "bend",
    first: "at ξ1 = 0",
    late: "late in ξ1",
    mask: "along ξ2",
    xi1: "late ξ1",
    share: "q_s",
  },
  kind: "EXP",
  expected: "verified",
  needs: ["nearestLoss"],
  mutants: [
    lossNotHalved,
    nearestSquaredOnly,
    crossEntropyForSquares,
  ],
  law,
  rivals: [
    scaled(law, 1 + 2 * WITHIN),
    scaled(law, 1 / (1 + 2 * WITHIN)),
    rival("always up", "first", (setting) => Math.abs(law(setting))),
    rival("t̄ = 0", "first", (setting) => law(setting) + 0.5 / setting.contextLength ** 2),
    rival("V once", "first", (setting) => {
      const { up, down } = firstCurvature(setting);
      return (up / 2 - down) / setting.contextLength;
    }),
    rival("ξ1^(e + 0.1)", "late", (own) => law(own) * (own.xi1 / MIDDLE) ** 0.1),
    rival("ξ1^(e − 0.1)", "late", (own) => law(own) * (own.xi1 / MIDDLE) ** -0.1),
    rival("C without −½", "late", (own) => (law(own) * Math.LN2) / (Math.LN2 - 0.5)),
    rival("1/ξ1²", "late", (own) => (law(own) * own.xi1) / MIDDLE),
    rival(
      "turns at ½",
      "mask",
      ({ contextLength, share }) => (share ** 2 * (1 - share) * (2 - 4 * share)) / contextLength,
    ),
    rival("always up along ξ2", "mask", (setting) => Math.abs(law(setting))),
  ],
  effectName: "measured over predicted curvature, less 1",
  bound: 2.5 * WITHIN,
  within: WITHIN,
  smallestEffect: 0.03,
  budget: { quick: 200, ci: 400, deep: 1000 },
  bounds: {
    contextLength: { from: 2, to: 64 },
  },
  strata: [
    stratum({ place: "late", contextLength: 2, dimension: 3, xi1: 400 }),
    stratum({ place: "late", contextLength: 2, dimension: 16, xi1: 10_000 }),
    stratum({ place: "late", contextLength: 64, dimension: 3, xi1: 10_000 }),
    stratum({ place: "late", contextLength: 64, dimension: 16, xi1: 400 }),
    stratum({ place: "mask", share: 0.3 }),
    stratum({ place: "mask", share: 0.95 }),
    ...[2, 16, 64].flatMap((contextLength) =>
      [3, 16].map((dimension) => stratum({ place: "first", contextLength, dimension }))
    ),
  ],
  generator: specs<Setting>({
    place: oneOf("first", "late", "mask"),
    contextLength: counts(16, 64),
    dimension: counts(3, 16),
    xi1: logUniform(400, 10_000),
    share: uniformSteps(0.3, 0.95),
  }),
  measure(setting: Setting, seed, { nearestLoss }) {
    const bend = { first: firstBend, late: lateBend, mask: maskBend }[setting.place];
    return bend(setting, randomStream(seed, "A14"), nearestLoss);
  },
  effect: (measured, law, setting) => measured / law(setting) - 1,
});

testClaim(claim);
