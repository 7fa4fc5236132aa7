import fc from "fast-check";
import { iclGradientSignFlipped } from "../fixtures/mutants/icl_gradient_sign_flipped.ts";
import { linearForSoftmax } from "../fixtures/mutants/linear_for_softmax.ts";
import { testClaim } from "../scripts/test_claim.ts";
import {
  counts,
  drawRegressionBatch,
  FUNCTION_CLASSES,
  type FunctionClass,
  linearOptimum,
  promptAt,
  randomStream,
  type RegressionLaw,
  statisticalClaim,
  uniformSteps,
} from "../src/mod.ts";

/** Prompts that the two losses are compared on: linear attention is fitted to these very prompts. */
const EVALUATION = 600;

/** Class and sizes, and where L and σ²/n lie in what the class and the others leave them. */
interface Setting {
  readonly functionClass: FunctionClass;
  readonly dimension: number;
  readonly contextLength: number;
  /** 0 for the least L, 1 for the most; in the logarithm unless a cosine. */
  readonly steepness: number;
  /** σ²/n over the most allowed. */
  readonly noiseShare: number;
}

function lawOf({ steepness, noiseShare, ...sizes }: Setting): RegressionLaw {
  // A cosine steeper than 1.5 has almost no mean left, and its odd part is always zero.
  const lipschitz = sizes.functionClass === "cosine"
    ? 0.5 + steepness
    : 0.3 * Math.pow(10, steepness);
  const noise = Math.min(lipschitz, 1) * Math.sqrt((sizes.contextLength / 12) * noiseShare);
  return { ...sizes, lipschitz, noise };
}

export const claim = statisticalClaim({
  id: "B10.loss",
  slug: "linear_attention_cannot_match_softmax",
  statement:
    "linear attention cannot match the softmax loss: even its best M loses to a trained softmax",
  source:
    "arXiv 2402.11639, section 3.3; regime derived from the loss of uniform weights, see the docstring",
  regime:
    "σ²/n ≤ min(L,1)²/12, n from 5 to 40, d from 2 to 5; L from .3 to 3, of a cosine from .5 to 1.5",
  kind: "EXP",
  expected: "verified",
  needs: ["pretrainAttention", "predict"],
  mutants: [linearForSoftmax, iclGradientSignFlipped],
  effectName: "1 − softmax loss / best linear loss",
  bound: 1,
  smallestEffect: 0.1,
  budget: { quick: 200, ci: 400, deep: 1000 },
  bounds: {
    functionClass: { among: FUNCTION_CLASSES },
    dimension: { from: 2, to: 5 },
    contextLength: { from: 5, to: 40 },
    steepness: { from: 0, to: 1 },
    noiseShare: { from: 0, to: 1 },
  },
  cells: [
    {
      name: "cosine, L = 1.5",
      atLeast: 0.015,
      holds: ({ functionClass, steepness }) => functionClass === "cosine" && steepness === 1,
    },
    {
      name: "L = .3, most noise",
      atLeast: 0.003,
      holds: ({ functionClass, steepness, noiseShare }) =>
        functionClass !== "cosine" && steepness === 0 && noiseShare === 1,
    },
  ],
  generator: fc.record({
    functionClass: fc.constantFrom(...FUNCTION_CLASSES),
    dimension: counts(2, 5),
    contextLength: counts(5, 40),
    steepness: uniformSteps(0, 1),
    noiseShare: uniformSteps(0, 1),
  }),
  replicate(setting, seed, { pretrainAttention, predict }) {
    const stream = randomStream(seed, "B10.loss");
    const law = lawOf(setting);
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
