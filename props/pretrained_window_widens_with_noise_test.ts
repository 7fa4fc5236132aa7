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

/** The law with the wider window is `factor` times as noisy. */
const lawsOf = (setting: ComparedSetting) => {
  const { ratio, factor } = setting;
  return comparedLaws(setting, {
    wide: { lipschitz: 1, noise: 1 / ratio },
    narrow: { noise: 1 / (factor * ratio) },
  });
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
  formula: String.raw`
    \frac{\Delta\log w}{\Delta\log\sigma}=\frac{\Delta\log w^*}{\Delta\log\sigma}<0,\qquad
    w^*=\operatorname*{arg\,min}_w\,L^2B(w)+\sigma^2V(w)`,
  plain:
    "Attention trained on noisier labels looks at more neighbours, by the amount that theory gives.",
  source: "arXiv 2402.11639, theorem 3.4 and its experiments; the amount by B2",
  regime: "d = 2 at a factor of 1.2 only; runs long enough to converge",
  symbols: { factor: "factor of σ" },
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
  effectName: "slope of log w in −log σ less that of the best windows, or log of w over the best",
  bound: 0.13,
  within: WITHIN,
  smallestEffect: 0.02,
  budget: { quick: 200, ci: 400, deep: 1000 },
  strata: [
    comparedStratum(["level", "relu"], [5, 3], { contextLength: 20, ratio: 1.5 }),
    comparedStratum(["comparison", "relu"], [2, 1.2]),
    comparedStratum(["comparison", "relu"], [5, 3], { ratio: 1.5 }),
    comparedStratum(["comparison", "affine"], [3, 1.2]),
    comparedStratum(["level", "affine"], [2, 1.2]),
  ],
  generator: comparedSettings(RANGES),
  measure: (setting, seed, { pretrainAttention }) =>
    trainTogether(
      lawsOf(setting),
      (name) => randomStream(seed, "B12.noise", name),
      pretrainAttention,
    ),
  effect(trained, rule, setting) {
    const [narrow, wide] = windowErrors(lawsOf(setting), trained, rule(setting));
    return setting.aspect === "level" ? narrow : (narrow - wide) / Math.log(setting.factor);
  },
});

testClaim(claim);
