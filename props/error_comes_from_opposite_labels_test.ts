import fc from "fast-check";
import { farthestForNearest } from "../fixtures/mutants/farthest_for_nearest.ts";
import { noNormalisation } from "../fixtures/mutants/no_normalisation.ts";
import { uniformWeights } from "../fixtures/mutants/uniform_weights.ts";
import { testClaim } from "../scripts/test_claim.ts";
import {
  counts,
  drawInnerProducts,
  exactMargin,
  identityMargin,
  inequalityMargin,
  logUniform,
  type Margin,
  nearestNeighbour,
  promptWithInnerProducts,
  randomStream,
  seeds,
  TOLERANCE,
  twoScalarParameters,
  universalClaim,
  worstMargin,
} from "../src/mod.ts";

export const claim = universalClaim({
  id: "A8",
  slug: "error_comes_from_opposite_labels",
  statement:
    "|ŷ−y_*| = 2Σ_opposite q_j + q_s ≤ 2N_opp e^{−ξ1δ/2} + e^{ξ1(1−t_*)−ξ2}; near-ties that agree cost nothing",
  source: "derived; arXiv 2411.10830, the distribution-shift theorem, restates it in mean square",
  regime:
    "any points of the sphere; labels ±1, or integers of size at most R; ξ1, ξ2 ∈ [10^−2, 10³]",
  kind: "ID",
  expected: "verified",
  needs: ["transform"],
  mutants: [farthestForNearest, uniformWeights, noNormalisation],
  bounds: {
    n: { from: 1, to: 13 },
    d: { from: 2, to: 7 },
    xi1: { from: 0.01, to: 1000 },
    xi2: { from: 0.01, to: 1000 },
    largest: { from: 1, to: 5 },
  },
  generator: fc.record({
    n: counts(1, 13),
    d: counts(2, 7),
    xi1: logUniform(0.01, 1000),
    xi2: logUniform(0.01, 1000),
    largest: counts(1, 5),
    seed: seeds(),
  }),
  budget: { quick: 200, ci: 2000, deep: 10_000 },
  check({ n, d, xi1, xi2, largest, seed }, { transform }) {
    const stream = randomStream(seed, "A8");
    const t = drawInnerProducts({ contextLength: n, dimension: d, prompts: 1 }, stream);
    const W = twoScalarParameters(d, { xi1, xi2 });
    const rule = { tolerance: TOLERANCE.identity };
    const below = { tolerance: TOLERANCE.inequality };
    const margins: Margin[] = [];
    for (const integers of [false, true]) {
      const R = integers ? largest : 1;
      const labels = Float64Array.from(
        t,
        () => (integers ? stream.integer(-R, R) : stream.sign()),
      );
      const prompt = promptWithInnerProducts({ innerProducts: t, labels, dimension: d }, stream);
      const nearest = nearestNeighbour({ ...prompt, covariates: prompt.covariates.to2DArray() });
      const wanted = nearest.label;
      const best = t[nearest.indices[0]];
      const others = [...t.keys()].filter((j) => labels[j] !== wanted);
      const { prediction, weights, queryWeight } = transform(prompt, W);
      const error = Math.abs(prediction - wanted);
      const opposite = others.reduce((sum, j) => sum + weights[j], 0);
      const gap = best - Math.max(-Infinity, ...others.map((j) => t[j]));
      // Capped: a label of 0 owes nothing to the query token, however large its share would be.
      const tail = Math.exp(Math.min(700, xi1 * (1 - best) - xi2));
      const bound = 2 * R * (others.length === 0 ? 0 : others.length * Math.exp(-xi1 * gap)) +
        Math.abs(wanted) * tail;
      if (!integers) {
        margins.push(identityMargin("|ŷ−y_*|", error, 2 * opposite + queryWeight, rule));
      }
      margins.push(
        inequalityMargin(
          `|ŷ−y_*| ≤ 2·${R}·Σ_opp q_j + |y_*|q_s`,
          error,
          2 * R * opposite + Math.abs(wanted) * queryWeight,
          below,
        ),
        inequalityMargin("|ŷ−y_*| ≤ its bound", error, bound, below),
      );
      if (bound < 0.499) {
        margins.push(exactMargin("rounding recovers the label", Math.round(prediction), wanted));
      }
    }
    return worstMargin(margins);
  },
});

testClaim(claim);
