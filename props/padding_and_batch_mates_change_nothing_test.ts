import { lastPromptCutShort } from "../fixtures/mutants/last_prompt_cut_short.ts";
import { lengthsOfFirstPrompt } from "../fixtures/mutants/lengths_of_first_prompt.ts";
import { paddingBeyondTileSeen } from "../fixtures/mutants/padding_beyond_tile_seen.ts";
import { paddingOnePlaceTooLate } from "../fixtures/mutants/padding_one_place_too_late.ts";
import { paddingTakesWeight } from "../fixtures/mutants/padding_takes_weight.ts";
import { paddingWeighsAsZeros } from "../fixtures/mutants/padding_weighs_as_zeros.ts";
import { promptsBeyondSixteenRepeat } from "../fixtures/mutants/prompts_beyond_sixteen_repeat.ts";
import { secondPromptHearsFirst } from "../fixtures/mutants/second_prompt_hears_first.ts";
import { testClaim } from "../scripts/test_claim.ts";
import { drawCall, drawMask, listMargins, promptOf, TILE_ENDS } from "../src/measurement.ts";
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

/** No sum of one prompt has a term of another, and none a term of a place behind its own points. */
export const claim = universalClaim({
  id: "D4",
  slug: "padding_and_batch_mates_change_nothing",
  statement:
    "each prompt of a batch is answered as it is alone and unpadded: neither padding nor what else is in the batch changes anything",
  formula: String.raw`o^{(b)}=o\bigl(q^{(b)},k^{(b)}_{j<n_b},v^{(b)}_{j<n_b}\bigr)`,
  source: "definition: a prompt's answer has its own points and queries in it alone",
  regime:
    "prompts of any lengths up to the longest, which is 17 at most where there are many; padding of normal numbers",
  symbols: { longest: "longest n" },
  kind: "ID",
  expected: "verified",
  needs: ["attendBatch"],
  mutants: [
    paddingTakesWeight,
    paddingWeighsAsZeros,
    secondPromptHearsFirst,
    lengthsOfFirstPrompt,
    paddingOnePlaceTooLate,
    paddingBeyondTileSeen,
    lastPromptCutShort,
    promptsBeyondSixteenRepeat,
  ],
  generator: specs({
    prompts: countsAndEnds([1, 5], [17, 65]),
    heads: counts(1, 2),
    queries: counts(1, 3),
    longest: countsAndEnds([1, 17], TILE_ENDS),
    masked: oneOf(true, false),
    seed: seeds(),
  }),
  cells: innerCells("longest", TILE_ENDS),
  budget: { quick: 100, ci: 1000, deep: 5000 },
  check({ prompts, heads, queries, longest, masked, seed }, { attendBatch }) {
    const stream = randomStream(seed, "D4");
    // Of many prompts short ones will do.
    const points = prompts > 5 ? Math.min(longest, 17) : longest;
    const shape = { prompts, heads, keyHeads: heads, queries, points, dimension: 2 };
    const lengths = Array.from({ length: prompts }, () => stream.integer(1, points));
    const drawn = drawCall({ ...shape, valueDimension: 2 }, stream, lengths);
    const call = masked ? { ...drawn, mask: drawMask(drawn, stream) } : drawn;
    const alone = lengths.flatMap((_, prompt) => [...attendBatch(promptOf(call, prompt))]);
    const rule = { tolerance: TOLERANCE.forward };
    return worstMargin(listMargins("entry of the answer", attendBatch(call), alone, rule));
  },
});

testClaim(claim);
