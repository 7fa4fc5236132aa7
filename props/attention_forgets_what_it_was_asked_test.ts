import { answersRemembered } from "../fixtures/mutants/answers_remembered.ts";
import { inputsWrittenOver } from "../fixtures/mutants/inputs_written_over.ts";
import { testClaim } from "../scripts/test_claim.ts";
import { awkwardPrompt, type PureCall, pureMargins } from "../src/measurement.ts";
import {
  counts,
  fromFlat,
  randomStream,
  seeds,
  specs,
  universalClaim,
  worstMargin,
} from "../src/mod.ts";

/** Two questions of each kind, of one size: what one leaves behind the other would find. */
export const claim = universalClaim({
  id: "M3",
  slug: "attention_forgets_what_it_was_asked",
  statement:
    "softmax attention is a function: asked again it answers to the bit, whatever was asked meanwhile, and it writes to nothing that it was given or gave",
  source: "the definition: nothing but prompt and M is in arXiv 2402.11639, equation 2",
  regime: "any points, labels and M",
  kind: "ID",
  expected: "verified",
  needs: ["weigh", "attend", "predict"],
  mutants: [answersRemembered, inputsWrittenOver],
  generator: specs({
    contextLength: counts(1, 9),
    dimension: counts(1, 5),
    seed: seeds(),
  }),
  budget: { quick: 200, ci: 1000, deep: 5000 },
  check({ contextLength, dimension: d, seed }, { weigh, attend, predict }) {
    const stream = randomStream(seed, "M3");
    const M = fromFlat(Array.from({ length: d * d }, () => stream.normal()), d, d);
    const questions = ["one prompt", "another"].flatMap((which): PureCall[] => {
      const prompt = awkwardPrompt(
        { contextLength, dimension: d, copies: 2, labelSize: 1 },
        stream,
      );
      const scores = prompt.labels.map(() => stream.normal());
      return [
        { name: `weights of ${which}'s scores`, inputs: scores, answer: () => weigh(scores) },
        { name: `weights of ${which}`, inputs: [prompt, M], answer: () => attend(prompt, M) },
        { name: `prediction of ${which}`, inputs: [prompt, M], answer: () => predict(prompt, M) },
      ];
    });
    return worstMargin(pureMargins(questions));
  },
});

testClaim(claim);
