import { frozenWindow } from "../fixtures/mutants/frozen_window.ts";
import { labelsNoisierInTraining } from "../fixtures/mutants/labels_noisier_in_training.ts";
import { trainingCutShort } from "../fixtures/mutants/training_cut_short.ts";
import { windowByRuleOfThumb } from "../fixtures/mutants/window_by_rule_of_thumb.ts";
import { windowHandedBackShort } from "../fixtures/mutants/window_handed_back_short.ts";
import { windowSignFlipped } from "../fixtures/mutants/window_sign_flipped.ts";
import {
  comparedLaws,
  type ComparedSetting,
  comparedSettings,
  comparedStratum,
  windowErrors,
  windowRuleRivals,
} from "../fixtures/laws/compared_windows.ts";
import { testClaim } from "../scripts/test_claim.ts";
import { leastLossWindow, trainTogether, type WindowRule } from "../src/measurement.ts";
import { randomStream, statisticalLaw } from "../src/mod.ts";

/** The margin on the slope, and on log w. */
const WITHIN = 0.06;
/** What is drawn. */
const RANGES = {
  contextLength: { from: 20, to: 30 },
  ratio: { from: 1, to: 2 },
  factors: [1.2, 3],
};

/** The law with the narrower window is `factor` times as steep. */
const lawsOf = (setting: ComparedSetting) => {
  const { ratio, factor } = setting;
  return comparedLaws(setting, {
    wide: { lipschitz: ratio, noise: 1 },
    narrow: { lipschitz: factor * ratio },
  });
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
  formula: String.raw`
    \frac{\Delta\log w}{\Delta\log L}=\frac{\Delta\log w^*}{\Delta\log L}>0,\qquad
    w^*=\operatorname*{arg\,min}_w\,L^2B(w)+\sigma^2V(w)`,
  plain:
    "Attention trained on steeper functions looks at fewer neighbours, by the amount that theory gives.",
  source: "arXiv 2402.11639, theorem 3.4 and its experiments; the amount by B2",
  regime: "d = 2 at a factor of 1.2 only; runs long enough to converge",
  symbols: { factor: "factor of L" },
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
  law: (_: ComparedSetting): WindowRule => leastLossWindow,
  rivals: windowRuleRivals(),
  effectName: "slope of log w in log L less the best windows', or log of w over the best",
  bound: 0.13,
  within: WITHIN,
  smallestEffect: 0.02,
  budget: { quick: 200, ci: 400, deep: 1000 },
  strata: [
    comparedStratum(["level", "affine"], [5, 3], { contextLength: 20, ratio: 2 }),
    comparedStratum(["comparison", "affine"], [2, 1.2]),
    comparedStratum(["comparison", "affine"], [5, 3], { ratio: 1.5 }),
    comparedStratum(["comparison", "relu"], [3, 1.2], { ratio: 2 }),
    comparedStratum(["level", "relu"], [2, 1.2]),
  ],
  generator: comparedSettings(RANGES),
  measure: (setting, seed, { pretrainAttention }) =>
    trainTogether(lawsOf(setting), (name) => randomStream(seed, "B12", name), pretrainAttention),
  effect(trained, rule, setting) {
    const [narrow, wide] = windowErrors(lawsOf(setting), trained, rule(setting));
    return setting.aspect === "level" ? narrow : (narrow - wide) / Math.log(setting.factor);
  },
});

testClaim(claim);
