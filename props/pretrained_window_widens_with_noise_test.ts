import { frozenWindow } from "../fixtures/mutants/frozen_window.ts";
import { labelsNoisierInTraining } from "../fixtures/mutants/labels_noisier_in_training.ts";
import { trainingCutShort } from "../fixtures/mutants/training_cut_short.ts";
import { windowByRuleOfThumb } from "../fixtures/mutants/window_by_rule_of_thumb.ts";
import { windowHandedBackShort } from "../fixtures/mutants/window_handed_back_short.ts";
import { windowSignFlipped } from "../fixtures/mutants/window_sign_flipped.ts";
import { testClaim } from "../scripts/test_claim.ts";
import {
  counts,
  leastLossWindow,
  oneOf,
  randomStream,
  type RegressionLaw,
  specs,
  statisticalLaw,
  trainTogether,
  uniformSteps,
  windowError,
  type WindowRule,
  WRONG_WINDOW_RULES,
} from "../src/mod.ts";

/** The margin on the slope, and on log w. */
const WITHIN = 0.06;
/** How much noisier. */
const FACTORS = [1.2, 3];

interface Setting {
  /** What is held to the best windows: how the two runs compare, or the w of the narrower one. */
  readonly aspect: "comparison" | "level";
  readonly functionClass: "affine" | "relu";
  readonly dimension: number;
  readonly contextLength: number;
  /** L/σ of the law with the wider window. */
  readonly ratio: number;
  /** How much noisier the law with the wider window is. */
  readonly factor: number;
}

/** The law of the narrower window, and beside it that of the wider one where they are compared. */
function lawsOf(setting: Setting): RegressionLaw[] {
  const { aspect, ratio, factor, functionClass, dimension, contextLength } = setting;
  const wide = { functionClass, dimension, contextLength, lipschitz: 1, noise: 1 / ratio };
  const narrow = { ...wide, noise: 1 / (factor * ratio) };
  return aspect === "level" ? [narrow] : [narrow, wide];
}

const stratum = (
  [aspect, functionClass]: readonly [Setting["aspect"], Setting["functionClass"]],
  [dimension, factor]: readonly [number, number],
  rest: Partial<Setting> = {},
) => {
  const setting = { aspect, functionClass, dimension, factor, ...rest };
  const named = Object.entries(rest).map(([field, value]) => `, ${field} = ${value}`).join("");
  return {
    name: `${aspect}: ${functionClass}, d = ${dimension}, factor ${factor}${named}`,
    setting,
  };
};

/**
 * By how much log w falls with log σ is held to the windows of least loss, already where labels are 1.2 times as
 * noisy: by B2 it is as much as it grows with log L (B12). L is 1 throughout, and only the noise moves.
 */
export const claim = statisticalLaw({
  id: "B12.noise",
  slug: "pretrained_window_widens_with_noise",
  statement:
    "pretraining learns a wider window for noisier labels, by as much as the window of least loss widens",
  source: "arXiv 2402.11639, theorem 3.4 and its experiments; the amount by B2",
  regime:
    "affine and ReLU classes, L/σ from 1 to 2 and 1.2 or 3 times that, n from 20 to 30, d from 2 to 5; d = 2 at 1.2 times only; runs long enough to converge",
  kind: "EXP",
  expected: "verified",
  needs: ["pretrainAttention"],
  mutants: [
    frozenWindow,
    windowByRuleOfThumb,
    windowSignFlipped,
    windowHandedBackShort,
    labelsNoisierInTraining,
    trainingCutShort,
  ],
  law: (_: Setting): WindowRule => leastLossWindow,
  rivals: WRONG_WINDOW_RULES.map(({ name, description, rule }) => (
    { name, description, law: () => rule }
  )),
  effectName: "slope of log w in −log σ less that of the best windows, or log of w over the best",
  bound: 0.13,
  within: WITHIN,
  smallestEffect: 0.02,
  budget: { quick: 200, ci: 400, deep: 1000 },
  strata: [
    stratum(["level", "relu"], [5, 3], { contextLength: 20, ratio: 1.5 }),
    stratum(["comparison", "relu"], [2, 1.2]),
    stratum(["comparison", "relu"], [5, 3], { ratio: 1.5 }),
    stratum(["comparison", "affine"], [3, 1.2]),
    stratum(["level", "affine"], [2, 1.2]),
  ],
  generator: specs<Setting>({
    aspect: oneOf("comparison", "level"),
    functionClass: oneOf("affine", "relu"),
    dimension: counts(2, 5),
    contextLength: counts(20, 30),
    ratio: uniformSteps(1, 2),
    factor: oneOf(...FACTORS),
  }),
  measure: (setting, seed, { pretrainAttention }) =>
    trainTogether(
      lawsOf(setting),
      (name) => randomStream(seed, "B12.noise", name),
      pretrainAttention,
    ),
  effect(trained, rule, setting) {
    const laws = lawsOf(setting);
    const [narrow, wide] = trained.map((run, k) => windowError(laws[k], run, rule(setting)));
    return setting.aspect === "level" ? narrow : (narrow - wide) / Math.log(setting.factor);
  },
});

testClaim(claim);
