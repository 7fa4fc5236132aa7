import fc from "fast-check";
import { frozenWindow } from "../fixtures/mutants/frozen_window.ts";
import { windowSignFlipped } from "../fixtures/mutants/window_sign_flipped.ts";
import { testClaim } from "../scripts/test_claim.ts";
import {
  counts,
  pretrainedWindowGap,
  randomStream,
  statisticalClaim,
  uniformSteps,
} from "../src/mod.ts";

export const claim = statisticalClaim({
  id: "B12.noise",
  slug: "pretrained_window_widens_with_noise",
  statement:
    "pretraining by gradient descent learns a wider window when labels are three times as noisy",
  source: "arXiv 2402.11639, theorem 3.4 and its experiments",
  regime:
    "affine and ReLU classes, L/σ from 0.7 to 2 and three times that, n from 20 to 50, d = 2 or 3",
  kind: "EXP",
  expected: "verified",
  needs: ["pretrainAttention"],
  mutants: [frozenWindow, windowSignFlipped],
  effectName: "(w_narrow − w_wide)/(w_narrow + w_wide)",
  bound: 0.5,
  smallestEffect: 0.1,
  budget: { quick: 200, ci: 400, deep: 1000 },
  bounds: {
    functionClass: { among: ["affine", "relu"] },
    dimension: { from: 2, to: 3 },
    contextLength: { from: 20, to: 50 },
    ratio: { from: 0.7, to: 2 },
  },
  generator: fc.record({
    functionClass: fc.constantFrom("affine", "relu"),
    dimension: counts(2, 3),
    contextLength: counts(20, 50),
    ratio: uniformSteps(0.7, 2),
  }),
  replicate({ ratio, ...sizes }, seed, { pretrainAttention }) {
    const wide = { ...sizes, lipschitz: 1, noise: 1 / ratio };
    const narrow = { ...wide, noise: 1 / (3 * ratio) };
    return pretrainedWindowGap(
      { narrow, wide, steps: 150, batch: 32 },
      () => randomStream(seed, "B12.noise"),
      pretrainAttention,
    );
  },
});

testClaim(claim);
