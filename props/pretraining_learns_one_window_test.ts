import fc from "fast-check";
import { diagonalGradientLost } from "../fixtures/mutants/diagonal_gradient_lost.ts";
import { iclGradientSignFlipped } from "../fixtures/mutants/icl_gradient_sign_flipped.ts";
import { lastCoordinateFrozen } from "../fixtures/mutants/last_coordinate_frozen.ts";
import { testClaim } from "../scripts/test_claim.ts";
import {
  anisotropy,
  counts,
  logUniform,
  randomStream,
  statisticalClaim,
  uniformSteps,
} from "../src/mod.ts";

/** What may be left of M besides wI. */
const MOST = 0.25;

/** The law is invariant to rotation, so what is not wI is the noise of the batches: it falls with their size. */
export const claim = statisticalClaim({
  id: "B12.isotropic",
  slug: "pretraining_learns_one_window",
  statement: "pretraining all of M on a law without a direction learns M = wI: ‖M − wI‖ ≤ ¼‖wI‖",
  source: "arXiv 2402.11639, theorem 3.4; by invariance to rotation",
  regime:
    "affine and ReLU classes, L/σ from 2 to 5, σ from 1/3 to 3, n from 20 to 50, d = 2 or 3; 150 steps of 32 prompts",
  kind: "EXP",
  expected: "verified",
  needs: ["pretrainAttention"],
  mutants: [lastCoordinateFrozen, diagonalGradientLost, iclGradientSignFlipped],
  effectName: "0.25 − ‖M − wI‖/‖wI‖",
  bound: MOST,
  smallestEffect: 0.05,
  budget: { quick: 200, ci: 400, deep: 1000 },
  bounds: {
    functionClass: { among: ["affine", "relu"] },
    dimension: { from: 2, to: 3 },
    contextLength: { from: 20, to: 50 },
    noise: { from: 1 / 3, to: 3 },
    ratio: { from: 2, to: 5 },
  },
  generator: fc.record({
    functionClass: fc.constantFrom("affine", "relu"),
    dimension: counts(2, 3),
    contextLength: counts(20, 50),
    noise: logUniform(1 / 3, 3),
    ratio: uniformSteps(2, 5),
  }),
  replicate({ ratio, ...sizes }, seed, { pretrainAttention }) {
    const lipschitz = sizes.noise * ratio;
    const run = pretrainAttention({
      law: { ...sizes, lipschitz },
      learningRate: 40 / lipschitz ** 2,
      steps: 150,
      batch: 32,
    }, randomStream(seed, "B12.isotropic"));
    const miss = run.stopped === "diverged" ? Infinity : anisotropy(run.parameters);
    return MOST - Math.min(2 * MOST, miss);
  },
});

testClaim(claim);
