import fc from "fast-check";
import { lossRisesWithScore } from "../fixtures/mutants/loss_rises_with_score.ts";
import { stepOffByDimension } from "../fixtures/mutants/step_off_by_dimension.ts";
import { testClaim } from "../scripts/test_claim.ts";
import {
  drawInnerProducts,
  nearestLoss,
  predictedLoss,
  randomStream,
  statisticalClaim,
} from "../src/mod.ts";

/** Prompts on which a trained model's population loss is estimated: about 3 % standard error. */
const EVALUATION = 20_000;

export const claim = statisticalClaim({
  id: "A11.time",
  slug: "training_loss_falls_as_inverse_cube_root",
  statement:
    "the training loss follows C^{2/3}((d+ρ²)/3t)^{1/3}: a cube root of time, not its logarithm",
  source: "derived from the density of near-ties on the sphere; within 10 % for t ≥ 2e4",
  regime: "N ≤ 12, 3 ≤ d ≤ 6, t = η·steps from 2e4 to 1e5, hard mask or σ from 6 to 12",
  kind: "LIM",
  expected: "verified",
  needs: ["pretrainNearest"],
  mutants: [stepOffByDimension, lossRisesWithScore],
  effectName: "log of measured over predicted loss",
  bound: 0.25,
  within: 0.1,
  smallestEffect: 0.05,
  budget: { quick: 200, ci: 400, deep: 1000 },
  generator: fc.constant({}),
  replicate(_, seed, { pretrainNearest }) {
    const stream = randomStream(seed, "A11.time");
    const contextLength = stream.integer(2, 12);
    const dimension = stream.integer(3, 6);
    const sigma = stream.uniform() < 0.5 ? Infinity : stream.between(6, 12);
    const learningRate = stream.between(50, 100);
    const steps = Math.ceil((2e4 * Math.pow(5, stream.uniform())) / learningRate);
    const run = pretrainNearest(
      { contextLength, dimension, sigma, learningRate, steps, batch: 64 },
      stream,
    );
    // A model that never left the start misses the prediction by more than any bound.
    if (run.stopped === "diverged" || run.xi1 <= 0) return 10;
    const t = drawInnerProducts({ contextLength, dimension, prompts: EVALUATION }, stream);
    const { loss } = nearestLoss(t, { contextLength, ...run });
    const ratio = run.xi2 === Infinity ? 0 : run.xi2 / run.xi1;
    return Math.log(
      loss / predictedLoss({ contextLength, dimension, ratio }, learningRate * steps),
    );
  },
});

testClaim(claim);
