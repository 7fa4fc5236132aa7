import fc from "fast-check";
import { lossWithoutQueryWeight } from "../fixtures/mutants/loss_without_query_weight.ts";
import { maskIgnored } from "../fixtures/mutants/mask_ignored.ts";
import { nearestLossTruncated } from "../fixtures/mutants/nearest_loss_truncated.ts";
import { noNormalisation } from "../fixtures/mutants/no_normalisation.ts";
import { smallWeightsDropped } from "../fixtures/mutants/small_weights_dropped.ts";
import { weightsFloored } from "../fixtures/mutants/weights_floored.ts";
import { testClaim } from "../scripts/test_claim.ts";
import {
  averageClasses,
  type AveragedLoss,
  averagedLoss,
  averageSigns,
  enumerateClasses,
  enumerateSigns,
  LOG_TINY,
  missingWeight,
} from "../src/measurement.ts";
import {
  BLOCK_ENDS,
  counts,
  countsAndEnds,
  drawInnerProducts,
  eitherSign,
  identityMargin,
  inequalityMargin,
  innerCells,
  logUniform,
  randomStream,
  seeds,
  specs,
  TOLERANCE,
  uniformSteps,
  universalLaw,
  weightMargin,
  worstMargin,
} from "../src/mod.ts";

const rival = (name: string, changes: Partial<AveragedLoss>) => ({
  name,
  description: `${name} in the averaged loss`,
  law: (): AveragedLoss => ({ ...averagedLoss, ...changes }),
});

/**
 * For labels ±1, independent and unbiased, ŷ − y_* = Σ_{j≠*} q_j y_j − (1 − q_*)y_*. Cross terms average to 0,
 * which leaves L = ½E(ŷ − y_*)² = ½[(1 − q_*)² + Σ_{j≠*} q_j²].
 */
export const claim = universalLaw({
  id: "A3",
  slug: "label_averaged_loss_by_enumeration",
  statement:
    "labels average out: the loss is ½[(1−q_*)² + Σ_{j≠*} q_j²], for biased labels and K classes too",
  formula: String.raw`L=\tfrac12\Bigl[(1-q_*)^2+\sum_{j\ne*}q_j^2\Bigr]`,
  source: "derived; checked by enumerating all labels, and label by label where there are many",
  regime:
    "labels independent of each other and of the points, all of them enumerated for N ≤ 10 (K classes: N ≤ 5); ξ2 ≤ 2000, or ∞; losses by their logarithms",
  symbols: {
    positive: "share of positive labels",
    classes: "K",
    copies: "copies of the nearest point",
  },
  kind: "ID",
  expected: "verified",
  needs: ["nearestLoss", "weighInnerProducts"],
  mutants: [
    lossWithoutQueryWeight,
    noNormalisation,
    maskIgnored,
    weightsFloored,
    smallWeightsDropped,
    nearestLossTruncated,
  ],
  law: () => averagedLoss,
  rivals: [
    rival("no half", { balanced: (weights) => 2 * averagedLoss.balanced(weights) }),
    rival("only the nearest point", { balanced: (weights) => missingWeight(weights) ** 2 / 2 }),
    rival("all squares", {
      balanced: (weights) => averagedLoss.balanced(weights) + weights.nearest ** 2 / 2,
    }),
    rival("1 % more", { balanced: (weights) => 1.01 * averagedLoss.balanced(weights) }),
    rival("the mean costs nothing", { biased: (loss, { mean }) => (1 - mean ** 2) * loss }),
    rival("the mean changes nothing", { biased: (loss) => loss }),
    rival("the mean not squared", {
      biased: (loss, { mean, queryWeight }) =>
        averagedLoss.biased(loss, { mean: Math.sqrt(Math.abs(mean)), queryWeight }),
    }),
    rival("classes like signs", { classes: () => 1 }),
    rival("1/K for 1 − 1/K", { classes: (count) => 1 / count }),
  ],
  bounds: {
    xi2: { from: -2000, to: Infinity },
  },
  cells: innerCells("n", BLOCK_ENDS),
  generator: specs({
    n: countsAndEnds([1, 10]),
    d: countsAndEnds([2, 7], [64]),
    xi1: logUniform(0.01, 1000),
    xi2: fc.oneof(
      eitherSign(fc.oneof(logUniform(0.01, 1000), logUniform(300, 2000))),
      fc.constant(Infinity),
    ),
    positive: uniformSteps(0, 1),
    classes: counts(2, 4),
    copies: counts(0, 3),
    seed: seeds(),
  }),
  budget: { quick: 100, ci: 1000, deep: 5000 },
  measure({ n, d, xi1, xi2, copies, seed }, { nearestLoss, weighInnerProducts }) {
    const stream = randomStream(seed, "A3");
    const t = drawInnerProducts({ contextLength: n, dimension: d, prompts: 1 }, stream);
    // Which of several nearest points is asked for makes no difference.
    t.fill(Math.max(...t), 0, Math.min(copies, n));
    const weighed = (own: Float64Array) => {
      const nearest = own.indexOf(Math.max(...own));
      const { weights, queryWeight } = weighInnerProducts(own, { xi1, xi2 });
      const others = weights.filter((_, j) => j !== nearest);
      const { loss } = nearestLoss(own, { contextLength: own.length, xi1, xi2 });
      return { all: weights, index: nearest, nearest: weights[nearest], others, queryWeight, loss };
    };
    return { all: weighed(t), few: weighed(t.subarray(0, 5)) };
  },
  margin({ all, few }, law, spec) {
    const { balanced, biased, classes } = law(spec);
    const rule = { tolerance: TOLERANCE.identity };
    const below = { tolerance: TOLERANCE.inequality };
    const rest = missingWeight(all);
    const wanted = balanced(all);
    const bias = { mean: 2 * spec.positive - 1, queryWeight: all.queryWeight };
    const coefficients = Float64Array.of(-rest, ...all.others);
    const margins = [
      weightMargin("L", all.loss, Math.log(wanted)),
      identityMargin("1 − q_*", 1 - all.nearest, rest, rule),
      weightMargin("L, label by label", averageSigns(coefficients, 0.5), Math.log(wanted)),
      identityMargin(
        `${spec.classes} classes, few points`,
        classes(spec.classes) * few.loss,
        enumerateClasses(few.all, few.index, spec.classes),
        rule,
      ),
      inequalityMargin("½(1−q_*)² ≤ L", rest ** 2 / 2, all.loss, below),
      inequalityMargin("L ≤ (1−q_*)²", all.loss, rest ** 2, below),
    ];
    if (Math.log(wanted) > LOG_TINY) {
      margins.push(
        identityMargin(
          "labels of mean μ over balanced ones",
          biased(all.loss, bias) / all.loss,
          averageSigns(coefficients, spec.positive) / wanted,
          rule,
        ),
        identityMargin(
          `${spec.classes} classes over balanced labels`,
          classes(spec.classes),
          averageClasses(coefficients, spec.classes) / wanted,
          rule,
        ),
      );
    }
    if (spec.n <= 10) {
      const enumerated = (p: number) => enumerateSigns(all.all, all.index, p);
      margins.push(
        identityMargin("balanced labels", all.loss, enumerated(0.5), rule),
        identityMargin("labels of mean μ", biased(all.loss, bias), enumerated(spec.positive), rule),
      );
    }
    return worstMargin(margins);
  },
});

testClaim(claim);
