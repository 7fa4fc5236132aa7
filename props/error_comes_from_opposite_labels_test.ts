import fc from "fast-check";
import { farthestForNearest } from "../fixtures/mutants/farthest_for_nearest.ts";
import { noNormalisation } from "../fixtures/mutants/no_normalisation.ts";
import { overflowGuardedAsZero } from "../fixtures/mutants/overflow_guarded_as_zero.ts";
import { partialBlockDropped } from "../fixtures/mutants/partial_block_dropped.ts";
import { smallWeightsDropped } from "../fixtures/mutants/small_weights_dropped.ts";
import { uniformWeights } from "../fixtures/mutants/uniform_weights.ts";
import { weightsFloored } from "../fixtures/mutants/weights_floored.ts";
import { weightsFlooredAndShared } from "../fixtures/mutants/weights_floored_and_shared.ts";
import { weightsInSinglePrecision } from "../fixtures/mutants/weights_in_single_precision.ts";
import { lowDimensionOfLongContext } from "../fixtures/laws/affordable_sizes.ts";
import { testClaim } from "../scripts/test_claim.ts";
import { LOG_TINY, logSum } from "../src/measurement.ts";
import {
  BLOCK_ENDS,
  counts,
  countsAndEnds,
  createPrompt,
  drawInnerProducts,
  eitherSign,
  exactMargin,
  identityMargin,
  inequalityMargin,
  innerCells,
  logUniform,
  type Margin,
  nearestNeighbour,
  promptWithInnerProducts,
  randomStream,
  seeds,
  TOLERANCE,
  twoScalarParameters,
  universalClaim,
  weightMargin,
  worstMargin,
} from "../src/mod.ts";

/**
 * For labels ±1 and q_s the query token's weight, ŷ − y_* = Σ_j q_j(y_j − y_*) − q_s y_*, so |ŷ − y_*| = 2Σ_opp q_j
 * + q_s. As q_j ≤ e^{−ξ1(t_* − t_j)} and q_s ≤ e^{ξ1(1 − t_*) − ξ2}, the bound follows with δ/2 the least
 * t_* − t_j of an opposite label.
 */
export const claim = universalClaim({
  id: "A8",
  slug: "error_comes_from_opposite_labels",
  statement:
    "|ŷ−y_*| = 2Σ_opposite q_j + q_s ≤ 2N_opp e^{−ξ1δ/2} + e^{ξ1(1−t_*)−ξ2}; near-ties that agree cost nothing",
  formula: String.raw`
    |\hat y-y_*|=2\sum_{y_j\ne y_*}q_j+q_s\le 2N_{\mathrm{opp}}\,e^{-\xi_1\delta/2}+e^{\xi_1(1-t_*)-\xi_2}`,
  source: "derived; arXiv 2411.10830, the distribution-shift theorem, restates it in mean square",
  regime:
    "any points of the sphere; labels ±1, or integers of size at most R; errors by their logarithms",
  symbols: { largest: "R", copies: "copies of the nearest point" },
  kind: "ID",
  expected: "verified",
  needs: ["transform"],
  mutants: [
    farthestForNearest,
    uniformWeights,
    noNormalisation,
    weightsFloored,
    weightsFlooredAndShared,
    smallWeightsDropped,
    weightsInSinglePrecision,
    overflowGuardedAsZero,
    partialBlockDropped,
  ],
  bounds: {
    n: { from: 1, to: 1025 },
    d: { from: 2, to: 64 },
    xi1: { from: 0.01, to: 1000 },
    xi2: { from: -2000, to: 2000 },
    largest: { from: 1, to: 5 },
    copies: { from: 0, to: 3 },
  },
  cells: innerCells("n", BLOCK_ENDS),
  generator: fc.record({
    n: countsAndEnds([1, 13]),
    d: countsAndEnds([2, 7], [64]),
    xi1: logUniform(0.01, 1000),
    xi2: eitherSign(fc.oneof(logUniform(0.01, 1000), logUniform(300, 2000))),
    largest: counts(1, 5),
    copies: counts(0, 3),
    seed: seeds(),
  }).map(lowDimensionOfLongContext),
  budget: { quick: 200, ci: 1000, deep: 10_000 },
  check({ n, d, xi1, xi2, largest, copies, seed }, { transform }) {
    const stream = randomStream(seed, "A8");
    const t = drawInnerProducts({ contextLength: n, dimension: d, prompts: 1 }, stream);
    const best = Math.max(...t);
    const first = t.indexOf(best);
    const copied = Math.min(copies, n);
    t.fill(best, 0, copied);
    const logTotal = logSum([...t.map((tj) => xi1 * tj), xi1 - xi2]);
    const W = twoScalarParameters(d, { xi1, xi2 });
    const margins: Margin[] = [];
    for (const integers of [false, true]) {
      const R = integers ? largest : 1;
      const labels = t.map(() => (integers ? stream.integer(-R, R) : stream.sign()));
      // Copies of the nearest point agree with it: else no label would be right.
      labels.fill(labels[first], 0, copied);
      const prompt = promptWithInnerProducts({ innerProducts: t, labels, dimension: d }, stream);
      const wanted = nearestNeighbour({
        ...prompt,
        covariates: prompt.covariates.to2DArray(),
      }).label;
      const { prediction, weights, queryWeight } = transform(prompt, W);
      const off = transform(
        createPrompt({ ...prompt, labels: labels.map((label) => label - wanted) }),
        W,
      );
      // ŷ − y_* without a difference of nearly equal numbers: ŷ is linear in the labels.
      const error = Math.abs(off.prediction - wanted * off.queryWeight);
      const others = [...t.keys()].filter((j) => labels[j] !== wanted);
      const opposite = others.reduce((sum, j) => sum + weights[j], 0);
      const logOpposite = logSum(others.map((j) => xi1 * t[j])) - logTotal;
      const logOfQuery = Math.log(Math.abs(wanted)) + xi1 - xi2 - logTotal;
      const gap = best - Math.max(-Infinity, ...others.map((j) => t[j]));
      const logBound = logSum([
        others.length === 0 ? -Infinity : Math.log(2 * R * others.length) - xi1 * gap,
        Math.log(Math.abs(wanted)) + xi1 * (1 - best) - xi2,
      ]);
      margins.push(
        identityMargin("ŷ − y_*", Math.abs(prediction - wanted), error, {
          tolerance: TOLERANCE.identity,
        }),
        inequalityMargin(
          `|ŷ−y_*| ≤ 2·${R}·Σ_opp q_j + |y_*|q_s`,
          error,
          2 * R * opposite + Math.abs(wanted) * queryWeight,
          { tolerance: TOLERANCE.inequality },
        ),
        weightMargin("Σ_opp q_j", opposite, logOpposite),
      );
      if (!integers) {
        margins.push(weightMargin("|ŷ−y_*|", error, logSum([Math.LN2 + logOpposite, logOfQuery])));
      }
      if (logBound > LOG_TINY) {
        margins.push(
          inequalityMargin(
            "log |ŷ−y_*| ≤ its bound",
            Math.max(LOG_TINY, Math.log(error)),
            logBound,
            { tolerance: TOLERANCE.logarithm },
          ),
        );
      }
      if (logBound < Math.log(0.499)) {
        margins.push(exactMargin("rounding recovers the label", Math.round(prediction), wanted));
      }
    }
    return worstMargin(margins);
  },
});

testClaim(claim);
