import fc from "fast-check";
import { farthestForNearest } from "../fixtures/mutants/farthest_for_nearest.ts";
import { linearForSoftmax } from "../fixtures/mutants/linear_for_softmax.ts";
import { noNormalisation } from "../fixtures/mutants/no_normalisation.ts";
import { uniformWeights } from "../fixtures/mutants/uniform_weights.ts";
import { testClaim } from "../scripts/test_claim.ts";
import { drawFunction, evaluate } from "../src/measurement.ts";
import {
  counts,
  dot,
  FUNCTION_CLASSES,
  inequalityMargin,
  logUniform,
  norm,
  oneOf,
  promptWithInnerProducts,
  randomStream,
  scaledIdentity,
  seeds,
  specs,
  TOLERANCE,
  uniformSteps,
  universalClaim,
  worstMargin,
} from "../src/mod.ts";

/**
 * Gibbs' variational principle: a maximises w·Σa_i s_i + H(a), H ≤ log n, and the nearest point alone
 * reaches w·s_max, so Σa_i s_i ≥ s_max − (log n)/w. Points of the sphere have ‖x_i − x_q‖² = 2(1 − s_i);
 * Jensen gives the rest. The last two bounds are compared as squares: 1 − Σa_i s_i is a rounding error when
 * a point meets the query, and its root would be 1e-8.
 */
export const claim = universalClaim({
  id: "B5",
  slug: "attention_is_local",
  statement:
    "Σa_i s_i ≥ s_max − log(n)/w, so |Σa_i f(x_i) − f(x_q)| ≤ LΣa_i‖x_i−x_q‖ ≤ L√(2(1−s_max) + 2 log(n)/w)",
  formula: String.raw`
    \Bigl|\sum_i a_i f(x_i)-f(x_q)\Bigr|\le L\sum_i a_i\lVert x_i-x_q\rVert\le L\sqrt{2(1-s_{\max})+\frac{2\log n}{w}}`,
  source: "derived; arXiv 2402.11639 bounds the same bias in expectation",
  regime: "any points of the sphere, near-ties and ties too; any L-Lipschitz f",
  symbols: { nearest: "s_max", gap: "gap behind it", tied: "share of points just there" },
  kind: "INEQ",
  expected: "verified",
  needs: ["attend", "predict"],
  mutants: [farthestForNearest, uniformWeights, noNormalisation, linearForSoftmax],
  bounds: {
    gap: { from: 0, to: 1 },
  },
  generator: specs({
    functionClass: oneOf(...FUNCTION_CLASSES),
    n: counts(1, 41),
    d: counts(2, 7),
    w: logUniform(0.001, 1000),
    lipschitz: logUniform(0.1, 10),
    nearest: uniformSteps(-1, 1),
    gap: fc.oneof(fc.constant(0), logUniform(0.001, 1)),
    tied: uniformSteps(0, 1),
    seed: seeds(),
  }),
  budget: { quick: 200, ci: 2000, deep: 10_000 },
  check({ functionClass, n, d, w, lipschitz, nearest, gap, tied, seed }, { attend, predict }) {
    const stream = randomStream(seed, "B5");
    // The worst case of the first bound is a crowd just behind the nearest point.
    const crowd = Math.max(-1, nearest - gap);
    const drawn = Float64Array.from(
      { length: n },
      (_, i) => i === 0 ? nearest : stream.uniform() < tied ? crowd : stream.between(-1, crowd),
    );
    const task = drawFunction(functionClass, { lipschitz, dimension: d }, stream);
    const unlabelled = { innerProducts: drawn, labels: new Float64Array(n), dimension: d };
    const { covariates, query } = promptWithInnerProducts(unlabelled, stream);
    const rows = covariates.to2DArray();
    const prompt = { covariates, query, labels: Float64Array.from(rows, (x) => evaluate(task, x)) };
    const M = scaledIdentity(d, w);
    const weights = attend(prompt, M);
    const s = rows.map((x) => dot(x, query));
    const distance = rows.map((x) => norm(x.map((value, j) => value - query[j])));
    const near = dot(weights, s);
    const most = Math.max(...s);
    const reach = dot(weights, distance);
    const miss = Math.abs(predict(prompt, M) - evaluate(task, query));
    const entropy = Math.log(n) / w;
    const rule = { tolerance: TOLERANCE.inequality };
    return worstMargin(
      inequalityMargin("s_max − log(n)/w ≤ Σa_i s_i", most - entropy, near, rule),
      inequalityMargin("|h − f(x_q)| ≤ LΣa_i‖x_i−x_q‖", miss, lipschitz * reach, rule),
      inequalityMargin("(Σa_i‖x_i−x_q‖)² ≤ 2(1−Σa_i s_i)", reach ** 2, 2 * (1 - near), rule),
      inequalityMargin(
        "(Σa_i‖x_i−x_q‖)² ≤ 2(1−s_max) + 2 log(n)/w",
        reach ** 2,
        2 * (1 - most + entropy),
        rule,
      ),
    );
  },
});

testClaim(claim);
