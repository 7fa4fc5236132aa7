import fc from "fast-check";
import { copiesHeardOnce } from "../fixtures/mutants/copies_heard_once.ts";
import { keyAndQueryExchanged } from "../fixtures/mutants/key_and_query_exchanged.ts";
import { lateCoordinatesUnattended } from "../fixtures/mutants/late_coordinates_unattended.ts";
import { partialBlockDropped } from "../fixtures/mutants/partial_block_dropped.ts";
import { scoresCapped } from "../fixtures/mutants/scores_capped.ts";
import { fewPointsInHighDimension } from "../fixtures/laws/affordable_sizes.ts";
import { plainScore, scoreReach, scoreTerms } from "../fixtures/formulas/bilinear_score.ts";
import { testClaim } from "../scripts/test_claim.ts";
import { awkwardPrompt, logSum } from "../src/measurement.ts";
import {
  BLOCK_ENDS,
  counts,
  countsAndEnds,
  dot,
  fromFlat,
  identityMargin,
  inequalityMargin,
  innerCells,
  logUniform,
  type Margin,
  randomStream,
  seeds,
  TOLERANCE,
  universalClaim,
  worstMargin,
} from "../src/mod.ts";

/** Below the logarithm of the smallest normal numbers a weight has no digits to compare. */
const LOG_TINY = -690;

/**
 * With scores s_i = x_iᵀMx_q the weights are a_i = e^{s_i} / Σ_j e^{s_j}, so log a_i = s_i − log Σ_j e^{s_j}, and
 * the prediction is h = Σ_i a_i y_i.
 */
export const claim = universalClaim({
  id: "M2",
  slug: "attention_is_softmax_of_scores",
  statement:
    "attention weighs x_i by e^{x_iᵀMx_q} over the sum of them all, and predicts Σ a_i y_i, whatever the points, labels and M",
  formula: String.raw`
    a_i=\frac{e^{x_i^\top Mx_q}}{\sum_j e^{x_j^\top Mx_q}},\qquad
    h=\sum_i a_i y_i`,
  source: "the definition: arXiv 2402.11639, equation 2",
  regime:
    "any points, copies of each other and of the query among them; any M, scores to 10⁴; zeros among the labels",
  symbols: { size: "size of M" },
  kind: "ID",
  expected: "verified",
  needs: ["attend", "predict"],
  mutants: [
    keyAndQueryExchanged,
    lateCoordinatesUnattended,
    partialBlockDropped,
    copiesHeardOnce,
    scoresCapped,
  ],
  bounds: {
    n: { from: 1, to: 1025 },
    d: { from: 1, to: 64 },
    copies: { from: 0, to: 5 },
    labelSize: { from: 0.01, to: 1000 },
    size: { from: 0.01, to: 3000 },
  },
  cells: innerCells("n", BLOCK_ENDS),
  generator: fc.record({
    n: countsAndEnds([1, 17]),
    d: countsAndEnds([1, 7], [64]),
    copies: counts(0, 5),
    labelSize: logUniform(0.01, 1000),
    size: logUniform(0.01, 3000),
    seed: seeds(),
  }).map(fewPointsInHighDimension(17)),
  budget: { quick: 200, ci: 1000, deep: 5000 },
  check({ n, d, copies, labelSize, size, seed }, { attend, predict }) {
    const stream = randomStream(seed, "M2");
    const prompt = awkwardPrompt({ contextLength: n, dimension: d, copies, labelSize }, stream);
    const { covariates, query, labels } = prompt;
    const entries = Array.from({ length: d * d }, () => (size * stream.normal()) / d);
    const M = fromFlat(entries, d, d);
    const terms = covariates.to2DArray().map((xi) => scoreTerms(xi, entries, query));
    const scores = terms.map(plainScore);
    // Rounding of scores, times the slope of the weights.
    const reach = Math.max(...terms.map(scoreReach));
    const total = logSum(scores);
    const weights = attend(prompt, M);
    const margins: Margin[] = scores.map((score, i) =>
      score - total < LOG_TINY
        ? inequalityMargin(`a_${i} is tiny`, Math.abs(weights[i]), Math.exp(LOG_TINY), {
          tolerance: 0,
        })
        : identityMargin(`log a_${i}`, Math.log(weights[i]), score - total, {
          tolerance: TOLERANCE.forward,
          scale: reach,
        })
    );
    const wanted = dot(scores.map((score) => Math.exp(score - total)), labels);
    margins.push(
      identityMargin("Σ a_i y_i", predict(prompt, M), wanted, {
        tolerance: TOLERANCE.forward,
        scale: (1 + reach) * Math.max(...labels.map(Math.abs)),
      }),
    );
    return worstMargin(margins);
  },
});

testClaim(claim);
