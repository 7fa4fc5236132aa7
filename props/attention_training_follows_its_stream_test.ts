import fc from "fast-check";
import { streamOfTheFirstRun } from "../fixtures/mutants/stream_of_the_first_run.ts";
import { runRemembered } from "../fixtures/mutants/run_remembered.ts";
import { startWhereLastEnded } from "../fixtures/mutants/start_where_last_ended.ts";
import { streamCutToFourBits } from "../fixtures/mutants/stream_cut_to_four_bits.ts";
import { streamIgnored } from "../fixtures/mutants/stream_ignored.ts";
import { streamNotMovedOn } from "../fixtures/mutants/stream_not_moved_on.ts";
import { testClaim } from "../scripts/test_claim.ts";
import { streamMargins } from "../src/measurement.ts";
import {
  counts,
  FUNCTION_CLASSES,
  logUniform,
  oneOf,
  randomStream,
  seeds,
  specs,
  toFlat,
  universalClaim,
  worstMargin,
} from "../src/mod.ts";

/**
 * Pretraining is a function of options and stream: P(o, r) = P(o, r′) to the bit if r = r′, and P(o, r) ≠ P(o, r′)
 * if not.
 */
export const claim = universalClaim({
  id: "B12.stream",
  slug: "attention_training_follows_its_stream",
  statement:
    "the same stream gives the same pretraining of attention to the bit, whatever ran before, and any other stream gives another",
  formula: String.raw`P(o,r)=P(o,r')\iff r=r'`,
  source:
    "the contract of a stream: no replicate is to be had twice, and each one again from its seed",
  kind: "ID",
  expected: "verified",
  needs: ["pretrainAttention"],
  mutants: [
    streamIgnored,
    streamCutToFourBits,
    streamNotMovedOn,
    streamOfTheFirstRun,
    runRemembered,
    startWhereLastEnded,
  ],
  bounds: {
    noise: { from: 0, to: 3 },
  },
  generator: specs({
    functionClass: oneOf(...FUNCTION_CLASSES),
    noise: fc.oneof(fc.constant(0), logUniform(0.01, 3)),
    contextLength: counts(1, 5),
    dimension: counts(2, 4),
    batch: counts(1, 3),
    steps: counts(1, 5),
    seed: seeds(),
  }),
  budget: { quick: 100, ci: 1000, deep: 5000 },
  check({ batch, steps, seed, ...sizes }, { pretrainAttention }) {
    const law = { ...sizes, lipschitz: 1 };
    const options = { law, learningRate: 1, steps, batch };
    const longer = { ...options, law: { ...law, contextLength: 7 }, batch: batch + 1 };
    return worstMargin(streamMargins({
      run(stream) {
        const { parameters, losses } = pretrainAttention(options, stream);
        return [...toFlat(parameters), ...losses];
      },
      stream: (k) => randomStream(seed, "B12.stream", k),
      between: () => pretrainAttention(longer, randomStream(seed, "B12.stream", "between")),
    }));
  },
});

testClaim(claim);
