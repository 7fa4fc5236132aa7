import { linearIgnoresScores } from "../fixtures/mutants/linear_ignores_scores.ts";
import { softmaxForLinear } from "../fixtures/mutants/softmax_for_linear.ts";
import { testClaim } from "../scripts/test_claim.ts";
import {
  counts,
  createPrompt,
  fromFlat,
  identityMargin,
  logUniform,
  randomStream,
  seeds,
  specs,
  spherePoints,
  TOLERANCE,
  universalClaim,
} from "../src/mod.ts";

/**
 * With y_i = c for all i linear attention predicts c·s̄, s̄ the mean of the scores x_iᵀMx_q: c only where s̄ = 1.
 */
export const claim = universalClaim({
  id: "C4.linear",
  slug: "linear_attention_reproduces_a_constant",
  statement: "linear attention reproduces a constant: equal labels are predicted as they are",
  formula: String.raw`y_i=c\;\forall i\;\Rightarrow\;\frac1n\sum_i y_i\,x_i^\top Mx_q=c`,
  source: "false: linear attention is odd in the query (B10)",
  regime: "points of the sphere, any M",
  symbols: { scale: "size of M" },
  kind: "ID",
  expected: "refuted",
  failsIn: 0.8,
  needs: ["predictLinear"],
  mutants: [softmaxForLinear, linearIgnoresScores],
  generator: specs({
    n: counts(1, 13),
    d: counts(2, 7),
    constant: logUniform(0.1, 10),
    scale: logUniform(0.1, 10),
    seed: seeds(),
  }),
  budget: { quick: 200, ci: 1000, deep: 4000 },
  check({ n, d, constant, scale, seed }, { predictLinear }) {
    const stream = randomStream(seed, "C4.linear");
    const prompt = createPrompt({
      covariates: spherePoints(n, d, stream),
      labels: new Float64Array(n).fill(constant),
      query: spherePoints(1, d, stream).getRow(0),
    });
    const M = fromFlat(Array.from({ length: d * d }, () => scale * stream.normal()), d, d);
    return identityMargin("prediction", predictLinear(prompt, M), constant, {
      tolerance: TOLERANCE.identity,
    });
  },
});

testClaim(claim);
