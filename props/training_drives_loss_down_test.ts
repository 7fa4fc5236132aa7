import fc from "fast-check";
import { lossRisesWithScore } from "../fixtures/mutants/loss_rises_with_score.ts";
import { maskSlopeSignFlipped } from "../fixtures/mutants/mask_slope_sign_flipped.ts";
import { trainingNeverMoves } from "../fixtures/mutants/training_never_moves.ts";
import { testClaim } from "../scripts/test_claim.ts";
import {
  counts,
  drawInnerProducts,
  kernelNearestLoss,
  randomStream,
  statisticalClaim,
  uniformSteps,
} from "../src/mod.ts";

/** Prompts that the loss of all checkpoints is measured on, the same for all. */
const EVALUATION = 1000;
/** Steps at which the loss is looked at; η = 100. */
const CHECKPOINTS = [5, 20, 80, 320];
/** The loss must end below this share of its start. */
const SHARE = 0.25;
/** The largest N. */
const LONGEST = 24;

/** The least N that the theorem's condition allows in d dimensions. */
function shortest(dimension: number): number {
  return Math.ceil(Math.sqrt(dimension) * Math.log(dimension));
}

/** N at this position in [0, 1] between the least and the largest, each N as wide as the others. */
function lengthAt({ dimension, position }: { dimension: number; position: number }): number {
  const least = shortest(dimension);
  return Math.min(LONGEST, least + Math.floor(position * (LONGEST - least + 1)));
}

/**
 * The theorem's bound poly(N,d)/log t has no constants; what is asked here is that the loss falls from
 * checkpoint to checkpoint and ends below a quarter. A11.time is its quantitative form. Of the condition on σ
 * the two terms that are known are met; the third, C_d(1 − 1/2N), has an unknown constant.
 */
export const claim = statisticalClaim({
  id: "A10",
  slug: "training_drives_loss_down",
  statement: "gradient descent drives the loss down all the way, although the loss is not convex",
  source: "arXiv 2411.10830, convergence theorem; its rate is A11.time",
  regime:
    "√d·log d ≤ N ≤ 24, 3 ≤ d ≤ 8, σ from 2·max{log(Nd), −log(1−(N√d)^{−1/d})} to 6 above, t = 3.2e4",
  kind: "EXP",
  expected: "verified",
  needs: ["pretrainNearest"],
  mutants: [lossRisesWithScore, maskSlopeSignFlipped, trainingNeverMoves],
  effectName: "least of 0.25 − L_end/L_start and of the falls 1 − L_next/L between checkpoints",
  bound: SHARE,
  smallestEffect: 0.05,
  budget: { quick: 200, ci: 400, deep: 1000 },
  bounds: {
    dimension: { from: 3, to: 8 },
    position: { from: 0, to: 1 },
    excess: { from: 0, to: 6 },
  },
  cells: [
    {
      name: "N and σ at their least",
      atLeast: 0.005,
      holds: ({ dimension, position, excess }) =>
        lengthAt({ dimension, position }) === shortest(dimension) && excess === 0,
    },
  ],
  generator: fc.record({
    dimension: counts(3, 8),
    position: uniformSteps(0, 1),
    excess: uniformSteps(0, 6),
  }),
  replicate({ dimension, position, excess }, seed, { pretrainNearest }) {
    const stream = randomStream(seed, "A10");
    const contextLength = lengthAt({ dimension, position });
    const least = 2 * Math.max(
      Math.log(contextLength * dimension),
      -Math.log(1 - Math.pow(contextLength * Math.sqrt(dimension), -1 / dimension)),
    );
    const sigma = least + excess;
    const steps = CHECKPOINTS[CHECKPOINTS.length - 1];
    const run = pretrainNearest(
      {
        contextLength,
        dimension,
        sigma,
        learningRate: 100,
        steps,
        batch: 16,
        record: CHECKPOINTS,
      },
      stream,
    );
    if (run.stopped === "diverged" || run.recorded.length < CHECKPOINTS.length) return -SHARE;
    const t = drawInnerProducts({ contextLength, dimension, prompts: EVALUATION }, stream);
    const losses = [{ xi1: 0, xi2: sigma }, ...run.recorded].map(({ xi1, xi2 }) =>
      kernelNearestLoss(t, { contextLength, xi1, xi2 }).loss
    );
    const falls = losses.slice(1).map((loss, k) => 1 - loss / losses[k]);
    return Math.min(SHARE - losses[losses.length - 1] / losses[0], ...falls);
  },
});

testClaim(claim);
