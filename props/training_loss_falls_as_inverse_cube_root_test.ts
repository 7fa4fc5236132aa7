import fc from "fast-check";
import { lossRisesWithScore } from "../fixtures/mutants/loss_rises_with_score.ts";
import { stepOffByDimension } from "../fixtures/mutants/step_off_by_dimension.ts";
import { testClaim } from "../scripts/test_claim.ts";
import {
  counts,
  drawInnerProducts,
  kernelNearestLoss,
  logUniform,
  predictedLoss,
  randomStream,
  statisticalClaim,
  uniformSteps,
} from "../src/mod.ts";

/** Prompts on which a trained model's population loss is estimated: about 3 % standard error. */
const EVALUATION = 20_000;

export const claim = statisticalClaim({
  id: "A11.time",
  slug: "training_loss_falls_as_inverse_cube_root",
  statement:
    "the training loss follows C^{2/3}((d+ρ²)/3t)^{1/3}: a cube root of time, not its logarithm",
  source: "derived from the density of near-ties on the sphere; within 10 % for t ≥ 2e4",
  regime:
    "2 ≤ N ≤ 12, 3 ≤ d ≤ 6, η from 50 to 100, t = η·steps from 2e4 to 1e5 and up to a whole step, hard mask or σ from 6 to 12",
  kind: "LIM",
  expected: "verified",
  needs: ["pretrainNearest"],
  mutants: [stepOffByDimension, lossRisesWithScore],
  effectName: "log of measured over predicted loss",
  bound: 0.25,
  within: 0.1,
  smallestEffect: 0.05,
  budget: { quick: 200, ci: 400, deep: 1000 },
  bounds: {
    contextLength: { from: 2, to: 12 },
    dimension: { from: 3, to: 6 },
    mask: { among: ["hard", "soft"] },
    softSigma: { from: 6, to: 12 },
    learningRate: { from: 50, to: 100 },
    time: { from: 2e4, to: 1e5 },
  },
  cells: [
    {
      name: "soft mask, σ = 6",
      atLeast: 0.015,
      holds: ({ mask, softSigma }) => mask === "soft" && softSigma === 6,
    },
    {
      name: "soft mask, σ = 12",
      atLeast: 0.015,
      holds: ({ mask, softSigma }) => mask === "soft" && softSigma === 12,
    },
  ],
  generator: fc.record({
    contextLength: counts(2, 12),
    dimension: counts(3, 6),
    mask: fc.constantFrom("hard", "soft"),
    softSigma: uniformSteps(6, 12),
    learningRate: uniformSteps(50, 100),
    time: logUniform(2e4, 1e5),
  }),
  replicate(setting, seed, { pretrainNearest }) {
    const { contextLength, dimension, mask, softSigma, learningRate, time } = setting;
    const stream = randomStream(seed, "A11.time");
    const sigma = mask === "hard" ? Infinity : softSigma;
    const steps = Math.ceil(time / learningRate);
    const run = pretrainNearest(
      { contextLength, dimension, sigma, learningRate, steps, batch: 64 },
      stream,
    );
    // A model that never left the start misses the prediction by more than any bound.
    if (run.stopped === "diverged" || run.xi1 <= 0) return 10;
    const t = drawInnerProducts({ contextLength, dimension, prompts: EVALUATION }, stream);
    const { loss } = kernelNearestLoss(t, { contextLength, ...run });
    const ratio = run.xi2 === Infinity ? 0 : run.xi2 / run.xi1;
    return Math.log(
      loss / predictedLoss({ contextLength, dimension, ratio }, learningRate * steps),
    );
  },
});

testClaim(claim);
