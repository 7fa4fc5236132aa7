import { emptyPromptNotANumber } from "../fixtures/mutants/empty_prompt_not_a_number.ts";
import { emptyRowAveragesAll } from "../fixtures/mutants/empty_row_averages_all.ts";
import { emptyRowEmptiesItsPrompt } from "../fixtures/mutants/empty_row_empties_its_prompt.ts";
import { emptyRowNotANumber } from "../fixtures/mutants/empty_row_not_a_number.ts";
import { emptyRowRefusedUnsaid } from "../fixtures/mutants/empty_row_refused_unsaid.ts";
import { emptyRowTakesFirst } from "../fixtures/mutants/empty_row_takes_first.ts";
import { maskOverflowsInHalfPrecision } from "../fixtures/mutants/mask_overflows_in_half_precision.ts";
import { refusalSaidNotKept } from "../fixtures/mutants/refusal_said_not_kept.ts";
import { testClaim } from "../scripts/test_claim.ts";
import {
  attentionByFormula,
  drawCall,
  drawMask,
  isRefused,
  listMargins,
} from "../src/measurement.ts";
import {
  counts,
  countsAndEnds,
  exactMargin,
  oneOf,
  randomStream,
  seeds,
  specs,
  TOLERANCE,
  universalClaim,
  worstMargin,
} from "../src/mod.ts";

/**
 * A query that may see nothing has no weights: both sums of Σ e^{s_j} v_j / Σ e^{s_j} are empty. Zero and an error are
 * honest answers, and a subject says which is its own; 0/0 and the mean of what is masked are none.
 */
export const claim = universalClaim({
  id: "D2",
  slug: "empty_row_is_what_is_declared",
  statement:
    "a query that may see nothing is answered with zeros, or its call is refused, as the subject declares; it changes no other row",
  formula: String.raw`S=\varnothing\;\Rightarrow\;o=0\text{ or an error}`,
  source: "convention; the sums over no points are empty",
  regime: "all other queries see one point at least",
  symbols: { empty: "sees nothing" },
  kind: "ID",
  expected: "verified",
  needs: ["attentionFacts", "attendBatch"],
  mutants: [
    emptyRowNotANumber,
    emptyRowAveragesAll,
    maskOverflowsInHalfPrecision,
    emptyRowTakesFirst,
    emptyPromptNotANumber,
    emptyRowEmptiesItsPrompt,
    emptyRowRefusedUnsaid,
    refusalSaidNotKept,
  ],
  generator: specs({
    prompts: counts(1, 3),
    heads: counts(1, 2),
    queries: counts(1, 4),
    n: countsAndEnds([1, 9], [63, 64, 65]),
    empty: oneOf("a query", "all queries", "the prompt"),
    seed: seeds(),
  }),
  budget: { quick: 200, ci: 2000, deep: 10_000 },
  check({ prompts, heads, queries, n, empty, seed }, { attentionFacts, attendBatch }) {
    const stream = randomStream(seed, "D2");
    const shape = { prompts, heads, keyHeads: heads, queries, points: n, dimension: 2 };
    const drawn = drawCall({ ...shape, valueDimension: 3 }, stream);
    const mask = drawMask(drawn, stream);
    const [own, row] = [stream.integer(0, prompts - 1), stream.integer(0, queries - 1)];
    const rows = empty === "a query" ? [row, row + 1] : [0, empty === "all queries" ? queries : 0];
    mask.fill(0, (own * queries + rows[0]) * n, (own * queries + rows[1]) * n);
    const lengths = Array.from(
      { length: prompts },
      (_, prompt) => prompt === own && empty === "the prompt" ? 0 : n,
    );
    const call = { ...drawn, mask, lengths };
    if (attentionFacts().emptyRow === "refused") {
      return exactMargin(
        "a call with an empty row is refused",
        isRefused(() => attendBatch(call)),
        true,
      );
    }
    const wanted = attentionByFormula(call, {
      score: (product, { prompt, query, point }) =>
        mask[(prompt * queries + query) * n + point] === 1 ? product / Math.SQRT2 : -Infinity,
    });
    const rule = { tolerance: TOLERANCE.forward };
    return worstMargin(listMargins("entry of the answer", attendBatch(call), wanted, rule));
  },
});

testClaim(claim);
