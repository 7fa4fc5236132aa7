import { dropoutByPosition } from "../fixtures/mutants/dropout_by_position.ts";
import { singleQueryMissesLast } from "../fixtures/mutants/single_query_misses_last.ts";
import { softmaxOverQueries } from "../fixtures/mutants/softmax_over_queries.ts";
import { sumsStickInBfloat16 } from "../fixtures/mutants/sums_stick_in_bfloat16.ts";
import { sumsStickInFloat16 } from "../fixtures/mutants/sums_stick_in_float16.ts";
import { tailTileDropped } from "../fixtures/mutants/tail_tile_dropped.ts";
import { tailTileOfZeros } from "../fixtures/mutants/tail_tile_of_zeros.ts";
import { wrongAtLength100 } from "../fixtures/mutants/wrong_at_length_100.ts";
import { wrongAtLength257 } from "../fixtures/mutants/wrong_at_length_257.ts";
import { wrongAtLength33 } from "../fixtures/mutants/wrong_at_length_33.ts";
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
  oneOf,
  randomStream,
  seeds,
  specs,
  TOLERANCE,
  universalClaim,
  worstMargin,
} from "../src/mod.ts";

/** o = Σ_j e^{s_j} v_j / Σ_j e^{s_j} with s_j = ⟨q, k_j⟩/√d, the sums over n points, whichever number n is. */
export const claim = universalClaim({
  id: "D7",
  slug: "attention_is_its_formula_at_every_length",
  statement:
    "attention is the softmax-weighted mean of the values at every number of points: at, before and after the ends of tiles, and between",
  formula: String.raw`
    o=\frac{\sum_{j<n}e^{s_j}v_j}{\sum_{j<n}e^{s_j}},\qquad s_j=\frac{\langle q,k_j\rangle}{\sqrt d}`,
  source: "definition; Vaswani et al., arXiv 1706.03762, equation 1",
  regime: "and three prompts of any lengths to 300 in one batch; normal scores of variance 1",
  kind: "ID",
  expected: "verified",
  needs: ["attendBatch"],
  mutants: [
    tailTileOfZeros,
    tailTileDropped,
    wrongAtLength33,
    wrongAtLength100,
    wrongAtLength257,
    sumsStickInBfloat16,
    sumsStickInFloat16,
    softmaxOverQueries,
    singleQueryMissesLast,
    dropoutByPosition,
  ],
  generator: specs({
    n: countsAndEnds([1, 62], TILE_ENDS),
    queries: counts(1, 3),
    d: counts(1, 3),
    scores: oneOf("equal", "normal"),
    seed: seeds(),
  }),
  cells: innerCells("n", TILE_ENDS),
  budget: { quick: 200, ci: 1500, deep: 10_000 },
  check({ n, queries, d, scores, seed }, { attendBatch }) {
    const stream = randomStream(seed, "D7");
    // Any length to 300 comes up several times in a thousand cases.
    const others = Array.from({ length: 3 }, () => stream.integer(1, 300));
    return worstMargin(
      [[n], others].flatMap((lengths) => {
        const sizes = { queries, points: Math.max(...lengths), dimension: d };
        const shape = { ...ONE_OF_EACH, prompts: lengths.length, ...sizes };
        const drawn = drawCall(shape, stream, lengths);
        const call = scores === "normal"
          ? drawn
          : { ...drawn, queries: new Float64Array(drawn.queries.length) };
        const wanted = attentionByFormula(call, { score: (product) => product / Math.sqrt(d) });
        const rule = { tolerance: TOLERANCE.forward };
        return listMargins("place of the answer", attendBatch(call), wanted, rule);
      }),
    );
  },
});

testClaim(claim);
