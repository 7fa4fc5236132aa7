import fc from "fast-check";
import { linearIgnoresScores } from "../fixtures/mutants/linear_ignores_scores.ts";
import { linearNormalised } from "../fixtures/mutants/linear_normalised.ts";
import { softmaxForLinear } from "../fixtures/mutants/softmax_for_linear.ts";
import { testClaim } from "../scripts/test_claim.ts";
import {
  counts,
  createPrompt,
  drawFunction,
  evaluate,
  fromFlat,
  FUNCTION_CLASSES,
  inequalityMargin,
  logUniform,
  randomStream,
  seeds,
  spherePoints,
  TOLERANCE,
  universalClaim,
} from "../src/mod.ts";

export const claim = universalClaim({
  id: "B10",
  slug: "linear_attention_floor",
  statement:
    "averaged over ±x_q, linear attention's squared error is at least f_even(x_q)², whatever M, n and σ",
  source: "derived; sharpens arXiv 2402.11639, section 3.3",
  regime: "raw labels and scores: no constant feature, no centring, no normalisation",
  kind: "INEQ",
  expected: "verified",
  needs: ["predictLinear"],
  mutants: [softmaxForLinear, linearNormalised, linearIgnoresScores],
  bounds: {
    functionClass: { among: FUNCTION_CLASSES },
    n: { from: 1, to: 41 },
    d: { from: 2, to: 7 },
    lipschitz: { from: 0.1, to: 10 },
    noise: { from: 0, to: 10 },
    scale: { from: 0.01, to: 100 },
  },
  generator: fc.record({
    functionClass: fc.constantFrom(...FUNCTION_CLASSES),
    n: counts(1, 41),
    d: counts(2, 7),
    lipschitz: logUniform(0.1, 10),
    noise: fc.oneof(fc.constant(0), logUniform(0.01, 10)),
    scale: logUniform(0.01, 100),
    seed: seeds(),
  }),
  budget: { quick: 200, ci: 2000, deep: 10_000 },
  check({ functionClass, n, d, lipschitz, noise, scale, seed }, { predictLinear }) {
    const stream = randomStream(seed, "B10");
    const task = drawFunction(functionClass, { lipschitz, dimension: d }, stream);
    const covariates = spherePoints(n, d, stream);
    const labels = covariates.to2DArray().map((x) => evaluate(task, x) + noise * stream.normal());
    const [query] = spherePoints(1, d, stream).to2DArray();
    const opposite = query.map((x) => -x);
    const M = fromFlat(Array.from({ length: d * d }, () => scale * stream.normal()), d, d);
    const error = (at: number[]) =>
      predictLinear(createPrompt({ covariates, labels, query: at }), M) - evaluate(task, at);
    const even = (evaluate(task, query) + evaluate(task, opposite)) / 2;
    const loss = (error(query) ** 2 + error(opposite) ** 2) / 2;
    return inequalityMargin("f_even² ≤ mean squared error over ±x_q", even ** 2, loss, {
      tolerance: TOLERANCE.inequality,
    });
  },
});

testClaim(claim);
