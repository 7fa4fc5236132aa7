import fc from "fast-check";
import { absoluteForRelu } from "../fixtures/mutants/absolute_for_relu.ts";
import { copiesHeardOnce } from "../fixtures/mutants/copies_heard_once.ts";
import { reluByPositiveCount } from "../fixtures/mutants/relu_by_positive_count.ts";
import { reluLateCoordinatesIgnored } from "../fixtures/mutants/relu_late_coordinates_ignored.ts";
import { reluNormalised } from "../fixtures/mutants/relu_normalised.ts";
import { reluPartialBlockDropped } from "../fixtures/mutants/relu_partial_block_dropped.ts";
import { softmaxForRelu } from "../fixtures/mutants/softmax_for_relu.ts";
import { fewPointsInHighDimension } from "../fixtures/laws/affordable_sizes.ts";
import { plainScore, scoreReach, scoreTerms } from "../fixtures/formulas/bilinear_score.ts";
import { testClaim } from "../scripts/test_claim.ts";
import { awkwardPrompt } from "../src/measurement.ts";
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

/**
 * h(M) = (1/n) Σ_i y_i[s_i]₊ with s_i = x_iᵀMx_q. So h(cM) = c·h(M) for c > 0, and h(M) − h(−M) = (1/n) Σ_i y_i
 * s_i, as [s]₊ − [−s]₊ = s.
 */
export const claim = universalClaim({
  id: "C10",
  slug: "relu_attention_is_homogeneous",
  statement:
    "ReLU attention is the mean of y_i[x_iᵀMx_q]₊: positively homogeneous in M, 0 without a positive score, and at M less at −M linear attention, the mean of y_i x_iᵀMx_q",
  formula: String.raw`h(cM)=c\,h(M)\;\;(c>0),\qquad h(M)-h(-M)=\frac1n\sum_iy_i\,x_i^\top Mx_q`,
  source: "Wortsman et al., arXiv 2309.08586; [s]₊ − [−s]₊ = s",
  regime: "any points, copies of each other and of the query among them; any M, scores to 10⁵",
  symbols: { factor: "factor of M", constant: "equal labels" },
  kind: "ID",
  expected: "verified",
  needs: ["predictRelu", "predictLinear"],
  mutants: [
    reluNormalised,
    absoluteForRelu,
    softmaxForRelu,
    reluByPositiveCount,
    copiesHeardOnce,
    reluPartialBlockDropped,
    reluLateCoordinatesIgnored,
  ],
  bounds: {
    n: { from: 1, to: 1025 },
    d: { from: 1, to: 64 },
    copies: { from: 0, to: 5 },
    labelSize: { from: 0.01, to: 1000 },
    factor: { from: 0.001, to: 1000 },
    constant: { from: 0.1, to: 10 },
  },
  cells: innerCells("n", BLOCK_ENDS),
  generator: fc.record({
    n: countsAndEnds([1, 17]),
    d: countsAndEnds([1, 7], [64]),
    copies: counts(0, 5),
    labelSize: logUniform(0.01, 1000),
    factor: logUniform(0.001, 1000),
    constant: logUniform(0.1, 10),
    seed: seeds(),
  }).map(fewPointsInHighDimension(5)),
  budget: { quick: 200, ci: 2000, deep: 10_000 },
  check({ n, d, copies, labelSize, factor, constant, seed }, { predictRelu, predictLinear }) {
    const stream = randomStream(seed, "C10");
    const drawn = awkwardPrompt({ contextLength: n, dimension: d, copies, labelSize }, stream);
    const covariates = drawn.covariates.to2DArray();
    const [query, labels] = [[...drawn.query], [...drawn.labels]];
    const m = Array.from({ length: d * d }, () => stream.normal());
    const M = (c: number) => fromFlat(m.map((entry) => c * entry), d, d);
    const terms = covariates.map((x) => scoreTerms(x, m, query));
    const scores = terms.map(plainScore);
    const h = predictRelu(drawn, M(1));
    const flat = createPrompt({ covariates, labels: labels.map(() => constant), query });
    const unheard = createPrompt({
      covariates: covariates.map((x, i) => x.map((xj) => (scores[i] > 0 ? -xj : xj))),
      labels,
      query,
    });
    const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / n;
    const positive = mean(scores.map((score) => (score > 0 ? score : 0)));
    // A score's rounding is that of its terms.
    const reach = terms.map(scoreReach);
    const size = mean(reach.map((most, i) => most * Math.abs(labels[i])));
    const rule = { tolerance: TOLERANCE.identity, scale: size };
    const linear = predictLinear(drawn, M(1));
    const labelled = (activation: (score: number) => number) =>
      mean(scores.map((score, i) => labels[i] * activation(score)));
    return worstMargin(
      identityMargin("mean of y_i[s_i]₊", h, labelled((score) => Math.max(0, score)), rule),
      identityMargin("mean of y_i s_i", linear, labelled((score) => score), rule),
      identityMargin("h at c·M over c", predictRelu(drawn, M(factor)) / factor, h, rule),
      identityMargin("h of a constant", predictRelu(flat, M(1)), constant * positive, {
        tolerance: TOLERANCE.identity,
        scale: constant * mean(reach),
      }),
      exactMargin("h without a positive score", predictRelu(unheard, M(1)), 0),
      identityMargin(
        "h(M) − h(−M)",
        h - predictRelu(drawn, M(-1)),
        linear,
        rule,
      ),
    );
  },
});

testClaim(claim);
