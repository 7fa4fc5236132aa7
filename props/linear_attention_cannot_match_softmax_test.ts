import { labelsTwiceAsNoisyInTraining } from "../fixtures/mutants/labels_twice_as_noisy_in_training.ts";
import { linearForSoftmax } from "../fixtures/mutants/linear_for_softmax.ts";
import { windowByRuleOfThumb } from "../fixtures/mutants/window_by_rule_of_thumb.ts";
import { windowHandedBackTwice } from "../fixtures/mutants/window_handed_back_twice.ts";
import { testClaim } from "../scripts/test_claim.ts";
import { bestLinearLoss, bestWindow, linearOptimum, trainToRest } from "../src/measurement.ts";
import {
  counts,
  drawRegressionBatch,
  kernelIclGradient,
  logUniform,
  oneOf,
  promptAt,
  randomStream,
  type RegressionLaw,
  scaledIdentity,
  specs,
  statisticalLaw,
  toFlat,
} from "../src/mod.ts";

/** Prompts that the two losses are compared on. */
const EVALUATION = 1000;

interface Setting {
  readonly functionClass: "affine" | "relu";
  readonly dimension: number;
  readonly contextLength: number;
  readonly lipschitz: number;
  /** L/σ. */
  readonly ratio: number;
}

const lawOf = ({ ratio, ...sizes }: Setting): RegressionLaw => (
  { ...sizes, noise: sizes.lipschitz / ratio }
);

/** ICL losses of M = wI on the prompts of a replicate, w in parts of the best window of other prompts. */
type Losses = Readonly<Record<"none" | "half" | "best" | "twice", number>>;

/** log of the softmax's ICL loss over the best linear one. */
type Gap = (law: RegressionLaw, losses: Losses) => number;

const over = (loss: number, law: RegressionLaw) => Math.log(loss / (bestLinearLoss(law).loss / 2));
const gap: Gap = (law, { best }) => over(best, law);

const rival = (name: string, description: string, other: Gap) => (
  { name, description, law: () => other }
);

const stratum = (
  functionClass: Setting["functionClass"],
  [dimension, contextLength, ratio]: readonly [number, number, number],
) => ({
  name: `${functionClass}, d = ${dimension}, n = ${contextLength}, L = ${ratio}σ`,
  setting: { functionClass, dimension, contextLength, ratio },
});

/**
 * Linear attention is fitted to the prompts that it is judged on, and loses: it is blind to the even part, a
 * constant above all. By how much is no matter of taste: the trained softmax has the loss of the best window, and
 * linear attention that of its closed form. Most of the gain is the mean label's, which a window as wide as can be
 * has too; so the strata lie where the window itself is worth more than the margin.
 */
export const claim = statisticalLaw({
  id: "B10.loss",
  slug: "linear_attention_cannot_match_softmax",
  statement:
    "linear attention cannot match the softmax loss: even its best M loses to a trained softmax, by the ratio of its closed form to the loss of the best window",
  formula: String.raw`
    \frac{\min_M L_{\mathrm{linear}}(M)}{L_{\mathrm{softmax}}}=\frac{L_{\mathrm{linear}}^*}{\min_w L^2B(w)+\sigma^2V(w)}>1`,
  plain: "Linear attention, however it is trained, keeps a loss that softmax attention gets below.",
  source: "arXiv 2402.11639, section 3.3; the amount from B2 and the closed form of B10",
  regime: "runs long enough to converge",
  kind: "EXP",
  expected: "verified",
  needs: ["pretrainAttention", "predict"],
  mutants: [
    linearForSoftmax,
    windowByRuleOfThumb,
    windowHandedBackTwice,
    labelsTwiceAsNoisyInTraining,
  ],
  law: (_: Setting): Gap => gap,
  rivals: [
    rival("no gap", "both have the same loss", () => 0),
    rival("a quarter less", "the ratio is to the power 3/4", (...at) => 0.75 * gap(...at)),
    rival("a quarter more", "the ratio is to the power 5/4", (...at) => 1.25 * gap(...at)),
    rival("mean label", "softmax weighs all alike", (law, { none }) => over(none, law)),
    rival("half the window", "softmax has half the best w", (law, { half }) => over(half, law)),
    rival("twice the window", "softmax has twice the best w", (law, { twice }) => over(twice, law)),
    rival(
      "floor",
      "linear attention loses no more than the even part",
      (law, { best }) => Math.log((2 * best) / bestLinearLoss(law).floor),
    ),
  ],
  effectName: "log of softmax loss / best linear loss, less what is predicted",
  bound: 0.16,
  within: 0.06,
  smallestEffect: 0.02,
  budget: { quick: 200, ci: 400, deep: 1000 },
  strata: [
    stratum("relu", [2, 20, 2.5]),
    stratum("affine", [3, 20, 4]),
    stratum("affine", [5, 10, 1]),
    stratum("relu", [3, 40, 3]),
  ],
  generator: specs({
    functionClass: oneOf("affine", "relu"),
    dimension: counts(2, 5),
    contextLength: counts(10, 40),
    lipschitz: logUniform(0.3, 3),
    ratio: logUniform(1, 4),
  }),
  measure(setting, seed, { pretrainAttention, predict }) {
    const law = lawOf(setting);
    const stream = (name: string) => randomStream(seed, "B10.loss", name);
    const { parameters, curves } = trainToRest(law, stream, pretrainAttention);
    const batch = drawRegressionBatch(law, EVALUATION, stream("fresh"));
    const squares = Array.from(
      batch.targets,
      (target, b) => (predict(promptAt(batch, b), parameters) - target) ** 2,
    );
    const softmax = squares.reduce((a, b) => a + b) / (2 * EVALUATION);
    // Fitted to these very prompts, d² entries take d² of them away.
    const linear = linearOptimum(batch).loss / (1 - law.dimension ** 2 / EVALUATION);
    const w = bestWindow(curves, law.noise).inverseTemperature;
    const at = (factor: number) =>
      kernelIclGradient(batch, toFlat(scaledIdentity(law.dimension, factor * w))).loss;
    const losses = { none: at(0), half: at(1 / 2), best: at(1), twice: at(2) };
    return { gap: Math.log(softmax / linear), losses };
  },
  effect({ gap, losses }, law, setting) {
    const effect = gap - law(setting)(lawOf(setting), losses);
    return Number.isFinite(effect) ? effect : 9;
  },
});

testClaim(claim);
