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
  uniformSteps,
  universalClaim,
  worstMargin,
} from "../src/mod.ts";

/**
 * Training is a function of options and stream: P(o, r) = P(o, r′) to the bit if r = r′, and P(o, r) ≠ P(o, r′) if
 * not.
 */
export const claim = universalClaim({
  id: "A10.stream",
  slug: "nearest_training_follows_its_stream",
  statement:
    "the same stream gives the same training of the two scalars to the bit, whatever ran before, and any other stream gives another",
  formula: String.raw`P(o,r)=P(o,r')\iff r=r'`,
  source:
    "the contract of a stream: no replicate is to be had twice, and each one again from its seed",
  regime: "σ ≤ 6, or ∞, the hard mask",
  kind: "ID",
  expected: "verified",
  needs: ["pretrainNearest"],
  mutants: [
    streamIgnored,
    streamCutToFourBits,
    streamNotMovedOn,
    streamOfTheFirstRun,
    runRemembered,
    startWhereLastEnded,
  ],
  bounds: {
    sigma: { from: 0, to: Infinity },
  },
  generator: specs({
    // One point under the hard mask has nothing to learn, and every stream gives the same run.
    contextLength: counts(2, 5),
    dimension: counts(2, 6),
    sigma: fc.oneof(uniformSteps(0, 6), fc.constant(Infinity)),
    learningRate: logUniform(0.1, 20),
    batch: counts(1, 3),
    steps: counts(1, 5),
    seed: seeds(),
  }),
  budget: { quick: 100, ci: 1000, deep: 5000 },
  check({ seed, ...setting }, { pretrainNearest }) {
    const options = { ...setting, record: [1] };
    const longer = { ...setting, contextLength: 7, batch: setting.batch + 1 };
    return worstMargin(streamMargins({
      run(stream) {
        const { xi1, xi2, recorded } = pretrainNearest(options, stream);
        return [xi1, xi2, ...recorded.flatMap((at) => [at.step, at.xi1, at.xi2])];
      },
      stream: (k) => randomStream(seed, "A10.stream", k),
      between: () => pretrainNearest(longer, randomStream(seed, "A10.stream", "between")),
    }));
  },
});

testClaim(claim);
