import { headsBeyondEightRepeat } from "../fixtures/mutants/heads_beyond_eight_repeat.ts";
import { headsShareFirstKeys } from "../fixtures/mutants/heads_share_first_keys.ts";
import { headsTransposed } from "../fixtures/mutants/heads_transposed.ts";
import { lastHeadHearsFirst } from "../fixtures/mutants/last_head_hears_first.ts";
import { softmaxOverHeads } from "../fixtures/mutants/softmax_over_heads.ts";
import { valuesOfNextHead } from "../fixtures/mutants/values_of_next_head.ts";
import { testClaim } from "../scripts/test_claim.ts";
import { attentionPlaces, drawCall, headOf, listMargins } from "../src/measurement.ts";
import {
  counts,
  countsAndEnds,
  randomStream,
  seeds,
  specs,
  TOLERANCE,
  universalClaim,
  worstMargin,
} from "../src/mod.ts";

/** No sum of one head has a term of another: H heads are H calls of one head, side by side. */
export const claim = universalClaim({
  id: "D6",
  slug: "heads_do_not_mix",
  statement: "each head is answered as it is alone: no other head changes anything",
  formula: String.raw`o_h=o\bigl(q_h,k_h,v_h\bigr)`,
  source: "definition of heads, Vaswani et al., arXiv 1706.03762, section 3.2.2",
  regime: "each head has keys and values of its own",
  kind: "ID",
  expected: "verified",
  needs: ["attendBatch"],
  mutants: [
    lastHeadHearsFirst,
    headsShareFirstKeys,
    softmaxOverHeads,
    headsBeyondEightRepeat,
    valuesOfNextHead,
    headsTransposed,
  ],
  generator: specs({
    heads: counts(1, 17),
    prompts: counts(1, 3),
    queries: counts(1, 3),
    n: countsAndEnds([1, 9], [64, 65]),
    d: counts(1, 3),
    seed: seeds(),
  }),
  budget: { quick: 100, ci: 1000, deep: 5000 },
  check({ heads, prompts, queries, n, d, seed }, { attendBatch }) {
    const stream = randomStream(seed, "D6");
    const shape = { prompts, heads, keyHeads: heads, queries, points: n, dimension: d };
    const call = drawCall({ ...shape, valueDimension: 1 }, stream);
    const alone = Array.from({ length: heads }, (_, head) => attendBatch(headOf(call, head)));
    const wanted = attentionPlaces(call.shape)
      .map(({ prompt, head, query }) => alone[head][prompt * queries + query]);
    const rule = { tolerance: TOLERANCE.forward };
    return worstMargin(listMargins("place of the answer", attendBatch(call), wanted, rule));
  },
});

testClaim(claim);
