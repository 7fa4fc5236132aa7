import fc from "fast-check";
import { farthestForNearest } from "../fixtures/mutants/farthest_for_nearest.ts";
import { trainingNeverMoves } from "../fixtures/mutants/training_never_moves.ts";
import { testClaim } from "../scripts/test_claim.ts";
import { randomStream, separatedAccuracy, statisticalClaim } from "../src/mod.ts";

/** N, and the time η·steps = 1000 after which the model is asked. */
const CONTEXT_LENGTH = 8;
const TRAINING = { dimension: 5, sigma: 3, learningRate: 5, steps: 200, batch: 16 };
/** Share of separated prompts that must come out right. */
const WANTED = 0.9;

export const claim = statisticalClaim({
  id: "A15",
  slug: "small_initial_noise_still_finds_nearest",
  statement: "from W⁰ with noise of scale ε ≤ 1 in every entry, training still finds the 1-NN rule",
  source:
    "arXiv 2609.01311, experiments on initialisation (d = 8, N = 16); measured here at d = 5, N = 8",
  regime:
    "ε from 0 to 1, σ = 3, t = 1000; separated prompts: nearest at t ≥ 0.5, others at t ≤ 0.1",
  kind: "EXP",
  expected: "verified",
  needs: ["pretrainTransformer", "transform"],
  mutants: [trainingNeverMoves, farthestForNearest],
  effectName: "accuracy on separated prompts − 0.9",
  bound: 1 - WANTED,
  smallestEffect: 0.03,
  budget: { quick: 200, ci: 400, deep: 1000 },
  generator: fc.constant({}),
  replicate(_, seed, { pretrainTransformer, transform }) {
    const stream = randomStream(seed, "A15");
    const { parameters } = pretrainTransformer(
      { contextLength: CONTEXT_LENGTH, spread: stream.uniform(), ...TRAINING },
      stream,
    );
    const setting = { contextLength: CONTEXT_LENGTH, prompts: 60, parameters };
    return separatedAccuracy(setting, stream, transform) - WANTED;
  },
});

testClaim(claim);
