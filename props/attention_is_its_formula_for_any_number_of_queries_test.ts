import { lastQuerySlipsAt257 } from "../fixtures/mutants/last_query_slips_at_257.ts";
import { queriesBeyond128Repeat } from "../fixtures/mutants/queries_beyond_128_repeat.ts";
import { queryTailUnanswered } from "../fixtures/mutants/query_tail_unanswered.ts";
import { softmaxOverQueries } from "../fixtures/mutants/softmax_over_queries.ts";
import { testClaim } from "../scripts/test_claim.ts";
import {
  attentionByFormula,
  drawCall,
  listMargins,
  ONE_OF_EACH,
  TILE_ENDS,
} from "../src/measurement.ts";
import {
  counts,
  countsAndEnds,
  innerCells,
  randomStream,
  seeds,
  specs,
  TOLERANCE,
  universalClaim,
  worstMargin,
} from "../src/mod.ts";

/** Every query has its own two sums: how many others there are, and of which tile it is, is in neither. */
export const claim = universalClaim({
  id: "D7.queries",
  slug: "attention_is_its_formula_for_any_number_of_queries",
  statement:
    "every query is answered by the softmax-weighted mean of the values, however many there are: at, before and after the ends of tiles, and between",
  formula: String.raw`o_i=\frac{\sum_je^{s_{ij}}v_j}{\sum_je^{s_{ij}}},\qquad i<m`,
  source: "definition; Vaswani et al., arXiv 1706.03762, equation 1",
  kind: "ID",
  expected: "verified",
  needs: ["attendBatch"],
  mutants: [queryTailUnanswered, queriesBeyond128Repeat, softmaxOverQueries, lastQuerySlipsAt257],
  generator: specs({
    queries: countsAndEnds([1, 62], TILE_ENDS),
    n: counts(2, 5),
    seed: seeds(),
  }),
  cells: innerCells("queries", TILE_ENDS),
  budget: { quick: 100, ci: 1000, deep: 5000 },
  check({ queries, n, seed }, { attendBatch }) {
    const stream = randomStream(seed, "D7.queries");
    const call = drawCall({ ...ONE_OF_EACH, queries, points: n }, stream);
    const wanted = attentionByFormula(call, { score: (product) => product });
    const rule = { tolerance: TOLERANCE.forward };
    return worstMargin(listMargins("place of the answer", attendBatch(call), wanted, rule));
  },
});

testClaim(claim);
