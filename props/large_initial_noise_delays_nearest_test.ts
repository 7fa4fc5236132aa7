import fc from "fast-check";
import { initialSpreadIgnored } from "../fixtures/mutants/initial_spread_ignored.ts";
import { trainingNeverMoves } from "../fixtures/mutants/training_never_moves.ts";
import { trainingSaidToDiverge } from "../fixtures/mutants/training_said_to_diverge.ts";
import { testClaim } from "../scripts/test_claim.ts";
import { randomStream, separatedAccuracy, statisticalClaim } from "../src/mod.ts";

/** The models are asked after the time η·steps = 1000. */
const TRAINING = { learningRate: 5, steps: 200, batch: 16 };
/** The scales of initial noise that are compared. */
const [SMALL, LARGE] = [1, 3];
/** Effects are clipped to this. */
const LARGEST = 0.5;

/**
 * Large noise delays, it does not forbid: at d = 3, N = 4 ε = 3 has caught up by t = 2000 (accuracy 1.00), at
 * d = 8, N = 16 it has not (0.68 against 1.00; ε = 2: 0.87). At d = 5, N = 8, t = 1000, over 6 trainings each,
 * ε = 0.3, 1, 2, 3 give 1.00, 1.00, 0.88, 0.72.
 */
export const claim = statisticalClaim({
  id: "A15.large",
  slug: "large_initial_noise_delays_nearest",
  statement: "noise of scale ε = 3 in W⁰ leaves training behind where ε = 1 has long arrived",
  source:
    "arXiv 2609.01311, experiments on initialisation (d = 8, N = 16); measured here at d = 5, N = 8",
  regime: "d = 5, N = 8, σ = 3, t = 1000; the same prompts and the same noise, scaled",
  kind: "EXP",
  expected: "verified",
  needs: ["pretrainTransformer", "transform"],
  mutants: [initialSpreadIgnored, trainingNeverMoves, trainingSaidToDiverge],
  effectName: "accuracy on separated prompts at ε = 1 less that at ε = 3",
  bound: LARGEST,
  smallestEffect: 0.12,
  budget: { quick: 200, ci: 400, deep: 1000 },
  bounds: { contextLength: { among: [8] }, dimension: { among: [5] }, sigma: { among: [3] } },
  generator: fc.record({
    contextLength: fc.constant(8),
    dimension: fc.constant(5),
    sigma: fc.constant(3),
  }),
  replicate(setting, seed, { pretrainTransformer, transform }) {
    const accuracy = (spread: number) => {
      const { parameters, stopped } = pretrainTransformer(
        { ...setting, spread, ...TRAINING },
        randomStream(seed, "A15.large", "training"),
      );
      if (stopped === "diverged") return undefined;
      const asked = { contextLength: setting.contextLength, prompts: 60, parameters };
      return separatedAccuracy(asked, randomStream(seed, "A15.large", "prompts"), transform);
    };
    const [small, large] = [accuracy(SMALL), accuracy(LARGE)];
    // A run that diverged is not one that is late: it speaks against the claim at either scale.
    return small === undefined || large === undefined ? -LARGEST : small - large;
  },
});

testClaim(claim);
