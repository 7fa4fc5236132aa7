import fc from "fast-check";
import { frozenWindow } from "../fixtures/mutants/frozen_window.ts";
import { contextTruncated } from "../fixtures/mutants/context_truncated.ts";
import { testClaim } from "../scripts/test_claim.ts";
import { FUNCTION_CLASSES, randomStream, statisticalClaim, trace } from "../src/mod.ts";

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
  generator: fc.constant({}),
  replicate(_, seed, { pretrainAttention }) {
    const stream = randomStream(seed, "B12.n");
    const setting = {
      functionClass: FUNCTION_CLASSES[stream.integer(0, 1)],
      lipschitz: stream.between(0.7, 2),
      noise: 1,
      dimension: stream.integer(2, 3),
    };
    const short = stream.integer(6, 12);
    const window = (contextLength: number) => {
      const run = pretrainAttention({
        law: { ...setting, contextLength },
        learningRate: 40 / setting.lipschitz ** 2,
        steps: 100,
        batch: 24,
      }, randomStream(seed, "B12.n", "training"));
      return run.stopped === "diverged"
        ? 0
        : Math.max(0, trace(run.parameters) / setting.dimension);
    };
    const [narrow, wide] = [window(FACTOR * short), window(short)];
    return narrow + wide === 0 ? 0 : (narrow - wide) / (narrow + wide);
  },
});

testClaim(claim);
