import fc from "fast-check";
import { iclGradientSignFlipped } from "../fixtures/mutants/icl_gradient_sign_flipped.ts";
import { linearForSoftmax } from "../fixtures/mutants/linear_for_softmax.ts";
import { testClaim } from "../scripts/test_claim.ts";
import {
  drawRegressionBatch,
  FUNCTION_CLASSES,
  linearOptimum,
  promptAt,
  type RandomStream,
  randomStream,
  type RegressionLaw,
  statisticalClaim,
} from "../src/mod.ts";

/** Prompts that the two losses are compared on: linear attention is fitted to these very prompts. */
const EVALUATION = 600;

/** A law inside the regime. */
function drawLaw(stream: RandomStream): RegressionLaw {
  const functionClass = FUNCTION_CLASSES[stream.integer(0, 2)];
  const contextLength = stream.integer(5, 40);
  // A cosine steeper than 1.5 has almost no mean left, and its odd part is always zero.
  const lipschitz = functionClass === "cosine"
    ? stream.between(0.5, 1.5)
    : Math.exp(stream.between(Math.log(0.3), Math.log(3)));
  const noise = Math.min(lipschitz, 1) * Math.sqrt((contextLength / 12) * stream.uniform());
  return { functionClass, lipschitz, noise, contextLength, dimension: stream.integer(2, 5) };
}

export const claim = statisticalClaim({
  id: "B10.loss",
  slug: "linear_attention_cannot_match_softmax",
  statement:
    "linear attention cannot match the softmax loss: even its best M loses to a trained softmax",
  source:
    "arXiv 2402.11639, section 3.3; regime derived from the loss of uniform weights, see the docstring",
  regime: "σ²/n ≤ min(L,1)²/12, n from 5 to 40, d from 2 to 5; cosine with L ≤ 1.5",
  kind: "EXP",
  expected: "verified",
  needs: ["pretrainAttention", "predict"],
  mutants: [linearForSoftmax, iclGradientSignFlipped],
  effectName: "1 − softmax loss / best linear loss",
  bound: 1,
  smallestEffect: 0.1,
  budget: { quick: 200, ci: 400, deep: 1000 },
  generator: fc.constant({}),
  replicate(_, seed, { pretrainAttention, predict }) {
    const stream = randomStream(seed, "B10.loss");
    const law = drawLaw(stream);
    const { parameters, stopped } = pretrainAttention(
      { law, learningRate: 40 / law.lipschitz ** 2, steps: 150, batch: 32 },
      stream,
    );
    if (stopped === "diverged") return -1;
    const batch = drawRegressionBatch(law, EVALUATION, stream);
    let softmaxLoss = 0;
    for (let b = 0; b < EVALUATION; b++) {
      const error = predict(promptAt(batch, b), parameters) - batch.targets[b];
      softmaxLoss += (error * error) / (2 * EVALUATION);
    }
    return 1 - softmaxLoss / linearOptimum(batch).loss;
  },
});

testClaim(claim);
