import { answersRemembered } from "../fixtures/mutants/answers_remembered.ts";
import { inputsWrittenOver } from "../fixtures/mutants/inputs_written_over.ts";
import { testClaim } from "../scripts/test_claim.ts";
import { type PureCall, pureMargins } from "../src/measurement.ts";
import {
  counts,
  drawInnerProducts,
  drawNearestBatch,
  fromFlat,
  promptAt,
  randomStream,
  seeds,
  specs,
  universalClaim,
  worstMargin,
} from "../src/mod.ts";

/** Two questions of each kind, of one size: what one leaves behind the other would find. */
export const claim = universalClaim({
  id: "M3.nearest",
  slug: "transformer_forgets_what_it_was_asked",
  statement:
    "paper A's transformer, its loss and its gradients are functions: asked again they answer to the bit, and they write to nothing that they were given or gave",
  source: "the definition: nothing but prompt and W is in arXiv 2411.10830, section 2",
  regime: "points of the sphere, any W",
  symbols: { contextLength: "N" },
  kind: "ID",
  expected: "verified",
  needs: ["transform", "weighInnerProducts", "nearestLoss", "transformerGradient"],
  mutants: [answersRemembered, inputsWrittenOver],
  generator: specs({
    contextLength: counts(1, 7),
    dimension: counts(2, 4),
    prompts: counts(1, 3),
    seed: seeds(),
  }),
  budget: { quick: 100, ci: 1000, deep: 5000 },
  check({ seed, ...shape }, { transform, weighInnerProducts, nearestLoss, transformerGradient }) {
    const stream = randomStream(seed, "M3.nearest");
    const { contextLength, dimension } = shape;
    const size = dimension + 2;
    const W = fromFlat(Array.from({ length: size * size }, () => stream.normal()), size, size);
    const at = { xi1: stream.between(0, 9), xi2: stream.between(0, 9) };
    const questions = ["one", "another"].flatMap((which): PureCall[] => {
      const batch = drawNearestBatch(shape, stream);
      const prompt = promptAt(batch, 0);
      const t = drawInnerProducts(shape, stream);
      const first = t.slice(0, contextLength);
      return [
        {
          name: `transformer on ${which} prompt`,
          inputs: [prompt, W],
          answer: () => transform(prompt, W),
        },
        {
          name: `weights of ${which} prompt`,
          inputs: first,
          answer: () => weighInnerProducts(first, at),
        },
        {
          name: `averaged loss of ${which} batch`,
          inputs: t,
          answer: () => nearestLoss(t, { contextLength, ...at }),
        },
        {
          name: `gradient of ${which} batch`,
          inputs: [batch, W],
          answer: () => transformerGradient(batch, W),
        },
      ];
    });
    return worstMargin(pureMargins(questions));
  },
});

testClaim(claim);
