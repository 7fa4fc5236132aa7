import { operatorTopKAtMost64 } from "../fixtures/mutants/operator_top_k_at_most_64.ts";
import { topKBeforeMask } from "../fixtures/mutants/top_k_before_mask.ts";
import { topKForFirstQuery } from "../fixtures/mutants/top_k_for_first_query.ts";
import { topKKeepsTies } from "../fixtures/mutants/top_k_keeps_ties.ts";
import { topKOfAllWeight } from "../fixtures/mutants/top_k_of_all_weight.ts";
import { topKOfLastTies } from "../fixtures/mutants/top_k_of_last_ties.ts";
import { topKOfPadding } from "../fixtures/mutants/top_k_of_padding.ts";
import { topKOneMore } from "../fixtures/mutants/top_k_one_more.ts";
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
  dot,
  oneOf,
  randomStream,
  seeds,
  specs,
  TOLERANCE,
  universalClaim,
  worstMargin,
} from "../src/mod.ts";

/**
 * Of the points that a query may see the k of the largest scores share the weight, all of them where there are fewer;
 * of equal scores at the edge the first stay, or the last, as the subject declares. Queries and keys of whole numbers
 * make ties exact.
 */
export const claim = universalClaim({
  id: "D16",
  slug: "top_k_keeps_exactly_k_of_the_visible",
  statement:
    "top-k attention is the softmax of exactly the k largest scores among those that the query may see, ties cut in the declared order",
  formula: String.raw`
    o=\frac{\sum_{j\in T}e^{s_j}v_j}{\sum_{j\in T}e^{s_j}},\qquad T=\text{the }k\text{ largest in }S`,
  source: "definition; claim C9.topk for one query",
  regime:
    "k beyond n too; whole-number queries and keys with many ties, padding where there is a mask",
  symbols: { topK: "k" },
  kind: "ID",
  expected: "verified",
  needs: ["attentionFacts", "attendTopK"],
  mutants: [
    topKKeepsTies,
    topKOfLastTies,
    topKOneMore,
    topKBeforeMask,
    topKOfAllWeight,
    operatorTopKAtMost64,
    topKForFirstQuery,
    topKOfPadding,
  ],
  generator: specs({
    n: countsAndEnds([1, 17], [64, 65, 127, 128, 129]),
    topK: countsAndEnds([1, 17], [64, 65, 127, 128, 129]),
    queries: counts(1, 3),
    d: counts(1, 2),
    masked: oneOf(true, false),
    seed: seeds(),
  }),
  budget: { quick: 200, ci: 2000, deep: 10_000 },
  check({ n, topK, queries, d, masked, seed }, { attentionFacts, attendTopK }) {
    const stream = randomStream(seed, "D16");
    const length = masked ? stream.integer(1, n) : n;
    const shape = { ...ONE_OF_EACH, queries, points: n, dimension: d };
    const drawn = drawCall(shape, stream, [length]);
    const whole = (entries: Float64Array) => entries.map((entry) => Math.round(2 * entry));
    const tied = { ...drawn, queries: whole(drawn.queries), keys: whole(drawn.keys) };
    const mask = masked ? drawMask(drawn, stream) : new Uint8Array(queries * n).fill(1);
    const call = { ...tied, mask, topK };
    const isFirst = attentionFacts().ties === "first";
    const kept = Array.from({ length: queries }, (_, query) => {
      const product = (j: number) =>
        dot(
          call.queries.subarray(query * d, (query + 1) * d),
          call.keys.subarray(j * d, (j + 1) * d),
        );
      const seen = Array.from({ length }, (_, j) => ({ j, product: product(j) }))
        .filter(({ j }) => mask[query * n + j] === 1);
      const later = (a: number, b: number) => isFirst ? a - b : b - a;
      seen.sort((a, b) => b.product - a.product || later(a.j, b.j));
      return new Set(seen.slice(0, topK).map(({ j }) => j));
    });
    const wanted = attentionByFormula(call, {
      score: (product, { query, point }) =>
        kept[query].has(point) ? product / Math.sqrt(d) : -Infinity,
    });
    const rule = { tolerance: TOLERANCE.forward };
    return worstMargin(listMargins("query", attendTopK(call), wanted, rule));
  },
});

testClaim(claim);
