import fc from "fast-check";
import { linearWithoutMean } from "../fixtures/mutants/linear_without_mean.ts";
import { softmaxForLinear } from "../fixtures/mutants/softmax_for_linear.ts";
import { testClaim } from "../scripts/test_claim.ts";
import {
  counts,
  dot,
  gaussianLinearOptimum,
  randomStream,
  scaledIdentity,
  statisticalClaim,
  toMatrix,
  uniformSteps,
} from "../src/mod.ts";

/** Contexts a replicate; the error is linear in the query, so unit vectors average it over all queries. */
const CONTEXTS = 200;

export const claim = statisticalClaim({
  id: "C2.sample",
  slug: "best_linear_attention_on_samples",
  statement:
    "with x ~ N(0, I) the best linear attention, n/(n+d+1+σ²) times the identity, has mean square d(d+1+σ²)/(n+d+1+σ²)",
  source: "Ahn et al., arXiv 2306.00297, with label noise; C2 for small n·d, exactly",
  regime: "n from 2 to 60, d from 2 to 7, σ from 0 to 3",
  kind: "EXP",
  expected: "verified",
  needs: ["predictLinear"],
  mutants: [linearWithoutMean, softmaxForLinear],
  effectName: "log of measured over predicted mean square",
  bound: 0.2,
  within: 0.1,
  smallestEffect: 0.05,
  budget: { quick: 300, ci: 400, deep: 1000 },
  bounds: { n: { from: 2, to: 60 }, d: { from: 2, to: 7 }, noise: { from: 0, to: 3 } },
  generator: fc.record({ n: counts(2, 60), d: counts(2, 7), noise: uniformSteps(0, 3) }),
  replicate({ n, d, noise }, seed, { predictLinear }) {
    const stream = randomStream(seed, "C2.sample");
    const law = { covariance: scaledIdentity(d), contextLength: n, noise };
    const { parameters, meanSquare } = gaussianLinearOptimum(law);
    const vector = () => Float64Array.from({ length: d }, () => stream.normal());
    let squared = 0;
    for (let b = 0; b < CONTEXTS; b++) {
      const task = vector();
      const rows = Array.from({ length: n }, vector);
      const labels = Float64Array.from(rows, (x) => dot(task, x) + noise * stream.normal());
      const covariates = toMatrix(rows);
      task.forEach((target, k) => {
        const query = task.map((_, j) => (j === k ? 1 : 0));
        const error = predictLinear({ covariates, labels, query }, parameters) - target;
        squared += error ** 2 / CONTEXTS;
      });
    }
    return Math.log(squared / meanSquare);
  },
});

testClaim(claim);
