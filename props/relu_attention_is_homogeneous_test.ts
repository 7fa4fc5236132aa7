import fc from "fast-check";
import { absoluteForRelu } from "../fixtures/mutants/absolute_for_relu.ts";
import { reluLateCoordinatesIgnored } from "../fixtures/mutants/relu_late_coordinates_ignored.ts";
import { reluNormalised } from "../fixtures/mutants/relu_normalised.ts";
import { reluPartialBlockDropped } from "../fixtures/mutants/relu_partial_block_dropped.ts";
import { softmaxForRelu } from "../fixtures/mutants/softmax_for_relu.ts";
import { testClaim } from "../scripts/test_claim.ts";
import {
  BLOCK_ENDS,
  counts,
  countsAndEnds,
  createPrompt,
  exactMargin,
  fromFlat,
  identityMargin,
  innerCells,
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
  regime:
    "any points, labels and M, n to 1025, d to 64; factors from 0.001 to 1000; points that score exactly 0 or come twice",
  kind: "ID",
  expected: "verified",
  needs: ["predictRelu", "predictLinear"],
  mutants: [
    reluNormalised,
    absoluteForRelu,
    softmaxForRelu,
    reluPartialBlockDropped,
    reluLateCoordinatesIgnored,
  ],
  bounds: {
    n: { from: 1, to: 1025 },
    d: { from: 1, to: 64 },
    factor: { from: 0.001, to: 1000 },
    constant: { from: 0.1, to: 10 },
    zeros: { from: 0, to: 3 },
  },
  cells: innerCells("n", BLOCK_ENDS),
  generator: fc.record({
    n: countsAndEnds([1, 17]),
    d: countsAndEnds([1, 7], [64]),
    factor: logUniform(0.001, 1000),
    constant: logUniform(0.1, 10),
    zeros: counts(0, 3),
    seed: seeds(),
    // Both at once would take most of the time.
  }).map(({ n, d, ...rest }) => ({ n: d > 7 ? Math.min(n, 17) : n, d, ...rest })),
  budget: { quick: 200, ci: 1000, deep: 10_000 },
  check({ n, d, factor, constant, zeros, seed }, { predictRelu, predictLinear }) {
    const stream = randomStream(seed, "C10");
    const vector = (length: number) => Array.from({ length }, () => stream.normal());
    const covariates = Array.from({ length: n }, () => vector(d));
    // At the kink, and twice at the same place.
    covariates.fill(vector(d).fill(0), 0, Math.min(zeros, n));
    if (zeros > 0) covariates[n - 1] = covariates[n >> 1];
    const [query, labels, m] = [vector(d), vector(n), vector(d * d)];
    const M = (c: number) => fromFlat(m.map((entry) => c * entry), d, d);
    const reach = Array.from(
      { length: d },
      (_, j) => query.reduce((sum, entry, k) => sum + m[j * d + k] * entry, 0),
    );
    const scores = covariates.map((x) => x.reduce((sum, entry, j) => sum + entry * reach[j], 0));
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
      identityMargin(
        "h by its definition",
        h,
        mean(scores.map((score, i) => Math.max(0, score) * labels[i])),
        rule,
      ),
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
