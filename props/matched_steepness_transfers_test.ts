import fc from "fast-check";
import { frozenWindow } from "../fixtures/mutants/frozen_window.ts";
import { noiseIgnored } from "../fixtures/mutants/noise_ignored.ts";
import { steepnessIgnored } from "../fixtures/mutants/steepness_ignored.ts";
import { windowSignFlipped } from "../fixtures/mutants/window_sign_flipped.ts";
import { testClaim } from "../scripts/test_claim.ts";
import {
  counts,
  frozenCurves,
  geometricGrid,
  logUniform,
  lossAtWindow,
  randomStream,
  statisticalClaim,
  uniformSteps,
} from "../src/mod.ts";

/** What another class of the same L may cost. */
const MOST = 0.05;
/** Each frozen sample. */
const SAMPLE = { grid: geometricGrid(0.2, 80, 50), points: 8000, directions: 8 };

export const claim = statisticalClaim({
  id: "B9.matched",
  slug: "matched_steepness_transfers",
  statement:
    "a window trained on one class serves another of the same L: its loss is at most 5 % above the best",
  source: "arXiv 2402.11639, section 3.2: a matched Lipschitz constant is sufficient",
  regime: "affine to ReLU and back, d = 2 or 3, n from 50 to 200, σ from .2 to 5, L/σ from 2 to 5",
  kind: "EXP",
  expected: "verified",
  needs: ["weigh", "chooseWindow"],
  mutants: [frozenWindow, noiseIgnored, steepnessIgnored, windowSignFlipped],
  effectName: "1.05 − loss of the transferred window over the least loss",
  bound: MOST,
  smallestEffect: 0.01,
  budget: { quick: 200, ci: 400, deep: 1000 },
  bounds: {
    trainedOn: { among: ["affine", "relu"] },
    dimension: { from: 2, to: 3 },
    contextLength: { from: 50, to: 200 },
    noise: { from: 0.2, to: 5 },
    ratio: { from: 2, to: 5 },
  },
  generator: fc.record({
    trainedOn: fc.constantFrom("affine", "relu"),
    dimension: counts(2, 3),
    contextLength: counts(50, 200),
    noise: logUniform(0.2, 5),
    ratio: uniformSteps(2, 5),
  }),
  replicate({ trainedOn, noise, ratio, ...sizes }, seed, { weigh, chooseWindow }) {
    const stream = randomStream(seed, "B9.matched");
    const law = { noise, lipschitz: noise * ratio };
    const curves = (["affine", "relu"] as const).map((functionClass) =>
      frozenCurves({ functionClass, ...sizes, ...SAMPLE }, stream, weigh)
    );
    const [trained, tested] = trainedOn === "affine" ? curves : curves.toReversed();
    const loss = (w: number) => lossAtWindow(tested, law, w);
    return 1 + MOST - loss(chooseWindow(trained, law)) / Math.min(...tested.grid.map(loss));
  },
});

testClaim(claim);
