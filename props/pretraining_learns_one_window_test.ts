import fc from "fast-check";
import { diagonalGradientLost } from "../fixtures/mutants/diagonal_gradient_lost.ts";
import { iclGradientSignFlipped } from "../fixtures/mutants/icl_gradient_sign_flipped.ts";
import { lastCoordinateFrozen } from "../fixtures/mutants/last_coordinate_frozen.ts";
import { testClaim } from "../scripts/test_claim.ts";
import { anisotropy, FUNCTION_CLASSES, randomStream, statisticalClaim } from "../src/mod.ts";

/** What may be left of M besides wI. */
const MOST = 0.25;

/** The law is invariant to rotation, so what is not wI is the noise of the batches: it falls with their size. */
export const claim = statisticalClaim({
  id: "B12.isotropic",
  slug: "pretraining_learns_one_window",
  statement: "pretraining all of M on a law without a direction learns M = wI: ‖M − wI‖ ≤ ¼‖wI‖",
  source: "arXiv 2402.11639, theorem 3.4; by invariance to rotation",
  regime:
    "affine and ReLU classes, L/σ from 2 to 5, n from 20 to 50, d = 2 or 3; 150 steps of 32 prompts",
  kind: "EXP",
  expected: "verified",
  needs: ["pretrainAttention"],
  mutants: [lastCoordinateFrozen, diagonalGradientLost, iclGradientSignFlipped],
  effectName: "0.25 − ‖M − wI‖/‖wI‖",
  bound: MOST,
  smallestEffect: 0.05,
  budget: { quick: 200, ci: 400, deep: 1000 },
  generator: fc.constant({}),
  replicate(_, seed, { pretrainAttention }) {
    const stream = randomStream(seed, "B12.isotropic");
    const noise = Math.pow(3, stream.between(-1, 1));
    const lipschitz = noise * stream.between(2, 5);
    const run = pretrainAttention({
      law: {
        functionClass: FUNCTION_CLASSES[stream.integer(0, 1)],
        lipschitz,
        noise,
        contextLength: stream.integer(20, 50),
        dimension: stream.integer(2, 3),
      },
      learningRate: 40 / lipschitz ** 2,
      steps: 150,
      batch: 32,
    }, stream);
    const miss = run.stopped === "diverged" ? Infinity : anisotropy(run.parameters);
    return MOST - Math.min(2 * MOST, miss);
  },
});

testClaim(claim);
