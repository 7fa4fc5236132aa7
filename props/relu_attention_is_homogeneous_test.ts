import fc from "fast-check";
import { absoluteForRelu } from "../fixtures/mutants/absolute_for_relu.ts";
import { reluNormalised } from "../fixtures/mutants/relu_normalised.ts";
import { softmaxForRelu } from "../fixtures/mutants/softmax_for_relu.ts";
import { testClaim } from "../scripts/test_claim.ts";
import {
  counts,
  createPrompt,
  exactMargin,
  fromFlat,
  identityMargin,
  logUniform,
  randomStream,
  seeds,
  TOLERANCE,
  universalClaim,
  worstMargin,
} from "../src/mod.ts";

export const claim = universalClaim({
  id: "C10",
  slug: "relu_attention_is_homogeneous",
  statement:
    "ReLU attention is positively homogeneous in M, scales constants by the mean positive score, is 0 without one, and at M less at −M is linear attention",
  source: "Wortsman et al., arXiv 2309.08586; [s]₊ − [−s]₊ = s",
  regime: "any points, labels and M; factors from 0.001 to 1000",
  kind: "ID",
  expected: "verified",
  needs: ["predictRelu", "predictLinear"],
  mutants: [reluNormalised, absoluteForRelu, softmaxForRelu],
  bounds: {
    n: { from: 1, to: 17 },
    d: { from: 1, to: 7 },
    factor: { from: 0.001, to: 1000 },
    constant: { from: 0.1, to: 10 },
  },
  generator: fc.record({
    n: counts(1, 17),
    d: counts(1, 7),
    factor: logUniform(0.001, 1000),
    constant: logUniform(0.1, 10),
    seed: seeds(),
  }),
  budget: { quick: 200, ci: 2000, deep: 10_000 },
  check({ n, d, factor, constant, seed }, { predictRelu, predictLinear }) {
    const stream = randomStream(seed, "C10");
    const vector = (length: number) => Array.from({ length }, () => stream.normal());
    const covariates = Array.from({ length: n }, () => vector(d));
    const [query, labels, m] = [vector(d), vector(n), vector(d * d)];
    const M = (c: number) => fromFlat(m.map((entry) => c * entry), d, d);
    const scores = covariates.map((x) =>
      m.reduce((sum, entry, k) => sum + x[Math.floor(k / d)] * entry * query[k % d], 0)
    );
    const prompt = createPrompt({ covariates, labels, query });
    const h = predictRelu(prompt, M(1));
    const flat = createPrompt({ covariates, labels: labels.map(() => constant), query });
    const unheard = createPrompt({
      covariates: covariates.map((x, i) => x.map((xj) => (scores[i] > 0 ? -xj : xj))),
      labels,
      query,
    });
    const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / n;
    const positive = mean(scores.map((score) => (score > 0 ? score : 0)));
    const size = mean(scores.map((score, i) => Math.abs(score * labels[i])));
    const rule = { tolerance: TOLERANCE.identity, scale: size };
    return worstMargin(
      identityMargin("h at c·M over c", predictRelu(prompt, M(factor)) / factor, h, rule),
      identityMargin("h of a constant", predictRelu(flat, M(1)), constant * positive, {
        tolerance: TOLERANCE.identity,
        scale: constant * mean(scores.map(Math.abs)),
      }),
      exactMargin("h without a positive score", predictRelu(unheard, M(1)), 0),
      identityMargin(
        "h(M) − h(−M)",
        h - predictRelu(prompt, M(-1)),
        predictLinear(prompt, M(1)),
        rule,
      ),
    );
  },
});

testClaim(claim);
