import { oddValueEntryLost } from "../fixtures/mutants/odd_value_entry_lost.ts";
import { valueEntriesBeyond64Lost } from "../fixtures/mutants/value_entries_beyond_64_lost.ts";
import { valuesTransposed } from "../fixtures/mutants/values_transposed.ts";
import { testClaim } from "../scripts/test_claim.ts";
import { attentionByFormula, drawCall, listMargins, ONE_OF_EACH } from "../src/measurement.ts";
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

/** Σ_j a_j v_j is a mean of vectors: entry by entry with the same weights, however many entries there are. */
export const claim = universalClaim({
  id: "D7.values",
  slug: "every_entry_of_a_value_is_averaged_alike",
  statement:
    "all entries of the values are averaged with the weights of their points, however many entries there are",
  formula: String.raw`o_c=\sum_ja_jv_{jc}`,
  source: "definition; Vaswani et al., arXiv 1706.03762, equation 1",
  kind: "ID",
  expected: "verified",
  needs: ["attendBatch"],
  mutants: [valueEntriesBeyond64Lost, valuesTransposed, oddValueEntryLost],
  generator: specs({
    valueDimension: countsAndEnds([1, 17], [63, 64, 65, 127, 128, 129]),
    heads: counts(1, 2),
    queries: counts(1, 3),
    n: counts(2, 7),
    seed: seeds(),
  }),
  symbols: { valueDimension: "dimension of values" },
  cells: innerCells("valueDimension", [63, 64, 65, 127, 128, 129]),
  budget: { quick: 100, ci: 1000, deep: 5000 },
  check({ valueDimension, heads, queries, n, seed }, { attendBatch }) {
    const stream = randomStream(seed, "D7.values");
    const shape = { ...ONE_OF_EACH, heads, keyHeads: heads, queries, points: n, valueDimension };
    const call = drawCall(shape, stream);
    const wanted = attentionByFormula(call, { score: (product) => product });
    const rule = { tolerance: TOLERANCE.forward };
    return worstMargin(listMargins("entry of the answer", attendBatch(call), wanted, rule));
  },
});

testClaim(claim);
