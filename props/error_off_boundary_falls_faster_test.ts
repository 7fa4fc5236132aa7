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

/** Prompts on which a trained model's two losses are measured. */
const EVALUATION = 3000;
/** t_* at least this, and the second best this far behind: squared distances δ = 0.2 apart. */
const [NEAR, GAP] = [0.3, 0.1];

/** The prompts whose query is off the 1-NN boundary by δ ≥ 0.2 whatever the labels, t_* ≥ 0.3. */
function offBoundary(t: Float64Array, n: number): Float64Array {
  const kept: number[] = [];
  for (let b = 0; b < t.length; b += n) {
    const own = t.subarray(b, b + n).toSorted();
    if (own[n - 1] >= NEAR && own[n - 1] - own[n - 2] >= GAP) kept.push(...own);
  }
  return Float64Array.from(kept);
}

export const claim = statisticalClaim({
  id: "A11t",
  slug: "error_off_boundary_falls_faster",
  statement: "off the 1-NN boundary the test error falls by a higher power than the training loss",
  source: "arXiv 2411.10830; derived: stretched exponential in t^{1/3} against t^{−1/3}",
  regime:
    "N from 2 to 12, d from 3 to 6, σ from 6 to 12, t from 12 500 to 50 000; δ ≥ 0.2, t_* ≥ 0.3",
  kind: "EXP",
  expected: "verified",
  needs: ["pretrainNearest"],
  mutants: [lossRisesWithScore, maskSlopeSignFlipped, trainingNeverMoves],
  effectName: "least of log(test)/log(train) at the end and of its slope over the last 4×, less 1",
  bound: 1,
  smallestEffect: 0.2,
  budget: { quick: 200, ci: 400, deep: 1000 },
  bounds: {
    contextLength: { from: 2, to: 12 },
    dimension: { from: 3, to: 6 },
    sigma: { from: 6, to: 12 },
  },
  generator: fc.record({
    contextLength: counts(2, 12),
    dimension: counts(3, 6),
    sigma: uniformSteps(6, 12),
  }),
  replicate({ contextLength, dimension, sigma }, seed, { pretrainNearest }) {
    const stream = randomStream(seed, "A11t");
    const run = pretrainNearest(
      { contextLength, dimension, sigma, learningRate: 100, steps: 500, batch: 32, record: [125] },
      stream,
    );
    const [early] = run.recorded;
    // A model that never left the start is not faster anywhere.
    if (run.stopped === "diverged" || early === undefined || run.xi1 <= early.xi1) return -1;
    const t = drawInnerProducts({ contextLength, dimension, prompts: EVALUATION }, stream);
    const away = offBoundary(t, contextLength);
    if (away.length === 0) return -1;
    const logLoss = (of: Float64Array, scalars: { xi1: number; xi2: number }) =>
      Math.log(kernelNearestLoss(of, { contextLength, xi1: scalars.xi1, xi2: scalars.xi2 }).loss);
    const [train, test] = [logLoss(t, run), logLoss(away, run)];
    const slope = (test - logLoss(away, early)) / (train - logLoss(t, early));
    const faster = Math.min(test / train, slope) - 1;
    return train < 0 && Number.isFinite(faster) ? faster : -1;
  },
});

testClaim(claim);
