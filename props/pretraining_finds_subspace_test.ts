import fc from "fast-check";
import { iclGradientSignFlipped } from "../fixtures/mutants/icl_gradient_sign_flipped.ts";
import { iclGradientTransposed } from "../fixtures/mutants/icl_gradient_transposed.ts";
import { testClaim } from "../scripts/test_claim.ts";
import {
  counts,
  drawLowRankBatch,
  fromFlat,
  gradientDescent,
  LOW_RANK_CLASSES,
  projectionMiss,
  type PromptBatch,
  randomStream,
  randomSubspace,
  statisticalClaim,
  trace,
} from "../src/mod.ts";

/** Length of a run; twice as long halves the miss. */
const STEPS = 100;
/** What may be left of M outside c·BBᵀ. */
const MOST = 0.25;

/**
 * Even functions do not tell u from −u, so −BBᵀ serves them as well and a run from zero falls to either side:
 * c > 0 is asked of affine functions only. Misses are .05 to .12, more where a run is slow to leave zero.
 */
export const claim = statisticalClaim({
  id: "B11.training",
  slug: "pretraining_finds_subspace",
  statement:
    "pretraining on functions of Bᵀx finds M ∝ BBᵀ from zero, without being told: ‖M − cBBᵀ‖ ≤ ¼‖cBBᵀ‖",
  source: "arXiv 2402.11639, theorem 4.4 and its experiments",
  regime:
    "affine, quadratic and cosine functions, k = 2, d = 4, n from 6 to 12, L = 2, σ = .1; 100 steps of 32 prompts",
  kind: "EXP",
  expected: "verified",
  needs: ["iclGradient"],
  mutants: [iclGradientSignFlipped, iclGradientTransposed],
  effectName: "0.25 − ‖M − cBBᵀ‖/‖cBBᵀ‖",
  bound: MOST,
  smallestEffect: 0.05,
  budget: { quick: 200, ci: 400, deep: 1000 },
  bounds: { functionClass: { among: LOW_RANK_CLASSES }, contextLength: { from: 6, to: 12 } },
  generator: fc.record({
    functionClass: fc.constantFrom(...LOW_RANK_CLASSES),
    contextLength: counts(6, 12),
  }),
  replicate({ functionClass, contextLength }, seed, { iclGradient }) {
    const stream = randomStream(seed, "B11.training");
    const d = 4;
    const subspace = randomSubspace(d, 2, stream);
    const law = { functionClass, lipschitz: 2, noise: 0.1, contextLength, subspace };
    let tasks: PromptBatch | undefined;
    const run = gradientDescent({
      start: new Float64Array(d * d),
      learningRate: 20,
      maxSteps: STEPS,
      lossWindow: STEPS / 5,
      gradient: (parameters) =>
        iclGradient(tasks = drawLowRankBatch(law, 32, stream, tasks), parameters),
    });
    const M = fromFlat(run.average, d, d);
    const lost = run.stopped === "diverged" || (functionClass === "affine" && trace(M) <= 0);
    return MOST - (lost ? 2 * MOST : Math.min(2 * MOST, projectionMiss(M, subspace)));
  },
});

testClaim(claim);
