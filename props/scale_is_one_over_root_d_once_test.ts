import { entriesBeyond64Ignored } from "../fixtures/mutants/entries_beyond_64_ignored.ts";
import { scaleAlwaysAnEighth } from "../fixtures/mutants/scale_always_an_eighth.ts";
import { scaleInverted } from "../fixtures/mutants/scale_inverted.ts";
import { scaleMissing } from "../fixtures/mutants/scale_missing.ts";
import { scaleOfAllHeads } from "../fixtures/mutants/scale_of_all_heads.ts";
import { scaleOfDimensionPlusOne } from "../fixtures/mutants/scale_of_dimension_plus_one.ts";
import { scaleOfPaddedDimension } from "../fixtures/mutants/scale_of_padded_dimension.ts";
import { scaleOfValueDimension } from "../fixtures/mutants/scale_of_value_dimension.ts";
import { scaleTwice } from "../fixtures/mutants/scale_twice.ts";
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

/** s_j = ⟨q, k_j⟩/√d with d the entries of one head's key: queries and keys of variance 1 give scores of variance 1. */
export const claim = universalClaim({
  id: "D11",
  slug: "scale_is_one_over_root_d_once",
  statement:
    "scores are inner products over √d, once, d the dimension of a head's keys: not of its values, of all heads, or of a padded head",
  formula: String.raw`s_j=\frac{\langle q,k_j\rangle}{\sqrt d}`,
  source: "Vaswani et al., arXiv 1706.03762, equation 1",
  symbols: { valueDimension: "dimension of values" },
  kind: "ID",
  expected: "verified",
  needs: ["attendBatch"],
  mutants: [
    scaleMissing,
    scaleInverted,
    scaleTwice,
    scaleOfDimensionPlusOne,
    scaleOfValueDimension,
    scaleOfAllHeads,
    scaleOfPaddedDimension,
    scaleAlwaysAnEighth,
    entriesBeyond64Ignored,
  ],
  generator: specs({
    d: countsAndEnds([1, 17], [63, 64, 65, 128]),
    valueDimension: counts(1, 5),
    heads: counts(1, 3),
    n: counts(2, 7),
    seed: seeds(),
  }),
  cells: innerCells("d", [63, 64, 65, 128]),
  budget: { quick: 100, ci: 1000, deep: 5000 },
  check({ d, valueDimension, heads, n, seed }, { attendBatch }) {
    const stream = randomStream(seed, "D11");
    const shape = { ...ONE_OF_EACH, heads, keyHeads: heads, points: n, dimension: d };
    const call = drawCall({ ...shape, valueDimension }, stream);
    const wanted = attentionByFormula(call, { score: (product) => product / Math.sqrt(d) });
    const rule = { tolerance: TOLERANCE.forward };
    return worstMargin(listMargins("entry of the answer", attendBatch(call), wanted, rule));
  },
});

testClaim(claim);
