import { frozenWindow } from "../fixtures/mutants/frozen_window.ts";
import { labelsNoisierInTraining } from "../fixtures/mutants/labels_noisier_in_training.ts";
import { trainingCutShort } from "../fixtures/mutants/training_cut_short.ts";
import { windowByRuleOfThumb } from "../fixtures/mutants/window_by_rule_of_thumb.ts";
import { windowHandedBackShort } from "../fixtures/mutants/window_handed_back_short.ts";
import { contextTruncated } from "../fixtures/mutants/context_truncated.ts";
import {
  comparedLaws,
  type ComparedSetting,
  comparedSettings,
  comparedStratum,
  windowErrors,
  windowRuleRivals,
} from "../fixtures/laws/compared_windows.ts";
import { testClaim } from "../scripts/test_claim.ts";
import {
  leastLossWindow,
  trainTogether,
  type WindowRule,
  WRONG_WINDOW_RULES,
} from "../src/measurement.ts";
import { randomStream, statisticalLaw } from "../src/mod.ts";

/** The margin on log w, and on the logarithm of a ratio. */
const WITHIN = 0.06;
/** What is drawn. */
const RANGES = {
  contextLength: { from: 10, to: 20 },
  ratio: { from: 1.5, to: 2 },
  factors: [1.5, 4],
};
/** Those that say something of n: over L/σ the regime is narrow. */
const RULES = WRONG_WINDOW_RULES.filter(({ name }) =>
  !name.startsWith("(L/σ)") && name !== "long contexts"
);

/** The law with the narrower window has contexts `factor` times as long. */
const lawsOf = (setting: ComparedSetting) => {
  const { ratio, factor, contextLength } = setting;
  return comparedLaws(setting, {
    wide: { lipschitz: ratio, noise: 1 },
    narrow: { contextLength: Math.round(factor * contextLength) },
  });
};

/**
 * By how much w grows with n is held to the windows of least loss, already where contexts are 1.5 times as long: w
 * grows by a sixth there. An exponent off by .1 is one by 14 % where they are 4 times as long. Contexts of another
 * length have random numbers of their own, so log w itself is compared, not its slope.
 */
export const claim = statisticalLaw({
  id: "B12.n",
  slug: "pretrained_window_narrows_with_context",
  statement:
    "pretraining learns a narrower window on longer contexts, by as much as the window of least loss narrows",
  formula: String.raw`
    \log\frac{w(n')}{w(n)}=\log\frac{w^*(n')}{w^*(n)},\qquad
    w^*(n)=\operatorname*{arg\,min}_w\,L^2B_n(w)+\sigma^2V_n(w)`,
  source: "arXiv 2402.11639, theorem 3.4 and its experiments; the amount by B2",
  regime: "runs long enough to converge",
  symbols: { factor: "factor of n" },
  kind: "EXP",
  expected: "verified",
  needs: ["pretrainAttention"],
  mutants: [
    frozenWindow,
    windowByRuleOfThumb,
    contextTruncated,
    windowHandedBackShort,
    labelsNoisierInTraining,
    trainingCutShort,
  ],
  law: (_: ComparedSetting): WindowRule => leastLossWindow,
  rivals: windowRuleRivals(RULES),
  effectName: "log of the ratio of both w less that of the best windows, or log of w over the best",
  bound: 0.13,
  within: WITHIN,
  smallestEffect: 0.02,
  budget: { quick: 200, ci: 400, deep: 1000 },
  strata: [
    comparedStratum(["level", "affine"], [3, 1.5], { contextLength: 10 }),
    comparedStratum(["comparison", "affine"], [5, 1.5]),
    comparedStratum(["comparison", "relu"], [3, 1.5], { contextLength: 20, ratio: 2 }),
    comparedStratum(["comparison", "affine"], [3, 4], { contextLength: 10 }),
    comparedStratum(["comparison", "relu"], [2, 4], { contextLength: 10 }),
  ],
  generator: comparedSettings(RANGES),
  measure: (setting, seed, { pretrainAttention }) =>
    trainTogether(lawsOf(setting), (name) => randomStream(seed, "B12.n", name), pretrainAttention),
  effect(trained, rule, setting) {
    const [narrow, wide] = windowErrors(lawsOf(setting), trained, rule(setting));
    return setting.aspect === "level" ? narrow : narrow - wide;
  },
});

testClaim(claim);
