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
/** How much steeper. */
const FACTORS = [1.2, 3];

interface Setting {
  /** What is held to the best windows: how the two runs compare, or the w of the narrower one. */
  readonly aspect: "comparison" | "level";
  readonly functionClass: "affine" | "relu";
  readonly dimension: number;
  readonly contextLength: number;
  /** L/σ of the law with the wider window. */
  readonly ratio: number;
  /** How much steeper the other law is. */
  readonly factor: number;
}

/** The law of the narrower window, and beside it that of the wider one where they are compared. */
function lawsOf(setting: Setting): RegressionLaw[] {
  const { aspect, ratio, factor, functionClass, dimension, contextLength } = setting;
  const wide = { functionClass, dimension, contextLength, lipschitz: ratio, noise: 1 };
  const narrow = { ...wide, lipschitz: factor * ratio };
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
 * By how much log w grows with log L is held to the windows of least loss, already where functions are 1.2 times as
 * steep: from .8 to 1.4 by class and dimension, where the law of long contexts has 4/(d+3), .5 to .8. Both runs have
 * the same random numbers, and so the slope a standard deviation of a few hundredths.
 */
export const claim = statisticalLaw({
  id: "B12",
  slug: "pretrained_window_narrows_with_steepness",
  statement:
    "pretraining learns a narrower window for steeper functions, by as much as the window of least loss narrows",
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
  effectName: "slope of log w in log L less the best windows', or log of w over the best",
  bound: 0.13,
  within: WITHIN,
  smallestEffect: 0.02,
  budget: { quick: 200, ci: 400, deep: 1000 },
  strata: [
    stratum(["level", "affine"], [5, 3], { contextLength: 20, ratio: 2 }),
    stratum(["comparison", "affine"], [2, 1.2]),
    stratum(["comparison", "affine"], [5, 3], { ratio: 1.5 }),
    stratum(["comparison", "relu"], [3, 1.2], { ratio: 2 }),
    stratum(["level", "relu"], [2, 1.2]),
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
    trainTogether(lawsOf(setting), (name) => randomStream(seed, "B12", name), pretrainAttention),
  effect(trained, rule, setting) {
    const laws = lawsOf(setting);
    const [narrow, wide] = trained.map((run, k) => windowError(laws[k], run, rule(setting)));
    return setting.aspect === "level" ? narrow : (narrow - wide) / Math.log(setting.factor);
  },
});

testClaim(claim);
