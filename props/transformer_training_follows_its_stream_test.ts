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
  logUniform,
  randomStream,
  seeds,
  specs,
  toFlat,
  uniformSteps,
  universalClaim,
  worstMargin,
} from "../src/mod.ts";

/**
 * Training is a function of options and stream: P(o, r) = P(o, r′) to the bit if r = r′, and P(o, r) ≠ P(o, r′) if
 * not.
 */
export const claim = universalClaim({
  id: "A15.stream",
  slug: "transformer_training_follows_its_stream",
  statement:
    "the same stream gives the same training of the transformer to the bit, whatever ran before, and any other stream gives another",
  formula: String.raw`P(o,r)=P(o,r')\iff r=r'`,
  source:
    "the contract of a stream: no replicate is to be had twice, and each one again from its seed",
  symbols: { spread: "ε" },
  kind: "ID",
  expected: "verified",
  needs: ["pretrainTransformer"],
  mutants: [
    streamIgnored,
    streamCutToFourBits,
    streamNotMovedOn,
    streamOfTheFirstRun,
    runRemembered,
    startWhereLastEnded,
  ],
  bounds: {
    spread: { from: 0, to: 1 },
  },
  generator: specs({
    contextLength: counts(1, 4),
    dimension: counts(2, 4),
    sigma: uniformSteps(0, 6),
    spread: fc.oneof(fc.constant(0), logUniform(0.01, 1)),
    learningRate: logUniform(0.1, 3),
    batch: counts(1, 3),
    steps: counts(1, 5),
    seed: seeds(),
  }),
  budget: { quick: 100, ci: 1000, deep: 5000 },
  check({ seed, ...setting }, { pretrainTransformer }) {
    const longer = { ...setting, contextLength: 7, batch: setting.batch + 1 };
    return worstMargin(streamMargins({
      run: (stream) => [...toFlat(pretrainTransformer(setting, stream).parameters)],
      stream: (k) => randomStream(seed, "A15.stream", k),
      between: () => pretrainTransformer(longer, randomStream(seed, "A15.stream", "between")),
    }));
  },
});

testClaim(claim);
