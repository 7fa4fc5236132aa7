import fc from "fast-check";
import { frozenWindow } from "../fixtures/mutants/frozen_window.ts";
import { windowSignFlipped } from "../fixtures/mutants/window_sign_flipped.ts";
import { testClaim } from "../scripts/test_claim.ts";
import { FUNCTION_CLASSES, randomStream, statisticalClaim, trace } from "../src/mod.ts";

export const claim = statisticalClaim({
  id: "B12",
  slug: "pretrained_window_narrows_with_steepness",
  statement:
    "pretraining by gradient descent learns a narrower window when functions are three times as steep",
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
  generator: fc.constant({}),
  replicate(_, seed, { pretrainAttention }) {
    const stream = randomStream(seed, "B12");
    const setting = {
      functionClass: FUNCTION_CLASSES[stream.integer(0, 1)],
      contextLength: stream.integer(20, 50),
      dimension: stream.integer(2, 3),
    };
    const ratio = stream.between(0.7, 2);
    const [steep, flat] = [{ lipschitz: 3 * ratio, noise: 1 }, { lipschitz: ratio, noise: 1 }];
    // Both train on the same points, functions and noise draws, so that only the law differs.
    const window = (level: { lipschitz: number; noise: number }) => {
      const run = pretrainAttention(
        // The loss scales with L², so a rate over L² trains both at the same pace.
        {
          law: { ...setting, ...level },
          learningRate: 40 / level.lipschitz ** 2,
          steps: 150,
          batch: 32,
        },
        randomStream(seed, "B12", "training"),
      );
      // Below zero there is no window at all, and a diverged run has learned none.
      return run.stopped === "diverged"
        ? 0
        : Math.max(0, trace(run.parameters) / setting.dimension);
    };
    const [narrow, wide] = [window(steep), window(flat)];
    return narrow + wide === 0 ? 0 : (narrow - wide) / (narrow + wide);
  },
});

testClaim(claim);
