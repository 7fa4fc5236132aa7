import fc from "fast-check";
import { frozenWindow } from "../fixtures/mutants/frozen_window.ts";
import { contextTruncated } from "../fixtures/mutants/context_truncated.ts";
import { testClaim } from "../scripts/test_claim.ts";
import {
  counts,
  pretrainedWindowGap,
  randomStream,
  statisticalClaim,
  uniformSteps,
} from "../src/mod.ts";

/** How much longer the longer context is: by B8 its window is about twice as narrow. */
const FACTOR = 9;

export const claim = statisticalClaim({
  id: "B12.n",
  slug: "pretrained_window_narrows_with_context",
  statement:
    "pretraining by gradient descent learns a narrower window on contexts nine times as long",
  source: "arXiv 2402.11639, theorem 3.4 and its experiments",
  regime:
    "affine and ReLU classes, L/σ from 0.7 to 2, n from 6 to 12 and nine times that, d = 2 or 3",
  kind: "EXP",
  expected: "verified",
  needs: ["pretrainAttention"],
  mutants: [frozenWindow, contextTruncated],
  effectName: "(w_long − w_short)/(w_long + w_short)",
  bound: 0.5,
  smallestEffect: 0.2,
  budget: { quick: 200, ci: 400, deep: 1000 },
  bounds: {
    functionClass: { among: ["affine", "relu"] },
    dimension: { from: 2, to: 3 },
    contextLength: { from: 6, to: 12 },
    ratio: { from: 0.7, to: 2 },
  },
  generator: fc.record({
    functionClass: fc.constantFrom("affine", "relu"),
    dimension: counts(2, 3),
    contextLength: counts(6, 12),
    ratio: uniformSteps(0.7, 2),
  }),
  replicate({ ratio, ...sizes }, seed, { pretrainAttention }) {
    const wide = { ...sizes, lipschitz: ratio, noise: 1 };
    const narrow = { ...wide, contextLength: FACTOR * sizes.contextLength };
    return pretrainedWindowGap(
      { narrow, wide, steps: 100, batch: 24 },
      () => randomStream(seed, "B12.n"),
      pretrainAttention,
    );
  },
});

testClaim(claim);
