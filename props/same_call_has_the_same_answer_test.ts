import { answersInOneArray } from "../fixtures/mutants/answers_in_one_array.ts";
import { callWrittenOver } from "../fixtures/mutants/call_written_over.ts";
import { callsAnsweredLate } from "../fixtures/mutants/calls_answered_late.ts";
import { dropoutLeftOn } from "../fixtures/mutants/dropout_left_on.ts";
import { dropoutOfOneWeightInAHundred } from "../fixtures/mutants/dropout_of_one_weight_in_a_hundred.ts";
import { testClaim } from "../scripts/test_claim.ts";
import { drawCall, drawMask, type PureCall, pureMargins } from "../src/measurement.ts";
import {
  counts,
  countsAndEnds,
  randomStream,
  seeds,
  specs,
  universalClaim,
  worstMargin,
} from "../src/mod.ts";

/** The answer is a function of the call. Two calls of one size, so that what one leaves behind the other would find. */
export const claim = universalClaim({
  id: "D12",
  slug: "same_call_has_the_same_answer",
  statement:
    "a call that is made again is answered to the bit as before, whatever was asked meanwhile, and nothing that was given or answered is written over",
  source: "definition: nothing but the call is in the formula",
  regime: "two calls of one size, with masks",
  kind: "ID",
  expected: "verified",
  needs: ["attendBatch"],
  mutants: [
    dropoutLeftOn,
    dropoutOfOneWeightInAHundred,
    answersInOneArray,
    callWrittenOver,
    callsAnsweredLate,
  ],
  generator: specs({
    prompts: counts(1, 3),
    heads: counts(1, 2),
    queries: counts(1, 3),
    n: countsAndEnds([1, 9], [64, 65, 129]),
    seed: seeds(),
  }),
  budget: { quick: 100, ci: 1000, deep: 5000 },
  check({ prompts, heads, queries, n, seed }, { attendBatch }) {
    const stream = randomStream(seed, "D12");
    const shape = { prompts, heads, keyHeads: heads, queries, points: n, dimension: 2 };
    const questions = ["one call", "another"].map((name): PureCall => {
      const drawn = drawCall({ ...shape, valueDimension: 2 }, stream);
      const call = { ...drawn, mask: drawMask(drawn, stream) };
      return { name, inputs: call, answer: () => attendBatch(call) };
    });
    return worstMargin(pureMargins(questions));
  },
});

testClaim(claim);
