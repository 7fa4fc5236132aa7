import { causalAlignedAtStart } from "../fixtures/mutants/causal_aligned_at_start.ts";
import { causalEmptyRowSeesFirst } from "../fixtures/mutants/causal_empty_row_sees_first.ts";
import { emptyRowAveragesAll } from "../fixtures/mutants/empty_row_averages_all.ts";
import { emptyRowNotANumber } from "../fixtures/mutants/empty_row_not_a_number.ts";
import { testClaim } from "../scripts/test_claim.ts";
import { attentionByFormula, drawCall, isRefused, listMargins } from "../src/measurement.ts";
import {
  type CallWith,
  counts,
  countsAndEnds,
  exactMargin,
  randomStream,
  seeds,
  specs,
  TOLERANCE,
  universalClaim,
  worstMargin,
} from "../src/mod.ts";

/**
 * Query i of m stands at n − m + i among n points. Where that is negative it stands before them all: it may see
 * nothing, and is answered as the subject declares.
 */
export const claim = universalClaim({
  id: "D2.causal",
  slug: "causal_query_before_the_first_point_sees_nothing",
  statement:
    "of m causal queries on n < m points the first m − n see nothing: zeros, or a refusal, as the subject declares",
  formula: String.raw`n-m+i<0\;\Rightarrow\;o_i=0\text{ or an error}`,
  source: "convention: the last query stands at the last point",
  regime: "m queries on two prompts, of which the second may be shorter",
  symbols: { more: "m − n" },
  kind: "ID",
  expected: "verified",
  needs: ["attentionFacts", "attendCausal"],
  mutants: [emptyRowNotANumber, emptyRowAveragesAll, causalEmptyRowSeesFirst, causalAlignedAtStart],
  generator: specs({
    more: counts(1, 9),
    n: countsAndEnds([1, 9], [64, 65]),
    heads: counts(1, 2),
    seed: seeds(),
  }),
  budget: { quick: 100, ci: 1000, deep: 5000 },
  check({ more, n, heads, seed }, { attentionFacts, attendCausal }) {
    const stream = randomStream(seed, "D2.causal");
    const queries = n + more;
    const lengths = [n, stream.integer(1, n)];
    const shape = { prompts: 2, heads, keyHeads: heads, queries, points: n, dimension: 2 };
    const call: CallWith<"causal"> = {
      ...drawCall({ ...shape, valueDimension: 2 }, stream, lengths),
      causal: true,
    };
    if (attentionFacts().emptyRow === "refused") {
      return exactMargin(
        "a call with an empty row is refused",
        isRefused(() => attendCausal(call)),
        true,
      );
    }
    const wanted = attentionByFormula(call, {
      score: (product, { prompt, query, point }) =>
        point <= lengths[prompt] - queries + query ? product / Math.SQRT2 : -Infinity,
    });
    const rule = { tolerance: TOLERANCE.forward };
    return worstMargin(listMargins("entry of the answer", attendCausal(call), wanted, rule));
  },
});

testClaim(claim);
