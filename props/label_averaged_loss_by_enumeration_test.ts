import fc from "fast-check";
import { lossWithoutQueryWeight } from "../fixtures/mutants/loss_without_query_weight.ts";
import { maskIgnored } from "../fixtures/mutants/mask_ignored.ts";
import { noNormalisation } from "../fixtures/mutants/no_normalisation.ts";
import { testClaim } from "../scripts/test_claim.ts";
import {
  counts,
  drawInnerProducts,
  identityMargin,
  inequalityMargin,
  logUniform,
  randomStream,
  seeds,
  TOLERANCE,
  uniformSteps,
  universalClaim,
  worstMargin,
} from "../src/mod.ts";

/** Mean of ½(Σ q_j y_j − y_*)² over all 2^N labels, each +1 with chance p independently. */
function enumerateSigns(q: Float64Array, nearest: number, p: number): number {
  let mean = 0;
  for (let code = 0; code < 1 << q.length; code++) {
    let chance = 1;
    let prediction = 0;
    q.forEach((weight, j) => {
      const positive = ((code >> j) & 1) === 1;
      chance *= positive ? p : 1 - p;
      prediction += positive ? weight : -weight;
    });
    const wanted = ((code >> nearest) & 1) === 1 ? 1 : -1;
    mean += (chance * (prediction - wanted) ** 2) / 2;
  }
  return mean;
}

/** Mean of ½‖Σ q_j v_j − v_*‖² over all K^N classes, coded v = e_c − 1/K. */
function enumerateClasses(q: Float64Array, nearest: number, classes: number): number {
  const total = Math.pow(classes, q.length);
  let mean = 0;
  for (let code = 0; code < total; code++) {
    const labels = Array.from(q, (_, j) => Math.floor(code / Math.pow(classes, j)) % classes);
    for (let c = 0; c < classes; c++) {
      let difference = 0;
      labels.forEach((label, j) => {
        const value = (label === c ? 1 : 0) - 1 / classes;
        difference += (q[j] - (j === nearest ? 1 : 0)) * value;
      });
      mean += difference ** 2 / (2 * total);
    }
  }
  return mean;
}

export const claim = universalClaim({
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
  check({ n, d, xi1, xi2, positive, classes, seed }, { nearestLoss, weighInnerProducts }) {
    const stream = randomStream(seed, "A3");
    const t = drawInnerProducts({ contextLength: n, dimension: d, prompts: 1 }, stream);
    const nearest = t.indexOf(Math.max(...t));
    const { weights: q, queryWeight } = weighInnerProducts(t, { xi1, xi2 });
    const { loss } = nearestLoss(t, { contextLength: n, xi1, xi2 });
    const mean = 2 * positive - 1;
    const variance = 1 - mean * mean;
    const rule = { tolerance: TOLERANCE.identity };
    const few = t.subarray(0, Math.min(n, 5));
    const fewNearest = few.indexOf(Math.max(...few));
    const fewWeights = weighInnerProducts(few, { xi1, xi2 }).weights;
    const fewLoss = nearestLoss(few, { contextLength: few.length, xi1, xi2 }).loss;
    const rest = 1 - q[nearest];
    return worstMargin(
      identityMargin("balanced labels", loss, enumerateSigns(q, nearest, 0.5), rule),
      identityMargin(
        "labels of mean μ",
        variance * loss + (mean * queryWeight) ** 2 / 2,
        enumerateSigns(q, nearest, positive),
        rule,
      ),
      identityMargin(
        `${classes} classes`,
        ((classes - 1) / classes) * fewLoss,
        enumerateClasses(fewWeights, fewNearest, classes),
        rule,
      ),
      inequalityMargin("½(1−q_*)² ≤ L", rest ** 2 / 2, loss, { tolerance: TOLERANCE.inequality }),
      inequalityMargin("L ≤ (1−q_*)²", loss, rest ** 2, { tolerance: TOLERANCE.inequality }),
    );
  },
});

testClaim(claim);
