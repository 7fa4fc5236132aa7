import fc from "fast-check";
import { farthestForNearest } from "../fixtures/mutants/farthest_for_nearest.ts";
import { trainingNeverMoves } from "../fixtures/mutants/training_never_moves.ts";
import { trainingSaidToDiverge } from "../fixtures/mutants/training_said_to_diverge.ts";
import { testClaim } from "../scripts/test_claim.ts";
import { randomStream, separatedAccuracy, statisticalClaim, uniformSteps } from "../src/mod.ts";

/** The model is asked after the time η·steps = 1000. */
const TRAINING = { learningRate: 5, steps: 200, batch: 16 };
/** Share of separated prompts that must come out right. */
const WANTED = 0.9;

export const claim = statisticalClaim({
  id: "A15",
  slug: "small_initial_noise_still_finds_nearest",
  statement: "from W⁰ with noise of scale ε ≤ 1 in every entry, training still finds the 1-NN rule",
  source:
    "arXiv 2609.01311, experiments on initialisation (d = 8, N = 16); measured here at d = 5, N = 8",
  regime:
    "d = 5, N = 8, ε from 0 to 1, σ = 3, t = 1000; separated prompts: nearest at t ≥ 0.5, others at t ≤ 0.1",
  kind: "EXP",
  expected: "verified",
  needs: ["pretrainTransformer", "transform"],
  mutants: [trainingNeverMoves, farthestForNearest, trainingSaidToDiverge],
  effectName: "accuracy on separated prompts − 0.9",
  bound: 1 - WANTED,
  smallestEffect: 0.03,
  budget: { quick: 200, ci: 400, deep: 1000 },
  bounds: {
    contextLength: { among: [8] },
    dimension: { among: [5] },
    sigma: { among: [3] },
    spread: { from: 0, to: 1 },
  },
  generator: fc.record({
    contextLength: fc.constant(8),
    dimension: fc.constant(5),
    sigma: fc.constant(3),
    spread: uniformSteps(0, 1),
  }),
  replicate(setting, seed, { pretrainTransformer, transform }) {
    const stream = randomStream(seed, "A15");
    const { parameters, stopped } = pretrainTransformer({ ...setting, ...TRAINING }, stream);
    // A run that diverged has found nothing, whatever its last finite parameters answer.
    if (stopped === "diverged") return -WANTED;
    const asked = { contextLength: setting.contextLength, prompts: 60, parameters };
    return separatedAccuracy(asked, stream, transform) - WANTED;
  },
});

testClaim(claim);
