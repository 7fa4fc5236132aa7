import fc from "fast-check";
import { baseTwoSoftmax } from "../fixtures/mutants/base_two_softmax.ts";
import { hardAttention } from "../fixtures/mutants/hard_attention.ts";
import { partialBlockDropped } from "../fixtures/mutants/partial_block_dropped.ts";
import { temperatureSquared } from "../fixtures/mutants/temperature_squared.ts";
import { uniformWeights } from "../fixtures/mutants/uniform_weights.ts";
import { testClaim } from "../scripts/test_claim.ts";
import {
  BLOCK_ENDS,
  countsAndEnds,
  createPrompt,
  fromFlat,
  identityMargin,
  inequalityMargin,
  innerCells,
  logUniform,
  randomStream,
  seeds,
  specs,
  TOLERANCE,
  universalClaim,
  worstMargin,
} from "../src/mod.ts";

/**
 * Off the maximisers lies weight q = r/(1 + r), r = (1/m)Σ_off e^{−w(s_max − s_i)} ≤ ((n−m)/m)e^{−wΔ}, and the
 * labels there differ from the mean of the maximisers by at most 2R. Labels 1 off and 0 on the maximisers
 * give h = q itself, held to its logarithm; when every point off ties at gap Δ the bound on r is attained.
 */
export const claim = universalClaim({
  id: "C6",
  slug: "closing_window_takes_mean_of_maximisers",
  statement:
    "h is within 2R((n−m)/m)e^{−wΔ} of the mean label of the m maximisers, Δ the gap to the runner-up",
  formula: String.raw`
    \Bigl|h-\frac1m\sum_{s_i=s_{\max}}y_i\Bigr|\le 2R\,\frac{n-m}{m}\,e^{-w\Delta}`,
  source: "standard; the weight off the maximisers is derived exactly",
  regime: "any scores, m < n of them at the top; labels up to R",
  symbols: { ties: "m", gap: "Δ", level: "every other just there" },
  kind: "INEQ",
  expected: "verified",
  needs: ["predict"],
  mutants: [hardAttention, uniformWeights, temperatureSquared, baseTwoSoftmax, partialBlockDropped],
  bounds: {
    level: { among: [true, false] },
  },
  cells: [
    ...innerCells("n", BLOCK_ENDS),
    {
      name: "more than 64 maximisers",
      atLeast: 0.01,
      holds: ({ n, ties }) => n > ties && ties > 64,
    },
  ],
  generator: specs({
    n: countsAndEnds([2, 17]),
    ties: countsAndEnds([1, 5], [64, 128]),
    gap: logUniform(0.01, 2),
    w: logUniform(0.001, 300),
    level: fc.boolean(),
    seed: seeds(),
  }),
  budget: { quick: 200, ci: 2000, deep: 10_000 },
  check({ n, ties, gap, w, level, seed }, { predict }) {
    const stream = randomStream(seed, "C6");
    const m = Math.min(ties, n - 1);
    const top = stream.normal();
    // In one dimension with the query at 1 the covariates are the scores.
    const scores = Array.from({ length: n }, (_, i) => {
      if (i < m) return top;
      return i === m || level ? top - gap : top - gap - Math.abs(stream.normal()) * gap * 0.5;
    });
    const order = scores.map((_, i) => ({ i, key: stream.uniform() }))
      .sort((a, b) => a.key - b.key).map(({ i }) => i);
    const at = (labels: readonly number[]) =>
      predict(
        createPrompt({
          covariates: order.map((i) => [scores[i]]),
          labels: order.map((i) => labels[i]),
          query: [1],
        }),
        fromFlat([w], 1, 1),
      );
    const labels = scores.map(() => stream.normal());
    const bound = Math.max(...labels.map(Math.abs));
    const mean = labels.slice(0, m).reduce((sum, label) => sum + label, 0) / m;
    const logBound = Math.log((n - m) / m) - w * gap;
    const r = scores.slice(m).reduce((sum, s) => sum + Math.exp(-w * (top - s)), 0) / m;
    const off = Math.log(at(scores.map((_, i) => i < m ? 0 : 1)));
    const on = Math.log(at(scores.map((_, i) => i < m ? 1 : 0)));
    const rule = { tolerance: TOLERANCE.logarithm };
    return worstMargin(
      inequalityMargin(
        "|h − mean over maximisers|",
        Math.abs(at(labels) - mean),
        2 * bound * Math.exp(logBound),
        { tolerance: TOLERANCE.inequality },
      ),
      identityMargin("log of the weight off", off, Math.log(r) - Math.log1p(r), rule),
      inequalityMargin("its bound", off, logBound, rule),
      // Attained: when all of them tie at the gap, the bound is the odds of being off.
      ...(level ? [identityMargin("log odds of being off", off - on, logBound, rule)] : []),
    );
  },
});

testClaim(claim);
