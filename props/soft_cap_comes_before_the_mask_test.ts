import { capAfterMask } from "../fixtures/mutants/cap_after_mask.ts";
import { capBeforeScale } from "../fixtures/mutants/cap_before_scale.ts";
import { capClips } from "../fixtures/mutants/cap_clips.ts";
import { capIgnored } from "../fixtures/mutants/cap_ignored.ts";
import { capNotMultipliedBack } from "../fixtures/mutants/cap_not_multiplied_back.ts";
import { capOnLargeScoresAlone } from "../fixtures/mutants/cap_on_large_scores_alone.ts";
import { capTwice } from "../fixtures/mutants/cap_twice.ts";
import { testClaim } from "../scripts/test_claim.ts";
import {
  attentionByFormula,
  drawCall,
  drawMask,
  listMargins,
  ONE_OF_EACH,
} from "../src/measurement.ts";
import {
  counts,
  countsAndEnds,
  logUniform,
  randomStream,
  seeds,
  specs,
  TOLERANCE,
  universalClaim,
  worstMargin,
} from "../src/mod.ts";

/**
 * s_j = c·tanh(⟨q, k_j⟩/(√d·c)) lies within ±c. A mask that came first, as a score of −10⁹, would be lifted to −c and
 * take weight.
 */
export const claim = universalClaim({
  id: "D9",
  slug: "soft_cap_comes_before_the_mask",
  statement: "a soft cap c turns scaled scores s into c·tanh(s/c), and what is masked stays masked",
  formula: String.raw`s_j=c\,\tanh\frac{\langle q,k_j\rangle}{c\sqrt d}\quad\text{for }j\in S`,
  source: "Gemma 2, arXiv 2408.00118, section 2; the mask is added after it",
  regime:
    "masks that leave each query one point at least; spread of no more than a 64th of the type's largest number",
  symbols: { softCap: "c", spread: "spread of scores" },
  kind: "ID",
  expected: "verified",
  needs: ["attentionFacts", "attendCapped"],
  mutants: [
    capAfterMask,
    capIgnored,
    capClips,
    capBeforeScale,
    capNotMultipliedBack,
    capOnLargeScoresAlone,
    capTwice,
  ],
  generator: specs({
    softCap: logUniform(0.1, 100),
    n: countsAndEnds([1, 9], [64, 65]),
    queries: counts(1, 3),
    heads: counts(1, 2),
    d: counts(1, 4),
    spread: logUniform(0.1, 1e5),
    seed: seeds(),
  }),
  budget: { quick: 200, ci: 2000, deep: 10_000 },
  check({ softCap, n, queries, heads, d, seed, ...spec }, { attentionFacts, attendCapped }) {
    const spread = Math.min(spec.spread, attentionFacts().largestNumber / 64);
    const stream = randomStream(seed, "D9");
    const shape = { ...ONE_OF_EACH, heads, keyHeads: heads, queries, points: n, dimension: d };
    const drawn = drawCall(shape, stream);
    const mask = drawMask(drawn, stream);
    const call = { ...drawn, queries: drawn.queries.map((entry) => spread * entry), mask, softCap };
    const wanted = attentionByFormula(call, {
      score: (product, { query, point }) =>
        mask[query * n + point] === 1
          ? softCap * Math.tanh(product / Math.sqrt(d) / softCap)
          : -Infinity,
    });
    const rule = { tolerance: TOLERANCE.forward, scale: softCap };
    return worstMargin(listMargins("place of the answer", attendCapped(call), wanted, rule));
  },
});

testClaim(claim);
