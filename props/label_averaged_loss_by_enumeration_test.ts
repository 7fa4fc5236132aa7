import fc from "fast-check";
import { lossWithoutQueryWeight } from "../fixtures/mutants/loss_without_query_weight.ts";
import { maskIgnored } from "../fixtures/mutants/mask_ignored.ts";
import { noNormalisation } from "../fixtures/mutants/no_normalisation.ts";
import { testClaim } from "../scripts/test_claim.ts";
import {
  counts,
  drawInnerProducts,
  enumerateClasses,
  enumerateSigns,
  identityMargin,
  inequalityMargin,
  logUniform,
  randomStream,
  seeds,
  TOLERANCE,
  uniformSteps,
  universalLaw,
  worstMargin,
} from "../src/mod.ts";

/** What labels leave of a loss. */
interface AveragedLoss {
  /** L of balanced labels. */
  balanced(q: Float64Array, nearest: number): number;
  /** L of labels of mean μ, from the balanced one. */
  biased(loss: number, parts: { readonly mean: number; readonly queryWeight: number }): number;
  /** L of K classes over that of balanced labels. */
  classes(count: number): number;
}

const LAW: AveragedLoss = {
  balanced: (q, nearest) => ((1 - q[nearest]) ** 2 + squares(q) - q[nearest] ** 2) / 2,
  biased: (loss, { mean, queryWeight }) => (1 - mean ** 2) * loss + (mean * queryWeight) ** 2 / 2,
  classes: (count) => (count - 1) / count,
};

function squares(q: Float64Array): number {
  return q.reduce((sum, weight) => sum + weight ** 2, 0);
}

const rival = (name: string, changes: Partial<AveragedLoss>) => ({
  name,
  description: `${name} in the averaged loss`,
  law: (): AveragedLoss => ({ ...LAW, ...changes }),
});

export const claim = universalLaw({
  id: "A3",
  slug: "label_averaged_loss_by_enumeration",
  statement:
    "labels average out: the loss is ½[(1−q_*)² + Σ_{j≠*} q_j²], for biased labels and K classes too",
  source: "derived; checked by enumerating all labels",
  regime: "labels independent of each other and of the points; N ≤ 10 (K classes: N ≤ 5)",
  kind: "ID",
  expected: "verified",
  needs: ["nearestLoss", "weighInnerProducts"],
  mutants: [lossWithoutQueryWeight, noNormalisation, maskIgnored],
  law: () => LAW,
  rivals: [
    rival("no half", { balanced: (q, nearest) => 2 * LAW.balanced(q, nearest) }),
    rival("only the nearest point", { balanced: (q, nearest) => (1 - q[nearest]) ** 2 / 2 }),
    rival("all squares", { balanced: (q, nearest) => ((1 - q[nearest]) ** 2 + squares(q)) / 2 }),
    rival("1 % more", { balanced: (q, nearest) => 1.01 * LAW.balanced(q, nearest) }),
    rival("the mean costs nothing", { biased: (loss, { mean }) => (1 - mean ** 2) * loss }),
    rival("the mean changes nothing", { biased: (loss) => loss }),
    rival("the mean not squared", {
      biased: (loss, { mean, queryWeight }) =>
        LAW.biased(loss, { mean: Math.sqrt(Math.abs(mean)), queryWeight }),
    }),
    rival("classes like signs", { classes: () => 1 }),
    rival("1/K for 1 − 1/K", { classes: (count) => 1 / count }),
  ],
  bounds: {
    n: { from: 1, to: 10 },
    d: { from: 2, to: 7 },
    xi1: { from: 0.01, to: 1000 },
    xi2: { from: 0.01, to: Infinity },
    positive: { from: 0, to: 1 },
    classes: { from: 2, to: 4 },
  },
  generator: fc.record({
    n: counts(1, 10),
    d: counts(2, 7),
    xi1: logUniform(0.01, 1000),
    xi2: fc.oneof(logUniform(0.01, 1000), fc.constant(Infinity)),
    positive: uniformSteps(0, 1),
    classes: counts(2, 4),
    seed: seeds(),
  }),
  budget: { quick: 100, ci: 1000, deep: 5000 },
  measure({ n, d, xi1, xi2, classes, seed }, { nearestLoss, weighInnerProducts }) {
    const stream = randomStream(seed, "A3");
    const t = drawInnerProducts({ contextLength: n, dimension: d, prompts: 1 }, stream);
    const nearest = t.indexOf(Math.max(...t));
    const { weights: q, queryWeight } = weighInnerProducts(t, { xi1, xi2 });
    const { loss } = nearestLoss(t, { contextLength: n, xi1, xi2 });
    const few = t.subarray(0, Math.min(n, 5));
    const fewNearest = few.indexOf(Math.max(...few));
    const fewWeights = weighInnerProducts(few, { xi1, xi2 }).weights;
    const fewLoss = nearestLoss(few, { contextLength: few.length, xi1, xi2 }).loss;
    const classLoss = enumerateClasses(fewWeights, fewNearest, classes);
    return { q, nearest, queryWeight, loss, fewLoss, classLoss };
  },
  margin({ q, nearest, queryWeight, loss, fewLoss, classLoss }, law, spec) {
    const { balanced, biased, classes } = law(spec);
    const rule = { tolerance: TOLERANCE.identity };
    const rest = 1 - q[nearest];
    return worstMargin(
      identityMargin("½[(1−q_*)² + Σ_{j≠*} q_j²]", loss, balanced(q, nearest), rule),
      identityMargin("balanced labels", loss, enumerateSigns(q, nearest, 0.5), rule),
      identityMargin(
        "labels of mean μ",
        biased(loss, { mean: 2 * spec.positive - 1, queryWeight }),
        enumerateSigns(q, nearest, spec.positive),
        rule,
      ),
      identityMargin(
        `${spec.classes} classes`,
        classes(spec.classes) * fewLoss,
        classLoss,
        rule,
      ),
      inequalityMargin("½(1−q_*)² ≤ L", rest ** 2 / 2, loss, { tolerance: TOLERANCE.inequality }),
      inequalityMargin("L ≤ (1−q_*)²", loss, rest ** 2, { tolerance: TOLERANCE.inequality }),
    );
  },
});

testClaim(claim);
